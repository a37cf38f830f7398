"""The standing of an account: a pure function of ledger, day and policy. No timer, so no state is ever skipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from registre_core.billing.banners import CLEAR, Level, Standing, StandingRecord
from registre_core.billing.entities import DAY, Invoice
from registre_core.billing.policy.outstanding import Outstanding, outstanding
from registre_core.billing.policy.terms import THE_SOURCES_OWN, BillingPolicy


def standing(ledger: Iterable[Invoice], *, on: date, policy: BillingPolicy = THE_SOURCES_OWN) -> Standing:
    """Tell where an account stands on a day.

    Args:
        ledger: its invoices; those that are paid may be left out, unless the day is past.
        on: the day, in the calendar of the policy's zone. What was recorded later counts for nothing on it.
        policy: the terms.

    Returns:
        The level and what goes with it, and `until`, the last day on which the very same would be answered.

    Source: Version 1.47, Facture impayée (S2). Several invoices: the most severe situation wins.
    """
    invoices = tuple(ledger)
    now = latest = _as_known(invoices, on, policy)
    for day in _entries(invoices, after=on):
        if not latest.holds_on(day - DAY):  # else that very day may bring both, and one undo the other
            break
        latest = _as_known(invoices, day, policy)
        if not now.says_the_same_as(latest):
            return evolve(now, until=day - DAY)
    return now if latest is now else evolve(now, until=latest.until)


def level(ledger: Iterable[Invoice], *, on: date, policy: BillingPolicy = THE_SOURCES_OWN) -> Level:
    """Tell only how severe it was on a day, as was known then: quicker, since nobody asks how long it stayed so."""
    return _as_known(tuple(ledger), on, policy).level


def crossings(
    record: StandingRecord, ledger: Iterable[Invoice], *, to: date, policy: BillingPolicy = THE_SOURCES_OWN
) -> Iterator[StandingRecord]:
    """Tell each change of standing that time alone brought about since the one recorded, each on its own day.

    So a night that was missed is told of as if it had not been, however many there were.

    Args:
        record: the standing that was told last.
        ledger: the invoices, unchanged since.
        to: the last day to look at.
        policy: the terms the record was worked out under.
    """
    invoices = tuple(ledger)
    while (until := record.standing.until) is not None and until < to:
        day = until + DAY
        record = StandingRecord(day, standing(invoices, on=day, policy=policy), policy.fingerprint)
        yield record


def _as_known(ledger: tuple[Invoice, ...], on: date, policy: BillingPolicy) -> Standing:
    """Tell where an account stands on a day, and until when unless something is recorded later."""
    unpaid = [one for invoice in ledger if (one := outstanding(invoice, on, policy)) is not None]
    if not unpaid:
        return CLEAR
    orange_from = min([one.due_soon_from for one in unpaid])
    if on < orange_from:
        return Standing(until=orange_from - DAY)
    # Those on hold included, since holds end by themselves: the day announced is the day on which access ends.
    first = min(unpaid, key=lambda one: one.rank)
    cut, cause = first.cut_off_on, first.invoice.id
    if on >= cut:
        return Standing(Level.SUSPENDED, None, cut, cause)
    red_from = min([one.overdue_from for one in unpaid])
    if on >= red_from:
        return Standing(Level.OVERDUE, cut, cut, cause, cut - DAY)
    shown = _next_due(unpaid, on)
    return Standing(Level.DUE_SOON, shown.due_on, cut, shown.id, _last_day_of(shown, unpaid, on, red_from))


def _next_due(unpaid: Iterable[Outstanding], on: date) -> Invoice:
    """Choose whose due date the orange banner shows: the next that is not past, among those it is about."""
    window = [one.invoice for one in unpaid if one.due_soon_from <= on]
    ahead = [invoice for invoice in window if invoice.due_on >= on]
    return min(ahead or window, key=lambda invoice: (invoice.due_on, invoice.number))


def _last_day_of(shown: Invoice, unpaid: Iterable[Outstanding], on: date, red_from: date) -> date:
    """Tell how long the orange banner shows this due date: until another's turn comes, or until it is red."""
    turns = {day for one in unpaid for day in (one.due_soon_from, one.invoice.due_on + DAY) if on < day < red_from}
    return next((day for day in sorted(turns) if _next_due(unpaid, day) is not shown), red_from) - DAY


def _entries(ledger: tuple[Invoice, ...], *, after: date) -> list[date]:
    """Give the days to come on which something was recorded. There are some when a day past is asked about."""
    days = {invoice.recorded_on for invoice in ledger}
    for invoice in ledger:
        if invoice.movements or invoice.holds:
            days.update(event.recorded_on for event in invoice.events)
            days.update(hold.lifted_on for hold in invoice.holds if hold.lifted_on is not None)
    return sorted(day for day in days if day > after)
