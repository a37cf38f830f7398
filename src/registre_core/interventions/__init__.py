"""Interventions on a site: inspections, repairs, installations, with their reports."""

from registre_core.interventions.entities import Intervention, Status
from registre_core.interventions.facts import InterventionClosed, InterventionPlanned, ReportAttached
from registre_core.interventions.policy import closed, may_attach, may_close, may_extract, status, with_report
from registre_core.interventions.tables import TYPES, InterventionType

__all__ = [
    "TYPES",
    "Intervention",
    "InterventionClosed",
    "InterventionPlanned",
    "InterventionType",
    "ReportAttached",
    "Status",
    "closed",
    "may_attach",
    "may_close",
    "may_extract",
    "status",
    "with_report",
]
