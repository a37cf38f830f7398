"""The summary: the state of one or several sites on a day."""

from registre_core.summary.entities import (
    MOST_ROWS,
    AnchorTold,
    FindingRow,
    RegisterTold,
    SiteSummary,
    Summary,
)
from registre_core.summary.figures import (
    DONE,
    TO_DO,
    FindingCount,
    FindingFigures,
    InterventionCount,
    InterventionFigures,
    OrderTold,
    PermitFigures,
    VisitFigures,
    VisitTold,
)
from registre_core.summary.policy.together import all_findings, all_interventions, all_permits
from registre_core.summary.requirements import Held, Presence, Requirement
from registre_core.summary.tables import DISABILITIES, PRESENCES, REQUIRED

__all__ = [
    "DISABILITIES",
    "DONE",
    "MOST_ROWS",
    "PRESENCES",
    "REQUIRED",
    "TO_DO",
    "AnchorTold",
    "FindingCount",
    "FindingFigures",
    "FindingRow",
    "Held",
    "InterventionCount",
    "InterventionFigures",
    "OrderTold",
    "PermitFigures",
    "Presence",
    "RegisterTold",
    "Requirement",
    "SiteSummary",
    "Summary",
    "VisitFigures",
    "VisitTold",
    "all_findings",
    "all_interventions",
    "all_permits",
]
