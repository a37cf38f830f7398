"""From the characters of a page to the text that people quote, and back.

Every step keeps, for each character it lets through, the place where it came from: a quote of the clean text can be
drawn on the page, and a rectangle on the page can be cut out of the clean text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable
from typing import Self

from attrs import frozen

from registre_core.extraction.hyphens import BROKEN, HYPHEN_MARKS, mended

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Typographic ligatures and the letters they stand for; œ and æ are letters and stay."""

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
"""What takes no room on paper."""

CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""Control characters, except those that are spaces."""

UNKNOWN = "\ufffd"
"""Stands for a letter that is drawn and cannot be known; to leave it out would be to say there is none."""

MEANT = {control: bytes([control]).decode("cp1252", "replace") for control in range(0x80, 0xA0)}
"""What Windows means by control characters, which many fonts claim to draw: dashes, quotes, the euro."""

NOT_SEEN = re.compile(f"[{INVISIBLE}]+")
MARKED_BREAK = re.compile(f"[{HYPHEN_MARKS}](?=[^\\S\n]*\n)")
MARK = re.compile("\ufffe")
SOFT = re.compile("\u00ad+")
CONTROL = re.compile(f"[{CONTROLS}]")
LIGATURE = re.compile(f"[{''.join(LIGATURES)}]")
# Only from U+0300 on are there characters that compose with the one before; punctuation among them never does.
CLUSTER = re.compile("[^{0}]?[{0}]+".format("\u0300-\u1fff\u20d0-\u2bff\u3000-\U0010ffff"))
SPACES = re.compile(r"[^\S ]\s*| \s+")


@frozen(hash=False)
class CleanText:
    """NFC, ligatures split, hyphenated line ends joined, every run of spaces and breaks one space."""

    text: str
    """What people read, quote and search."""
    origins: array[int]
    """For each of its characters, where it stands in what was cleaned."""

    @classmethod
    def of(cls, characters: str) -> CleanText:
        """Clean the characters of a page, or of any text with line ends."""
        return _stripped(_folded(_composed(_split(cls(characters, array("l", range(len(characters))))))))

    def replace(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Self:
        """Replace what matches; the new characters come from where the old ones came from, the last from the last."""
        kept, origins, done = [], array("l"), 0
        for found in pattern.finditer(self.text):
            start, end = found.span()
            put = new(found)
            kept += [self.text[done:start], put]
            origins += self.origins[done:start]
            origins += array("l", (self.origins[min(start + place, end - 1)] for place in range(len(put))))
            done = end
        if not done:
            return self
        return type(self)("".join([*kept, self.text[done:]]), origins + self.origins[done:])


def clean(characters: str) -> str:
    r"""Clean a text: NFC, ligatures split, hyphenated line ends joined, spaces folded.

    Example:
        >>> clean("un dispo-\nsitif coupe-\nfeu  eﬃcace")
        'un dispositif coupe-feu efficace'
    """
    return CleanText.of(characters).text


def _split(text: CleanText) -> CleanText:
    """Say ligatures, marks and what cannot be seen in plain characters."""
    text = text.replace(NOT_SEEN, lambda _: "").replace(MARKED_BREAK, lambda _: "-").replace(MARK, lambda _: "-")
    text = text.replace(SOFT, lambda _: "").replace(CONTROL, lambda found: MEANT.get(ord(found.group()), UNKNOWN))
    return text.replace(LIGATURE, lambda found: LIGATURES[found.group()])


def _composed(text: CleanText) -> CleanText:
    """Compose letters and their accents (NFC), which most pages have done already."""
    if unicodedata.is_normalized("NFC", text.text):
        return text
    return text.replace(CLUSTER, lambda found: unicodedata.normalize("NFC", found.group()))


def _folded(text: CleanText) -> CleanText:
    return text.replace(BROKEN, mended).replace(SPACES, lambda _: " ")


def _stripped(text: CleanText) -> CleanText:
    start = len(text.text) - len(text.text.lstrip())
    end = len(text.text.rstrip())
    return CleanText(text.text[start:end], text.origins[start:end])
