"""Whether two texts say the same words, when one of them was printed again or read from an image.

Nothing that may carry meaning is waved through: what is folded is how a word is set, and what may differ beyond that
are letters that look alike in print. A digit never differs.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator

from registre_core.extraction.cleaning import CleanText

SET_OTHERWISE = (
    dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—−", "-")
    | {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}
)
"""Quotes, dashes and joined letters, and what they are compared as."""

ALIKE = ("iljt", "tf", "rt", "ceo", "nu", "uv", "bh", "gq")
"""Letters of one group are taken for each other in images; n and v are not, or «nous» would be near «vous»."""

ALIKE_PAIRS = frozenset({("m", "rn"), ("d", "cl"), ("w", "vv"), ("u", "ii"), ("n", "ri"), ("h", "li")})
"""One letter, and two that look like it."""

SWAPS = frozenset((one, other) for group in ALIKE for one in group for other in group if one != other)
PUNCTUATION = frozenset(".,;:'\"-_*•|·")
"""Specks that an image gains and loses; between digits they count."""

MISREAD_IN_CONTEXT = 2
"""Letters of a context that may be misread without its ending there."""

INNER_HYPHEN = re.compile(r"(?<=[^\W\d_])\s*-\s*(?=[^\W\d_])")
LOOSE_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
NOT_PLAIN = re.compile("[^a-z0-9 ]")


class Folds(dict[int, str]):
    """What each character is compared as, worked out the first time that it is met."""

    def __missing__(self, code: int) -> str:
        """Say it without accent and case."""
        character = chr(code)
        plain = SET_OTHERWISE.get(character)
        if unicodedata.category(character) == "No":
            plain = character  # 10² is not 102, nor 1½ 11/2
        elif plain is None:
            parts = unicodedata.normalize("NFKD", character.casefold())
            plain = "".join(part for part in parts if not "\u0300" <= part <= "\u036f")
        self[code] = plain
        return plain


FOLDS = Folds()


def folded(text: str) -> str:
    """Write down what is compared: letters without accent or case, no spaces but between digits, no hyphens in words.

    Example:
        >>> folded("L’ISSUE de se-cours n° 12 3") == folded("l'issue de secours n° 12 3")
        True
        >>> folded("de 1-2 à −5") == folded("de 12 à 5")
        False
    """
    return LOOSE_SPACE.sub("", INNER_HYPHEN.sub("", text.translate(FOLDS)))


def folded_with_origins(text: str) -> CleanText:
    """Fold, and tell where in `text` each character comes from; slower by far, so for the few pages with a hit."""
    whole = CleanText(text, array("l", range(len(text))))
    plain = whole.replace(NOT_PLAIN, lambda found: found.group().translate(FOLDS))
    return plain.replace(INNER_HYPHEN, lambda _: "").replace(LOOSE_SPACE, lambda _: "")


def likeness(quote: str, text: str, start: int, most: int) -> tuple[int, int] | None:
    """Follow a folded quote through a folded text from `start` on.

    An edit distance that knows three edits only: a letter for one that looks alike, one for two that do, a speck more
    or less. What an engine misreads is near; «sans» and «dans», «conforme» and «non conforme» never are.

    Words never begin with a speck that the quote lacks: they would begin at two places.

    Returns:
        The number of edits and where the words end; nothing if it takes more than `most`.
    """
    reached = {(0, start)}
    for edits in range(most + 1):
        if not reached:
            break
        reached = {_slid(quote, text, at, place) for at, place in reached}
        ends = [place for at, place in reached if at == len(quote)]
        if ends:
            return edits, min(ends)
        reached = {state for at, place in reached for state in _edited(quote, text, at, place)}
    return None


def agreement(context: str, text: str) -> int:
    """Count the letters of a context that a text begins with, as read by an engine that misreads two of them.

    Without these two the twin that was read better would win over the place that is looked for.
    """
    reached, best = {(0, 0)}, 0
    for _ in range(MISREAD_IN_CONTEXT + 1):
        reached = {_slid(context, text, at, place) for at, place in reached}
        best = max([best, *(at for at, _ in reached)])
        reached = {state for at, place in reached for state in _edited(context, text, at, place)}
    return best


def _slid(quote: str, text: str, at: int, place: int) -> tuple[int, int]:
    while at < len(quote) and place < len(text) and quote[at] == text[place]:
        at, place = at + 1, place + 1
    return at, place


def _edited(quote: str, text: str, at: int, place: int) -> Iterator[tuple[int, int]]:
    ours, theirs = quote[at : at + 2], text[place : place + 2]
    if (ours[:1], theirs[:1]) in SWAPS:
        yield at + 1, place + 1
    if (ours[:1], theirs) in ALIKE_PAIRS:
        yield at + 1, place + 2
    if (theirs[:1], ours) in ALIKE_PAIRS:
        yield at + 2, place + 1
    if _is_speck(quote, at):
        yield at + 1, place
    if at and _is_speck(text, place):
        yield at, place + 1


def _is_speck(text: str, at: int) -> bool:
    if text[at : at + 1] not in PUNCTUATION:
        return False
    return not (text[at - 1 : at].isdigit() or text[at + 1 : at + 2].isdigit())
