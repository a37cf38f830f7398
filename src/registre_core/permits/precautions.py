"""What is done so that nothing catches fire: a checklist, and the detectors that are out of service meanwhile."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import UserId
from registre_core.kernel.validation import Checked, aware, must, not_blank


class MeasureStage(StrEnum):
    """When a precaution is taken."""

    BEFORE = "before"
    """Before the work begins."""
    DURING = "during"
    """As long as it goes on."""
    AFTER = "after"
    """When it has ended."""


@frozen
class Measure(Checked):
    """One precaution on the permit's checklist."""

    code: str = field(metadata=must(not_blank))
    """A key of `MEASURES`, or ``own-…`` for one of the site's own."""
    stage: MeasureStage
    """When it is taken."""
    text: str = field(metadata=must(not_blank))
    """What is to be done, in French, as it was shown."""
    source: str = ""
    """The text that asks for it."""
    applies: bool = True
    """Whether it is asked for on this permit."""
    done_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was ticked."""
    done_by: UserId | None = None
    """By whom."""

    def contradictions(self) -> list[Problem]:
        """Whoever ticks it answers for it; nobody ticks what is not asked for."""
        found = []
        if (self.done_at is None) != (self.done_by is None):
            said = f"{self.code!r} is ticked by somebody at some time, or not at all"
            found.append(Problem("done_at", "measure-half-ticked", said, {"measure": self.code}))
        if self.done_at is not None and not self.applies:
            said = f"{self.code!r} is not asked for on this permit"
            found.append(Problem("applies", "measure-not-asked", said, {"measure": self.code}))
        return found


@frozen
class Isolation(Checked):
    """A detector, or a zone of detection, that is taken out of service for the work."""

    name: str = field(metadata=must(not_blank))
    """Which one, as the fire panel calls it."""
    isolated_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was taken out of service."""
    restored_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was back."""
    restored_by: UserId | None = None
    """Who said so."""

    def contradictions(self) -> list[Problem]:
        """It comes back after it was taken out, and somebody says so."""
        found = []
        if (self.restored_at is None) != (self.restored_by is None):
            said = f"{self.name!r} is said to be back by somebody at some time, or not at all"
            found.append(Problem("restored_at", "detector-half-restored", said, {"detector": self.name}))
        if self.restored_at is not None and (self.isolated_at is None or self.restored_at < self.isolated_at):
            said = f"{self.name!r} cannot be back before it was taken out of service"
            found.append(Problem("restored_at", "restored-before-isolated", said, {"detector": self.name}))
        return found

    @property
    def is_out(self) -> bool:
        """Whether it is out of service now."""
        return self.isolated_at is not None and self.restored_at is None
