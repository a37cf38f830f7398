"""What one invoice does to its customer's account, as was known on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from attrs import frozen

from registre_core.billing.banners import Level
from registre_core.billing.entities import DAY, Invoice, Movement
from registre_core.billing.policy.terms import BillingPolicy


@frozen
class Outstanding:
    """An invoice of which something remains, with the days on which that matters."""

    invoice: Invoice
    """Which one."""
    is_held: bool
    """Whether it waits on that day, and does not count."""
    due_soon_from: date
    """The orange banner's first day."""
    overdue_from: date
    """The red one's, by the due date alone."""
    cut_off_on: date
    """The first day on which access is refused because of it."""

    @property
    def rank(self) -> tuple[date, date, str]:
        """Order invoices by who cuts first."""
        return (self.cut_off_on, self.invoice.due_on, self.invoice.number)

    def level(self, day: date) -> Level:
        """Say how severe it is on that day, if it counts."""
        if day >= self.cut_off_on:
            return Level.SUSPENDED
        if day >= self.overdue_from:
            return Level.OVERDUE
        return Level.DUE_SOON if day >= self.due_soon_from else Level.CLEAR


def outstanding(invoice: Invoice, on: date, policy: BillingPolicy) -> Outstanding | None:
    """Work out what an invoice does, as was known on a day; nothing when nothing remained, or nobody knew of it."""
    since = unpaid_since(invoice, on)
    if since is None:
        return None
    overdue_from = invoice.due_on + timedelta(days=policy.overdue)
    released_on = max((hold.last_day(on) + DAY for hold in invoice.holds if hold.recorded_on <= on), default=since)
    first_red_day = max(overdue_from, since, released_on)
    return Outstanding(
        invoice,
        invoice.is_held_on(on),
        invoice.due_on - timedelta(days=policy.before),
        overdue_from,
        max(
            invoice.due_on + timedelta(days=policy.suspension),
            first_red_day + timedelta(days=policy.minimum_notice_days),
        ),
    )


def unpaid_since(invoice: Invoice, on: date) -> date | None:
    """Tell since when something remains without a break, as was known on a day; ``None`` when nothing did.

    That is since it was recorded, unless it was paid and a payment went back: whoever thought it paid is warned anew.
    """
    if invoice.recorded_on > on:
        return None
    since = invoice.recorded_on if invoice.total else None
    remaining = invoice.total.amount
    for day, some in _by_day(invoice, on):
        remaining += sum(movement.effect.amount for movement in some)
        if remaining <= 0:
            since = None
        elif since is None:
            since = day
    return since


def days_of_change(invoice: Invoice, after: date, policy: BillingPolicy) -> Iterator[date]:
    """Give the days on which what an invoice does may change, as was known on the day they come after."""
    yield invoice.recorded_on
    yield from (movement.recorded_on for movement in invoice.movements)
    for hold in invoice.holds:
        yield hold.recorded_on
        yield hold.last_day(after) + DAY
        if hold.lifted_on is not None:
            yield hold.lifted_on
    if now := outstanding(invoice, after, policy):
        yield now.due_soon_from
        yield invoice.due_on + DAY
        yield now.overdue_from
        yield now.cut_off_on


def _by_day(invoice: Invoice, on: date) -> Iterator[tuple[date, Iterator[Movement]]]:
    known = sorted((one for one in invoice.movements if one.recorded_on <= on), key=lambda one: one.recorded_on)
    return groupby(known, key=lambda one: one.recorded_on)
