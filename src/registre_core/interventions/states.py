"""Where an intervention stands, and what its recurrence is counted in."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where an intervention stands on a given day. Derived, never stored."""

    PLANNED = "planned"
    """Its day is to come, or today (*planifiée*)."""
    TO_SIGN = "to-sign"
    """It was done, whenever that was, and signatures are missing (*à signer*): nobody has to come any more."""
    OVERDUE = "overdue"
    """Its day has passed and nobody said that it was done (*en retard*)."""
    CLOSED = "closed"
    """Done and closed (*clôturée*)."""
    CANCELLED = "cancelled"
    """It will not be done (*annulée*)."""


class Period(StrEnum):
    """What recurrences are counted in."""

    WEEK = "week"
    """Seven days."""
    MONTH = "month"
    """A calendar month: what has no such day falls on the last one."""
    YEAR = "year"
    """A calendar year: the 29th of February falls on the 28th where there is none."""
