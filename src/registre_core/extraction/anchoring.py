"""Where the words of a passage stand in another version of its file: a wrong anchor is worse than a lost one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property

from attrs import frozen

from registre_core.extraction.cleaning import clean
from registre_core.extraction.entities import PageText, Part, Region
from registre_core.extraction.likeness import agreement, folded
from registre_core.extraction.passages import CONTEXT, Cut
from registre_core.extraction.searching import Hit, Search, is_edge
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
        Words that something was left out of (two rectangles) are found again in the very file only; elsewhere they are
        lost. What runs along the head and the foot of two pages may be left out.
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
    """Read what the old boxes hold: the very words, or another engine read the page otherwise.

    First as the page reads, then box by box: of two cells beside each other a quote says first one, then the other.
    """
    cuts = [Cut.of(pages[part.page], [_region(part.page, quad) for quad in part.quads]) for part in passage.parts]
    if not all(cut.stretches for cut in cuts):
        return None
    boxes = [(part.page, quad) for part in passage.parts for quad in part.quads]
    ways = (
        ([cut.text for cut in cuts], tuple(cut.part for cut in cuts)),
        ([Cut.of(pages[page], [_region(page, quad)]).text for page, quad in boxes], passage.parts),
    )
    for texts, parts in ways:
        words = clean("\n".join(texts))
        if folded(words) == folded(passage.quote):
            return Place(parts, words, 1.0, len(folded(passage.prefix)), len(folded(passage.suffix)))
    return None


def _region(page: int, quad: Quad) -> Region:
    across, down = (quad.x0, quad.x1, quad.x2, quad.x3), (quad.y0, quad.y1, quad.y2, quad.y3)
    return Region(page, min(across) - ROUNDING, min(down) - ROUNDING, max(across) + ROUNDING, max(down) + ROUNDING)


def _part(page: PageText, span: Part) -> PassagePart:
    info = page.info
    spans = [(max(line.start, span.start), min(line.end, span.end)) for line in page.lines]
    quads = tuple(Quad.around(*page.boxes.hull(*each)) for each in spans if each[0] < each[1])
    return PassagePart(info.number, info.label, info.width, info.height, info.rotation, quads)


@frozen(hash=False)
class Wanted:
    """A passage as it is looked for."""

    passage: Passage
    """What to find."""

    @cached_property
    def search(self) -> Search:
        """Its words, folded; none of them may be misread where they are few."""
        passage, quote = self.passage, folded(self.passage.quote)
        most = 0 if len(quote) < SHORT else min(MOST_EDITS, len(quote) // LETTERS_AN_EDIT)
        text, start = passage.prefix + passage.quote + passage.suffix, len(passage.prefix)
        whole_ends = is_edge(text, start), is_edge(text, start + len(passage.quote))
        return Search.of(passage.quote, most, 2 * len(passage.quote) + 2 * CONTEXT, whole_ends)

    @cached_property
    def context(self) -> tuple[str, str]:
        """What stood before and after, folded."""
        return folded(self.passage.prefix), folded(self.passage.suffix)

    def on(self, page: PageText, before: PageText | None) -> Iterator[Place]:
        """Find the places that end on a page."""
        return map(self._place, self.search.on(page, before))

    def is_sure(self, place: Place) -> bool:
        """Whether the words there are the passage's if they stand nowhere else: short or misread ones need context."""
        before, after = (min(AGREEMENT, len(side)) for side in self.context)
        if len(self.search.quote) < SHORT:
            return place.before >= before and place.after >= after and place.context >= AGREEMENT
        return place.score == 1 or place.context >= min(AGREEMENT, before + after)

    def is_better(self, place: Place, other: Place) -> bool:
        """Whether it is the first of two places, beyond confusion: by its words or by its context, against neither."""
        edits = round((place.score - other.score) * len(self.search.quote))
        context = place.context - other.context
        return context > -AGREEMENT and (edits >= MARGIN or context >= AGREEMENT)

    def _place(self, hit: Hit) -> Place:
        text, (prefix, suffix) = hit.stretch.level, self.context
        return Place(
            parts=tuple(_part(page, part) for page, part in zip(hit.pages, hit.parts, strict=True)),
            words=hit.words,
            score=round(1 - hit.edits / len(self.search.quote), 4),
            before=agreement(prefix[::-1], folded(text[max(0, hit.start - 2 * CONTEXT) : hit.start])[::-1]),
            after=agreement(suffix, folded(text[hit.end : hit.end + 2 * CONTEXT])),
        )
