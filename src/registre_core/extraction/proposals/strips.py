"""The words of a page in the pieces that one reads in one go: a line of a column, a line of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from attrs import frozen

from registre_core.extraction.boxes import Box, hull_of
from registre_core.extraction.entities import WORD, PageText
from registre_core.extraction.rows import WIDE_GAP

PIECE = re.compile(r"[^\n\t]+")
"""What stands between breaks and wide gaps."""


class Token(NamedTuple):
    """A word, where detectors see it: on a page that was laid straight.

    A report has hundreds of thousands, so it is a tuple: made in a fifth of the time.
    """

    text: str
    """As written."""
    page: int
    """Number of its page, from 1."""
    start: int
    """Where its first character stands in the characters of its `PageText`."""
    box: Box
    """Left, top, right, bottom: of the page as a reader holds it, turned back by the slant of a scan."""

    @property
    def end(self) -> int:
        """Where the character after its last one stands."""
        return self.start + len(self.text)

    def cut(self, start: int, end: int) -> Token:
        """Keep some of its letters; its box stays, since nothing is told apart within a word."""
        return Token(self.text[start:end], self.page, self.start + start, self.box)


@frozen
class Strip:
    """Words that are read in one go."""

    tokens: tuple[Token, ...]
    """In reading order; at least one."""
    box: Box
    """Around them, laid straight."""
    is_beside: bool = False
    """Whether it follows the strip before it on the same line, after a wide gap: the next cell, the next column."""

    @cached_property
    def text(self) -> str:
        """Its words with a space between them, as written."""
        return " ".join([token.text for token in self.tokens])

    @property
    def page(self) -> int:
        """Number of its page, from 1."""
        return self.tokens[0].page

    @property
    def start(self) -> int:
        """Where its first character stands in the characters of its page."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the character after its last one stands."""
        return self.tokens[-1].end

    @cached_property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.box[3] - self.box[1]

    @cached_property
    def size(self) -> float:
        """How high its words are, in points: three in four are no higher, since an image makes single ones too high."""
        heights = sorted([token.box[3] - token.box[1] for token in self.tokens])
        return heights[3 * len(heights) // 4]

    def tokens_from(self, offset: int) -> tuple[Token, ...]:
        """Give the words after so many characters of `text`; a word that begins before is cut."""
        kept, place = [], 0
        for token in self.tokens:
            end = place + len(token.text)
            if end > offset:
                cut = max(0, offset - place)
                kept.append(token.cut(cut, len(token.text)) if cut else token)
            place = end + 1
        return tuple(kept)


def strips_of(page: PageText) -> tuple[Strip, ...]:
    """Cut a page into strips, in reading order."""
    return tuple(_strips(page))


def _strips(page: PageText) -> Iterator[Strip]:
    characters = page.characters
    for piece in PIECE.finditer(characters):
        start, end = piece.span()
        beside = start > 0 and characters[start - 1] == "\t"
        kept: list[Token] = []
        for token in _tokens(page, start, end):
            if kept and _is_wide(kept[-1].box, token.box):
                yield _strip(kept, is_beside=beside)
                kept, beside = [], True
            kept.append(token)
        if kept:
            yield _strip(kept, is_beside=beside)


def _tokens(page: PageText, start: int, end: int) -> Iterator[Token]:
    number, hull = page.info.number, page.boxes.hull
    for found in WORD.finditer(page.characters, start, end):
        yield Token(found.group(), number, found.start(), hull(*found.span()))


def _is_wide(left: Box, right: Box) -> bool:
    """Recognised pages may come without the tabs that tell where a cell ends."""
    return right[0] - left[2] > WIDE_GAP * max(left[3] - left[1], right[3] - right[1])


def _strip(tokens: list[Token], *, is_beside: bool) -> Strip:
    return Strip(tuple(tokens), hull_of(token.box for token in tokens), is_beside)


def words_until(tokens: Sequence[Token], length: int) -> list[Token]:
    """Keep the words within so many letters, counted with a space between words; one that goes on beyond is cut."""
    kept, place = [], 0
    for token in tokens:
        if place >= length:
            break
        kept.append(token if place + len(token.text) <= length else token.cut(0, length - place))
        place += len(token.text) + 1
    return kept
