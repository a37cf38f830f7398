"""Thirty pages that weigh little: for readers that open page 27 first, and for those that never let a page go."""

from __future__ import annotations

from itertools import cycle

from tools.documents.truth import MadeDocument, Selection
from tools.documents.typesetting import BOLD, Block, Sheet, Style

LEFT, RIGHT = 70.0, 525.0
BODY = Style(size=10, leading=14.4)
HEADING = Style(size=13, leading=18, font=BOLD, colour="#2a4d69")
SMALL = Style(size=8, colour="#667085")

FRONT = ("i", "ii")
SHEETS = 28
PAGES = len(FRONT) + SHEETS

PLACES = (
    "Galerie des Tanneurs",
    "Foyer des artistes",
    "Atelier de couture",
    "Loge du gardien",
    "Salle des Æolides",
    "Cour anglaise",
    "Régie lumière",
)
FINDINGS = (
    "Le déclen|cheur manuel est à plus d’un mètre trente du sol. L’abaisser à la hauteur pres|crite.",
    "Le voyant d’alimen|tation du diffu|seur reste éteint. Vérifier la ligne, puis rempla|cer l’appa|reil au besoin.",
    "La porte coupe-feu frotte au sol et ne se referme pas d’elle-même. Raboter le vantail et régler le ferme-porte.",
    "Le détec|teur est recou|vert de peinture. Le rempla|cer et protéger les voisins pendant la suite des travaux.",
    "Aucune observation.",
)


def make_long_report() -> MadeDocument:
    """Draw a cover, a table of contents and one sheet a page."""
    sheet = Sheet(
        "Rapport de vérification, théâtre des Sept-Collines", "Rapport long", "Orvane Contrôle (organisme fictif)"
    )
    cover = _front_matter(sheet)
    sheets = [_sheet(sheet, number, place, finding) for number, place, finding in _contents()]
    sheet.canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
    sheet.canvas.addPageLabel(len(FRONT), style="ARABIC", start=1)
    chosen = {
        3: "first sheet: its own label is 1",
        18: "a page in the middle, opened first",
        30: "the last page: its own label is 28",
    }
    return MadeDocument(
        "long.pdf",
        sheet.finish(),
        "thirty pages, the first two labelled i and ii, the others 1 to 28",
        pages=PAGES,
        labels=(*FRONT, *map(str, range(1, SHEETS + 1))),
        selections=(
            Selection.of(cover, "title on the cover"),
            *(Selection.of(sheets[page - len(FRONT) - 1], note, page=page) for page, note in chosen.items()),
        ),
    )


def _contents() -> list[tuple[int, str, str]]:
    return list(zip(range(1, SHEETS + 1), cycle(PLACES), cycle(FINDINGS), strict=False))


def _front_matter(sheet: Sheet) -> Block:
    sheet.begin_page()
    cover = sheet.line(LEFT, 300, "Théâtre des Sept-Collines – vérification annuelle", HEADING)
    sheet.line(LEFT, 330, "Bâtiment fictif, rapport fictif", SMALL)
    sheet.begin_page()
    sheet.line(LEFT, 80, "Sommaire", HEADING)
    for number, place, _ in _contents():
        y = 95 + number * 20
        sheet.line(LEFT, y, f"Fiche n°~{number} – {place}", BODY)
        sheet.right_line(RIGHT, y, str(number), BODY)
    return cover


def _sheet(sheet: Sheet, number: int, place: str, finding: str) -> Block:
    """Draw one sheet; answer its observation."""
    sheet.begin_page()
    sheet.line(LEFT, 70, f"Fiche n°~{number} – {place}", HEADING)
    sheet.rule(LEFT, 90, RIGHT, 90)
    observation = sheet.paragraph(LEFT, 106, RIGHT - LEFT, f"{number}.1~{finding}", BODY)
    sheet.right_line(RIGHT, 790, f"{number}", SMALL)
    return observation
