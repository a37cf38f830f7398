"""What is true of every ledger, on every day, under every policy; and the same answers as pen and paper give."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.properties import naive_billing as paper
from tests.properties.naive_billing import Answer, Terms

from registre_core.billing import (
    CLEAR,
    BillingPolicy,
    Hold,
    HoldKind,
    Invoice,
    Level,
    Movement,
    MovementKind,
    Standing,
    StandingRecord,
    crossings,
    outstanding,
    standing,
)
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.money import Money

FIRST = date(2027, 12, 20)
"""The days of these ledgers go on from here, over the end of a year and the 29th of February 2028."""
LAST = 40
HORIZON = 100
"""After so many days nothing changes any more, under the policies here."""
TERMS = st.builds(Terms, st.integers(0, 6), st.integers(1, 4), st.integers(5, 12), st.sampled_from([0, 0, 1, 3, 9]))


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def euros(cents: int) -> Money:
    return Money.from_minor(cents, "EUR")


def policy(terms: Terms) -> BillingPolicy:
    return BillingPolicy(*terms)


@st.composite
def movements(draw: st.DrawFn, recorded: int, total: int) -> tuple[Movement, ...]:
    """Payments, some of which go back, and credit notes that do not exceed the total."""
    found, credited = [], 0
    for place in range(draw(st.integers(0, 3))):
        on, amount = draw(st.integers(recorded, LAST)), draw(st.sampled_from([1, total // 2 + 1, total]))
        if draw(st.booleans()) and credited + amount <= total:
            credited += amount
            found.append(Movement(MovementKind.CREDIT_NOTE, f"A-{place}", euros(amount), day(on)))
            continue
        found.append(Movement(MovementKind.PAYMENT, f"V-{place}", euros(amount), day(on)))
        if draw(st.booleans()):
            back = draw(st.integers(on, LAST))
            found.append(Movement(MovementKind.REFUND, f"R-{place}", euros(amount), day(back), refunds=f"V-{place}"))
    return tuple(found)


@st.composite
def holds(draw: st.DrawFn, recorded: int) -> tuple[Hold, ...]:
    """Some that overlap, some that are lifted: on their first day too."""
    found = []
    for place in range(draw(st.sampled_from([0, 0, 1, 2, 3]))):
        on = draw(st.integers(recorded, LAST))
        until = on + draw(st.integers(0, 15))
        lifted = draw(st.none() | st.integers(on, until))
        lifted_on = None if lifted is None else day(lifted)
        found.append(Hold(HoldKind.PROMISE, f"H-{place}", "compta", "promis", day(on), day(until), lifted_on))
    return tuple(found)


@st.composite
def invoices(draw: st.DrawFn, number: int = 1) -> Invoice:
    """An invoice with all that may happen to it; sometimes it is recorded when it is late already."""
    due, recorded = draw(st.integers(0, LAST)), draw(st.integers(0, LAST) | st.just(0))
    total = draw(st.sampled_from([0, 100, 101]))
    return Invoice(
        InvoiceId(UUID(int=number)),
        f"F-{number}",
        day(min(due, recorded)),
        day(recorded),
        day(due),
        euros(total),
        movements=draw(movements(recorded, total)) if total else (),
        holds=draw(holds(recorded)),
    )


LEDGERS = st.integers(0, 3).flatmap(lambda count: st.tuples(*(invoices(number + 1) for number in range(count))))
DAYS = st.integers(-5, LAST + 10)


def as_known(ledger: tuple[Invoice, ...], on: date) -> tuple[Invoice, ...]:
    """Leave out what was recorded later: the ledger as it was that evening."""
    return tuple(
        evolve(
            invoice,
            movements=tuple(one for one in invoice.movements if one.recorded_on <= on),
            holds=tuple(
                evolve(one, lifted_on=one.lifted_on if one.lifted_on and one.lifted_on <= on else None)
                for one in invoice.holds
                if one.recorded_on <= on
            ),
        )
        for invoice in ledger
        if invoice.recorded_on <= on
    )


def ordinal(one: date | None) -> int | None:
    return None if one is None else one.toordinal()


def told(ledger: tuple[Invoice, ...], answer: Standing) -> Answer:
    """Say it as the paper does."""
    cause = next((invoice.number for invoice in ledger if invoice.id == answer.cause), None)
    return Answer(answer.level.value, ordinal(answer.shown_on), ordinal(answer.cut_off_on), cause)


# ---- against pen and paper -------------------------------------------------------------------------------------------


@given(LEDGERS, DAYS, TERMS)
def test_every_answer_is_the_one_that_pen_and_paper_give(
    ledger: tuple[Invoice, ...], number: int, terms: Terms
) -> None:
    bills = [paper.bill(invoice) for invoice in ledger]
    answer = standing(ledger, on=day(number), policy=policy(terms))

    assert paper.answer(bills, day(number).toordinal(), terms) == told(ledger, answer)


@given(LEDGERS, DAYS, TERMS)
def test_until_is_the_last_of_the_days_on_which_one_looks_and_sees_the_same(
    ledger: tuple[Invoice, ...], number: int, terms: Terms
) -> None:
    bills = [paper.bill(invoice) for invoice in ledger]
    answer = standing(ledger, on=day(number), policy=policy(terms))
    found = paper.until(bills, day(number).toordinal(), terms, day(HORIZON).toordinal())

    assert found == ordinal(answer.until)


ONE = InvoiceId(UUID(int=1))
YEARS = [2024, 2025, 2026, 2027]


def said(due: date, days: list[date]) -> list[Standing]:
    ledger = (Invoice(ONE, "F-1", date(2023, 1, 1), date(2023, 1, 1), due, euros(100)),)
    return [standing(ledger, on=one) for one in days]


def counted_out(due: int, walked: list[date]) -> list[Standing]:
    """Put a finger on each day of the calendar, from 17 days before the due date to 31 days after it."""
    cut = walked[due + 30]
    clear = Standing(until=walked[due - 16])
    orange = Standing(Level.DUE_SOON, walked[due], cut, ONE, until=walked[due])
    red = Standing(Level.OVERDUE, cut, cut, ONE, until=walked[due + 29])
    return [clear] * 2 + [orange] * 16 + [red] * 29 + [Standing(Level.SUSPENDED, None, cut, ONE)] * 2


@pytest.mark.parametrize("year", YEARS)
def test_with_a_due_date_on_each_day_of_four_years_each_banner_has_its_days(year: int) -> None:
    walked = paper.calendar(2023, 2028)
    dues = [place for place, one in enumerate(walked) if one.year == year]
    wrong = [walked[due] for due in dues if counted_out(due, walked) != said(walked[due], walked[due - 17 : due + 32])]

    assert len(dues) == (366 if year == 2024 else 365)
    assert not wrong


# ---- laws ------------------------------------------------------------------------------------------------------------


@given(LEDGERS, DAYS, TERMS)
def test_the_answer_is_the_same_on_each_day_up_to_its_last_and_another_the_day_after(
    ledger: tuple[Invoice, ...], number: int, terms: Terms
) -> None:
    answer = standing(ledger, on=day(number), policy=policy(terms))
    last = answer.until or day(HORIZON)
    for one in (day(number + more) for more in range((last - day(number)).days + 1)):
        assert answer == standing(ledger, on=one, policy=policy(terms))
    if answer.until:
        assert not answer.says_the_same_as(standing(ledger, on=last + timedelta(days=1), policy=policy(terms)))


@given(LEDGERS, DAYS, TERMS)
def test_time_alone_never_improves_anything(ledger: tuple[Invoice, ...], number: int, terms: Terms) -> None:
    known = as_known(ledger, day(number))
    days = [standing(known, on=day(one), policy=policy(terms)).level.severity for one in range(number, HORIZON)]

    assert sorted(days) == days


@given(LEDGERS, DAYS, TERMS)
def test_the_day_announced_is_the_first_on_which_access_is_refused(
    ledger: tuple[Invoice, ...], number: int, terms: Terms
) -> None:
    known = as_known(ledger, day(number))
    answer = standing(known, on=day(number), policy=policy(terms))
    if answer.level not in (Level.DUE_SOON, Level.OVERDUE):
        return
    walk = (day(one) for one in range(number, HORIZON))

    assert answer.cut_off_on == next(
        one for one in walk if standing(known, on=one, policy=policy(terms)).level is Level.SUSPENDED
    )
    if answer.level is Level.OVERDUE:
        assert answer.shown_on == answer.cut_off_on


@given(LEDGERS, DAYS, TERMS, st.data())
def test_paying_more_never_worsens(ledger: tuple[Invoice, ...], number: int, terms: Terms, data: st.DataObject) -> None:
    if not ledger:
        return
    one = data.draw(st.sampled_from(ledger))
    amount, on = data.draw(st.integers(1, 150)), max(one.recorded_on, day(data.draw(DAYS)))
    paid = evolve(one, movements=(*one.movements, Movement(MovementKind.PAYMENT, "V-more", euros(amount), on)))
    more = tuple(paid if invoice is one else invoice for invoice in ledger)
    before = standing(ledger, on=day(number), policy=policy(terms))
    after = standing(more, on=day(number), policy=policy(terms))

    assert after.level.severity <= before.level.severity
    if after.cut_off_on and before.cut_off_on:
        assert after.cut_off_on >= before.cut_off_on


@given(invoices(), TERMS, st.sampled_from([MovementKind.PAYMENT, MovementKind.CREDIT_NOTE, MovementKind.WRITE_OFF]))
def test_at_zero_it_is_clear_for_ever_whatever_brought_it_there(
    invoice: Invoice, terms: Terms, kind: MovementKind
) -> None:
    if invoice.is_paid:
        return
    if kind is not MovementKind.PAYMENT:  # what is credited or written off is never more than was asked for
        invoice = evolve(invoice, movements=())
    rest = Movement(kind, "Z-1", invoice.remaining, day(LAST))
    settled = (evolve(invoice, movements=(*invoice.movements, rest)),)

    assert CLEAR == standing(settled, on=day(LAST), policy=policy(terms))


@given(invoices(), st.integers(0, 20), TERMS)
def test_a_hold_takes_the_invoice_out_until_its_last_day_and_ends_by_itself(
    invoice: Invoice, length: int, terms: Terms
) -> None:
    if invoice.is_paid:
        return
    until = day(LAST + 20 + length)  # after all that was recorded, and past the cut
    held = (evolve(invoice, holds=(Hold(HoldKind.TRANSFER, "H", "compta", "viré", day(LAST), until),)),)

    assert [CLEAR.level] * (length + 21) == [
        standing(held, on=day(one), policy=policy(terms)).level for one in range(LAST, LAST + 21 + length)
    ]
    expected = Level.OVERDUE if terms.notice else Level.SUSPENDED
    assert expected is standing(held, on=until + timedelta(days=1), policy=policy(terms)).level


@given(invoices(), DAYS, TERMS)
def test_whoever_is_shut_out_was_warned_for_as_many_days_as_the_minimum_notice(
    invoice: Invoice, number: int, terms: Terms
) -> None:
    terms = terms._replace(notice=max(1, terms.notice))
    if standing((invoice,), on=day(number), policy=policy(terms)).level is not Level.SUSPENDED:
        return
    days = [day(one) for one in range(-10, number + 1)]
    seen = [standing((invoice,), on=one, policy=policy(terms)).level for one in days]
    while seen[-1] is Level.SUSPENDED:
        seen.pop()

    assert [Level.OVERDUE] * terms.notice == seen[-terms.notice :]


@given(LEDGERS, DAYS, st.integers(0, 60), TERMS)
def test_the_crossings_of_any_gap_are_those_of_each_night(
    ledger: tuple[Invoice, ...], number: int, gap: int, terms: Terms
) -> None:
    under = policy(terms)
    first = StandingRecord(day(number), standing(ledger, on=day(number), policy=under), under.fingerprint)
    nights, kept = [], first
    for one in range(number + 1, number + gap + 1):
        tonight = list(crossings(kept, ledger, to=day(one), policy=under))
        assert [day(one)] * len(tonight) == [record.since for record in tonight]
        nights.extend(tonight)
        kept = tonight[-1] if tonight else kept

    assert nights == list(crossings(first, ledger, to=day(number + gap), policy=under))
    assert all(not one.standing.says_the_same_as(two.standing) for one, two in pairwise([first, *nights]))


@given(LEDGERS, DAYS, TERMS)
def test_the_order_of_the_ledger_does_not_matter_nor_do_paid_invoices_in_it(
    ledger: tuple[Invoice, ...], number: int, terms: Terms
) -> None:
    on, under = day(number), policy(terms)
    answer = standing(ledger, on=on, policy=under)
    unpaid = tuple(one for one in ledger if outstanding(one, on, under))

    assert answer == standing(ledger[::-1], on=on, policy=under)
    assert answer.says_the_same_as(standing(unpaid, on=on, policy=under))


# ---- the legal day ---------------------------------------------------------------------------------------------------

MIDNIGHTS = [
    # the instant, its day in Paris, what it shows
    ("2026-03-28T22:59:59+00:00", "2026-03-28", "winter time, the last second of the day"),
    ("2026-03-28T23:00:00+00:00", "2026-03-29", "winter time, midnight: this day has 23 hours"),
    ("2026-03-29T00:59:59+00:00", "2026-03-29", "a second before the clock goes from 2 to 3"),
    ("2026-03-29T01:00:00+00:00", "2026-03-29", "three o'clock at once"),
    ("2026-03-29T21:59:59+00:00", "2026-03-29", "summer time, the last second of that day"),
    ("2026-03-29T22:00:00+00:00", "2026-03-30", "summer time, midnight"),
    ("2026-10-24T22:00:00+00:00", "2026-10-25", "summer time, midnight: this day has 25 hours"),
    ("2026-10-25T00:59:59+00:00", "2026-10-25", "a second before three, the first time"),
    ("2026-10-25T01:00:00+00:00", "2026-10-25", "two o'clock again"),
    ("2026-10-25T22:59:59+00:00", "2026-10-25", "winter time, the last second of that day"),
    ("2026-10-25T23:00:00+00:00", "2026-10-26", "winter time, midnight"),
    ("2028-02-28T23:00:00+00:00", "2028-02-29", "a leap day begins"),
    ("2026-12-31T23:00:00+00:00", "2027-01-01", "a year begins an hour early in UTC"),
    ("2026-12-31T14:00:00-10:00", "2027-01-01", "when it is afternoon in Papeete"),
]


@pytest.mark.parametrize("instant, expected", [row[:2] for row in MIDNIGHTS], ids=[row[2] for row in MIDNIGHTS])
def test_the_day_begins_at_midnight_in_paris(instant: str, expected: str) -> None:
    assert BillingPolicy().day_of(datetime.fromisoformat(instant)) == date.fromisoformat(expected)


@given(st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_from_one_second_to_the_next_the_day_stays_or_is_the_next_one(instant: datetime) -> None:
    today, next_ = (BillingPolicy().day_of(instant + timedelta(seconds=more)) for more in (0, 1))

    assert next_ - today in (timedelta(0), timedelta(days=1))
