"""A stamp as it stands on the page: the drawn signature, and lines beside it."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.legible import legible
from registre_core.ports.sealer import Stamp
from registre_core.signatures import Spot
from registre_sealing_pyhanko.letters import fonts, letters

TEMPLATE = Path(__file__).with_name("stamp.typ")
"""How a stamp is laid out."""

MOST_LINES = 8
"""Of a caption; the evidence that is attached has all of it."""

LONGEST = 160
"""Characters of a line, likewise."""


class Draughtsman:
    """Draws stamps with Typst. Nothing but its own template and font is read, nothing is loaded from elsewhere."""

    def __init__(self) -> None:
        self._fonts = fonts()

    def draw(self, stamp: Stamp, spot: Spot) -> bytes:
        """Draw a stamp as a PDF file of one page, as large as its spot.

        Raises:
            AdapterFailure: ``rendering-failed``: the picture is no SVG.
        """
        told = json.dumps(_told(stamp, spot), ensure_ascii=False)
        timestamp = int(stamp.signed_at.timestamp())
        try:
            compiler = typst.Compiler(
                TEMPLATE,
                root=TEMPLATE.parent,
                font_paths=self._fonts,
                ignore_system_fonts=True,
                sys_inputs={"stamp": told},
            )
            drawn = compiler.compile(format="pdf", timestamp=timestamp, pdf_tags=False)
        except (typst.TypstError, UnicodeDecodeError) as error:
            raise AdapterFailure("rendering-failed", f"the stamp {stamp.name} cannot be drawn: {error}") from error
        if not isinstance(drawn, bytes):  # of other formats there would be a list
            raise TypeError("Typst gives a PDF as bytes")
        return drawn


def _told(stamp: Stamp, spot: Spot) -> dict[str, object]:
    left, top, right, bottom = spot.box
    picture = None if stamp.picture is None else stamp.picture.decode()
    caption = [_short(legible(line, letters()).replace("\n", " ")) for line in stamp.caption[:MOST_LINES]]
    return {"width": right - left, "height": bottom - top, "picture": picture, "caption": caption}


def _short(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
