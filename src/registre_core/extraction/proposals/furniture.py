"""What runs along the top and the foot of pages: headers, footers, page numbers. No observation is among it.

A row is furniture if it says the same as rows of other pages at about the same height, but for digits, and nothing but
furniture stands between it and the edge of its page. What may begin a point, and the titles of a table's columns, never
are: both come at the top of page after page as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import frozen

from registre_core.extraction.likeness import folded
from registre_core.extraction.proposals.openers import begins_a_point
from registre_core.extraction.proposals.strips import Strip

ZONE = 0.17
"""Share of the page's height, from either edge, where furniture stands: a letterhead takes five centimetres."""

SAME_HEIGHT = 6.0
"""Points by which a row may stand higher or lower on another page: a scanner does not pull paper in evenly."""

ALIKE = 0.7
"""Share of words in common above which two rows say the same: a recognizer misreads some."""

OFTEN = 0.4
"""Share of the other pages that say the same: left and right pages may have heads of their own."""

SAMPLE = 12
"""Pages that a row is compared with."""

FEW_PAGES = 3
"""Up to so many, repetition proves little: a row must also stand apart from what it runs along."""

APART = 0.6
"""In line heights: the white between furniture and the text of a page, where the evidence is thin."""

PAGE_MARK = re.compile(
    r"\W*(?:pages?|p\.?|folio)\s*(?:n°)?\s*:?\s*\d+\s*(?:(?:/|sur|de|\|)\s*\d+)?\W*"
    r"|.*\bpage\s*:?\s*\d+\s*(?:/|sur)\s*\d+\W*",
    re.IGNORECASE,
)
"""«Page 3», «p. 3/12», «Rapport R-12 – page 3 sur 12»."""

BARE_MARK = re.compile(r"\W*(?P<page>\d{1,4})\s*(?:(?:/|sur)\s*\d{1,4})?\W*")
"""«3», «– 3 –», «3/12»."""

COLUMN_TITLES = re.compile(
    r"(?:n[°ºo]|num[ée]ro|rep[èe]re|observations?|constats?|anomalies?|non[- ]conformités?|localisations?|lieux?|local|"
    r"locaux|zones?|niveaux?|emplacements?|bâtiments?|références?|réf|articles?|textes?|priorités?|pr|urgence|délais?|"
    r"criticité|avis|résultats?|désignations?|libellés?|points?|préconisations?|actions?|c|nc|so|nv|suites?)\b\.?",
    re.IGNORECASE,
)
"""What a table's columns are called."""

DIGITS = re.compile(r"\d+")


@frozen(hash=False)
class Row:
    """Strips on one level, as far as a page is wide."""

    places: tuple[int, ...]
    """Where they stand among the strips of their page."""
    strips: tuple[Strip, ...]
    """From left to right."""

    @cached_property
    def middle(self) -> float:
        """How far down the page, in points."""
        return sum(strip.box[1] + strip.box[3] for strip in self.strips) / (2 * len(self.strips))

    @cached_property
    def text(self) -> str:
        """All that it says."""
        return " ".join(strip.text for strip in self.strips)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, each number as good as the next."""
        return frozenset(DIGITS.sub("0", folded(word)) for word in self.text.split())

    @cached_property
    def is_text(self) -> bool:
        """Whether it belongs to the page's own text for sure."""
        titles = sum(COLUMN_TITLES.match(strip.text) is not None for strip in self.strips)
        return titles > 1 or begins_a_point(self.strips[0].text)

    @cached_property
    def has_letters(self) -> bool:
        """Whether it says anything but numbers."""
        return any(character.isalpha() for character in self.text)

    def says_the_same(self, other: Row) -> bool:
        """Whether it stands at the other's height and says the same, but for digits."""
        if abs(self.middle - other.middle) > SAME_HEIGHT:
            return False
        both = len(self.words & other.words)
        return both > 0 and both >= ALIKE * max(len(self.words), len(other.words))


def furniture(pages: Sequence[Sequence[Strip]], sizes: Sequence[tuple[int, float]]) -> list[frozenset[int]]:
    """Say which strips of each page are furniture.

    Args:
        pages: the strips of each.
        sizes: the number and the height of each.
    """
    edges = [[_rows(strips, height, edge) for edge in (0, 1)] for strips, (_, height) in zip(pages, sizes, strict=True)]
    left_out = []
    for place, (strips, (number, _)) in enumerate(zip(pages, sizes, strict=True)):
        dropped: set[int] = set()
        for edge in (0, 1):
            others = [edges[other][edge] for other in _sample(place, len(pages))]
            dropped.update(_running(edges[place][edge], others, strips, number))
        left_out.append(frozenset(dropped))
    return left_out


def _sample(place: int, count: int) -> list[int]:
    """Choose pages to compare one with: spread over the report, left and right ones."""
    chosen = {step * (count - 1) // max(1, SAMPLE - 1) for step in range(SAMPLE)}
    return sorted(chosen - {place})


def _rows(strips: Sequence[Strip], height: float, edge: int) -> list[Row]:
    """Bring the strips near an edge into rows, from the edge inwards."""
    zone = [
        (strip.box[1] + strip.box[3], place)
        for place, strip in enumerate(strips)
        if (strip.box[3] <= ZONE * height if edge == 0 else strip.box[1] >= (1 - ZONE) * height)
    ]
    rows: list[list[int]] = []
    for _, place in sorted(zone, reverse=edge == 1):
        if rows and _is_level(strips[rows[-1][0]], strips[place]):
            rows[-1].append(place)
        else:
            rows.append([place])
    ordered = [sorted(row, key=lambda place: strips[place].box[0]) for row in rows]
    return [Row(tuple(row), tuple(strips[place] for place in row)) for row in ordered]


def _is_level(one: Strip, other: Strip) -> bool:
    return abs(one.box[1] + one.box[3] - other.box[1] - other.box[3]) <= min(one.height, other.height)


def _running(
    rows: Sequence[Row], others: Sequence[Sequence[Row]], strips: Sequence[Strip], number: int
) -> Iterator[int]:
    """Give the places of what runs along one edge, up to the first row that does not."""
    run: list[Row] = []
    for row in rows:
        if not (_is_mark(row, number) or _recurs(row, others, is_first=not run)):
            break
        run.append(row)
    thin = len(others) < FEW_PAGES
    while run and thin and not _is_mark(run[-1], number) and not _stands_apart(run, strips):
        run.pop()
    for row in run:
        yield from row.places


def _is_mark(row: Row, number: int) -> bool:
    """Whether it counts pages; what stands beside such a count on its line is the footer."""
    beside = [strip for strip in row.strips if not PAGE_MARK.fullmatch(strip.text)]
    if len(beside) < len(row.strips):
        return not any(begins_a_point(strip.text) for strip in beside)
    bare = BARE_MARK.fullmatch(row.text)
    return bare is not None and int(bare["page"]) == number


def _recurs(row: Row, others: Sequence[Sequence[Row]], *, is_first: bool) -> bool:
    if row.is_text:
        return False
    if not row.has_letters and not (is_first and len(others) >= FEW_PAGES):
        return False
    needed = max(1, int(OFTEN * len(others)))
    return sum(any(row.says_the_same(other) for other in rows) for rows in others) >= needed


def _stands_apart(run: Sequence[Row], strips: Sequence[Strip]) -> bool:
    """Whether white lies between what runs along the edge and everything else."""
    mine = {place for row in run for place in row.places}
    tops = min(strip.box[1] for row in run for strip in row.strips)
    foots = max(strip.box[3] for row in run for strip in row.strips)
    height = max(strip.height for row in run for strip in row.strips)
    rest = [strip.box for place, strip in enumerate(strips) if place not in mine]
    gaps = [max(box[1] - foots, tops - box[3]) for box in rest]
    return bool(gaps) and min(gaps) >= APART * height
