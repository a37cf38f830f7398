"""Lines in the picture of a scanned page are seen, askew or in tinted cells; letters, bars and photographs are none."""

import io
from collections.abc import Callable

import pytest

from registre_core.extraction import Ruling
from registre_reading_pdf import PdfPageReader

WIDTH, HEIGHT = 500, 300
"""Pixels at 150 dots per inch: 240 by 144 points."""

PAPER, INK, TINT = 240, 90, 170
HAIR = 0.6
"""Points: a pixel and a little."""

Shade = Callable[[int, int], int]


def scan(shade: Shade, *, side: int = 240) -> bytes:
    """Put a picture on a page, so many points wide."""
    image = bytes(shade(x, y) for y in range(HEIGHT) for x in range(WIDTH))
    drawing = b"%d 0 0 %d 0 0 cm /Im Do" % (side, side * HEIGHT // WIDTH)
    return (
        b"%%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 240 144] /Contents 4 0 R"
        b" /Resources << /XObject << /Im 5 0 R >> >> >> endobj\n"
        b"4 0 obj << /Length %d >> stream\n%s\nendstream endobj\n"
        b"5 0 obj << /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8"
        b" /ColorSpace /DeviceGray /Length %d >> stream\n%s\nendstream endobj\n"
        b"trailer << /Root 1 0 R /Size 6 >>\n%%%%EOF\n"
    ) % (len(drawing), drawing, WIDTH, HEIGHT, len(image), image)


def lines(shade: Shade, *, side: int = 240) -> tuple[Ruling, ...]:
    with PdfPageReader().open(io.BytesIO(scan(shade, side=side))) as reading:
        return tuple(reading.rulings(1))


def test_level_and_upright_lines_stand_where_they_are_seen() -> None:
    found = lines(lambda x, y: INK if (y == 100 and 50 <= x < 450) or (x == 250 and 100 <= y < 200) else PAPER)
    *level, upright = found
    assert [line.y0 for line in level] == pytest.approx([48.2] * len(level), abs=HAIR)
    assert (level[0].x0, level[-1].x1) == pytest.approx((24, 216), abs=HAIR)
    assert (upright.x0, upright.y0, upright.x1, upright.y1) == pytest.approx((120.2, 48, 120.2, 96), abs=2 * HAIR)


def test_lines_of_tinted_cells_are_seen() -> None:
    def shade(x: int, y: int) -> int:
        paper = TINT if 100 <= y < 140 else PAPER
        return paper - 60 if x == 250 and 100 <= y < 140 else paper

    assert [line.x0 for line in lines(shade)] == pytest.approx([120.2], abs=HAIR)


def test_a_line_that_is_askew_is_given_in_level_stretches() -> None:
    found = lines(lambda x, y: INK if y == 100 + x // 50 else PAPER)
    assert [line.y0 for line in found] == pytest.approx([48.2 + 0.48 * step for step in range(10)], abs=HAIR)
    assert (found[0].x0, found[-1].x1) == pytest.approx((0, 240), abs=HAIR)


@pytest.mark.parametrize(
    "shade",
    [
        pytest.param(lambda x, y: INK if 100 <= y < 130 and 50 <= x < 450 else PAPER, id="a bar"),
        pytest.param(lambda x, y: TINT if y >= 100 else PAPER, id="the edge of a tint"),
        pytest.param(lambda x, y: INK if y == 100 and x % 30 < 15 else PAPER, id="letters in a row"),
        pytest.param(lambda x, y: INK if x == 250 and 100 <= y < 120 else PAPER, id="a tall letter"),
        pytest.param(lambda x, y: (x * 7919 + y * 104729) % 251, id="grain"),
    ],
)
def test_other_things_are_no_lines(shade: Shade) -> None:
    assert lines(shade) == ()


def test_what_is_drawn_in_a_picture_on_a_page_is_no_line_of_the_page() -> None:
    assert lines(lambda x, y: INK if y == 100 else PAPER, side=120) == ()
