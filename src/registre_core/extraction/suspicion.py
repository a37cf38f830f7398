"""Whether the text of a page makes sense, or only the shapes on it do."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable

from registre_core.extraction.plausibility import is_in_other_letters

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

FEWEST_SIGNS = 8
"""Below so many characters, signs are meant: the cross in a cell, a currency, an arrow."""

LONE_WORDS = frozenset("aàyoAÀYO")
"""French words of one letter."""

FEWEST_WORDS = 8
"""Below so many words, lone letters are the marks of a stamp or a drawing."""

FEWEST_LONE_LETTERS = 6
"""Below so many different ones they are the crosses of a grid and the names of its columns."""

DOTS = "._…·-–—"
"""Leaders, which forms and tables of contents have by the hundred."""


def is_suspect(characters: str) -> bool:
    """Whether a second opinion is worth its time: the engine found characters, but they make no words.

    Source: ``extraction.md``, step 4 (measured on 115 files).
    """
    drawn = _drawn(characters)
    return _is_strange_throughout(drawn) or _has_fallen_apart(characters) or is_in_other_letters(characters, drawn)


def has_strange_letters(characters: str) -> bool:
    """Whether letters are missing, or what stands for them: a line tells as much about itself as about its page."""
    return _is_strange_throughout(_drawn(characters))


def has_lost_its_words(characters: str) -> bool:
    """Whether letters have fallen apart, or stand for others: seen on a whole page, and true of each of its lines."""
    return _has_fallen_apart(characters) or is_in_other_letters(characters, _drawn(characters))


def _is_strange_throughout(drawn: Counter[str]) -> bool:
    total = drawn.total()
    if _count(drawn, _is_strange) > MOST_STRANGE * total:
        return True
    return total >= FEWEST_SIGNS and _count(drawn, str.isalnum) < LEAST_WORDLIKE * total


def _drawn(characters: str) -> Counter[str]:
    drawn = Counter("".join(word for word in characters.split() if not _is_bullet(word)))
    for dot in DOTS:
        del drawn[dot]
    return drawn


def _is_bullet(word: str) -> bool:
    """Whether a word is the mark of a list: word processors take them from the private alphabet of a symbol font."""
    return len(word) == 1 and unicodedata.category(word) == "Co"


def _is_strange(character: str) -> bool:
    return character == UNKNOWN or unicodedata.category(character) in STRANGE


def _count(drawn: Counter[str], counts: Callable[[str], bool]) -> int:
    return sum(times for character, times in drawn.items() if counts(character))


def _has_fallen_apart(characters: str) -> bool:
    lone = [word for word in characters.split() if len(word) == 1 and word.isalpha() and word not in LONE_WORDS]
    if len(set(lone)) < FEWEST_LONE_LETTERS:
        return False
    words = sum(any(map(str.isalpha, word)) for word in characters.split())
    return words >= FEWEST_WORDS and len(lone) > MOST_LONE_LETTERS * words
