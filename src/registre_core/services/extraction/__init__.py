"""Use cases: what people select in reports, and what reports themselves say (S4)."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.extraction.accepting import Acceptance, Accepted, Accepting
from registre_core.services.extraction.passages import Passages
from registre_core.services.extraction.proposing import Proposing

__all__ = ["Acceptance", "Accepted", "ExtractionService"]


@frozen
class ExtractionService(Passages, Proposing, Accepting):
    """Reads what people select in reports, proposes what reports themselves say, and records what is accepted of it."""
