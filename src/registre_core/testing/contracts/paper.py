"""What one reads of a printed document, and what somebody may have had written into it."""

from __future__ import annotations

import io
import re

from attrs import frozen

from registre_core.kernel.documents import Digest
from registre_core.ports.page_reader import PageReader
from registre_core.ports.renderer import Printable, SummarySheet
from registre_core.workspace import Site

ODD = {
    "markup": '#import "x" *gras* _ital_ $x$ `code` <a> @b \\ // c /* d */ = e - f + g ~ h -- i --- j',
    "a page of the web": "<b>&amp;</b><script>{{ x }}</script>%s{0}${y}",
    "a string": '"\'«»“”\\"\\n\\u{41}[]{}()',
    "lines": "un\ndeux\r\ntrois\rquatre",
    "controls": "\x01\x07\x1b[31m\x7f\x85",
    "what turns words around": "\u202e\u2066\u200f\u061c",
    "what nobody sees": "\u00ad\u200b\u200d\ufeff\u2028",
    "other alphabets": "שלום مرحبا 你好 🔥👩‍🚒",
    "a tower of accents": "e" + "\u0301" * 20,
    "a word without end": "W" * 400,
    "a text without end": "mot " * 300,
    "no character": "\uffff\ue000\U0010ffff",
}
"""What somebody may have written, by accident or to see what happens."""

PRINTED_AS_WRITTEN = ("markup", "a page of the web", "a string")
"""Those of which every letter is printed as it stands."""

FIRST, LAST = "Commencement", "Dénouement"
"""What stands around them: words that no form has of its own."""


@frozen
class Leaf:
    """What one reads of a printed document."""

    pages: tuple[str, ...]
    """The characters of each page, without white space."""
    sizes: tuple[tuple[float, float], ...]
    """Width and height of each page."""

    @property
    def text(self) -> str:
        """All of them."""
        return "".join(self.pages)


def squeezed(text: str) -> str:
    """Take white space away: where lines end is the renderer's affair."""
    return "".join(text.split())


def leaf(pages: PageReader, content: bytes) -> Leaf:
    """Read a printed document."""
    with pages.open(io.BytesIO(content)) as reading:
        numbers = range(1, reading.page_count + 1)
        infos = [reading.page(number) for number in numbers]
        texts = (squeezed(reading.text(number).characters) for number in numbers)
        return Leaf(tuple(texts), tuple((info.width, info.height) for info in infos))


def titles(content: bytes) -> list[str]:
    """Read every title that stands in a file in the open: in hexadecimal, or between parentheses."""
    written = [bytes.fromhex(found.decode()) for found in re.findall(rb"/Title\s*<([0-9A-Fa-f]+)>", content)]
    written += re.findall(rb"/Title\s*\(([^)]*)\)", content)
    return [text.decode("utf-16" if text.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1") for text in written]


def digest_of(printable: Printable) -> Digest:
    """Give the digest that must stand on each page."""
    return printable.summary.digest if isinstance(printable, SummarySheet) else printable.sheet.digest


def site_of(printable: Printable) -> Site:
    """Give the site it is about; of several, the first."""
    return printable.summary.sites[0].site if isinstance(printable, SummarySheet) else printable.sheet.site


def line_of(text: str) -> str:
    """Make one line of a text, as names are."""
    return " ".join("".join(char for char in text if char.isprintable() or char == " ").split())
