"""The characters of a page and their boxes, as fast as pdfium gives them."""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from contextlib import closing
from itertools import repeat
from math import isfinite

import pypdfium2
from pypdfium2 import raw

from registre_core.extraction import Boxes
from registre_core.kernel.errors import InvalidInput
from registre_reading_pdf.display import Display
from registre_reading_pdf.opening import FURTHEST

BOX_BYTES = 16
"""Size of pdfium's rectangle: four single-precision numbers (left, top, right, bottom)."""

MAYBE_HYPHEN = re.compile("[\ufffe\x02]")
"""What pdfium gives for a hyphen at a line end; a font without a mapping may give them for letters."""

HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair: pdfium gives a letter beyond the first plane as two, and nothing can write one of them."""

_box_of = ctypes.PYFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
"""The same function with bare addresses: a page has thousands of characters, and this halves the time of each.

Loose boxes, as high as the font: those of the ink put a comma on the next line, and an accent on the one before.
"""


def characters_of(page: pypdfium2.PdfPage, display: Display, most: int) -> tuple[str, Boxes]:
    """Read a page in pdfium's order: spaces between words, line feeds where it sees a new line.

    The caller holds the lock.

    Raises:
        InvalidInput: ``too-many-characters``.
    """
    with closing(page.get_textpage()) as text:
        count = text.count_chars()
        refuse_too_many(count, most)
        characters = _text(text, count)
        boxes = within_reach(display.boxes(_boxes(text, count)))
        hyphens = [place for place in _places(characters) if raw.FPDFText_IsHyphen(text, place) == 1]
    return _with_breaks(characters.replace("\r", "\n"), boxes, hyphens)


def refuse_too_many(count: int, most: int) -> None:
    """Refuse a page that no person can read: its boxes would weigh on whoever asks for it.

    Raises:
        InvalidInput: ``too-many-characters``.
    """
    if count > most:
        said = f"the page has {count} characters, more than {most}: it is not read"
        raise InvalidInput.at("page", "too-many-characters", said, characters=count, limit=most)


def within_reach(boxes: Boxes) -> Boxes:
    """Bring back what was drawn where no page is."""
    values = boxes.values
    if not values or (max(values) <= FURTHEST and min(values) >= -FURTHEST and isfinite(sum(values))):
        return boxes
    return Boxes(array("f", (min(max(value, -FURTHEST), FURTHEST) if isfinite(value) else 0.0 for value in values)))


def _text(text: pypdfium2.PdfTextPage, count: int) -> str:
    """Take all characters at once where that gives one for each, and one by one where it leaves some out."""
    buffer = ctypes.create_string_buffer(2 * (2 * count + 1))
    length = raw.FPDFText_GetText(text, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    found = buffer.raw[: 2 * (length - 1)].decode("utf-16-le", "replace")
    if len(found) != count:
        found = "".join(chr(raw.FPDFText_GetUnicode(text, place)) for place in range(count))
    return HALF.sub("\ufffd", found)


def _boxes(text: pypdfium2.PdfTextPage, count: int) -> array[float]:
    values = array("f", bytes(BOX_BYTES * count))
    start, _ = values.buffer_info()
    handle = ctypes.cast(text.raw, ctypes.c_void_p).value
    deque(map(_box_of, repeat(handle), range(count), range(start, start + BOX_BYTES * count, BOX_BYTES)), maxlen=0)
    return values


def _places(characters: str) -> list[int]:
    return [found.start() for found in MAYBE_HYPHEN.finditer(characters)]


def _with_breaks(characters: str, boxes: Boxes, hyphens: list[int]) -> tuple[str, Boxes]:
    """Write hyphens where pdfium puts marks, and the line end that it swallows after them."""
    parts, values, done = [], array("f"), 0
    for place in hyphens:
        parts += [characters[done:place], "-\n"]
        values += boxes.values[4 * done : 4 * (place + 1)] + array("f", boxes[place])
        done = place + 1
    return "".join([*parts, characters[done:]]), Boxes(values + boxes.values[4 * done :])
