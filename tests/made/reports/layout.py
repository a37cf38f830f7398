"""A report as data: its look, and its blocks in order."""

from __future__ import annotations

from attrs import field, frozen
from tests.made.reports.blocks import Block
from tests.made.reports.paper import Look, Paper
from tests.made.reports.truth import MadeReport, Point


@frozen
class Layout:
    """How one report is laid out, and what it says."""

    name: str
    about: str
    """What it is there for."""
    blocks: tuple[Block, ...]
    look: Look = field(factory=Look)

    def made(self) -> MadeReport:
        """Draw it, twice where the pages say how many there are."""
        paper, _ = self._drawn(0)
        paper, points = self._drawn(paper.page)
        return MadeReport(self.name, paper.sheet.finish(), tuple(points), paper.page)

    def _drawn(self, total: int) -> tuple[Paper, list[Point]]:
        paper = Paper(self.look, total)
        return paper, [point for block in self.blocks for point in block.draw(paper)]
