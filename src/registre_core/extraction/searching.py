"""Words looked for in the pages of a document, over page breaks too: every place where they stand, or nearly do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from attrs import frozen

from registre_core.extraction.cleaning import CleanText, clean
from registre_core.extraction.entities import PageText, Part
from registre_core.extraction.likeness import SET_OTHERWISE, folded, folded_with_origins, likeness
from registre_core.extraction.running_lines import body

JOINED = re.compile(r"\w\w|\d[.,/-]\d|-\d")
"""What makes a cut between two characters one within a word or a number."""

NEAR = 4
"""Characters before words in which their dash stands."""

DASH = f"[{re.escape(''.join(sign for sign, plain in SET_OTHERWISE.items() if plain == '-'))}-]"
DASH_BEFORE, DASH_AFTER = re.compile(rf"{DASH}\s*\Z"), re.compile(rf"\s*{DASH}")
EDGE_DASHES = re.compile(r"^-+(?=[^\W\d_])|(?<=[^\W\d_])-+$")
"""A dash before or after all: within a page it is folded away if the line before ends with a letter. A sign is not."""


@frozen(hash=False)
class Extract:
    """Part of the clean text of a page."""

    page: PageText
    """The page."""
    start: int
    """Where it begins in the page's clean text."""
    end: int
    """Where it ends."""

    @property
    def text(self) -> str:
        """What it says."""
        return self.page.clean.text[self.start : self.end]

    def part(self, start: int, end: int) -> Part:
        """Name the characters of the page between two places of this text."""
        first, last = max(self.start + start, self.start), min(self.start + end, self.end)
        origins = self.page.clean.origins
        return Part(self.page.info.number, origins[first], origins[last - 1] + 1)


@frozen(hash=False)
class Stretch:
    """Clean text in which words are looked for: that of a page, or what stands on both sides of a page break."""

    extracts: tuple[Extract, ...]
    """Of the page, or of both."""

    @classmethod
    def of(cls, page: PageText) -> Stretch:
        """Take a whole page."""
        return cls((Extract(page, 0, len(page.clean.text)),))

    @classmethod
    def across(cls, left: PageText, right: PageText, reach: int) -> Iterator[Stretch]:
        """Take as much as a quote may need on both sides of a page break; without running lines too, where some are."""
        whole = (0, len(left.clean.text)), (0, len(right.clean.text))
        for (start, end), (first, last) in dict.fromkeys([whole, (body(left, right), body(right, left))]):
            before = Extract(left, max(start, end - reach), end)
            yield cls((before, Extract(right, first, min(last, first + reach))))

    @cached_property
    def text(self) -> str:
        """What it says, a line feed at the seam."""
        return "\n".join(extract.text for extract in self.extracts)

    @cached_property
    def level(self) -> str:
        """The same with a space at the seam, as between words of one page: digits on both sides are two numbers."""
        return self.text.replace("\n", " ")

    @cached_property
    def seam(self) -> int:
        """Where the second page's text begins; 0 if there is none."""
        return len(self.extracts[0].text) + 1 if self.extracts[1:] else 0

    @cached_property
    def folded(self) -> CleanText:
        """What is compared, each character knowing where in the text it stands."""
        return folded_with_origins(self.level)

    def is_within_character(self, at: int) -> bool:
        """Whether a place of the folded text is inside what one character was folded to, as in œ."""
        origins = self.folded.origins
        return 0 < at < len(origins) and origins[at - 1] == origins[at]


@frozen(hash=False)
class Hit:
    """A place where the words stand, or nearly do."""

    stretch: Stretch
    """The text."""
    start: int
    """Where they begin in it."""
    end: int
    """Where they end."""
    edits: int
    """Letters misread, as `likeness` counts them."""

    @property
    def words(self) -> str:
        """What stands there, cleaned as quotes are."""
        return clean(self.stretch.text[self.start : self.end])

    @property
    def pages(self) -> tuple[PageText, ...]:
        """Where: one page or two."""
        return tuple(extract.page for extract in self.stretch.extracts)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Which characters they are, page by page."""
        bounds = (0, self.stretch.seam)
        extracts = zip(self.stretch.extracts, bounds, strict=False)
        return tuple(extract.part(self.start - bound, self.end - bound) for extract, bound in extracts)


@frozen(hash=False)
class Search:
    """What is looked for."""

    quote: str
    """The words, folded, without a dash that begins or ends them."""
    most: int = 0
    """Edits beyond which words are other words."""
    reach: int = 0
    """Characters to look at on either side of a page break."""
    whole_ends: tuple[bool, bool] = (True, True)
    """Whether they begin, and end, where words and numbers do."""
    dashes: tuple[bool, bool] = (False, False)
    """Whether they begin, and end, with a dash."""

    @classmethod
    def of(cls, words: str, most: int, reach: int, whole_ends: tuple[bool, bool]) -> Search:
        """Look for words as people write them."""
        letters = folded(words)
        quote = EDGE_DASHES.sub("", letters)
        has_dashes = letters.startswith("-") and not quote.startswith("-"), letters[-1:] != quote[-1:]
        return cls(quote, most, reach, whole_ends, has_dashes)

    @cached_property
    def seeds(self) -> tuple[tuple[int, str], ...]:
        """One piece more than edits are allowed: at least one of them is to be found unharmed."""
        count, size = self.most + 1, len(self.quote)
        cuts = [size * place // count for place in range(count + 1)]
        return tuple((cut, self.quote[cut:end]) for cut, end in pairwise(cuts))

    def on(self, page: PageText, before: PageText | None) -> Iterator[Hit]:
        """Find the places that end on a page; the one before may be another than the last, where pages are left out."""
        if before is not None and before.info.number + 1 == page.info.number:
            for stretch in Stretch.across(before, page, self.reach):
                yield from self.within(stretch)
        yield from self.within(Stretch.of(page))

    def within(self, stretch: Stretch) -> Iterator[Hit]:
        """Find the places in a stretch; with a seam, only those that stand on both sides of it."""
        if not self.quote:
            return
        text = folded(stretch.level)
        near = [
            (found, start) for start in self._starts(text) if (found := likeness(self.quote, text, start, self.most))
        ]
        taken: list[range] = []
        for (edits, end), start in sorted(near):
            hit = self._hit(stretch, start, end, edits)
            # Misread words are near from several starts; those that stand to the letter, «1 1» in «1 1 1», stand twice.
            if hit and (not edits or all(end <= one.start or start >= one.stop for one in taken)):
                taken.append(range(start, end))
                yield hit

    def _hit(self, stretch: Stretch, start: int, end: int, edits: int) -> Hit | None:
        """Say where in the text a span of the folded text stands, if it does."""
        if stretch.is_within_character(start) or stretch.is_within_character(end):
            return None
        first, last = stretch.folded.origins[start], stretch.folded.origins[end - 1] + 1
        if stretch.seam and not first < stretch.seam <= last - 1:
            return None
        at_edges = (is_edge(stretch.text, first), is_edge(stretch.text, last))
        stands = all(at_edge or not asked for at_edge, asked in zip(at_edges, self.whole_ends, strict=True))
        return Hit(stretch, *self._with_dashes(stretch, first, last), edits) if stands else None

    def _with_dashes(self, stretch: Stretch, first: int, last: int) -> tuple[int, int]:
        before = DASH_BEFORE.search(stretch.text, max(0, first - NEAR), first) if self.dashes[0] else None
        after = DASH_AFTER.match(stretch.text, last) if self.dashes[1] else None
        return before.start() if before else first, after.end() if after else last

    def _starts(self, text: str) -> list[int]:
        """Where in a folded text the quote may begin, by the pieces of it that stand there unharmed."""
        hits = (hit - offset for offset, seed in self.seeds for hit in _found(seed, text))
        return sorted({hit + shift for hit in hits for shift in range(-self.most, self.most + 1) if hit + shift >= 0})


def is_edge(text: str, at: int) -> bool:
    """Whether a cut there leaves words and numbers whole."""
    around = (text[max(0, at - 1) : at + 1], text[max(0, at - 2) : at + 1], text[max(0, at - 1) : at + 2])
    return not (0 < at < len(text) and any(map(JOINED.fullmatch, around)))


def _found(seed: str, text: str) -> Iterator[int]:
    """Find a piece wherever it stands, overlapping itself or not."""
    at = text.find(seed)
    while at >= 0:
        yield at
        at = text.find(seed, at + 1)
