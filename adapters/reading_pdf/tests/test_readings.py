"""A reading keeps what was asked for, and draws no more than a host allows."""

import io
import threading
import zlib

import pytest
from pypdfium2 import PdfiumError, PdfPage

from registre_core.extraction import Region, Turn
from registre_core.kernel.errors import AdapterFailure, InvalidInput
from registre_core.testing.pdfs import Frame, Sheet, Stroke, pdf
from registre_reading_pdf import Limits, PdfPageReader
from registre_reading_pdf.engine import opened
from registre_reading_pdf.opening import PAGES_KEPT
from registre_reading_pdf.reading import PdfReading

POSTER = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R
  /Resources << /XObject << /Im 5 0 R >> >> >> endobj
4 0 obj << /Length 24 >> stream
100 0 0 100 0 0 cm /Im Do
endstream endobj
5 0 obj << /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1
  /ColorSpace /DeviceGray /Length 1 >> stream
0
endstream endobj
trailer << /Root 1 0 R /Size 6 >>
startxref
0
%%EOF
"""

BLACK_SQUARE = (
    POSTER.replace(b"60000", b"1").replace(b"BitsPerComponent 1", b"BitsPerComponent 8").replace(b"\n0\n", b"\n\x00\n")
)
"""An image of one black pixel, as large as the page."""


def test_a_page_is_read_once() -> None:
    with PdfPageReader().open(io.BytesIO(pdf("un", "deux"))) as reading:
        assert reading.text(1) is reading.text(1)


def test_a_long_reading_forgets_the_first_pages() -> None:
    with PdfPageReader().open(io.BytesIO(pdf(*["page"] * (PAGES_KEPT + 1)))) as reading:
        first = reading.text(1)
        for number in range(2, PAGES_KEPT + 2):
            reading.text(number)

        assert reading.text(1) is not first
        assert reading.text(1) == first


def test_an_image_that_would_unpack_to_gigabytes_is_not_drawn() -> None:
    with PdfPageReader().open(io.BytesIO(POSTER)) as reading, pytest.raises(InvalidInput) as refused:
        reading.render(1)

    assert refused.value.code == "image-too-large"


@pytest.mark.parametrize("turn", Turn)
def test_images_are_drawn_in_grey_too(turn: Turn) -> None:
    with PdfPageReader().open(io.BytesIO(BLACK_SQUARE)) as reading:
        picture = reading.render(1, dpi=72, grey=True, turn=turn)
    start = picture.index(b"IDAT")
    rows = zlib.decompress(picture[start + 4 : start + 4 + int.from_bytes(picture[start - 4 : start], "big")])

    assert rows == bytes(100 * 101)


@pytest.mark.parametrize("dpi", [0, -72, 9, 1201])
def test_a_resolution_that_shows_nothing_is_refused(dpi: int) -> None:
    with PdfPageReader().open(io.BytesIO(pdf("un"))) as reading, pytest.raises(InvalidInput) as refused:
        reading.render(1, dpi=dpi)

    assert refused.value.code == "resolution-out-of-range"


def test_a_host_says_how_large_a_picture_may_be() -> None:
    with PdfPageReader(Limits(pixels=10_000)).open(io.BytesIO(pdf("un"))) as reading:
        assert reading.render(1, Region(1, 0, 0, 100, 100), dpi=72)
        with pytest.raises(InvalidInput):
            reading.render(1, Region(1, 0, 0, 100, 101), dpi=72)


def rulings(*content: Frame | Stroke) -> list[tuple[float, float, float, float]]:
    with PdfPageReader().open(io.BytesIO(pdf(Sheet(content)))) as reading:
        return sorted((line.x0, line.y0, line.x1, line.y1) for line in reading.rulings(1))


def test_a_frame_is_four_lines() -> None:
    assert rulings(Frame(100, 200, 300, 50)) == [
        (100, 592, 100, 642),
        (100, 592, 400, 592),
        (100, 642, 400, 642),
        (400, 592, 400, 642),
    ]


def test_a_thin_surface_is_one_line() -> None:
    assert rulings(Frame(100, 200, 300, 1, filled=True)) == [(100, 641.5, 400, 641.5)]
    assert rulings(Frame(100, 200, 1, 300, filled=True)) == [(100.5, 342, 100.5, 642)]


def test_a_line_drawn_twice_is_one() -> None:
    assert rulings(Stroke(100, 200, 300, 200), Stroke(300, 200, 100, 200)) == [(100, 642, 300, 642)]


def test_a_slanted_line_is_no_ruling() -> None:
    assert rulings(Stroke(100, 200, 300, 260)) == []


def test_one_reading_serves_several_threads() -> None:
    found: list[str] = []
    with PdfPageReader().open(io.BytesIO(pdf(*[f"page{number}" for number in range(1, 31)]))) as reading:
        pages = [threading.Thread(target=lambda n=n: found.append(reading.text(n).characters)) for n in range(1, 31)]
        for page in pages:
            page.start()
        for page in pages:
            page.join()

    assert sorted(found) == sorted(f"page{number}" for number in range(1, 31))


def test_a_failure_of_the_engine_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise PdfiumError("no")

    monkeypatch.setattr(PdfPage, "get_textpage", fail)
    file = pdf("un")
    with opened(file, None) as document, pytest.raises(AdapterFailure) as failed:
        PdfReading(document, file, None, Limits()).characters(1)

    assert failed.value.code == "pdf-engine-failed"


def test_a_reading_does_not_tell_the_password() -> None:
    locked = pdf("un", password="sésame")  # noqa: S106
    with PdfPageReader().open(io.BytesIO(locked), password="sésame") as reading:  # noqa: S106
        assert "sésame" not in repr(reading)
