"""pdfplumber's reading of a page of which pdfium makes no sense: fonts whose glyph names are the only mapping, mostly.

Twenty times slower, and wrong elsewhere: it is asked only then, and believed only if what it says makes sense.
"""

from __future__ import annotations

import io
import logging
import re
from array import array
from collections.abc import Iterable, Iterator
from mmap import mmap
from typing import Any, cast

import pdfplumber

from registre_core.extraction import Glyph, PageInfo, PageText, Turn, assemble, is_suspect, spaced
from registre_core.kernel.passages import TextSource
from registre_reading_pdf.display import Display
from registre_reading_pdf.patience import OutOfTime, within

ENGINE = f"pdfplumber {pdfplumber.__version__}"
"""What reads, with its version."""

SAME_PLACE = 0.1
"""In font sizes: the same letter drawn again closer than this is one letter, made bold by drawing it twice."""

SECONDS = 4.0
"""What a second opinion may take: a bad page takes half a second, and the first opinion is there already."""

UNMAPPED = re.compile(r"\(cid:\d+\)")
"""How pdfminer writes a glyph whose letter nothing tells."""

log = logging.getLogger(__name__)
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every oddity of a file, several times a page


def second_opinion(info: PageInfo, data: bytes | mmap, password: str | None) -> PageText | None:
    """Read one page with pdfplumber; nothing if that fails or makes no sense either."""
    try:
        with within(SECONDS):
            characters, boxes = spaced(_glyphs(info, data, password))
    except (Exception, OutOfTime) as failure:  # noqa: BLE001  # whatever it is, the first opinion stands
        log.info("no second opinion on page %d: %s", info.number, type(failure).__name__)
        return None
    page = assemble(info, characters, boxes, engine=ENGINE, source=TextSource.FALLBACK)
    return page if page.characters and not is_suspect(page.characters) else None


def _glyphs(info: PageInfo, data: bytes | mmap, password: str | None) -> list[Glyph]:
    with pdfplumber.open(_file(data), pages=[info.number], password=password) as document:
        page = document.pages[0]
        page.page_obj.rotate = 0  # user space, please: with rotation and CropBox its own coordinates are wrong (#1054)
        left, bottom, _, _ = page.page_obj.mediabox
        shift = left - page.mediabox[0]
        drawn = list(_once(page.chars))
        edges = (_edges(character, shift, bottom) for character in drawn)
        shown = Display.of(info).boxes(array("f", (edge for four in edges for edge in four)))
        turns = [_turn(character, info.rotation) for character in drawn]
    texts = (UNMAPPED.sub("\ufffd", character["text"]) for character in drawn)
    return [Glyph(*glyph) for glyph in zip(texts, shown, turns, strict=True)]


def _file(data: bytes | mmap) -> io.BytesIO:
    """Give what is read like a file; a map is, whatever its type says."""
    return io.BytesIO(data) if isinstance(data, bytes) else cast("io.BytesIO", data)


def _edges(character: dict[str, Any], shift: float, bottom: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in user space; pdfplumber counts from the MediaBox's corner."""
    return (
        character["x0"] + shift,
        character["y1"] + bottom,
        character["x1"] + shift,
        character["y0"] + bottom,
    )


def _turn(character: dict[str, Any], rotation: int) -> Turn:
    """Tell which way the text runs once the page is turned."""
    across, up = character["matrix"][:2]
    counted = {(True, True): 0, (True, False): 180, (False, True): 270, (False, False): 90}
    drawn = counted[abs(across) >= abs(up), (across if abs(across) >= abs(up) else up) > 0]
    return Turn((drawn + rotation) % 360)


def _once(characters: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Leave out letters drawn twice; the letters of a ligature are one character here, so none of them is lost."""
    seen: dict[tuple[object, ...], list[float]] = {}
    for character in characters:
        key = (character["text"], character["fontname"], character["size"], round(character["y0"]))
        places = seen.setdefault(key, [])
        left, tolerance = character["x0"], SAME_PLACE * character["size"]
        if not any(abs(left - place) < tolerance for place in places):
            places.append(left)
            yield character
