"""pdfplumber's reading: where the first makes no sense, and in the same places."""

import io
import logging

import pytest

from registre_core.extraction import PageText
from registre_core.kernel.passages import TextSource
from registre_core.testing.pdfs import A4, Sheet, Text, pdf
from registre_reading_pdf import PdfPageReader
from registre_reading_pdf.second_opinion import second_opinion

FULL = (0.0, 0.0, *A4)
CROP = (50.0, 100.0, 500.0, 800.0)
SHIFTED = (-20.0, 30.0, 575.0, 872.0)
WORDS = (Text("Extincteur à vérifier", 100, 200), Text("EC 12 : en travers", 300, 400, turn=90))

PAGES = [
    Sheet(WORDS, media, crop, rotation)
    for rotation in (0, 90, 180, 270)
    for media, crop in ((FULL, None), (FULL, CROP), (SHIFTED, None), (SHIFTED, CROP))
]

GLYPHS = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R
  /Resources << /Font << /F1 5 0 R >> >> >> endobj
4 0 obj << /Length 61 >> stream
BT /F1 12 Tf 50 100 Td <0102030403040501 0602070405060307> Tj ET
endstream endobj
5 0 obj << /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0]
  /FirstChar 1 /LastChar 7 /Widths [600 600 600 600 600 600 600]
  /Encoding << /Type /Encoding /Differences [1 /e /x /t /i /n /c /u] >>
  /CharProcs << /e 6 0 R /x 6 0 R /t 6 0 R /i 6 0 R /n 6 0 R /c 6 0 R /u 6 0 R >> >> endobj
6 0 obj << /Length 35 >> stream
600 0 0 0 500 700 d1 0 0 500 700 re f
endstream endobj
trailer << /Root 1 0 R /Size 7 >>
startxref
0
%%EOF
"""


def both(file: bytes) -> tuple[PageText, PageText | None]:
    with PdfPageReader().open(io.BytesIO(file)) as reading:
        first = reading.text(1)
    return first, second_opinion(first.info, file, None)


@pytest.mark.parametrize("page", PAGES)
def test_both_engines_see_each_word_in_the_same_place(page: Sheet) -> None:
    first, second = both(pdf(page))

    assert second is not None
    assert second.characters == first.characters
    for one, other in zip(first.words, second.words, strict=True):
        assert (one.x0, one.y0, one.x1, one.y1) == pytest.approx((other.x0, other.y0, other.x1, other.y1), abs=2)


def test_a_font_whose_glyph_names_are_the_only_mapping_is_read_by_the_second() -> None:
    with PdfPageReader().open(io.BytesIO(GLYPHS)) as reading:
        page = reading.text(1)

    assert (page.characters, page.source) == ("extitinecxuinctu", TextSource.FALLBACK)
    assert page.engine.startswith("pdfplumber ")


def test_a_word_made_bold_by_drawing_it_twice_is_read_once() -> None:
    _, second = both(pdf(Sheet((Text("efficace"), Text("efficace", 72.4)))))

    assert second is not None
    assert second.characters == "efficace"


def test_a_second_opinion_that_fails_leaves_the_first(caplog: pytest.LogCaptureFixture) -> None:
    with PdfPageReader().open(io.BytesIO(pdf("un"))) as reading:
        info = reading.page(1)

    with caplog.at_level(logging.INFO, "registre_reading_pdf"):
        assert second_opinion(info, b"%PDF-1.7 rien", None) is None
    assert "no second opinion on page 1" in caplog.text


def test_a_second_opinion_that_says_nothing_is_none() -> None:
    assert both(pdf(Sheet(())))[1] is None
