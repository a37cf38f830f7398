"""What was found wrong on a site, and where it was read."""

from registre_core.findings.entities import CreatedBy, Finding, Kind, State
from registre_core.findings.facts import FindingRecorded

__all__ = ["CreatedBy", "Finding", "FindingRecorded", "Kind", "State"]
