"""What one invoice does to its customer's account, as was known on a day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from attrs import frozen

from registre_core.billing.entities import DAY, Invoice
from registre_core.billing.policy.terms import BillingPolicy


@frozen
class Outstanding:
    """An invoice of which something remains, with the days on which that matters if nothing more is recorded.

    A hold ends by itself, so none of the three is before the day after it.
    """

    invoice: Invoice
    """Which one."""
    due_soon_from: date
    """The orange banner's first day."""
    overdue_from: date
    """The red one's."""
    cut_off_on: date
    """The first day on which access is refused because of it."""

    @property
    def rank(self) -> tuple[date, date, str]:
        """Order invoices by who cuts first."""
        return (self.cut_off_on, self.invoice.due_on, self.invoice.number)


def outstanding(invoice: Invoice, on: date, policy: BillingPolicy) -> Outstanding | None:
    """Work out what an invoice does, as was known on a day; nothing when nothing remained, or nobody knew of it."""
    since = unpaid_since(invoice, on)
    if since is None:
        return None
    due = invoice.due_on
    counts_from = _released_on(invoice, on, since) if invoice.holds else since
    overdue_from = max(due + timedelta(policy.overdue), counts_from)
    noticed = overdue_from + timedelta(policy.minimum_notice_days)
    return Outstanding(
        invoice,
        max(due - timedelta(policy.before), counts_from),
        overdue_from,
        max(due + timedelta(policy.suspension), noticed),
    )


def unpaid_since(invoice: Invoice, on: date) -> date | None:
    """Tell since when something remains without a break, as was known on a day; ``None`` when nothing did.

    That is since it was recorded, unless it was paid and a payment went back: whoever thought it paid is warned anew.
    """
    if invoice.recorded_on > on:
        return None
    remaining = invoice.total.minor
    since = invoice.recorded_on if remaining else None
    if not invoice.movements:
        return since
    for day, effect in _effects(invoice, on):
        remaining += effect
        if remaining <= 0:
            since = None
        elif since is None:
            since = day
    return since


def _effects(invoice: Invoice, on: date) -> list[tuple[date, int]]:
    """Add up each day's movements: what was paid and went back before evening was not paid."""
    by_day: Counter[date] = Counter()
    for movement in invoice.movements:
        if movement.recorded_on <= on:
            by_day[movement.recorded_on] += movement.effect
    return sorted(by_day.items())


def _released_on(invoice: Invoice, on: date, since: date) -> date:
    """Give the day after its last hold, as was known on a day. One lifted on its first day covered none."""
    covered = [(hold.recorded_on, hold.last_day(on)) for hold in invoice.holds if hold.recorded_on <= on]
    return max([since, *(last + DAY for first, last in covered if first <= last)])
