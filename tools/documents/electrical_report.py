"""The demo's report: a yearly check of the electrical installations of a school, on two pages.

Nothing in it is real: no such inspection body, town, school or person.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.lib.pdfencrypt import StandardEncryption
from tools.documents.electrical_findings import MEANINGS, OBSERVATIONS, ON_FIRST_PAGE, ON_SECOND_PAGE, Observation
from tools.documents.typesetting import BOLD, ITALIC, Block, Box, Sheet, Style

TITLE = "Vérification périodique des installations électriques"
SUBJECT = "Rapport de vérifications réglementaires en exploitation, école élémentaire Les Coquelicots"
AUTHOR = "Orvane Contrôle (organisme fictif)"
NUMBER = "26-EL-0417"
PAGES = 2

LEFT, RIGHT = 48.0, 547.0
COLUMNS = (48.0, 74.0, 161.0, 404.0, 505.0, 547.0)
PADDING = 5.5

ACCENT, TINT, GREY, WHITE = "#0f5c6e", "#eaf2f4", "#5b6b73", "#ffffff"
PRIORITY_COLOURS = {1: ("#b3261e", "#fbe9e7"), 2: ("#9a5b00", "#fdf1dc"), 3: ("#2e6b4a", "#e6f3ec")}

BODY = Style()
CELL = Style(size=8.4, leading=11.6)
SMALL = Style(size=7.0, leading=9.6, colour=GREY)
HEADING = Style(size=10.6, leading=14, font=BOLD, colour=ACCENT)

Places = dict[str, Block]
"""Where each named piece of text stands."""


def make_electrical_report(*, encryption: StandardEncryption | None = None) -> tuple[bytes, Places, Places]:
    """Draw the whole report; answer its bytes and where its words are on each page."""
    sheet = new_sheet(encryption=encryption)
    first = draw_first_page(sheet)
    second = draw_second_page(sheet)
    return sheet.finish(), first, second


def new_sheet(title: str = TITLE, *, encryption: StandardEncryption | None = None) -> Sheet:
    """Begin a document that carries the report's metadata."""
    return Sheet(title, SUBJECT, AUTHOR, encryption=encryption)


def draw_first_page(sheet: Sheet, matrix: Sequence[float] = (1, 0, 0, 1, 0, 0)) -> Places:
    """Draw what was checked, for whom, and the first observations."""
    sheet.begin_page(matrix)
    places = _letterhead(sheet) | _footer(sheet, 1)
    places["title"] = sheet.line(LEFT, 92, TITLE, Style(size=16.2, leading=20, font=BOLD, colour=ACCENT))
    places["subtitle"] = sheet.line(
        LEFT,
        114,
        "Rapport de vérifications réglementaires en exploitation (RVRE) – arrêté du 25~juin~1980 modifié, article "
        "EL~19",
        SMALL.but(size=7.9),
    )
    places |= _identity(sheet, 136)
    sheet.line(LEFT, 262, "1.  Objet et étendue de la vérification", HEADING)
    places["scope"] = sheet.paragraph(
        LEFT,
        281,
        RIGHT - LEFT,
        "La vérifica|tion porte sur l’ensem|ble des installa|tions électri|ques et d’éclai|rage de "
        "l’éta|blisse|ment, du point de livrai|son aux appareils d’utilisa|tion, hors ascen|seur. Elle a pour but "
        "de déceler les défec|tuo|sités et les écarts au règle|ment de sécurité des établisse|ments recevant du "
        "public. Les mises hors tension ont été assurées par les services techni|ques de la commune.",
        BODY,
        justified=True,
    )
    sheet.line(LEFT, places["scope"].bottom + 16, "2.  Observations", HEADING)
    places["introduction"] = sheet.paragraph(
        LEFT,
        places["scope"].bottom + 35,
        RIGHT - LEFT,
        "Huit observations sont formulées. Les observations n°~1, 4 et 8 ont déjà été signalées sur place à "
        "l’exploitant.",
        BODY,
    )
    _tiles(sheet, places["introduction"].bottom + 9)
    bottom = _table(sheet, places["introduction"].bottom + 61, ON_FIRST_PAGE, places)
    places["continued"] = sheet.right_line(
        RIGHT, bottom + 6, "Suite du tableau à la page suivante", SMALL.but(font=ITALIC)
    )
    return places


def draw_second_page(sheet: Sheet) -> Places:
    """Draw the rest of the table, what needs no action, the opinion and the signature."""
    sheet.begin_page()
    places = _letterhead(sheet) | _footer(sheet, 2)
    sheet.line(LEFT, 92, "2.  Observations (suite)", HEADING)
    bottom = _table(sheet, 113, ON_SECOND_PAGE, places)
    _legend(sheet, bottom + 8)
    bottom = _satisfactory(sheet, bottom + 36, places)
    bottom = _documents(sheet, bottom + 18, places)
    bottom = _opinion(sheet, bottom + 18, places)
    sheet.line(LEFT, bottom + 20, "6.  Conclusion", HEADING)
    places["conclusion"] = sheet.paragraph(
        LEFT,
        bottom + 39,
        RIGHT - LEFT,
        "Les installa|tions sont correcte|ment entrete|nues dans l’ensem|ble. Les écarts relevés tiennent pour la "
        "plupart à des ajouts récents, réalisés sans mise à jour du dossier. Il est conseillé d’ins|crire les "
        "travaux au registre de sécurité, avec leur date et le nom de l’entre|prise, et de conserver le présent "
        "rapport en annexe. La prochaine vérifica|tion est à prévoir avant le 04/11/2027.",
        BODY,
        justified=True,
    )
    _signature(sheet, places["conclusion"].bottom + 26)
    return places


def _letterhead(sheet: Sheet) -> Places:
    """Draw the name and the mark of the inspection body, and the number of the report."""
    sheet.panel(Box(LEFT, 36, LEFT + 30, 66), ACCENT, radius=6)
    _bolt(sheet, LEFT + 15, 51)
    sheet.line(LEFT + 39, 37, "ORVANE CONTRÔLE", Style(size=13, leading=16, font=BOLD, colour=ACCENT))
    sheet.line(LEFT + 39, 54.5, "Vérifications techniques – Agence de l’Ouest – 02~61~91~04~27", SMALL)
    number = sheet.right_line(RIGHT, 39, f"Rapport n°~{NUMBER}", Style(size=9.4, font=BOLD))
    sheet.right_line(RIGHT, 54.5, "Édité le 12/11/2026", SMALL)
    sheet.rule(LEFT, 76, RIGHT, 76, ACCENT, 1.2)
    return {"number": number}


def _bolt(sheet: Sheet, x: float, y: float) -> None:
    """Draw the mark: a flash."""
    points = ((2, -10), (-7, 2), (-1, 2), (-3, 10), (7, -3), (1, -3))
    path = sheet.canvas.beginPath()
    for index, (right, down) in enumerate(points):
        (path.lineTo if index else path.moveTo)(x + right, sheet.height - y - down)
    path.close()
    sheet.canvas.setFillColor(WHITE)
    sheet.canvas.drawPath(path, stroke=0, fill=1)


def _footer(sheet: Sheet, page: int) -> Places:
    sheet.rule(LEFT, 795, RIGHT, 795)
    sheet.line(
        LEFT, 801, "Document fictif, établi pour une démonstration. Ni l’organisme ni l’école n’existent.", SMALL
    )
    return {"footer": sheet.right_line(RIGHT, 801, f"Page {page} / {PAGES}", SMALL.but(font=BOLD))}


def _identity(sheet: Sheet, top: float) -> Places:
    """Draw who and what: the place on the left, the visit on the right."""
    place = (
        ("Établissement", "École élémentaire Les Coquelicots"),
        ("Adresse", "4, rue de l’Œillet"),
        ("", "99120 Saint-Aubrac-sur-Lisse"),
        ("Classement", "ERP de type R, 4e catégorie"),
        ("Effectif déclaré", "268 personnes"),
        ("Exploitant", "Commune de Saint-Aubrac-sur-Lisse"),
    )
    visit = (
        ("Visite", "04/11/2026"),
        ("Visite précédente", "05/11/2025"),
        ("Vérificatrice", "Lætitia Quémeneur"),
        ("Accompagnement", "Loïc Tanguy, services techniques"),
        ("Installation", "230/400~V, régime TT, 36~kVA"),
        ("Mise en service", "septembre 1998"),
    )
    sheet.panel(Box(LEFT, top, RIGHT, top + 108), TINT, radius=4)
    sheet.rule(303, top + 10, 303, top + 98)
    places = _fields(sheet, LEFT + 12, top, "ÉTABLISSEMENT VÉRIFIÉ", place)
    return places | _fields(sheet, 315, top, "VÉRIFICATION", visit)


def _fields(sheet: Sheet, x: float, top: float, heading: str, fields: Sequence[tuple[str, str]]) -> Places:
    sheet.line(x, top + 9, heading, SMALL.but(font=BOLD, colour=ACCENT))
    places = {}
    for index, (label, value) in enumerate(fields):
        y = top + 23 + index * 13
        sheet.line(x, y + 0.8, label, SMALL)
        places[label or "Ville"] = sheet.line(x + 76, y, value, CELL)
    return places


def _table(sheet: Sheet, top: float, observations: Sequence[Observation], places: Places) -> float:
    """Draw the heading and the rows; answer where the table ends."""
    bottom = _table_heading(sheet, top)
    for observation in observations:
        bottom = _row(sheet, bottom, observation, places)
    for x in COLUMNS:
        sheet.rule(x, top, x, bottom)
    return bottom


def _table_heading(sheet: Sheet, top: float) -> float:
    sheet.panel(Box(LEFT, top, RIGHT, top + 18), ACCENT)
    style = Style(size=7.4, font=BOLD, colour=WHITE)
    for (left, right), label in zip(
        pairwise(COLUMNS), ("N°", "Localisation", "Observation", "Référence", "Priorité"), strict=True
    ):
        if label in {"N°", "Priorité"}:
            sheet.centred_line((left + right) / 2, top + 5.2, label, style.but(size=7.0))
        else:
            sheet.line(left + PADDING, top + 5.2, label, style)
    return top + 18


def _row(sheet: Sheet, top: float, observation: Observation, places: Places) -> float:
    """Draw one observation; answer where its row ends."""
    _, place, text, reference, priority = COLUMNS[:5]
    y = top + PADDING
    sheet.centred_line((LEFT + place) / 2, y, str(observation.number), CELL.but(font=BOLD))
    cells = {
        "place": sheet.paragraph(place + PADDING, y, text - place - 2 * PADDING, observation.place, CELL),
        "observation": sheet.paragraph(text + PADDING, y, reference - text - 2 * PADDING, observation.text, CELL),
        "reference": sheet.paragraph(
            reference + PADDING, y, priority - reference - 2 * PADDING, observation.reference, CELL
        ),
    }
    places |= {f"{name} {observation.number}": block for name, block in cells.items()}
    _priority(sheet, (priority + RIGHT) / 2, y, observation.priority)
    bottom = max(block.bottom for block in cells.values()) + PADDING
    sheet.rule(LEFT, bottom, RIGHT, bottom)
    return bottom


def _priority(sheet: Sheet, centre: float, top: float, priority: int) -> None:
    ink, tint = PRIORITY_COLOURS[priority]
    sheet.panel(Box(centre - 9, top - 1.6, centre + 9, top + 10), tint, radius=5)
    sheet.centred_line(centre, top, str(priority), CELL.but(font=BOLD, colour=ink))


def _tiles(sheet: Sheet, top: float) -> None:
    """Count the observations of each priority, for the reader in a hurry."""
    wide = (RIGHT - LEFT - 20) / 3
    for index, (priority, meaning) in enumerate(MEANINGS.items()):
        ink, tint = PRIORITY_COLOURS[priority]
        tile = Box(LEFT + index * (wide + 10), top, LEFT + index * (wide + 10) + wide, top + 40)
        count = sum(observation.priority == priority for observation in OBSERVATIONS)
        sheet.panel(tile, tint, radius=4)
        sheet.panel(Box(tile.left, tile.top, tile.left + 4, tile.bottom), ink)
        sheet.centred_line(tile.left + 24, top + 9.5, str(count), Style(size=19, font=BOLD, colour=ink))
        sheet.line(tile.left + 44, top + 9.5, f"Priorité {priority}", Style(size=8.8, font=BOLD, colour=ink))
        sheet.line(tile.left + 44, top + 21.5, meaning, SMALL.but(size=7.8, colour=ink))


def _legend(sheet: Sheet, top: float) -> None:
    x = LEFT
    for priority, meaning in MEANINGS.items():
        _priority(sheet, x + 9, top, priority)
        x = sheet.line(x + 24, top + 0.4, meaning, SMALL.but(size=7.6)).box.right + 22


def _satisfactory(sheet: Sheet, top: float, places: Places) -> float:
    """Draw what was tried and found good: not observations, though they look like it."""
    sheet.line(LEFT, top, "3.  Essais et mesures sans observation", HEADING)
    results = (
        ("Mise hors tension générale (EL~11, §~1)", "essai satisfaisant"),
        ("Résistance de la prise de terre des masses", "38~Ω"),
        ("Dispositifs différentiels essayés", "27 sur 27"),
        ("Isolement des circuits d’éclairage", "supérieur à 1~MΩ"),
        ("Alimentation électrique de sécurité", "sans objet"),
    )
    y = top + 20
    for index, (what, result) in enumerate(results):
        sheet.line(LEFT + 8, y, what, CELL)
        places[f"result {index + 1}"] = sheet.right_line(RIGHT - 8, y, result, CELL.but(font=BOLD))
        sheet.rule(LEFT, y + 12, RIGHT, y + 12)
        y += 16
    return y - 4


def _documents(sheet: Sheet, top: float, places: Places) -> float:
    sheet.line(LEFT, top, "4.  Documents examinés", HEADING)
    examined = (
        "Registre de sécurité, tenu à jour, visa du maire du 02/11/2026",
        "Rapport de la vérification précédente, n°~25-EL-0398",
        "Plans des locaux et schémas unifilaires, indice~C",
    )
    for index, document in enumerate(examined, start=1):
        y = top + 5 + index * 14
        sheet.line(LEFT + 8, y, f"{index})", CELL.but(colour=ACCENT, font=BOLD))
        places[f"document {index}"] = sheet.line(LEFT + 24, y, document, CELL)
    return y + 10


def _opinion(sheet: Sheet, top: float, places: Places) -> float:
    """Draw the opinion in a box of its own."""
    sheet.line(LEFT, top, "5.  Avis", HEADING)
    panel = Box(LEFT, top + 19, RIGHT, top + 61)
    sheet.panel(panel, TINT, radius=4)
    sheet.panel(Box(LEFT, panel.top, LEFT + 4, panel.bottom), ACCENT)
    places["opinion"] = sheet.paragraph(
        LEFT + 16,
        panel.top + 10,
        RIGHT - LEFT - 32,
        "L’établis|sement peut rester ouvert, sous réserve que les observa|tions de priorité~1 soient levées sans "
        "délai et que le préau reste condamné d’ici là.",
        BODY.but(font=BOLD),
    )
    return panel.bottom


def _signature(sheet: Sheet, top: float) -> None:
    """Draw place, date, name and a signature by hand."""
    sheet.line(355, top, "Fait à Saint-Aubrac-sur-Lisse, le 12/11/2026", CELL)
    sheet.line(355, top + 13, "La vérificatrice, Lætitia Quémeneur", CELL)
    path = sheet.canvas.beginPath()
    y = sheet.height - top - 52
    path.moveTo(362, y)
    path.curveTo(376, y + 34, 390, y + 26, 380, y + 2)
    path.curveTo(374, y - 12, 362, y + 2, 384, y + 8)
    path.curveTo(398, y + 12, 402, y + 16, 406, y + 4)
    path.curveTo(410, y - 4, 414, y + 14, 420, y + 6)
    path.curveTo(426, y - 2, 430, y + 16, 438, y + 5)
    path.curveTo(446, y - 3, 468, y + 14, 498, y + 12)
    sheet.canvas.setStrokeColor("#1d3a8a")
    sheet.canvas.setLineWidth(1.1)
    sheet.canvas.setLineCap(1)
    sheet.canvas.drawPath(path, stroke=1, fill=0)
