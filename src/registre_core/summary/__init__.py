"""The summary: the state of one or several sites on a day."""

from registre_core.summary.entities import (
    MOST_ROWS,
    AnchorTold,
    FindingFigures,
    Held,
    InterventionFigures,
    LastVisit,
    PermitFigures,
    Requirement,
    SiteSummary,
    Summary,
)

__all__ = [
    "MOST_ROWS",
    "AnchorTold",
    "FindingFigures",
    "Held",
    "InterventionFigures",
    "LastVisit",
    "PermitFigures",
    "Requirement",
    "SiteSummary",
    "Summary",
]
