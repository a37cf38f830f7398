"""The standing of an account: a pure function of ledger, day and policy. No timer, so no state is ever skipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from registre_core.billing.banners import CLEAR, Level, Standing, StandingRecord
from registre_core.billing.entities import DAY, Invoice
from registre_core.billing.policy.outstanding import Outstanding, days_of_change, outstanding
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
    now = _answer(invoices, on, policy)
    day = on
    while (day_of_change := _next_change(invoices, day, policy)) is not None:
        day = day_of_change
        if not now.says_the_same_as(_answer(invoices, day, policy)):
            return evolve(now, until=day - DAY)
    return now


def level(ledger: Iterable[Invoice], *, on: date, policy: BillingPolicy = THE_SOURCES_OWN) -> Level:
    """Tell only how severe it was on a day, as was known then: quicker, since nobody asks how long it stayed so."""
    return _answer(tuple(ledger), on, policy).level


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


def _answer(ledger: tuple[Invoice, ...], on: date, policy: BillingPolicy) -> Standing:
    """Tell the same without `until`."""
    unpaid = [one for invoice in ledger if (one := outstanding(invoice, on, policy))]
    counted = [one for one in unpaid if not one.is_held]
    level = max((one.level(on) for one in counted), key=lambda one: one.severity, default=Level.CLEAR)
    if level is Level.CLEAR:
        return CLEAR
    # Those on hold included, since holds end by themselves: the day announced is the day on which access ends.
    first = min(unpaid, key=lambda one: one.rank)
    if level is Level.DUE_SOON:
        shown = _next_due(counted, on)
        return Standing(level, shown.due_on, first.cut_off_on, shown.id)
    shown_on = first.cut_off_on if level is Level.OVERDUE else None
    return Standing(level, shown_on, first.cut_off_on, first.invoice.id)


def _next_due(counted: Iterable[Outstanding], on: date) -> Invoice:
    """Choose whose due date the orange banner shows: the next that is not past, among those it is about."""
    window = [one.invoice for one in counted if one.level(on) is Level.DUE_SOON]
    ahead = [invoice for invoice in window if invoice.due_on >= on]
    return min(ahead or window, key=lambda invoice: (invoice.due_on, invoice.number))


def _next_change(ledger: tuple[Invoice, ...], after: date, policy: BillingPolicy) -> date | None:
    days = (day for invoice in ledger for day in days_of_change(invoice, after, policy) if day > after)
    return min(days, default=None)
