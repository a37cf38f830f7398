"""Interventions on a site: inspections, repairs, installations, with their reports, pictures and signatories."""

from registre_core.interventions.content import InterventionContent, SignedDocument, content_of
from registre_core.interventions.entities import Intervention, Postponement
from registre_core.interventions.facts import (
    InterventionCancelled,
    InterventionClosed,
    InterventionEdited,
    InterventionPlanned,
    InterventionPostponed,
    PhotoAttached,
    ReportAttached,
    SignaturesAsked,
)
from registre_core.interventions.policy.attaching import (
    may_attach,
    may_attach_photo,
    may_extract,
    may_observe,
    with_photo,
    with_report,
)
from registre_core.interventions.policy.changing import (
    cancelled,
    edited,
    followed,
    may_change,
    may_edit,
    may_postpone,
    next_day,
    next_one,
    postponed,
)
from registre_core.interventions.policy.closing import (
    Lacking,
    asked,
    closed,
    may_be_done,
    may_be_signed,
    may_close,
    may_have_signatories,
)
from registre_core.interventions.policy.standing import status
from registre_core.interventions.recurrence import LONGEST, Recurrence
from registre_core.interventions.states import Period, Status
from registre_core.interventions.tables import PERIODS, STATUSES, TYPES, InterventionType

__all__ = [
    "LONGEST",
    "PERIODS",
    "STATUSES",
    "TYPES",
    "Intervention",
    "InterventionCancelled",
    "InterventionClosed",
    "InterventionContent",
    "InterventionEdited",
    "InterventionPlanned",
    "InterventionPostponed",
    "InterventionType",
    "Lacking",
    "Period",
    "PhotoAttached",
    "Postponement",
    "Recurrence",
    "ReportAttached",
    "SignaturesAsked",
    "SignedDocument",
    "Status",
    "asked",
    "cancelled",
    "closed",
    "content_of",
    "edited",
    "followed",
    "may_attach",
    "may_attach_photo",
    "may_be_done",
    "may_be_signed",
    "may_change",
    "may_close",
    "may_edit",
    "may_extract",
    "may_have_signatories",
    "may_observe",
    "may_postpone",
    "next_day",
    "next_one",
    "postponed",
    "status",
    "with_photo",
    "with_report",
]
