"""The logbook: drills, works, safety staff, instructions, and the documents of the building."""

from registre_core.logbook.contents import (
    Chapter,
    Content,
    Disability,
    Drill,
    DrillKind,
    Instructions,
    SafetyStaff,
    Works,
)
from registre_core.logbook.entities import FiledDocument, LogbookEntry

__all__ = [
    "Chapter",
    "Content",
    "Disability",
    "Drill",
    "DrillKind",
    "FiledDocument",
    "Instructions",
    "LogbookEntry",
    "SafetyStaff",
    "Works",
]
