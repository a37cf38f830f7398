"""Where an account stands, as somebody would find out with a wall calendar: one invoice, one day, one look at a time.

Written from what the rules say, not from how the room computes them. Days are numbers on the calendar; nothing is
worked out that can be walked to, neither the first day of a red banner nor the day until which an answer is true.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypedDict

from registre_core.billing import Invoice, MovementKind

CLEAR, DUE_SOON, OVERDUE, SUSPENDED = "clear", "due_soon", "overdue", "suspended"
MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class Terms(NamedTuple):
    """The four numbers of a policy."""

    before: int = 15
    overdue: int = 1
    suspension: int = 30
    notice: int = 0


class Wait(TypedDict):
    """A hold: from its first day to its last, unless somebody lifts it."""

    first: int
    last: int
    lifted: int | None


class Bill(TypedDict):
    """One invoice; amounts in cents, what came in as negative ones beside the day they were written down."""

    number: str
    recorded: int
    due: int
    total: int
    changes: list[tuple[int, int]]
    waits: list[Wait]


class Answer(NamedTuple):
    """What people see: the level, the day in the text, the day of the cut, and the invoice that brings it about."""

    level: str
    shown: int | None = None
    cut: int | None = None
    cause: str | None = None


def bill(invoice: Invoice) -> Bill:
    """Write an invoice down on paper."""
    back = MovementKind.REFUND
    return {
        "number": invoice.number,
        "recorded": invoice.recorded_on.toordinal(),
        "due": invoice.due_on.toordinal(),
        "total": invoice.total.minor,
        "changes": [
            (one.recorded_on.toordinal(), one.amount.minor if one.kind is back else -one.amount.minor)
            for one in invoice.movements
        ],
        "waits": [
            {
                "first": hold.recorded_on.toordinal(),
                "last": hold.until.toordinal(),
                "lifted": None if hold.lifted_on is None else hold.lifted_on.toordinal(),
            }
            for hold in invoice.holds
        ],
    }


def is_owed(one: Bill, day: int, known: int) -> bool:
    """Whether something remained that day, or will for all that is known."""
    seen = min(day, known)
    if one["recorded"] > seen:
        return False
    return one["total"] + sum(effect for on, effect in one["changes"] if on <= seen) > 0


def is_waiting(one: Bill, day: int, known: int) -> bool:
    """Whether a hold ran that day, or will for all that is known."""
    seen = min(day, known)
    return any(
        wait["first"] <= seen and day <= wait["last"] and (wait["lifted"] is None or wait["lifted"] > seen)
        for wait in one["waits"]
    )


def is_red(one: Bill, day: int, known: int, terms: Terms) -> bool:
    return day >= one["due"] + terms.overdue and is_owed(one, day, known) and not is_waiting(one, day, known)


def first_red_day(one: Bill, known: int, terms: Terms) -> int:
    """Walk back to the first of the red days in a row that today ends, or on to the next one there will be."""
    day = known
    while not is_red(one, day, known, terms):
        day += 1
    while is_red(one, day - 1, known, terms):
        day -= 1
    return day


def cut(one: Bill, known: int, terms: Terms) -> int:
    """Give the first day on which this invoice alone closes the door."""
    return max(one["due"] + terms.suspension, first_red_day(one, known, terms) + terms.notice)


def answer(bills: Iterable[Bill], day: int, terms: Terms) -> Answer:
    """Look at every invoice that day."""
    owed = [one for one in bills if is_owed(one, day, day)]
    counted = [one for one in owed if not is_waiting(one, day, day) and day >= one["due"] - terms.before]
    if not counted:
        return Answer(CLEAR)
    refused, due, number = min((cut(one, day, terms), one["due"], one["number"]) for one in owed)
    if any(day >= cut(one, day, terms) for one in counted):
        return Answer(SUSPENDED, None, refused, number)
    if any(day >= one["due"] + terms.overdue for one in counted):
        return Answer(OVERDUE, refused, refused, number)
    ahead = [one for one in counted if one["due"] >= day] or counted
    due, number = min((one["due"], one["number"]) for one in ahead)
    return Answer(DUE_SOON, due, refused, number)


def until(bills: list[Bill], day: int, terms: Terms, horizon: int) -> int | None:
    """Look again on each day that follows, until somebody sees something else."""
    today = answer(bills, day, terms)
    while day < horizon:
        if answer(bills, day + 1, terms) != today:
            return day
        day += 1
    return None


def calendar(first_year: int, last_year: int) -> list[date]:
    """Write a calendar out by the length of its months; every fourth year is a leap year, in the years we test."""
    return [
        date(year, month, day)
        for year in range(first_year, last_year + 1)
        for month, length in enumerate(MONTHS, start=1)
        for day in range(1, length + 1 + (month == 2 and year % 4 == 0))
    ]
