"""Text that does not stand upright: notes in the margins, and whole pages put into the scanner the wrong way round."""

from __future__ import annotations

from dataclasses import replace

from tools.documents.frames import Frame, framed, turned
from tools.documents.truth import MadeDocument, Selection
from tools.documents.typesetting import A4, BOLD, Block, Sheet, Style

LEFT, RIGHT = 90.0, 505.0
BODY = Style(size=10, leading=14.4)
HEADING = Style(size=13, font=BOLD, colour="#3b2f63")
MARGIN = Style(size=9, colour="#3b2f63")

PRESCRIPTION = (
    "Prescription n°~3. Limiter le stockage de la réserve à ce qui est néces|saire à l’exploita|tion, l’écarter des "
    "lumi|naires d’un mètre au moins, et rétablir le degré coupe-feu de la porte. Délai~: deux mois."
)


def make_sideways() -> MadeDocument:
    """Draw one page with notes in its margins, then the same paragraph on pages displayed turned."""
    sheet = Sheet("Extrait de procès-verbal", "Page d’essai", "registre-core")
    prescription, upwards, downwards = _page_with_margins(sheet)
    rotations = (0, 90, 180, 270)
    for rotation in rotations[1:]:
        sheet.begin_page()
        sheet.line(LEFT, 110, f"Page affichée tournée de {rotation} degrés", HEADING)
        sheet.paragraph(LEFT, 140, RIGHT - LEFT, PRESCRIPTION, BODY)
    selections = [
        Selection.of(prescription, "upright text between notes in both margins"),
        Selection.of(upwards, "sideways text, read bottom to top"),
        Selection.of(downwards, "sideways text, read top to bottom"),
    ]
    selections += [
        Selection.of(_displayed(prescription, rotation), f"the whole page is displayed turned by {rotation}", page=page)
        for page, rotation in enumerate(rotations[1:], start=2)
    ]
    return MadeDocument(
        "sideways.pdf",
        framed(sheet.finish(), [Frame(rotation, paper=A4) for rotation in rotations]),
        "page 1: sideways notes in the margins; pages 2 to 4: /Rotate alone, so that the text itself lies on its side",
        pages=len(rotations),
        selections=tuple(selections),
    )


def _page_with_margins(sheet: Sheet) -> tuple[Block, Block, Block]:
    sheet.begin_page()
    sheet.line(LEFT, 110, "Procès-verbal de la sous-commission (extrait fictif)", HEADING)
    prescription = sheet.paragraph(LEFT, 140, RIGHT - LEFT, PRESCRIPTION, BODY)
    upwards = sheet.vertical_line(50, 700, "À conserver avec le registre de sécurité", MARGIN, upwards=True)
    downwards = sheet.vertical_line(550, 140, "Pièce n°~2 – copie certifiée conforme", MARGIN, upwards=False)
    return prescription, upwards, downwards


def _displayed(block: Block, rotation: int) -> Block:
    return replace(block, boxes=tuple(turned(box, rotation) for box in block.boxes))
