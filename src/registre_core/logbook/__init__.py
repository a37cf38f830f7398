"""The logbook: drills, works, safety staff, instructions, and the documents of the building."""

from registre_core.logbook.contents import (
    CONTENTS,
    Chapter,
    Content,
    Disability,
    Drill,
    DrillKind,
    Instructions,
    SafetyStaff,
    Works,
)
from registre_core.logbook.drafts import Draft, StaffDraft, WorksDraft
from registre_core.logbook.entities import FiledDocument, LogbookEntry
from registre_core.logbook.facts import DocumentFiled, LogbookCorrected, LogbookRecorded, LogbookRetracted
from registre_core.logbook.policy import corrected, may_correct, may_stand_in, may_write, standing_on

__all__ = [
    "CONTENTS",
    "Chapter",
    "Content",
    "Disability",
    "DocumentFiled",
    "Draft",
    "Drill",
    "DrillKind",
    "FiledDocument",
    "Instructions",
    "LogbookCorrected",
    "LogbookEntry",
    "LogbookRecorded",
    "LogbookRetracted",
    "SafetyStaff",
    "StaffDraft",
    "Works",
    "WorksDraft",
    "corrected",
    "may_correct",
    "may_stand_in",
    "may_write",
    "standing_on",
]
