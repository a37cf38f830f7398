"""From what a person selected to a quote that can be found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, pairwise

from attrs import frozen

from registre_core.extraction.boxes import Box
from registre_core.extraction.cleaning import clean
from registre_core.extraction.entities import Line, Mark, PageText, Part, Selection
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource

CONTEXT = 32
"""Characters kept on either side of a quote, as the W3C's Web Annotation model suggests."""

LEFT_OUT, TAKEN, BLANK = 0, 1, 2
"""What becomes of a character; a blank one goes with its neighbours."""


STRETCH = re.compile(rb"\x01(?:[\x01\x02]*\x01)?")
"""Taken characters, with the blanks between them."""


def passage(
    document: Digest, selection: Selection, pages: Mapping[int, PageText], *, may_be_copied: bool = True
) -> Passage:
    """Take the selected words out of a document, with all that is needed to find them again.

    A character is selected when its centre is in one of the rectangles: a person who marks a line never hits its edges
    exactly. Spaces and line ends count between selected characters.

    Args:
        document: digest of the file that was read.
        selection: the rectangles.
        pages: the text of each page of ``selection.pages``, as a `PageReader` gives it.
        may_be_copied: whether the file's author lets words be copied, as `Reading.may_be_copied` says.

    Raises:
        InvalidInput: ``region-off-page`` (a rectangle wholly off its page), ``empty-selection`` (no words there).
    """
    _refuse_regions_off_page(selection, pages)
    cuts = [Cut.of(pages[page], selection.on(page)) for page in selection.pages]
    return _quoted(document, cuts, clean("\n".join(cut.text for cut in cuts)), may_be_copied=may_be_copied)


def passage_of(
    document: Digest, pages: Mapping[int, PageText], parts: Sequence[Part], *, may_be_copied: bool = True
) -> Passage:
    """Take words out of a document that are known by their characters: what a detector saw, what a search found.

    The quote reads as the parts come, which is how a person reads them: of two cells beside each other whose lines
    alternate in the file, first the one, then the other.

    Args:
        document: digest of the file that was read.
        pages: the text of each page that the parts stand on, as it was when they were found.
        parts: where the characters stand, in reading order.
        may_be_copied: whether the file's author lets words be copied, as `Reading.may_be_copied` says.

    Raises:
        InvalidInput: ``part-off-page`` (a part beyond the characters of its page, or on a page that is not there),
            ``empty-selection`` (no words there).
    """
    _refuse_parts_off_page(parts, pages)
    numbers = sorted({part.page for part in parts})
    cuts = [
        Cut.holding(pages[page], [(part.start, part.end) for part in parts if part.page == page]) for page in numbers
    ]
    return _quoted(document, cuts, words_of(pages, parts), may_be_copied=may_be_copied)


def words_of(pages: Mapping[int, PageText], parts: Iterable[Part]) -> str:
    """Read the characters of parts, one after the other, cleaned as quotes are."""
    return clean("\n".join(pages[part.page].characters[part.start : part.end] for part in parts))


def text_of(page: PageText, regions: Sequence[Mark]) -> str:
    """Read what the rectangles hold, cleaned; nothing where they are empty."""
    return Cut.of(page, regions).text


@frozen
class Cut:
    """What rectangles take out of one page."""

    page: PageText
    """The page."""
    taken: bytes
    """What becomes of each of its characters."""
    stretches: tuple[tuple[int, int], ...]
    """Start and end of each unbroken stretch in the clean text."""
    spans: tuple[tuple[int, int], ...]
    """Where they were looked for, in the order in which one reads them."""

    @classmethod
    def of(cls, page: PageText, regions: Sequence[Mark]) -> Cut:
        """Cut rectangles out of a page."""
        return cls._taking(page, _taken(page, regions), ((0, len(page.characters)),))

    @classmethod
    def holding(cls, page: PageText, spans: Sequence[tuple[int, int]]) -> Cut:
        """Cut characters out of a page by their places."""
        taken = bytearray(_untouched(page))
        for start, end in spans:
            taken[start:end] = page.ink[start:end]
        return cls._taking(page, bytes(taken), tuple(spans))

    @classmethod
    def _taking(cls, page: PageText, taken: bytes, spans: tuple[tuple[int, int], ...]) -> Cut:
        clean_taken = bytes(map(taken.__getitem__, page.clean.origins))
        return cls(page, taken, tuple(found.span() for found in STRETCH.finditer(clean_taken)), spans)

    @property
    def characters(self) -> str:
        """The characters as written, blanks included: what an engine said, before it is cleaned."""
        return "".join(compress(self.page.characters, self.taken))

    @property
    def text(self) -> str:
        """The words, with a space where something in between was left out."""
        whole = self.page.clean.text
        words = [whole[start:end] for start, end in self.stretches]
        gaps = [" " if " " in whole[end:start] else "" for (_, end), (start, _) in pairwise(self.stretches)]
        return "".join(part for pair in zip(words, [*gaps, ""], strict=False) for part in pair)

    @property
    def part(self) -> PassagePart:
        """Where on the page the words stand."""
        info = self.page.info
        quads = tuple(Quad.around(*box) for box in self.boxes)
        return PassagePart(info.number, info.label, info.width, info.height, info.rotation, quads)

    @property
    def boxes(self) -> Iterator[Box]:
        """Around the words, one a line or more."""
        for start, end in self.spans:
            for line in self.page.lines:
                for found in STRETCH.finditer(self.taken, max(start, line.start), min(end, line.end)):
                    yield self.page.boxes.hull(*found.span())


def _quoted(document: Digest, pieces: Sequence[Cut], quote: str, *, may_be_copied: bool) -> Passage:
    """Say where a quote stands, page by page."""
    cuts = [cut for cut in pieces if cut.stretches]
    if not cuts:
        raise InvalidInput.at("selection", "empty-selection", "there is no text in the selected region")
    start, end = cuts[0].stretches[0][0], cuts[-1].stretches[-1][1]
    return Passage(
        document=document,
        quote=quote,
        prefix=cuts[0].page.clean.text[max(0, start - CONTEXT) : start],
        suffix=cuts[-1].page.clean.text[end : end + CONTEXT],
        start=start,
        end=end,
        source=_least_trusted(cut.page.source for cut in cuts),
        engine=", ".join(dict.fromkeys(cut.page.engine for cut in cuts)),
        parts=tuple(cut.part for cut in cuts),
        confidence=_confidence(cuts),
        may_be_copied=may_be_copied,
    )


def _untouched(page: PageText) -> bytes:
    return page.ink.replace(bytes([TAKEN]), bytes([LEFT_OUT]))


def _taken(page: PageText, regions: Sequence[Mark]) -> bytes:
    taken = bytearray(_untouched(page))
    for line in page.lines:
        for region in regions:
            if region.encloses(line.box):
                taken[line.start : line.end] = page.ink[line.start : line.end]
            elif region.touches(line.box):
                for place in _held(page, line, region):
                    taken[place] = TAKEN
    return bytes(taken)


def _held(page: PageText, line: Line, region: Mark) -> list[int]:
    """Find the letters of a line whose middle is inside; of one that lies across the page all of them, or none."""
    drawn = [place for place in range(line.start, line.end) if page.ink[place] == TAKEN]
    held = [place for place in drawn if region.holds_centre(page.boxes[place])]
    return [] if line.is_slanted and len(held) < len(drawn) else held


def _refuse_parts_off_page(parts: Sequence[Part], pages: Mapping[int, PageText]) -> None:
    off = [
        Problem(f"parts[{place}]", "part-off-page", f"page {part.page} has no characters {part.start} to {part.end}")
        for place, part in enumerate(parts)
        if part.page not in pages or not 0 <= part.start < part.end <= len(pages[part.page].characters)
    ]
    if off:
        raise InvalidInput.of(off)


def _refuse_regions_off_page(selection: Selection, pages: Mapping[int, PageText]) -> None:
    off = [
        Problem(f"regions[{place}]", "region-off-page", f"the rectangle is off the page, which is {shown} points large")
        for place, region in enumerate(selection.regions)
        if not region.touches((info := pages[region.page].info).box)
        for shown in [f"{info.width:g} x {info.height:g}"]
    ]
    if off:
        raise InvalidInput.of(off)


def _least_trusted(sources: Iterator[TextSource]) -> TextSource:
    return max(sources, key=list(TextSource).index)


def _confidence(cuts: Sequence[Cut]) -> float | None:
    """Give the mean over the letters that were recognised."""
    sure = [
        confidence
        for cut in cuts
        for confidence, taken in zip(cut.page.confidences, cut.taken, strict=False)
        if taken == TAKEN
    ]
    return round(sum(sure) / len(sure), 1) if sure else None
