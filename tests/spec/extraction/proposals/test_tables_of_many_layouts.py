"""However a table is drawn: its rows are read."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from attrs import evolve
from tests.spec.extraction.proposals.drawn_tables import LEFT, PAD, RULES, TOP, Drawing, Plan, draw

from registre_core.extraction import Candidate, Ruling, Sheet, propose
from registre_core.extraction.proposals.tables import GRID, TABLE

WIDTHS = (30.0, 110.0, 240.0, 90.0, 40.0)
TITLES = ("N°", "Localisation", "Observation", "Référence", "Pr.")
ROWS = (
    (
        "1",
        "Chaufferie",
        "Connexions réalisées hors boîte, sous faux plafond. Reprendre les raccordements.",
        "EL 11",
        "2",
    ),
    ("2", "Local TGBT, sous-sol du bâtiment", "Bloc autonome hors service.", "EC 12", "1"),
    (
        "3",
        "Cuisine",
        "Le câble de la hotte traverse une paroi coupe-feu sans rebouchage : restituer le degré.",
        "CO 31",
        "1",
    ),
    ("4", "Scène", "Dégager l'accès à l'arrêt d'urgence.", "EL 11", "3"),
)
PLAN = Plan(WIDTHS)


def seen(sheets: Sequence[Sheet]) -> tuple[Candidate, ...]:
    return propose(sheets, detectors=(TABLE, GRID))


def told(sheets: Sequence[Sheet]) -> list[tuple[str, ...]]:
    return [(one.number, one.place, one.text, one.reference, one.priority) for one in seen(sheets)]


def ruled(sheets: Sequence[Sheet], rulings: Sequence[Ruling]) -> list[Sheet]:
    """The same words on the first page, among other lines."""
    return [evolve(sheets[0], rulings=tuple(rulings)), *sheets[1:]]


@pytest.mark.parametrize("rules", RULES)
def test_cells_may_be_set_in_the_middle_of_their_rows(rules: str) -> None:
    assert told(draw(TITLES, ROWS, Plan(WIDTHS, rules, centred=True))) == list(ROWS)


@pytest.mark.parametrize("by_line", [False, True])
def test_rows_without_any_white_between_them_are_told_by_their_numbers(*, by_line: bool) -> None:
    assert told(draw(TITLES, ROWS, Plan(WIDTHS, "none", gap=0.0), by_line=by_line)) == list(ROWS)


@pytest.mark.parametrize("gap", [0.0, 6.0])
def test_without_numbers_by_their_filled_columns(gap: float) -> None:
    sheets = draw(TITLES[1:], [row[1:] for row in ROWS], Plan(WIDTHS[1:], "none", gap=gap), by_line=True)
    assert told(sheets) == [("", *row[1:]) for row in ROWS]


def test_double_lines_are_one_line() -> None:
    (sheet,) = draw(TITLES, ROWS, PLAN)
    doubled = [Ruling(r.x0 + 1.8, r.y0 + 1.8, r.x1 + 1.8, r.y1 + 1.8) for r in sheet.rulings]
    assert told(ruled([sheet], [*sheet.rulings, *doubled])) == list(ROWS)


def test_dashed_lines_are_lines() -> None:
    (sheet,) = draw(TITLES, ROWS, PLAN)
    assert told(ruled([sheet], [dash for ruling in sheet.rulings for dash in dashes(ruling)])) == list(ROWS)


def dashes(ruling: Ruling) -> list[Ruling]:
    length = max(ruling.x1 - ruling.x0, ruling.y1 - ruling.y0)
    stops = [5.0 * step / length for step in range(int(length // 5) + 1)]
    across, down = ruling.x1 - ruling.x0, ruling.y1 - ruling.y0
    return [
        Ruling(*(ruling.x0 + across * at, ruling.y0 + down * at), *(ruling.x0 + across * end, ruling.y0 + down * end))
        for at, end in ((stop, min(1.0, stop + 3.0 / length)) for stop in stops)
    ]


def test_upright_lines_alone_part_columns_and_numbers_part_rows() -> None:
    (sheet,) = draw(TITLES, ROWS, PLAN)
    levels = sorted({ruling.y0 for ruling in sheet.rulings if ruling.y0 == ruling.y1})
    kept = [r for r in sheet.rulings if r.x0 == r.x1 or r.y0 in (levels[0], levels[1], levels[-1])]
    assert told(ruled([sheet], kept)) == list(ROWS)


def test_rows_in_boxes_without_inner_lines_keep_to_the_columns_of_the_titles() -> None:
    (sheet,) = draw(TITLES, ROWS, PLAN)
    sides = (LEFT, LEFT + sum(WIDTHS))
    first = min(ruling.y1 for ruling in sheet.rulings if ruling.y0 < ruling.y1)
    kept = [r for r in sheet.rulings if r.y0 == r.y1 or r.x0 in sides or r.y1 <= first]
    assert told(ruled([sheet], kept)) == list(ROWS)


def test_a_cell_beside_several_rows_belongs_to_each() -> None:
    drawing = Drawing()
    edges = [40.0, 70.0, 180.0, 420.0]
    tops = [TOP + 16.0 * step for step in range(5)]
    for x, text in zip(edges, ("N°", "Localisation", "Observation"), strict=False):
        drawing.write(x + PAD, tops[0] + PAD, text)
    drawing.write(edges[1] + PAD, (tops[1] + tops[4]) / 2 - 4, "Bâtiment A")
    for number, top in enumerate(tops[1:4], 1):
        drawing.write(edges[0] + PAD, top + PAD, str(number))
        drawing.write(edges[2] + PAD, top + PAD, ROWS[number][2][:30])
    for at in tops:
        beside = edges if at in (tops[0], tops[1], tops[4]) else None
        for left, right in pairwise(edges):
            if beside or left != edges[1]:
                drawing.rule(left, at, right, at)
    for x in edges:
        drawing.rule(x, tops[0], x, tops[-1])
    assert [one.place for one in seen(drawing.sheets())] == ["Bâtiment A"] * 3


def test_titles_in_two_storeys_are_read_down_to_the_marks() -> None:
    drawing, edges = Drawing(), [40.0, 240.0, 270.0, 300.0, 330.0, 500.0]
    for left, at, title in (
        (43, 70, "Point de contrôle"),
        (272, 63, "Résultat"),
        (243, 79, "C"),
        (273, 79, "NC"),
        (303, 79, "SO"),
    ):
        drawing.write(left, at, title)
    drawing.write(333, 70, "Observations")
    for x in (40.0, 240.0, 330.0, 500.0):
        drawing.rule(x, 60, x, 92)
    for x in (270.0, 300.0):
        drawing.rule(x, 76, x, 92)
    drawing.rule(240, 76, 330, 76)
    top = 92.0
    for item, column in (("Extincteurs du hall", 1), ("Blocs de secours", 2), ("Portes coupe-feu", 3)):
        drawing.write(43, top + PAD, item)
        drawing.write(edges[column] + 12, top + PAD, "X")
        for x in edges:
            drawing.rule(x, top, x, top + 16)
        top += 16
    for level in (60.0, 92.0, 108.0, 124.0, 140.0):
        drawing.rule(40, level, 500, level)
    assert [one.text for one in seen(drawing.sheets())] == ["Blocs de secours"]


def test_a_title_over_several_columns_says_less_than_those_below_it() -> None:
    drawing, edges = Drawing(), [40.0, 80.0, 200.0, 420.0, 500.0, 550.0]
    for left, title in ((43.0, "Repérage"), (203.0, "Description"), (423.0, "Classement")):
        drawing.write(left, 63, title)
    for left, title, said in zip(edges, ("N°", "Local", "Constatation", "Article", "Priorité"), ROWS[3], strict=False):
        drawing.write(left + PAD, 79, title)
        drawing.write(left + PAD, 95, said)
    for level in (60.0, 76.0, 92.0, 108.0):
        drawing.rule(40, level, 550, level)
    for x in edges:
        drawing.rule(x, 60.0 if x in (40.0, 200.0, 420.0, 550.0) else 76.0, x, 108.0)
    assert told(drawing.sheets()) == [ROWS[3]]


def test_headings_below_headings_say_the_place_from_the_widest_to_the_narrowest() -> None:
    def row(place: int) -> tuple[str, ...]:
        return (ROWS[place][0], *ROWS[place][2:])

    rows: list[tuple[str, ...] | str] = ["Bâtiment A", "Rez-de-chaussée", row(0), "1er étage", row(1)]
    rows += ["Bâtiment B", "Sous-sol", row(2)]
    titles = (TITLES[0], *TITLES[2:])
    places = ["Bâtiment A, Rez-de-chaussée", "Bâtiment A, 1er étage", "Bâtiment B, Sous-sol"]
    assert [one.place for one in seen(draw(titles, rows, Plan((30.0, *WIDTHS[2:]))))] == places


@pytest.mark.parametrize("rules", RULES)
def test_titles_that_are_repeated_on_the_same_page_are_no_row(rules: str) -> None:
    assert told(draw(TITLES, (*ROWS[:2], TITLES, *ROWS[2:]), Plan(WIDTHS, rules))) == list(ROWS)


@pytest.mark.parametrize("rules", RULES)
def test_another_table_below_ends_the_one_above(rules: str) -> None:
    drawing_rows = (
        *ROWS,
        "Récapitulatif du parc",
        ("Agent", "", "Vérifiés", "", ""),
        ("CO2", "", "Deux sur deux", "", ""),
    )
    assert told(draw(TITLES, drawing_rows, Plan(WIDTHS, rules))) == list(ROWS)


def test_a_drawing_of_twenty_thousand_lines_is_no_table() -> None:
    chance = random.Random(1)  # noqa: S311  # no secret is made
    (sheet,) = draw(TITLES, ROWS, Plan(WIDTHS, "none"))
    ends = [(chance.uniform(0, 500), chance.uniform(0, 800), chance.uniform(0, 80)) for _ in range(20_000)]
    rulings = [Ruling(x, y, x + far * (n % 2), y + far * (1 - n % 2)) for n, (x, y, far) in enumerate(ends)]
    assert told(ruled([sheet], rulings)) == list(ROWS)
