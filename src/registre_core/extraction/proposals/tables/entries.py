"""What cards are made of: lines with a title and, beside it, what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from registre_core.extraction.proposals.fields import LABEL
from registre_core.extraction.proposals.report import Leaf
from registre_core.extraction.proposals.tables.baselines import Baseline, baselines_of, text_of
from registre_core.extraction.proposals.tables.grids import Grid, grids_of
from registre_core.extraction.proposals.tables.rows import Cell, in_columns
from registre_core.extraction.proposals.tables.titles import MARKS, SMALL, Role, bare, is_titled, role_of
from registre_core.extraction.proposals.tables.verdicts import is_settled

LONGEST_TITLE = 5
"""Words: what is longer says something."""


COVER = frozenset(
    "client adresse visite rapport etablissement exploitant proprietaire mission affaire contrat dossier destinataire "
    "maitre telephone tel courriel mail redacteur ville commune postal effectif siret mandataire".split()
)
"""Words in the titles of the sheet that begins a report: who asked, whom it is for, what for."""


@frozen
class Line:
    """A line of a page, or a row of cells with lines drawn around them."""

    cells: tuple[Cell, ...]
    """From left to right; between drawn lines a cell may be empty."""
    page: int
    """Number of the page in the file, from 1."""
    top: float
    """Where it begins, in points from the top of the page."""
    bottom: float
    """Where it ends."""
    frame: int | None = None
    """Which grid of its page it stands in."""


@frozen
class Entry:
    """A title and what stands beside it."""

    title: str
    """As it is compared: folded."""
    role: Role
    """What it announces; unknown where the title is."""
    words: Cell
    """What it says."""
    left: float
    """Where its words begin, in points from the left edge."""
    is_inline: bool = False
    """Whether a colon parts the two, and the words go on below the title."""

    def longer(self, words: Cell) -> Entry:
        """Go on with more words."""
        left = self.left if self.words or not words else words[0].box[0]
        return evolve(self, words=(*self.words, *words), left=left)


def lines_of(leaf: Leaf) -> list[Line]:
    """Cut a page into lines, and what stands in grids into rows of cells; from top to bottom."""
    lines = baselines_of(leaf.strips)
    found: list[Line] = []
    for place, grid in enumerate(grids_of(leaf.rulings)):
        inside = [line for line in lines if _is_inside(line, grid)]
        lines = [line for line in lines if not _is_inside(line, grid)]
        found += _rows(grid, inside, leaf.number, place)
    found += [Line(one.chunks, leaf.number, one.box[1], one.box[3]) for one in lines]
    return sorted(found, key=lambda one: one.top)


def _is_inside(line: Baseline, grid: Grid) -> bool:
    left, top, right, bottom = grid.box
    return top <= line.middle <= bottom and left <= (line.box[0] + line.box[2]) / 2 <= right


def _rows(grid: Grid, lines: Sequence[Baseline], page: int, frame: int) -> Iterator[Line]:
    for top, bottom in pairwise(grid.cuts(grid.box[0], grid.box[2])):
        inside = [line for line in lines if top <= line.middle < bottom]
        if not inside:
            continue
        walls = [at for place, at in enumerate(grid.across[1:-1], 1) if grid.is_closed(place, top, bottom)]
        edges = (grid.box[0], *walls, grid.box[2])
        columns = zip(*(in_columns(line.tokens, edges) for line in inside), strict=True)
        cells = tuple(tuple(token for cell in column for token in cell) for column in columns)
        yield Line(cells, page, top, bottom, frame)


def entries_of(line: Line) -> list[Entry]:
    """Read titles and what they say off a line; a line of nothing but titles heads a table, and says nothing."""
    if not line.cells or _heads_a_table(line.cells):
        return []
    entries: list[Entry] = []
    rest = list(line.cells)
    while rest:
        cell = rest.pop(0)
        inline = _inline(cell)
        if inline:
            entries.append(inline)
        elif rest and (is_title(cell) or (not entries and line.frame is not None and _may_be_title(cell))):
            entries.append(beside(cell, rest.pop(0)))
        elif entries and is_title(cell):
            entries.append(beside(cell, ()))
        elif entries:
            entries[-1] = entries[-1].longer(cell)
        else:
            return []
    return entries


def beside(title: Cell, words: Cell) -> Entry:
    """Put a title and its words together."""
    left = words[0].box[0] if words else title[-1].box[2]
    return Entry(bare(text_of(title)), known_role(text_of(title)), words, left)


def known_role(title: str) -> Role:
    """Say what a title announces, if all its words are those of titles; «Constaté par», «Constaté le» do otherwise."""
    *first, last = bare(title).split() or [""]
    return Role.UNKNOWN if (first and last in SMALL) or not last or not is_titled(title) else role_of(title)


def is_of_cover(title: str) -> bool:
    """Whether a title stands on the sheet that begins a report, and on none that says what was seen."""
    return any(word in COVER for word in bare(title).split())


def is_title(cell: Cell) -> bool:
    """Whether a cell holds a known title, and nothing else."""
    text = text_of(cell)
    return _may_be_title(cell) and known_role(text) not in (Role.UNKNOWN, *MARKS)


def _may_be_title(cell: Cell) -> bool:
    text = text_of(cell)
    return 0 < len(cell) <= LONGEST_TITLE and text[:1].isupper() and not text.endswith((".", ";", ","))


def _heads_a_table(cells: Sequence[Cell]) -> bool:
    """Whether titles stand side by side; «Suite donnée | Levée» is a title and what it says."""
    return all(map(is_title, cells)) and not (len(cells) == 2 and is_settled(text_of(cells[1])))  # noqa: PLR2004


def _inline(cell: Cell) -> Entry | None:
    """Read «Titre : ce qu'il dit»."""
    for place, token in enumerate(cell[: LONGEST_TITLE + 1]):
        if token.text.endswith(":"):
            return _parted(cell, place + 1)
    return None


def _parted(cell: Cell, end: int) -> Entry | None:
    said = text_of(cell[:end])
    title = said.rstrip(": ")
    if not said[:1].isupper() or not (is_title(cell[: len(title.split())]) or LABEL.match(said) or is_of_cover(title)):
        return None
    words = cell[end:]
    left = words[0].box[0] if words else cell[0].box[0]
    return Entry(bare(title), known_role(title), words, left, is_inline=True)
