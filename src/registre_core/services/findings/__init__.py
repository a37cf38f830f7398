"""Use cases of findings: written down, corrected, cleared, listed, exported (S4, S7)."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.findings.clearing import Cleared, Clearing
from registre_core.services.findings.correcting import Correcting
from registre_core.services.findings.desk import KEPT, seen_by, target_of, word_of
from registre_core.services.findings.exporting import Exporting
from registre_core.services.findings.questions import Duplicate, Questions
from registre_core.services.findings.recording import Recording
from registre_core.services.findings.repeating import require_repeated, seen_again

__all__ = [
    "KEPT",
    "Cleared",
    "Duplicate",
    "FindingsService",
    "require_repeated",
    "seen_again",
    "seen_by",
    "target_of",
    "word_of",
]


@frozen
class FindingsService(Recording, Correcting, Clearing, Questions, Exporting):
    """Writes down what reports say and people see, and follows each of it until it is cleared."""
