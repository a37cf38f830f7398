"""What rows of a crowded workspace have in common: their identifiers, their days, and how many others they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from registre_core.testing.memory.world import A_MONDAY_MORNING

FEW = 200
"""How many sites, firms, profiles, people and interventions the rest refers to."""
REPORTS = 997
"""From how many files findings come."""
YEARS = 10
"""Over which interventions are spread."""
FIRST_DAY = date(2016, 3, 2)
"""The first day anything was planned on."""
DAYS = [(FIRST_DAY + timedelta(days=number)).isoformat() for number in range(365 * YEARS)]
"""Every day something may be on, as it is kept."""
MORNING = A_MONDAY_MORNING.isoformat(timespec="microseconds")
"""When everything was recorded, as it is kept."""

Rows = Iterator[Mapping[str, Any]]
"""Values by column, in the same order in every row."""

_KINDS = (
    *("sites", "contractors", "contacts", "profiles", "users", "interventions", "findings", "rights_situations"),
    *("invoices", "arrivals", "signatures", "permits", "permit_contractors", "visits", "logbook", "filed_documents"),
    "work_requests",
)


def identifier(table: str, number: int) -> str:
    """Make one of version 7, in the order of numbers."""
    return f"{number:08x}000070008000{_KINDS.index(table):012x}"
