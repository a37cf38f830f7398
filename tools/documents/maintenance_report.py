"""A maintenance report in two columns, hyphenated as narrow columns are."""

from __future__ import annotations

from collections.abc import Sequence

from tools.documents.truth import MadeDocument, Selection
from tools.documents.typesetting import BOLD, Block, Sheet, Style, break_lines

TOP, LEFT, WIDTH, GUTTER = 132.0, 48.0, 238.0, 23.0
RIGHT = LEFT + 2 * WIDTH + GUTTER

INK, GREY = "#5a1f3c", "#6b6470"
BODY = Style(size=10.4, leading=15.2)
TITLE = Style(size=14.0, font=BOLD, colour=INK)
ZONE = BODY.but(size=10.0, font=BOLD, colour=INK)
SMALL = Style(size=7.4, colour=GREY)

VISIT = (
    "Visite an|nuelle du 14/10/2026, en pré|sence de M.~Théo Le~Goff, agent tech|nique. Tous les points de "
    "détec|tion ont été essayés. Cinq ano|ma|lies sont rele|vées~; au|cune n’a pu être levée pen|dant la vi|site."
)

ANOMALIES = (
    (
        "Anomalie n°~1 – Réserve des périodiques",
        (
            "Le détec|teur optique 2/14 ne réagit plus à l’aéro|sol d’essai, mal|gré le net|toyage de sa chambre de "
            "me|sure. Il est à rem|pla|cer par un modèle asso|ciable à l’équi|pe|ment de con|trôle et de "
            "signa|li|sa|tion en place."
        ),
    ),
    (
        "Anomalie n°~2 – Escalier d’honneur",
        (
            "Le ferme-porte du vantail droit est cassé~: libé|rée par sa ventouse élec|tro|magné|tique, la porte "
            "coupe-feu ne re|vient plus à la ferme|ture. Rem|pla|cer l’appa|reil et régler le sélec|teur de van|taux."
        ),
    ),
    (
        "Anomalie n°~3 – Salle de lecture",
        (
            "Les diffu|seurs sonores de la mezza|nine sont diffi|ci|le|ment au|dibles quand la salle est oc|cupée. "
            "La me|sure contra|dic|toire a donné 58~dB(A) dans le fond de la salle. Pré|voir l’adjonc|tion d’un "
            "diffu|seur, puis refaire les me|sures d’audi|bi|li|té, bu|reaux et sani|taires com|pris."
        ),
    ),
    (
        "Anomalie n°~4 – Archives",
        (
            "Le volet de désen|fu|mage des ar|chives, au se|cond sous-sol, de|meure en posi|tion d’at|tente. Le "
            "câble de sa télé|com|mande est dé|ten|du et la car|touche de gaz du cof|fret est vide. Re|tendre le "
            "câble et appro|vi|sion|ner deux car|touches."
        ),
    ),
    (
        "Anomalie n°~5 – Local du SSI",
        (
            "Les bat|te|ries de l’ali|men|ta|tion élec|trique de sécu|rité datent de 2019. Leur capa|ci|té "
            "n’at|teint plus soixante pour cent de la va|leur nomi|nale. Les rem|pla|cer en|semble et con|trô|ler "
            "l’au|to|no|mie de douze heures."
        ),
    ),
)

CUT = 2
"""Index of the anomaly that begins in the left column and ends in the right one."""

OPINION = (
    "Le sys|tème reste en veille et as|sure l’éva|cua|tion. La main|te|nance sera com|plète une fois les cinq "
    "ano|ma|lies le|vées~; la so|cié|té se tient à la dispo|si|tion de la média|thèque pour con|ve|nir d’une date."
)


def make_two_columns() -> MadeDocument:
    """Draw the report and say what each paragraph of it reads."""
    sheet = Sheet(
        "Compte rendu de maintenance du système de sécurité incendie",
        "Maintenance annuelle, médiathèque L’Œil-de-Bœuf",
        "Alarmes du Haut-Bocage (entreprise fictive)",
    )
    sheet.begin_page()
    title = _heading(sheet)
    visit = sheet.paragraph(LEFT, TOP, WIDTH, VISIT, BODY, justified=True)
    left, bottom = _column(sheet, LEFT, visit.bottom + 15, ANOMALIES[:CUT])
    started, ended = _cut_paragraph(sheet, bottom, *ANOMALIES[CUT])
    right, bottom = _column(sheet, LEFT + WIDTH + GUTTER, ended.bottom + 15, ANOMALIES[CUT + 1 :])
    opinion, _ = _column(sheet, LEFT + WIDTH + GUTTER, bottom, (("Appréciation générale", OPINION),))
    return MadeDocument(
        "two_columns.pdf",
        sheet.finish(),
        "maintenance report in two justified columns, hyphenated; one anomaly runs from one column into the other",
        pages=1,
        selections=(
            Selection.of(title, "title above both columns"),
            Selection.of(visit, "left column only: the right one must not mix in"),
            Selection.of(left[0], "left column, hyphenated line ends joined"),
            Selection.of(
                left[1], "left column: ferme-porte and coupe-feu keep their hyphen, ferme-ture at a line end does not"
            ),
            Selection.across(
                (started, ended), started.text, "two rectangles: one text, cut inside a word by the columns"
            ),
            Selection.of(right[0], "right column, hyphenated after an apostrophe (d’at-tente)"),
            Selection.of(right[1], "right column: n’at-teint, contrô-ler"),
            Selection.of(opinion[0], "right column, not an anomaly"),
        ),
        observations=tuple({"heading": heading, "text": block.text} for heading, block in _all(left, started, right)),
    )


def _all(left: Sequence[Block], cut: Block, right: Sequence[Block]) -> list[tuple[str, Block]]:
    headings = [heading.replace("~", " ") for heading, _ in ANOMALIES]
    return list(zip(headings, [*left, cut, *right], strict=True))


def _heading(sheet: Sheet) -> Block:
    sheet.line(LEFT, 44, "ALARMES DU HAUT-BOCAGE", Style(size=11, font=BOLD, colour=INK))
    sheet.right_line(RIGHT, 46, "Entreprise fictive – document de démonstration", SMALL)
    sheet.rule(LEFT, 62, RIGHT, 62, INK, 1)
    title = sheet.line(LEFT, 76, "Compte rendu de maintenance – système de sécurité incendie", TITLE)
    sheet.line(LEFT, 97, "Médiathèque L’Œil-de-Bœuf, ERP de type S, 3e catégorie – compte rendu n°~M-2026-118", SMALL)
    sheet.rule(LEFT, 116, RIGHT, 116)
    sheet.rule(LEFT, 800, RIGHT, 800)
    sheet.right_line(RIGHT, 806, "Page 1 / 1", SMALL)
    return title


def _column(sheet: Sheet, x: float, top: float, items: Sequence[tuple[str, str]]) -> tuple[list[Block], float]:
    """Set headed paragraphs one under the other; answer them and where the next may begin."""
    blocks = []
    for heading, text in items:
        sheet.line(x, top, heading, ZONE)
        blocks.append(sheet.paragraph(x, top + 17, WIDTH, text, BODY, justified=True))
        top = blocks[-1].bottom + 15
    return blocks, top


def _cut_paragraph(sheet: Sheet, top: float, heading: str, text: str) -> tuple[Block, Block]:
    """Set a paragraph whose first lines, up to a hyphenated one, end the left column."""
    sheet.line(LEFT, top, heading, ZONE)
    lines = break_lines(text, BODY, WIDTH)
    cut = 1 + max(index for index, line in enumerate(lines[:-2]) if line.endswith("-"))
    started = sheet.lines(LEFT, top + 17, lines[:cut], text, BODY, justified_to=WIDTH, continues=True)
    ended = sheet.lines(LEFT + WIDTH + GUTTER, TOP, lines[cut:], text, BODY, justified_to=WIDTH)
    return started, ended
