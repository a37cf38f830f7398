"""A quote as a selection: words that somebody names instead of marking them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from attrs import frozen

from registre_core.extraction.anchoring import LETTERS_AN_EDIT, MOST_EDITS, SHORT
from registre_core.extraction.boxes import Box
from registre_core.extraction.cells import ByCell
from registre_core.extraction.cleaning import clean
from registre_core.extraction.entities import Mark, PageText, Part, Selection
from registre_core.extraction.likeness import folded
from registre_core.extraction.passages import Cut, passage_of
from registre_core.extraction.searching import Hit, Search, is_edge
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import Passage, TextSource

BEGINNING = 6
"""Letters of a quote without which a page is not read by its cells."""

Pairs = Sequence[tuple[Mark, Box]]
"""A mark, and a line of words that stands on its page."""

FITS: tuple[Callable[[Pairs], bool], ...] = (
    lambda pairs: any(mark.touches(box) for mark, box in pairs),
    lambda pairs: any(mark.holds_centre(box) for mark, box in pairs),
    lambda pairs: all(mark.holds_centre(box) for mark, box in pairs),
)
"""How well marks fit words, each better than the one before."""


class Rank(NamedTuple):
    """How near a place comes to what was asked for: the lower the nearer."""

    is_by_cell: bool
    """Whether a neighbour interrupts it in the order in which the file is read."""
    edits: int
    """Letters misread, as only an engine that looks at images does."""
    is_cut: bool
    """Whether it begins or ends within a word, as a mark drawn by hand may."""
    is_set_otherwise: bool
    """Whether accents, case, quotes, hyphens or spaces differ."""


def quoted(
    document: Digest,
    quote: str,
    pages: Iterable[PageText],
    *,
    near: Selection | None = None,
    may_be_copied: bool = True,
) -> Passage:
    """Take the words that somebody quotes out of a document, wherever they stand: the passage has the file's own words.

    Spaces, line ends, hyphens within words, ligatures, accents, case and the shape of quotes do not count, unless words
    stand somewhere to the letter: then there. Digits always count. Words that were recognised in an image may be
    misread as far as `anchor` believes it. Running lines between two pages may be quoted or left out.

    Args:
        document: digest of the file that was read.
        quote: the words.
        pages: every page in order, as a `PageReader` gives them; read once.
        near: where they stand, roughly: only places on its pages count, and of several the one that its boxes touch.
        may_be_copied: whether the file's author lets words be copied.

    Raises:
        InvalidInput: ``quote-not-found``; ``quote-ambiguous``, whose ``pages`` say where the words stand.

    Not covered:
        A quote of three pages, or one that leaves words out, but for running lines.
    """
    asked = Asked(quote)
    found = [one for one in asked.through(pages) if near is None or any(page in near.pages for page in one.numbers)]
    best = min((one.rank for one in found), default=None)
    places = _nearest([one for one in found if one.rank == best], near)
    if not places:
        raise InvalidInput.at("quote", "quote-not-found", "these words stand nowhere in the document, or not there")
    if len(places) > 1:
        shown = ", ".join(str(number) for number in sorted({one.numbers[0] for one in places}))
        said = f"these words stand at {len(places)} places: say near which, or quote more (pages {shown})"
        raise InvalidInput.at("quote", "quote-ambiguous", said, places=len(places), pages=shown)
    (place,) = places
    return passage_of(document, place.texts, place.parts, may_be_copied=may_be_copied)


@frozen(hash=False)
class Found:
    """A place where the words stand."""

    rank: Rank
    """How near it comes."""
    texts: Mapping[int, PageText]
    """The pages, by their numbers."""
    parts: tuple[Part, ...]
    """Which characters they are."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The pages it stands on, in order."""
        return tuple(self.texts)

    @property
    def boxes(self) -> Iterator[tuple[int, Box]]:
        """Around each of its lines, with the page."""
        for part in self.parts:
            cut = Cut.holding(self.texts[part.page], [(part.start, part.end)])
            yield from ((part.page, box) for box in cut.boxes)


@frozen(hash=False)
class Asked:
    """A quote as it is looked for."""

    quote: str
    """The words."""

    @cached_property
    def words(self) -> str:
        """Clean, as those of a page."""
        return clean(self.quote)

    @cached_property
    def searches(self) -> dict[bool, Search]:
        """In images, and in words that a file says itself: few letters are never misread, and never part of a word."""
        letters = folded(self.words)
        is_long = len(letters) >= SHORT
        most = min(MOST_EDITS, len(letters) // LETTERS_AN_EDIT) if is_long else 0
        ends = (not is_long, not is_long)
        return {read: Search.of(self.words, most if read else 0, 2 * len(self.words), ends) for read in (True, False)}

    def through(self, pages: Iterable[PageText]) -> Iterator[Found]:
        """Find every place; numbers are never cut."""
        before: PageText | None = None
        for page in pages:
            search = self.searches[page.source is TextSource.OCR]
            for hit in filter(_spares_numbers, search.on(page, before)):
                texts = {one.info.number: one for one in hit.pages}
                yield Found(self._rank(hit), texts, hit.parts)
            yield from self._within_cells(search, page)
            before = page

    def _within_cells(self, search: Search, page: PageText) -> Iterator[Found]:
        may_be_there = search.quote[:BEGINNING] in folded(page.clean.text)
        by_cell = ByCell.of(page) if may_be_there else None
        if by_cell is None:
            return
        for hit in filter(_spares_numbers, search.on(by_cell.text, None)):
            (part,) = hit.parts
            yield Found(self._rank(hit, is_by_cell=True), {page.info.number: page}, by_cell.parts(part))

    def _rank(self, hit: Hit, *, is_by_cell: bool = False) -> Rank:
        return Rank(is_by_cell, hit.edits, not all(_whole_ends(hit)), hit.words != self.words)


def _whole_ends(hit: Hit) -> tuple[bool, bool]:
    return is_edge(hit.stretch.text, hit.start), is_edge(hit.stretch.text, hit.end)


def _spares_numbers(hit: Hit) -> bool:
    text = hit.stretch.text
    ends = zip((hit.start, hit.end), _whole_ends(hit), strict=True)
    return all(is_whole or text[at - 1 : at + 1].isalpha() for at, is_whole in ends)


def _nearest(places: Sequence[Found], near: Selection | None) -> Sequence[Found]:
    """Keep the places that the boxes touch, then those whose lines they hold, then those that they hold wholly.

    A step that would leave nothing is not taken: boxes are rough.
    """
    if near is None:
        return places
    drawn = [(one, [(mark, box) for page, box in one.boxes for mark in near.on(page)]) for one in places]
    for fits in FITS:
        drawn = [(one, pairs) for one, pairs in drawn if fits(pairs)] or drawn
    return [one for one, _ in drawn]
