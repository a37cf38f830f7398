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
    LogbookFigures,
    OrderTold,
    PermitFigures,
    Span,
    VisitFigures,
    VisitTold,
)
from registre_core.summary.lines import COLUMNS, cells
from registre_core.summary.policy.completeness import Contents, completeness, required
from registre_core.summary.policy.logbook import logbooks
from registre_core.summary.policy.permits import permits_by_site
from registre_core.summary.policy.together import all_findings, all_interventions, all_permits
from registre_core.summary.policy.visits import visits_by_site
from registre_core.summary.requirements import Held, Item, Presence, Requirement
from registre_core.summary.tables import PRESENCES, REQUIRED, REWRITTEN

__all__ = [
    "COLUMNS",
    "DONE",
    "MOST_ROWS",
    "PRESENCES",
    "REQUIRED",
    "REWRITTEN",
    "TO_DO",
    "AnchorTold",
    "Contents",
    "FindingCount",
    "FindingFigures",
    "FindingRow",
    "Held",
    "InterventionCount",
    "InterventionFigures",
    "Item",
    "LogbookFigures",
    "OrderTold",
    "PermitFigures",
    "Presence",
    "RegisterTold",
    "Requirement",
    "SiteSummary",
    "Span",
    "Summary",
    "VisitFigures",
    "VisitTold",
    "all_findings",
    "all_interventions",
    "all_permits",
    "cells",
    "completeness",
    "logbooks",
    "permits_by_site",
    "required",
    "visits_by_site",
]
