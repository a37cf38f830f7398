"""Whether the text of a page makes sense, or only the shapes on it do."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable

STRANGE = frozenset({"Cc", "Cn", "Co", "Cs"})
"""Unicode categories that no report is written in: control, unassigned, private use, surrogate."""

UNKNOWN = "\ufffd"
"""What stands for a letter that an engine could not tell."""

MOST_STRANGE = 0.05
"""Share of such characters above which a page is suspect; symbols of a list are a few of thousands."""

MOST_LONE_LETTERS = 0.25
"""Share of one-letter words above which letters have fallen apart."""

LEAST_WORDLIKE = 0.5
"""Share of letters and digits below which nothing is said."""

LONE_WORDS = frozenset("aàyoAÀYO")
"""French words of one letter."""

FEWEST_WORDS = 8
"""Below so many words, lone letters are the marks of a stamp or a drawing."""

DOTS = "._…·-–—"
"""Leaders, which forms and tables of contents have by the hundred."""


def is_suspect(characters: str) -> bool:
    """Whether a second opinion is worth its time: the engine found characters, but they make no words.

    Source: ``extraction.md``, step 4 (measured on 115 files).
    """
    drawn = Counter("".join(word for word in characters.split() if not _is_bullet(word)))
    for dot in DOTS:
        del drawn[dot]
    total = drawn.total()
    if not total:
        return False
    return (
        _count(drawn, _is_strange) > MOST_STRANGE * total
        or _count(drawn, str.isalnum) < LEAST_WORDLIKE * total
        or _has_fallen_apart(characters)
    )


def _is_bullet(word: str) -> bool:
    """Whether a word is the mark of a list: word processors take them from the private alphabet of a symbol font."""
    return len(word) == 1 and unicodedata.category(word) == "Co"


def _is_strange(character: str) -> bool:
    return character == UNKNOWN or unicodedata.category(character) in STRANGE


def _count(drawn: Counter[str], counts: Callable[[str], bool]) -> int:
    return sum(times for character, times in drawn.items() if counts(character))


def _has_fallen_apart(characters: str) -> bool:
    words = [word for word in characters.split() if any(map(str.isalpha, word))]
    lone = sum(len(word) == 1 and word not in LONE_WORDS for word in words)
    return len(words) >= FEWEST_WORDS and lone > MOST_LONE_LETTERS * len(words)
