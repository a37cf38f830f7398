"""Use cases: drills, works, safety staff, instructions."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.logbook.desk import target_of
from registre_core.services.logbook.questions import Questions
from registre_core.services.logbook.writing import Writing

__all__ = ["LogbookService", "target_of"]


@frozen
class LogbookService(Writing, Questions):
    """Writes the logbook; what was written is corrected by another entry and never overwritten."""
