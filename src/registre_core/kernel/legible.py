"""Text as a font can print it: what it has no letter for shows its number, and nothing hides what stands beside it."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator

MOST_MARKS = 2
"""So many accents may stand on one letter; a tower of them would cover other lines."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of what is not drawn, or makes others be drawn otherwise: controls, directions, halves of pairs."""


def legible(text: str, letters: Container[str]) -> str:
    r"""Give a text as it is printed: lines end with a line feed, and a tabulator is a space.

    A Hebrew alef becomes ``[U+05D0]`` where the font has none: whoever reads the page sees that something stands there,
    and can look it up. What would turn, hide or cover other words is shown in the same way.

    Args:
        text: whatever somebody wrote.
        letters: the characters that the font draws.

    Example:
        >>> legible("Gaz\u202e 🔥", "Gaz ")
        'Gaz[U+202E] [U+1F525]'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(_shown(unicodedata.normalize("NFC", lines), letters))


def _shown(text: str, letters: Container[str]) -> Iterator[str]:
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        is_drawn = char in letters and marks <= MOST_MARKS and unicodedata.category(char) not in _UNSEEN
        yield char if is_drawn or char == "\n" else f"[U+{ord(char):04X}]"
