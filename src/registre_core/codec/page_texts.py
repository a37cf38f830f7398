"""The characters of a page as bytes, to be kept beside the file that they were recognised in."""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from typing import Any

from registre_core.codec.canonical import canonical_bytes
from registre_core.codec.converter import from_builtins, to_builtins
from registre_core.extraction import Boxes, PageInfo, PageText
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import TextSource

FORMAT = 1
"""Raised when what is written changes: what is kept is read for as long as its file is there."""

LARGEST = 64 * 2**20
"""Bytes that are unpacked at most: no page has a million characters, and who altered a row must not fill memory."""


def write_page_text(page: PageText) -> bytes:
    """Write the characters of a page, with their boxes to the bit; a page of 3,600 takes 26 KB.

    Numbers are written as the digits of their bytes, which pack better than any other text does.
    """
    written = {
        "format": FORMAT,
        "info": to_builtins(page.info),
        "characters": page.characters,
        "boxes": struct.pack(f"<{len(page.boxes.values)}f", *page.boxes.values).hex(),
        "engine": page.engine,
        "source": page.source.value,
        "confidences": page.confidences.hex(),
    }
    return zlib.compress(canonical_bytes(written))


def read_page_text(written: bytes) -> PageText:
    """Read it back.

    Raises:
        InvalidInput: ``malformed-data``, or whatever else keeps it from being a page.
    """
    try:
        unpacker = zlib.decompressobj()
        said = json.loads(unpacker.decompress(written, LARGEST))
        if unpacker.unconsumed_tail or said.pop("format") != FORMAT:
            raise InvalidInput.at("$", "malformed-data", "it is too large, or of another format")
        return _page_text(**said)
    except (zlib.error, struct.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput.at("$", "malformed-data", f"no page was written so: {error}") from error


def _page_text(info: Any, characters: Any, boxes: str, engine: Any, source: Any, confidences: str) -> PageText:
    packed = bytes.fromhex(boxes)
    values = array("f", struct.unpack(f"<{len(packed) // 4}f", packed))
    return PageText(
        from_builtins(PageInfo, info),
        from_builtins(str, characters),
        Boxes(values),
        from_builtins(str, engine),
        from_builtins(TextSource, source),
        bytes.fromhex(confidences),
    )
