"""Every table of a report, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from registre_core.extraction.boxes import Box
from registre_core.extraction.proposals.report import Leaf, Report
from registre_core.extraction.proposals.tables.baselines import Baseline, baselines_of, is_sideways
from registre_core.extraction.proposals.tables.grids import Grid, grids_of
from registre_core.extraction.proposals.tables.records import Table, joined
from registre_core.extraction.proposals.tables.rows import Piece
from registre_core.extraction.proposals.tables.ruled import ruled_pieces
from registre_core.extraction.proposals.tables.unruled import unruled_pieces

_READ: WeakKeyDictionary[Report, tuple[Table, ...]] = WeakKeyDictionary()
"""Both detectors look at the same tables: they are read once a report, and forgotten with it."""


def tables_of(report: Report) -> tuple[Table, ...]:
    """Find the tables of a report."""
    if report not in _READ:
        _READ[report] = tuple(joined(pieces_of(report)))
    return _READ[report]


def pieces_of(report: Report) -> list[Piece]:
    """Find the tables of a report, each in as many pieces as pages it stands on."""
    pieces: list[Piece] = []
    before: Piece | None = None
    for leaf in report.leaves:
        found, before = _on(leaf, before)
        pieces += found
    return pieces


def _on(leaf: Leaf, before: Piece | None) -> tuple[list[Piece], Piece | None]:
    lines = baselines_of(leaf.strips)
    sideways = [token for strip in leaf.strips if is_sideways(strip.tokens[0]) for token in strip.tokens]
    placed: list[tuple[float, float, Piece]] = []
    for grid in sorted(grids_of(leaf.rulings), key=_size):
        left, top, _, _ = grid.box
        placed += [(top, left, piece) for piece in ruled_pieces(grid, leaf.number, lines, sideways)]
        lines = _without(lines, grid.box)
    loose, goes_on = unruled_pieces(leaf.number, lines, leaf.rulings, before)
    placed += [(_top(piece), piece.edges[0], piece) for piece in loose if piece.rows]
    placed.sort(key=lambda one: (one[2].goes_on is False, one[0], one[1]))
    return [piece for _, _, piece in placed], loose[-1] if goes_on else None


def _size(grid: Grid) -> float:
    left, top, right, bottom = grid.box
    return (right - left) * (bottom - top)


def _top(piece: Piece) -> float:
    tokens = [token for row in piece.rows for cell in (*row.cells, row.across) for token in cell]
    return min((token.box[1] for token in tokens), default=0.0)


def _without(lines: Sequence[Baseline], box: Box) -> list[Baseline]:
    """Leave out the words that stand in a table that was read."""
    left, top, right, bottom = box
    kept: list[Baseline] = []
    for line in lines:
        if not top <= line.middle <= bottom:
            kept.append(line)
            continue
        tokens = tuple(token for token in line.tokens if not left <= (token.box[0] + token.box[2]) / 2 <= right)
        if tokens:
            kept.append(Baseline(tokens, line.middle))
    return kept
