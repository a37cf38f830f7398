"""A ruled table that a page break cuts, and a list that only its headings and indents hold together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tools.documents.truth import MadeDocument, Selection
from tools.documents.typesetting import BOLD, Block, Box, Sheet, Style

EDGES = (56.0, 108.0, 214.0, 306.0, 539.0)
LEFT, RIGHT = EDGES[0], EDGES[-1]
PAD = 4.5

INK, TINT = "#23395b", "#e9edf4"
CELL = Style(size=9.0, leading=12.4)
HEAD = CELL.but(font=BOLD, colour=INK)
HEADING = Style(size=13, leading=17, font=BOLD, colour=INK)

HEADS = ("Repère", "Emplacement", "Agent, capacité", "Constat")
ROWS = (
    ("E01", "Hall d’accueil", "Eau, 6~L", "Plombage rompu. Recharger l’appareil et le plomber."),
    ("E02", "Vestiaire nord", "Eau, 6~L", "Rien à signaler."),
    ("E03", "Buvette,\nœil-de-bœuf", "Mousse, 6~L", "Diffu|seur fendu~: changer l’appareil avant réou|verture."),
)
CUT_ROW = (
    (
        "E04",
        "Chauf|ferie, porte coupe-feu",
        "Poudre, 9~kg",
        "Manomètre hors de la plage verte et éti|quette illi|sible.",
    ),
    ("", "", "", "L’appareil date de 2014~: le rempla|cer par un neuf, fixé à moins de 1,20~m du sol."),
)
"""What stands before the page break, and what after it."""

ZONES = {
    "Zone A – Rez-de-chaussée": (
        ("A.1", "La signalétique d’évacuation est masquée par une banderole."),
        ("A.2", "L’issue de secours du vestiaire est encombrée de tapis."),
    ),
    "Zone B – Mezzanine": (("B.1", "Le plan d’évacuation est antérieur au réaménagement."),),
}


def make_tables() -> MadeDocument:
    """Draw both; say what each cell and each item reads."""
    sheet = Sheet(
        "Vérification des extincteurs", "Gymnase des Roseaux (fictif)", "Atelier du Feu-Follet (entreprise fictive)"
    )
    sheet.begin_page()
    sheet.line(LEFT, 606, "Vérification annuelle des extincteurs – gymnase des Roseaux", HEADING)
    (heads, *rows, before), bottom = _table(sheet, 640, [HEADS, *ROWS, CUT_ROW[0]])
    sheet.begin_page()
    (after,), bottom = _table(sheet, 60, CUT_ROW[1:])
    items = _zones(sheet, bottom + 40)
    return MadeDocument(
        "table.pdf",
        sheet.finish(),
        "ruled table low on page 1, its last row goes on at the top of page 2; there, a list under headings, no rules",
        pages=2,
        selections=(
            Selection.of(heads[1], "heading of a column"),
            Selection.of(rows[0][3], "one cell: its neighbours stay out"),
            Selection.of(rows[2][1], "cell of two lines, œ, a compound whole"),
            Selection.of(rows[2][2], "cell with a digit, a no-break space and a unit"),
            Selection.of(rows[2][3], "cell, hyphenated line end joined"),
            Selection(1, (_up_to_the_rules(rows[1][0]),), "E02", "the whole cell, rules included"),
            Selection(1, (_without_words(rows[1][0]),), "", "the empty part of a cell: no words at all"),
            Selection.of(before[3], "first part of the row that the page break cuts"),
            Selection.of(after[3], "the rest of that row", page=2),
            Selection.of(items[0], "an item under a zone heading, no rules around", page=2),
        ),
        observations=_observations(rows, before, after, items),
    )


def _table(sheet: Sheet, top: float, rows: Sequence[Sequence[str]]) -> tuple[list[list[Block]], float]:
    """Draw rows with all their rules; the heading is known by its words."""
    placed, y = [], top
    for cells in rows:
        is_head = cells == HEADS
        if is_head:
            sheet.panel(Box(LEFT, y, RIGHT, y + CELL.leading + 2 * PAD), TINT)
        sheet.rule(LEFT, y, RIGHT, y, INK)
        placed.append(_row(sheet, y, cells, HEAD if is_head else CELL))
        y += max(len(block.lines) for block in placed[-1]) * CELL.leading + 2 * PAD
    sheet.rule(LEFT, y, RIGHT, y, INK)
    for x in EDGES:
        sheet.rule(x, top, x, y, INK)
    return placed, y


def _row(sheet: Sheet, top: float, cells: Sequence[str], style: Style) -> list[Block]:
    return [
        sheet.paragraph(left + PAD, top + PAD, right - left - 2 * PAD, cell, style)
        for (left, right), cell in zip(pairwise(EDGES), cells, strict=True)
    ]


def _zones(sheet: Sheet, top: float) -> list[Block]:
    """List what was found zone by zone."""
    items = []
    for zone, found in ZONES.items():
        sheet.line(LEFT, top, zone, HEAD)
        for number, text in found:
            top += 17
            sheet.line(LEFT + 14, top, number, HEAD)
            items.append(sheet.line(LEFT + 46, top, text, CELL))
        top += 28
    return items


def _up_to_the_rules(first_cell: Block) -> Box:
    return Box(LEFT + 1, first_cell.box.top - PAD + 1, EDGES[1] - 1, first_cell.box.bottom + PAD - 1)


def _without_words(first_cell: Block) -> Box:
    return Box(first_cell.box.right + 2, first_cell.box.top, EDGES[1] - 1, first_cell.box.bottom)


def _observations(
    rows: Sequence[Sequence[Block]], before: Sequence[Block], after: Sequence[Block], items: Sequence[Block]
) -> tuple[dict[str, str], ...]:
    """List what calls for action: a conforming row is no observation, a cut row is one."""
    told = [(row[0].text, row[3].text) for row in rows if row[3].text != "Rien à signaler."]
    told.append((before[0].text, f"{before[3].text} {after[3].text}"))
    numbers = [number for found in ZONES.values() for number, _ in found]
    told += zip(numbers, (item.text for item in items), strict=True)
    return tuple({"number": number, "text": text} for number, text in told)
