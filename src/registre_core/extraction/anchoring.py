"""Where the words of a passage stand in another version of its file: a wrong anchor is worse than a lost one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from attrs import field, frozen

from registre_core.extraction.cleaning import CleanText, clean
from registre_core.extraction.entities import PageText, Region
from registre_core.extraction.likeness import agreement, folded, folded_with_origins, likeness
from registre_core.extraction.passages import CONTEXT, Cut
from registre_core.kernel.documents import Digest
from registre_core.kernel.passages import Passage, PassagePart, Quad

SHORT = 16
"""Letters below which words alone prove nothing: «NC», «hors service»."""

LETTERS_AN_EDIT = 12
"""One letter in so many may be misread; an engine that does worse than that is not to be believed."""

MOST_EDITS = 12
"""However long the quote."""

MARGIN = 2
"""Edits by which the best place must be better than every other."""

AGREEMENT = 8
"""Letters of context that make two places differ, or that a short quote needs on both sides."""

ROUNDING = 0.01
"""Points by which a quad may be narrower than what it was drawn around."""

JOINED = re.compile(r"\w\w|\d[.,/-]\d|-\d")
"""What makes a cut between two characters one within a word or a number."""


class Outcome(StrEnum):
    """What became of the words."""

    ANCHORED = "anchored"
    """They stand at one place, beyond confusion."""
    AMBIGUOUS = "ambiguous"
    """They may stand at any of the places told; a person has to choose."""
    LOST = "lost"
    """They stand nowhere."""


@frozen
class Place:
    """Words of a document that are those of a passage, or look like them."""

    parts: tuple[PassagePart, ...]
    """Where they stand: one part a page, with its number, its size and a box a line, in displayed points."""
    words: str
    """What stands there, to the letter, cleaned as quotes are."""
    score: float
    """1 for the same words, less by the share of letters misread."""
    before: int
    """Letters in a row that agree with the passage's prefix."""
    after: int
    """Letters in a row that agree with its suffix."""

    @property
    def context(self) -> int:
        """Letters that agree on both sides."""
        return self.before + self.after


@frozen
class Anchoring:
    """What the search for a passage found."""

    outcome: Outcome
    """Whether there is one place, several, or none."""
    score: float
    """That of the best place; 0 if lost."""
    places: tuple[Place, ...] = ()
    """One if anchored, at least one if ambiguous (best first), none if lost."""


def anchor(passage: Passage, pages: Iterable[PageText], *, document: Digest | None = None) -> Anchoring:
    """Find the words of a passage again in another version of its file: reprinted, read again, with other pages.

    The whole document is searched, and pages are forgotten as soon as they are read. Spaces, hyphens within words,
    ligatures, accents, case and the shape of quotes do not count; letters that look alike do not within a limit
    (`likeness`); digits always do. Where words stand more than once their context decides, or nobody does. The old
    place decides in the very file only: pages of one form look alike, so that once a page is dropped the next one's
    words stand at the very place of the lost ones.

    Args:
        passage: what to find.
        pages: every page in order, as a `PageReader` gives them; read once.
        document: digest of the file that the pages are of, if known.

    Not covered:
        Words that something was left out of (two rectangles, a footer between two pages) are found again in the very
        file only; elsewhere they are lost.
    """
    wanted = Wanted(passage)
    own_pages = {part.page for part in passage.parts} if document == passage.document else set[int]()
    kept: dict[int, PageText] = {}
    places: list[Place] = []
    before: PageText | None = None
    for page in pages:
        places += wanted.on(page, before)
        if page.info.number in own_pages:
            kept[page.info.number] = page
        before = page
    old = _at_the_old_place(passage, kept) if kept.keys() == own_pages and kept else None
    return Anchoring(Outcome.ANCHORED, old.score, (old,)) if old else _judged(wanted, places)


def _judged(wanted: Wanted, places: list[Place]) -> Anchoring:
    if not places:
        return Anchoring(Outcome.LOST, 0.0)
    first, *others = ranked = sorted(places, key=lambda place: (-place.score, -place.context))
    if wanted.is_sure(first) and all(wanted.is_better(first, other) for other in others):
        return Anchoring(Outcome.ANCHORED, first.score, (first,))
    return Anchoring(Outcome.AMBIGUOUS, first.score, tuple(ranked))


def _at_the_old_place(passage: Passage, pages: dict[int, PageText]) -> Place | None:
    """Read what the old boxes hold: the very words, or another engine read the page otherwise."""
    cuts = [Cut.of(pages[part.page], [_region(part.page, quad) for quad in part.quads]) for part in passage.parts]
    words = clean("\n".join(cut.text for cut in cuts))
    if folded(words) != folded(passage.quote) or not all(cut.stretches for cut in cuts):
        return None
    parts = tuple(cut.part for cut in cuts)
    return Place(parts, words, 1.0, len(folded(passage.prefix)), len(folded(passage.suffix)))


def _region(page: int, quad: Quad) -> Region:
    across, down = (quad.x0, quad.x1, quad.x2, quad.x3), (quad.y0, quad.y1, quad.y2, quad.y3)
    return Region(page, min(across) - ROUNDING, min(down) - ROUNDING, max(across) + ROUNDING, max(down) + ROUNDING)


@frozen(hash=False)
class Stretch:
    """Clean text in which words are looked for: that of a page, or what stands on both sides of a page break."""

    pages: tuple[PageText, ...]
    """The page, or both."""
    starts: tuple[int, ...]
    """Where the text begins in the clean text of each."""
    text: str
    """What is searched."""
    seam: int = 0
    """Where the second page's begins; 0 if there is none."""

    @classmethod
    def across(cls, left: PageText, right: PageText, reach: int) -> Stretch:
        """Take as much as a quote may need on both sides of a page break."""
        first, last = left.clean.text[-reach:], right.clean.text[:reach]
        return cls((left, right), (len(left.clean.text) - len(first), 0), f"{first}\n{last}", len(first) + 1)

    @cached_property
    def folded(self) -> CleanText:
        """What is compared, each character knowing where in the text it stands."""
        return folded_with_origins(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Tell where in the text a span of the folded text stands."""
        return self.folded.origins[start], self.folded.origins[end - 1] + 1

    def is_within_character(self, at: int) -> bool:
        """Whether a place of the folded text is inside what one character was folded to, as in œ."""
        origins = self.folded.origins
        return 0 < at < len(origins) and origins[at - 1] == origins[at]

    def parts(self, start: int, end: int) -> Iterator[PassagePart]:
        """Draw what stands from `start` to before `end`, page by page."""
        bounds = (0, self.seam) if self.seam else (0,)
        for page, origin, bound in zip(self.pages, self.starts, bounds, strict=True):
            size = len(page.clean.text)
            yield _part(page, max(start - bound, 0) + origin, min(end - bound + origin, size))


def _part(page: PageText, start: int, end: int) -> PassagePart:
    info, first, last = page.info, page.clean.origins[start], page.clean.origins[end - 1] + 1
    spans = [(max(line.start, first), min(line.end, last)) for line in page.lines]
    quads = tuple(Quad.around(*page.boxes.hull(*span)) for span in spans if span[0] < span[1])
    return PassagePart(info.number, info.label, info.width, info.height, info.rotation, quads)


@frozen(hash=False)
class Wanted:
    """A passage as it is looked for."""

    passage: Passage
    """What to find."""
    quote: str = field(init=False)
    """Its words, folded."""
    most: int = field(init=False)
    """Edits beyond which words are other words."""

    @quote.default
    def _folded_quote(self) -> str:
        return folded(self.passage.quote)

    @most.default
    def _most_edits(self) -> int:
        return 0 if len(self.quote) < SHORT else min(MOST_EDITS, len(self.quote) // LETTERS_AN_EDIT)

    @cached_property
    def context(self) -> tuple[str, str]:
        """What stood before and after, folded."""
        return folded(self.passage.prefix), folded(self.passage.suffix)

    @cached_property
    def seeds(self) -> tuple[tuple[int, str], ...]:
        """One piece more than edits are allowed: at least one of them is to be found unharmed."""
        count, size = self.most + 1, len(self.quote)
        cuts = [size * place // count for place in range(count + 1)]
        return tuple((cut, self.quote[cut:end]) for cut, end in pairwise(cuts))

    @cached_property
    def whole_ends(self) -> tuple[bool, bool]:
        """Whether the passage begins and ends where a word does, as opposed to within one."""
        passage = self.passage
        text, start = passage.prefix + passage.quote + passage.suffix, len(passage.prefix)
        return _is_edge(text, start), _is_edge(text, start + len(passage.quote))

    def on(self, page: PageText, before: PageText | None) -> Iterator[Place]:
        """Find the places that end on a page."""
        if before is not None:
            yield from self.within(Stretch.across(before, page, 2 * len(self.passage.quote) + 2 * CONTEXT))
        yield from self.within(Stretch((page,), (0,), page.clean.text))

    def within(self, stretch: Stretch) -> Iterator[Place]:
        """Find the places in a stretch; with a seam, only those that stand on both sides of it."""
        if not self.quote:
            return
        text = folded(stretch.text)
        near = [
            (found, start) for start in self._starts(text) if (found := likeness(self.quote, text, start, self.most))
        ]
        taken: list[range] = []
        for (edits, end), start in sorted(near):
            if self._stands(stretch, start, end) and all(end <= one.start or start >= one.stop for one in taken):
                taken.append(range(start, end))
                yield self._place(stretch, start, end, edits)

    def is_sure(self, place: Place) -> bool:
        """Whether the words there are the passage's if they stand nowhere else: short or misread ones need context."""
        before, after = (min(AGREEMENT, len(side)) for side in self.context)
        if len(self.quote) < SHORT:
            return place.before >= before and place.after >= after and place.context >= AGREEMENT
        return place.score == 1 or place.context >= min(AGREEMENT, before + after)

    def is_better(self, place: Place, other: Place) -> bool:
        """Whether it is the first of two places, beyond confusion: by its words or by its context, against neither."""
        edits = round((place.score - other.score) * len(self.quote))
        context = place.context - other.context
        return context > -AGREEMENT and (edits >= MARGIN or context >= AGREEMENT)

    def _starts(self, text: str) -> list[int]:
        """Where in a folded text the quote may begin, by the pieces of it that stand there unharmed."""
        hits = (hit - offset for offset, seed in self.seeds for hit in _hits(seed, text))
        return sorted({hit + shift for hit in hits for shift in range(-self.most, self.most + 1) if hit + shift >= 0})

    def _stands(self, stretch: Stretch, start: int, end: int) -> bool:
        first, last = stretch.span(start, end)
        if stretch.is_within_character(start) or stretch.is_within_character(end):
            return False
        if stretch.seam and not first < stretch.seam <= last - 1:
            return False
        at_edges = (_is_edge(stretch.text, first), _is_edge(stretch.text, last))
        return all(is_edge or not asked for is_edge, asked in zip(at_edges, self.whole_ends, strict=True))

    def _place(self, stretch: Stretch, start: int, end: int, edits: int) -> Place:
        first, last = stretch.span(start, end)
        prefix, suffix = self.context
        return Place(
            parts=tuple(stretch.parts(first, last)),
            words=clean(stretch.text[first:last]),
            score=round(1 - edits / len(self.quote), 4),
            before=agreement(prefix[::-1], folded(stretch.text[max(0, first - 2 * CONTEXT) : first])[::-1]),
            after=agreement(suffix, folded(stretch.text[last : last + 2 * CONTEXT])),
        )


def _hits(seed: str, text: str) -> Iterator[int]:
    """Find a piece wherever it stands, overlapping itself or not."""
    at = text.find(seed)
    while at >= 0:
        yield at
        at = text.find(seed, at + 1)


def _is_edge(text: str, at: int) -> bool:
    """Whether a cut there leaves words and numbers whole."""
    around = (text[max(0, at - 1) : at + 1], text[max(0, at - 2) : at + 1], text[max(0, at - 1) : at + 2])
    return not (0 < at < len(text) and any(map(JOINED.fullmatch, around)))
