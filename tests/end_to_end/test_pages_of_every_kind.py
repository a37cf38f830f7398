"""What a page is told to be, from real PDF files: scans with and without layers, stamps, backgrounds, empty backs."""

import io
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from registre_core.extraction import Condition, diagnose
from registre_reading_pdf import PdfPageReader

A4 = (595, 842)
LINES = [
    "Rapport de vérification périodique",
    "Le tableau divisionnaire du premier étage n'est pas fermé à clé.",
    "Les blocs autonomes d'éclairage de sécurité du couloir sont éteints.",
    "Remplacer l'extincteur de la chaufferie, dont la date est dépassée.",
    "La porte coupe-feu du hall reste ouverte et son ferme-porte est hors service.",
] * 7
VISIBLE, INVISIBLE = 0, 3


def printed(*draw: Callable[[Canvas], None]) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for step in draw:
        step(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(mode: int = VISIBLE, said: Callable[[str], str] = str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for row, line in enumerate(LINES):
            text = canvas.beginText(60, 780 - 18 * row)
            text.setFont("Helvetica", 10)
            text.setTextRenderMode(mode)
            text.textOut(said(line))
            canvas.drawText(text)

    return draw


def misread(line: str) -> str:
    return "".join("1l|~;I0_J"[place % 9] if place % 5 == 0 else letter for place, letter in enumerate(line))


def scanned() -> Image.Image:
    with pypdfium2.PdfDocument(printed(lines())) as document:
        seen: Image.Image = document[0].render(scale=1).to_pil()
    return seen.convert("RGB")


def image(
    seen: Image.Image, left: float = 0, bottom: float = 0, width: float = A4[0], height: float = A4[1]
) -> Callable[[Canvas], None]:
    return lambda canvas: canvas.drawImage(ImageReader(seen), left, bottom, width, height)


def strips(canvas: Canvas) -> None:
    step = A4[1] / 40
    for place in range(40):
        part = SCAN.crop((0, round(place * step), A4[0], round((place + 1) * step)))
        image(part, 0, A4[1] - (place + 1) * step, A4[0], step)(canvas)


def stamp(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 8)
    for row, words in enumerate(
        ["Envoyé en préfecture le 12/03/2026", "Reçu le 12/03/2026", "ID : 069-2169-DEL_03-DE"]
    ):
        canvas.drawString(400, 830 - 9 * row, words)


def shapes(canvas: Canvas) -> None:
    """Letters as a file without fonts draws them."""
    for place in range(600):
        left, bottom = 60 + 9 * (place % 50), 760 - 18 * (place // 50)
        path = canvas.beginPath()
        path.moveTo(left, bottom)
        path.curveTo(left + 3, bottom + 9, left + 5, bottom + 9, left + 6, bottom)
        path.curveTo(left + 4, bottom + 4, left + 2, bottom + 4, left + 1, bottom)
        canvas.drawPath(path, stroke=0, fill=1)


def grid(canvas: Canvas) -> None:
    """Crosses in columns: letters that stand alone, and have not fallen apart."""
    for row in range(30):
        canvas.drawString(60, 780 - 20 * row, f"{row + 1} Extincteurs")
        canvas.drawString(300 + 40 * (row % 3), 780 - 20 * row, "X")


SCAN = scanned()
PALE = SCAN.point(lambda shade: 255 - (255 - shade) // 12)
PHOTOGRAPH = Image.effect_noise((400, 300), 90).convert("RGB")
GREY = Image.new("RGB", A4, (244, 243, 240))

PAGES = [
    ([lines()], Condition.TEXT, "a printed page"),
    ([lines(), image(PHOTOGRAPH, 40, 800, 120, 36)], Condition.TEXT, "a printed page with a logo"),
    ([image(PALE), lines()], Condition.TEXT, "a printed page before a background"),
    ([grid], Condition.TEXT, "a grid of crosses"),
    ([image(SCAN), lines(INVISIBLE)], Condition.TEXT, "a scan with a good layer behind it"),
    ([lines(), image(SCAN)], Condition.TEXT, "a scan over its layer"),
    ([image(SCAN)], Condition.IMAGE, "a scan"),
    ([strips], Condition.IMAGE, "a scan in strips"),
    ([image(SCAN), stamp], Condition.IMAGE, "a scan with a stamp"),
    ([image(SCAN, 20, 0, 555, 800), stamp], Condition.IMAGE, "a scan with a header above it"),
    ([image(PHOTOGRAPH, 50, 300, 495, 400)], Condition.IMAGE, "a photograph"),
    ([shapes], Condition.IMAGE, "letters drawn as shapes"),
    ([lines(), image(PHOTOGRAPH, 60, 60, 240, 160)], Condition.MIXED, "words and a photograph"),
    ([image(SCAN), lines(INVISIBLE, misread)], Condition.BAD_LAYER, "a scan with a poor layer behind it"),
    ([lines(VISIBLE, misread), image(SCAN)], Condition.BAD_LAYER, "a scan over a poor layer"),
    ([image(GREY)], Condition.BLANK, "the back of a scanned sheet"),
    ([], Condition.BLANK, "an empty page"),
]


@pytest.mark.parametrize("drawn,condition,_about", PAGES, ids=[row[2] for row in PAGES])
def test_a_page_of_a_file_is_told_to_be_what_it_is(
    drawn: list[Callable[[Canvas], None]], condition: Condition, _about: str
) -> None:
    with PdfPageReader().open(io.BytesIO(printed(*drawn))) as reading:
        assert condition == diagnose(reading.text(1), reading.survey(1)).condition
