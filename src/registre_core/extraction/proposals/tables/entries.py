"""What cards are made of: lines with a title and, beside it, what it says."""

from __future__ import annotations

import re
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


HEADING = re.compile(
    r"(?:fiche|carte|point|observation|anomalie|constat|réserve|remarque|écart|non[- ]conformité|prescription)\s+"
    r"(?:n\s?[°ºo]\s?)?(?P<number>[A-Z]{0,4}[-.]?\d{1,4}(?:[-./]\d{1,4}){0,3})\s*:?",
    re.IGNORECASE,
)
"""What stands over a card, and counts it."""

TIGHT = 0.5
"""In line heights: the white between two lines of one cell is narrower, where more of it parts the rows."""


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
    for rows in _blocks([Line(one.chunks, leaf.number, one.box[1], one.box[3]) for one in lines]):
        found += _centred(rows)
    return sorted(found, key=lambda one: one.top)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Part lines where there is white between them."""
    block: list[Line] = []
    for line in lines:
        if block and line.top - block[-1].bottom > TIGHT * (line.bottom - line.top):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _centred(lines: list[Line]) -> list[Line]:
    """Make one row of a title that is set halfway down its words; other lines stay as they are."""
    titled = [line for line in lines if is_title(line.cells[0])]
    if len(titled) != 1 or titled[0] is lines[0] or len(titled[0].cells) > 2:  # noqa: PLR2004  # a title, and words
        return lines
    title = titled[0].cells[0]
    beside_it = [cell for line in lines for cell in line.cells if cell is not title]
    if len(beside_it) > len(lines) or any(cell[0].box[0] <= title[-1].box[2] for cell in beside_it):
        return lines
    words = tuple(token for cell in beside_it for token in cell)
    return [Line((title, words), lines[0].page, lines[0].top, max(line.bottom for line in lines))]


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
    return (
        0 < len(cell) <= LONGEST_TITLE
        and text[:1].isupper()
        and not text.endswith((".", ";", ","))
        and not HEADING.fullmatch(text)
    )


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
