"""Tables of a report: their cells, what their columns mean, and the points that their rows say."""

from registre_core.extraction.proposals.tables.detectors import GRID, TABLE

__all__ = ["GRID", "TABLE"]
