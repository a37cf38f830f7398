"""The terms under which an unpaid invoice shuts doors: what the source says, as values a host may choose otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from zoneinfo import ZoneInfo

from attrs import astuple, field, frozen

from registre_core.billing.tables import BEFORE_DAYS, LONGEST_DAYS, OVERDUE_DAYS, SUSPENSION_DAYS
from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked
from registre_core.kernel.zones import PARIS, known_zone


class Survives(StrEnum):
    """What stays possible while access is cut: two readings of the source."""

    SAFETY = "safety"
    """Besides what the source leaves: to export the register, and to finish a safety record that is running. The
    register is a legal duty of the operator, and an unpaid invoice must not lose a safety record."""
    SOURCE = "source"
    """What the source leaves and no more: invoices and the summary, on the web."""


@frozen(slots=False)
class BillingPolicy(Checked):
    """When banners show, when access is cut, and what survives. Days are calendar days of the zone."""

    before: int = BEFORE_DAYS
    """The orange banner shows from so many days before the due date, up to and including it."""
    overdue: int = OVERDUE_DAYS
    """The red banner shows from so many days after it."""
    suspension: int = SUSPENSION_DAYS
    """Access is cut from so many days after it."""
    minimum_notice_days: int = 0
    """For so many days at least the red banner has shown before access is cut, however late an invoice was recorded."""
    survives: Survives = Survives.SAFETY
    """What stays possible while access is cut."""
    zone: str = field(default=PARIS, metadata={"rules": (known_zone,)})
    """In which days begin and end at midnight."""

    def contradictions(self) -> list[Problem]:
        """Days are counted from zero to ten years, and people are warned before they are shut out."""
        return [*self._spans(), *self._order()]

    @cached_property
    def fingerprint(self) -> str:
        """Tell policies apart that may judge one ledger differently; `survives` judges none."""
        days = astuple(self)[:4]
        return sha256("/".join(map(str, (*days, self.zone))).encode()).hexdigest()[:16]

    def day_of(self, instant: datetime) -> date:
        """Give the day it is at an instant that carries its offset."""
        return instant.astimezone(self._clock).date()

    @cached_property
    def _clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def _spans(self) -> Iterator[Problem]:
        for name, least in (("before", 0), ("overdue", 1), ("suspension", 1), ("minimum_notice_days", 0)):
            days = getattr(self, name)
            if not least <= days <= LONGEST_DAYS:
                said = f"'{name}' is a number of days from {least} to {LONGEST_DAYS}, not {days}"
                facts = {"least": least, "most": LONGEST_DAYS, "days": days}
                yield Problem(name, "days-out-of-range", said, facts)

    def _order(self) -> Iterator[Problem]:
        if self.suspension <= self.overdue:
            said = f"access is cut after the warning of day {self.overdue}, not on day {self.suspension}"
            facts = {"overdue": self.overdue, "suspension": self.suspension}
            yield Problem("suspension", "cut-without-warning", said, facts)


THE_SOURCES_OWN = BillingPolicy()
"""15 days before, 1 day after, 30 days after."""
