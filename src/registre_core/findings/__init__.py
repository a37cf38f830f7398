"""What was found wrong on a site, where it was read or seen, and what became of it."""

from registre_core.findings.entities import CreatedBy, Finding, Step
from registre_core.findings.facts import FindingRecorded
from registre_core.findings.states import STILL_OPEN, Kind, Move, Origin, Severity, State

__all__ = [
    "STILL_OPEN",
    "CreatedBy",
    "Finding",
    "FindingRecorded",
    "Kind",
    "Move",
    "Origin",
    "Severity",
    "State",
    "Step",
]
