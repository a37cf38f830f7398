"""The invoice with all that happened to it: payments, credit notes, write-offs, and the days on which it waits.

What happens counts from the legal day it was recorded on. So what an invoice looked like on any day can be told from
what it is now, and nothing that time alone brings about is ever stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.money import MOST_MINOR, Money, not_negative, positive, too_large, written
from registre_core.kernel.validation import Checked, at_least, must, not_blank, one_line

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Days outside were mistyped, and counting days from them would fall off the calendar."""


class Settlement(StrEnum):
    """Where an invoice stands on a day, as its lists say. Derived, never stored."""

    OVERDUE = "overdue"
    """Its due date has passed and something remains (*en retard*)."""
    DUE = "due"
    """Something remains, and its due date is to come or it is on hold (*à régler*)."""
    PAID = "paid"
    """Nothing remains (*payée*): paid, credited or written off."""


class MovementKind(StrEnum):
    """What changes the amount that remains."""

    PAYMENT = "payment"
    """Money came in (*règlement*), all of what was owed or a part."""
    REFUND = "refund"
    """A payment went back (*remboursement*, *rejet*): it is owed again."""
    CREDIT_NOTE = "credit-note"
    """The invoice was too high (*avoir*)."""
    WRITE_OFF = "write-off"
    """Nobody will ask for it any more (*passage en perte*)."""


_GIVEN_UP = (MovementKind.CREDIT_NOTE, MovementKind.WRITE_OFF)


class HoldKind(StrEnum):
    """Why an invoice waits."""

    DISPUTE = "dispute"
    """The customer contests it (*litige*)."""
    PROMISE = "promise"
    """He said when he will pay (*promesse de règlement*)."""
    TRANSFER = "transfer"
    """The money is on its way (*virement en cours*)."""


def _in_reach(name: str, value: date | None) -> Problem | None:
    if value is None or FIRST_YEAR <= value.year <= LAST_YEAR:
        return None
    said = f"'{name}' is a day of the years {FIRST_YEAR} to {LAST_YEAR}, not {value}"
    return Problem(name, "day-out-of-reach", said, {"day": value.isoformat()})


@frozen
class InvoiceLine(Checked):
    """What is charged for."""

    label: str = field(metadata=must(not_blank))
    """As the invoice says it."""
    amount: Money
    """Its part of the total; a discount is negative."""


@frozen
class Movement(Checked):
    """One change of what remains of an invoice."""

    kind: MovementKind
    """What it was."""
    key: str = field(metadata=must(not_blank, one_line))
    """Idempotency key, such as the bank's reference of a transfer: of one invoice each counts once."""
    amount: Money = field(metadata=must(positive))
    """How much, whichever way it went."""
    recorded_on: date = field(metadata=must(_in_reach))
    """From this day on it counts."""
    reason: str = ""
    """What the operator wrote beside it: the number of the credit note, why it was written off."""
    refunds: str | None = None
    """Of a refund, the key of the payment that went back."""

    def contradictions(self) -> list[Problem]:
        """A refund, and nothing else, gives a payment back."""
        if (self.kind is MovementKind.REFUND) == (self.refunds is not None):
            return []
        said = "a refund names the payment that went back, and nothing else does"
        return [Problem("refunds", "refund-of-nothing", said, {"kind": self.kind.value})]

    @property
    def effect(self) -> int:
        """What it adds to the amount that remains, in the smallest coins."""
        return self.amount.minor if self.kind is MovementKind.REFUND else -self.amount.minor


@frozen
class Hold(Checked):
    """A time during which an invoice does not count. It ends by itself."""

    kind: HoldKind
    """Why."""
    key: str = field(metadata=must(not_blank, one_line))
    """Idempotency key; it shares those of the invoice's movements."""
    author: str = field(metadata=must(not_blank, one_line))
    """Who decided it at the operator's: a service or a function, since it is written down for ever."""
    reason: str = field(metadata=must(not_blank))
    """What he wrote."""
    recorded_on: date = field(metadata=must(_in_reach))
    """The first day it covers."""
    until: date = field(metadata=must(_in_reach))
    """The last day it covers, inclusive."""
    lifted_on: date | None = field(default=None, metadata=must(_in_reach))
    """The first day it no longer covers, when it was lifted before its time."""

    def contradictions(self) -> list[Problem]:
        """It ends after it begins, and is lifted in between."""
        found = []
        if self.until < self.recorded_on:
            said = f"a hold until {self.until} would be over when it is recorded, on {self.recorded_on}"
            facts = {"until": self.until.isoformat(), "recorded_on": self.recorded_on.isoformat()}
            found.append(Problem("until", "hold-in-the-past", said, facts))
        elif self.lifted_on is not None and not self.recorded_on <= self.lifted_on <= self.until:
            said = f"a hold is lifted while it runs, from {self.recorded_on} to {self.until}"
            found.append(Problem("lifted_on", "hold-not-running", said, {"lifted_on": self.lifted_on.isoformat()}))
        return found

    def covers(self, day: date) -> bool:
        """Whether the invoice waits on that day."""
        return self.recorded_on <= day <= self.last_day(day)

    def last_day(self, known_on: date) -> date:
        """Give the last day it covers, as was known on a day: lifting it counts from the day it is lifted."""
        if self.lifted_on is None or self.lifted_on > known_on:
            return self.until
        return self.lifted_on - DAY


@frozen
class Invoice(Checked):
    """What the operator of the service asks of one customer, and what became of it."""

    id: InvoiceId
    number: str = field(metadata=must(not_blank, one_line))
    """As it is printed on it; a workspace has each once."""
    issued_on: date = field(metadata=must(_in_reach))
    """The day it was made out."""
    recorded_on: date = field(metadata=must(_in_reach))
    """The day it was entered here: before, nobody could know of it."""
    due_on: date = field(metadata=must(_in_reach))
    """The last day to pay it (*échéance*)."""
    total: Money = field(metadata=must(not_negative))
    """What it asks for."""
    lines: tuple[InvoiceLine, ...] = ()
    """What for, if that was entered; then it adds up."""
    movements: tuple[Movement, ...] = ()
    """What changed the amount that remains, in the order it was recorded."""
    holds: tuple[Hold, ...] = ()
    """When it waits or waited, in the order it was recorded."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    def contradictions(self) -> list[Problem]:
        """One currency, one sum, days in their order, each key once, and nothing goes back that never came."""
        found = list(self._order())
        if not (self.lines or self.movements or self.holds):
            return found  # like most: a ledger reads thousands, to nearly all of which nothing happened yet
        mixed = list(self._mixed())
        sums = [] if mixed else [*self._sums(), *self._refunds()]  # amounts of two currencies do not compare
        return [*found, *self._times(), *self._keys(), *mixed, *sums]

    @property
    def currency(self) -> str:
        """Of its total, and of everything else in it."""
        return self.total.currency

    @property
    def events(self) -> tuple[Movement | Hold, ...]:
        """All that happened to it: movements first, then holds."""
        return (*self.movements, *self.holds)

    @property
    def remaining(self) -> Money:
        """What is still to be paid; below zero, what was paid too much."""
        return Money.from_minor(self._coins, self.currency) if self.movements else self.total

    @property
    def is_paid(self) -> bool:
        """Whether nothing remains."""
        return self._coins <= 0

    def is_held_on(self, day: date) -> bool:
        """Whether it waits on that day."""
        return any(hold.covers(day) for hold in self.holds)

    def settlement(self, today: date) -> Settlement:
        """Say where it stands today."""
        if self.is_paid:
            return Settlement.PAID
        return Settlement.OVERDUE if self.due_on < today and not self.is_held_on(today) else Settlement.DUE

    def movement(self, key: str) -> Movement | None:
        """Find a movement by its key."""
        return next((movement for movement in self.movements if movement.key == key), None)

    def held_as(self, key: str) -> Hold | None:
        """Find a hold by its key."""
        return next((hold for hold in self.holds if hold.key == key), None)

    @property
    def _coins(self) -> int:
        return self.total.minor + sum(movement.effect for movement in self.movements)

    def _order(self) -> Iterator[Problem]:
        if self.due_on < self.issued_on:
            said = f"an invoice is due on the day it is issued or later; {self.due_on} is before {self.issued_on}"
            facts = {"due_on": self.due_on.isoformat(), "issued_on": self.issued_on.isoformat()}
            yield Problem("due_on", "due-before-issue", said, facts)

    def _times(self) -> Iterator[Problem]:
        for event in self.events:
            if event.recorded_on < self.recorded_on:
                said = f"nothing happens to an invoice before it is recorded, on {self.recorded_on}"
                yield Problem("recorded_on", "before-the-invoice", said, {"key": event.key})

    def _keys(self) -> Iterator[Problem]:
        keys = Counter(event.key for event in self.events)
        for key in (key for key, times in keys.items() if times > 1):
            yield Problem("movements", "repeated-key", f"the key {key!r} is used more than once", {"key": key})

    def _mixed(self) -> Iterator[Problem]:
        for path, amount in self._amounts():
            if amount.currency != self.currency:
                said = f"an invoice in {self.currency} has no part in {amount.currency}"
                yield Problem(path, "currencies-mixed", said, {"one": self.currency, "other": amount.currency})

    def _amounts(self) -> Iterator[tuple[str, Money]]:
        for place, line in enumerate(self.lines):
            yield f"lines[{place}].amount", line.amount
        for place, movement in enumerate(self.movements):
            yield f"movements[{place}].amount", movement.amount

    def _sums(self) -> Iterator[Problem]:
        asked = sum(line.amount.minor for line in self.lines)
        if self.lines and asked != self.total.minor:
            said = f"the lines add up to {self._written(asked)}, the invoice to {self.total}"
            facts = {"lines": self._written(asked), "total": str(self.total)}
            yield Problem("lines", "lines-do-not-add-up", said, facts)
        credited = sum(one.amount.minor for one in self.movements if one.kind in _GIVEN_UP)
        if credited > self.total.minor:
            said = f"of {self.total} no more than that is credited or written off, not {self._written(credited)}"
            facts = {"credited": self._written(credited), "total": str(self.total)}
            yield Problem("movements", "credited-too-much", said, facts)
        if abs(self._coins) >= MOST_MINOR:
            yield too_large("movements")

    def _refunds(self) -> Iterator[Problem]:
        paid = {one.key: one.amount for one in self.movements if one.kind is MovementKind.PAYMENT}
        back: Counter[str] = Counter()
        for one in self.movements:
            if one.refunds is not None:
                back[one.refunds] += one.amount.minor
        for key, coins in back.items():
            if key not in paid or coins > paid[key].minor:
                amount = self._written(coins)
                said = f"{amount} cannot go back of the payment {key!r}: there is {paid.get(key, 'none')}"
                yield Problem("movements", "refunded-too-much", said, {"payment": key, "amount": amount})

    def _written(self, coins: int) -> str:
        return written(coins, self.currency)


Ledger = tuple[Invoice, ...]
"""The invoices of one workspace, in any order: all of them, or at least those of which something remains."""


@frozen
class InvoiceTotals:
    """What some invoices of one currency come to."""

    number: int
    """How many there are."""
    total: Money
    """What they ask for."""
    remaining: Money
    """What remains to be paid of them; what was paid too much on one pays no other."""


def totals(invoices: Iterable[Invoice]) -> tuple[InvoiceTotals, ...]:
    """Add invoices up, currency by currency."""
    by_currency: dict[str, list[Invoice]] = {}
    for invoice in invoices:
        by_currency.setdefault(invoice.currency, []).append(invoice)
    return tuple(
        InvoiceTotals(
            len(some),
            Money.total((one.total for one in some), currency),
            Money.total((one.remaining for one in some if not one.is_paid), currency),
        )
        for currency, some in sorted(by_currency.items())
    )
