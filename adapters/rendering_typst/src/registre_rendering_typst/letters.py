"""Which characters can be printed, and what stands for those that cannot."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from font_source_sans_pro import font_directory
from fontTools.ttLib import TTFont

FACES = tuple(Path(font_directory) / f"SourceSansPro-{face}.ttf" for face in ("Regular", "Semibold", "Bold"))
"""The font, in the weights that are used: the package has each of them twice, and which one is found must not vary."""

MOST_MARKS = 2
"""So many accents may stand on one letter; a tower of them would cover other lines."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of what is not drawn, or draws what follows otherwise: controls, directions, halves of pairs."""


@cache
def letters() -> frozenset[str]:
    """Give every character that each weight of the font can draw."""
    maps = [TTFont(face, lazy=True).getBestCmap() for face in FACES]
    every = set.intersection(*(set(one) for one in maps))
    return frozenset(char for char in map(chr, every) if unicodedata.category(char) not in _UNSEEN)


def printable(text: str) -> str:
    """Give a text as it is printed: lines end with a line feed, and what has no letter shows its number instead.

    A Hebrew alef becomes ``[U+05D0]``: whoever reads the page sees that something stands there, and can look it up.
    What would turn or hide the words after it is shown in the same way.
    """
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(_shown(lines))


def _shown(text: str) -> Iterator[str]:
    marks, known = 0, letters()
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        is_letter = char == "\n" or (char in known and marks <= MOST_MARKS)
        yield char if is_letter else f"[U+{ord(char):04X}]"
