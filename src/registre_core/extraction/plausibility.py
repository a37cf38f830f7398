"""Whether words look like words: what a recognition that failed leaves behind, and letters that stand for others.

Only shapes and frequencies are judged, so that any language in Latin letters passes and no dictionary is needed. Well
formed words that are not those of the page look plausible: only recognising them again would tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from math import hypot

FEWEST_WORDS = 12
"""Below so many words of three letters nothing is said: a stamp, a drawing and a cover hold names and numbers."""

LEAST_PLAUSIBLE = 0.8
"""Share of plausible words below which they are no words. Measured: 0.96 and more on pages that people wrote, 0.82 and
less where one letter in ten is misread."""

PLAUSIBLE = 0.93
"""Share below which odd frequencies decide: an alphabet that keeps its vowels keeps nine words in ten plausible."""

FEWEST_LETTERS = 150
"""Below so many letters their frequencies say nothing."""

LEAST_ALIKE = 0.85
"""Likeness of frequencies below which letters stand for others. Measured: 0.9 and more on 90 pages in four languages,
0.82 and less where the alphabet was moved or mixed."""

FREQUENCIES = {
    letter: share
    for share, letters in (
        (15.1, "e"),
        (7.8, "sait"),
        (6.8, "nrul"),
        (5.4, "od"),
        (3.3, "cmpv"),
        (1.3, "qfb"),
        (0.9, "ghj"),
        (0.3, "xyzwk"),
    )
    for letter in letters
}
"""Per cent of the letters of a French text, without accents."""

RIM = "()[]{}<>«»\"'’‘“”.,;:!?…/*-–—•·|=+%"
"""What may stand around a word."""

PARTS = re.compile("[-'’/.‐()]+")
"""Between the parts of compound, elided, inclusive words: «porte(s)», «l’issue»."""

REFERENCE = re.compile(r"[A-Z]{1,6}[a-z]?\d+[A-Z]{0,2}|\d+(?:[A-Z]{1,3}|[a-zà-ÿµ°²³€]{1,4})?")
"""Articles, standards, signs of equipment and amounts: MS51, IP2X, 3P, 12kg, 2ème."""

CAPITALS = 6
"""Letters of an abbreviation that need no vowel: CCDSA, SSIAP, PBDCTN."""

SHORTEST = 3
"""Letters of a word whose shape tells something."""

LONGEST = 27
"""Letters of a word; «anticonstitutionnellement» has 25."""

LATIN = re.compile("[A-Za-zÀ-ɏŒœﬀ-ﬆ]")
VOWELS = re.compile("[aeiouyœæ]")
CROWD = re.compile("[^aeiouyœæ]{5}|[aeiouyœæ]{5}")
"""More consonants, or vowels, in a row than French and its neighbours write."""

MIXED = re.compile("[a-zà-ÿ][A-ZÀ-Þ]")
"""A capital within a word."""


def share_of_words(characters: str) -> float | None:
    """Tell which share of a text's words looks like words, from 0 to 1; nothing where there are too few."""
    seen = [_is_plausible(word) for word in _words(characters)]
    return sum(seen) / len(seen) if len(seen) >= FEWEST_WORDS else None


def likeness_of_letters(drawn: Mapping[str, int]) -> float | None:
    """Compare how often letters occur with how often they do in French, from 0 to 1; nothing where there are too few.

    The cosine of the two frequencies: 0.97 for French, above 0.9 for its neighbours, whatever the subject.
    """
    counts: Counter[str] = Counter()
    for character, times in drawn.items():
        counts[_plain(character)[:1]] += times
    told = [counts[letter] for letter in FREQUENCIES]
    if sum(told) < FEWEST_LETTERS or 2 * sum(told) < sum(counts[letter] for letter in counts if letter.isalpha()):
        return None
    product = sum(count * share for count, share in zip(told, FREQUENCIES.values(), strict=True))
    return product / (hypot(*told) * hypot(*FREQUENCIES.values()))


def makes_no_words(characters: str) -> bool:
    """Whether words are so little like words that an image behind them had better be read again."""
    share = share_of_words(characters)
    if share is None:
        return False
    return share < LEAST_PLAUSIBLE or (share < PLAUSIBLE and _are_others(Counter(characters)))


def is_in_other_letters(characters: str, drawn: Mapping[str, int]) -> bool:
    """Whether letters stand for others, beyond doubt: lists of codes have odd frequencies or odd words, not both."""
    if not _are_others(drawn):
        return False
    share = share_of_words(characters)
    return share is not None and share < LEAST_PLAUSIBLE


def _are_others(drawn: Mapping[str, int]) -> bool:
    alike = likeness_of_letters(drawn)
    return alike is not None and alike < LEAST_ALIKE


def _words(characters: str) -> Iterator[str]:
    """Give the words that have a shape to judge: at least three Latin letters, and no letters of another script."""
    for word in characters.split():
        letters = sum(map(str.isalpha, word))
        if letters >= SHORTEST and len(LATIN.findall(word)) == letters:
            yield unicodedata.normalize("NFKC", word).strip(RIM)


def _is_plausible(word: str) -> bool:
    return all(map(_is_spoken, PARTS.split(word)))


def _is_spoken(part: str) -> bool:
    """Whether letters can be said, or are an abbreviation or a reference."""
    if not part[1:] or REFERENCE.fullmatch(part):
        return True
    if not part.isalpha() or len(part) > LONGEST:
        return False
    if part.isupper() and len(part) <= CAPITALS:
        return True
    plain = _plain(part)
    return bool(VOWELS.search(plain)) and not CROWD.search(plain) and not MIXED.search(part)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
