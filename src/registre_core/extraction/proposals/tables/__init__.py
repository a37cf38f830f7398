"""Tables of a report: their cells, what their columns mean, and the points that their rows say."""

from registre_core.extraction.proposals.tables.cards import CARDS
from registre_core.extraction.proposals.tables.detectors import GRID, TABLE

__all__ = ["CARDS", "GRID", "TABLE"]
"""The detectors of tables: those that say what was seen, grids that judge what was looked at, and cards."""
