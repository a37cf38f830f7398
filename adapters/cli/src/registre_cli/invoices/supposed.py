"""Invoices as they are supposed on a command line: «due=2026-03-31,total=100,paid=40»."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TypeVar
from uuid import UUID

from attrs import define, evolve, field

from registre_cli.reading import noted
from registre_core import InvalidInput, Problem
from registre_core.billing import Hold, HoldKind, Invoice, Movement, MovementKind
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.money import Money, not_negative
from registre_core.kernel.written import day_of, money_of

KEYS = (
    "due",
    "total",
    "paid",
    "refunded",
    "credited",
    "written_off",
    "hold",
    "recorded",
    "issued",
    "currency",
    "number",
)
"""What can be said of an invoice."""
LONG_BEFORE = date(1900, 1, 1)
"""When an invoice was recorded of which nobody says so: whoever it is for knew of it all the time."""

COMMAND = "registre standing"
"""Who holds an invoice here, and why: nobody asks."""

Value = TypeVar("Value")

_BETWEEN = re.compile(r",(?=\s*[A-Za-z_-]+\s*=)")
"""A comma with a key behind it, so that amounts may have one too."""
_KINDS = {
    "paid": MovementKind.PAYMENT,
    "refunded": MovementKind.REFUND,
    "credited": MovementKind.CREDIT_NOTE,
    "written_off": MovementKind.WRITE_OFF,
}
_SAID = {"issued_on": "issued", "recorded_on": "recorded", "due_on": "due", "until": "hold"}
"""What fields are called here."""
_SUMS = {"credited-too-much": "credited", "refunded-too-much": "refunded"}
"""What is wrong with a sum is told of what was said of it."""


def supposed(written: str, place: int) -> Invoice:
    """Read an invoice.

    Args:
        written: what was said of it.
        place: which one it is, from 0: it becomes its identifier, and its number unless that is said.

    Raises:
        InvalidInput: ``unknown-field``, ``repeated-field``, ``field-missing``, what cannot be read, or what no invoice
            can be: with paths such as ``--invoice[0].due``.
    """
    reading = _Reading()
    reading.take(written)
    try:
        return reading.invoice(place)
    except InvalidInput as error:
        raise InvalidInput.of(_placed(problem, place) for problem in error.problems) from error


def _placed(problem: Problem, place: int) -> Problem:
    where = _SUMS.get(problem.code) or _SAID.get(problem.path, problem.path)
    return evolve(problem, path=f"--invoice[{place}].{where}".rstrip("."))


@define
class _Reading:
    """An invoice while it is read: what cannot be is noted, and the rest looked at all the same."""

    said: dict[str, str] = field(factory=dict)
    found: list[Problem] = field(factory=list)

    def take(self, written: str) -> None:
        """Take what is said apart."""
        for part in _BETWEEN.split(written):
            key, _, value = (piece.strip() for piece in part.partition("="))
            name = key.replace("-", "_").lower()
            if name not in KEYS:
                said = f"an invoice has no {key!r}, but: {', '.join(KEYS)}"
                self.found.append(Problem("", "unknown-field", said, {"field": key, "fields": ", ".join(KEYS)}))
            elif name in self.said:
                self.found.append(Problem(name, "repeated-field", f"{name} is said twice", {"field": name}))
            else:
                self.said[name] = value
        for name in ("due", "total"):
            if name not in self.said:
                self.found.append(Problem(name, "field-missing", f"an invoice needs {name}=", {"field": name}))

    def invoice(self, place: int) -> Invoice:
        """Give the invoice, or tell everything that was noted."""
        total = self._money("total", self._currency())
        amounts = {name: self._money(name, total.currency if total else None) for name in _KINDS}
        due_on, issued_on, until = self._day("due"), self._day("issued"), self._day("hold")
        recorded_on = self._day("recorded") or LONG_BEFORE
        if self.found or due_on is None or total is None:
            raise InvalidInput.of(self.found)
        invoice = self._built(
            Invoice,
            InvoiceId(UUID(int=place)),
            self.said.get("number", str(place + 1)),
            issued_on or due_on,
            recorded_on,
            due_on,
            total,
            movements=tuple(_movements(amounts, recorded_on)),
        )
        hold = self._built(Hold, HoldKind.DISPUTE, "hold", COMMAND, COMMAND, recorded_on, until) if until else None
        if invoice is None or self.found:
            raise InvalidInput.of(self.found)
        return evolve(invoice, holds=(hold,) if hold else ())

    def _built(self, build: Callable[..., Value], *values: object, **more: object) -> Value | None:
        return noted(partial(build, *values, **more), self.found)

    def _currency(self) -> str | None:
        read = self._value("currency", lambda written: Money.zero(written.upper()))
        return None if read is None else read.currency

    def _money(self, name: str, currency: str | None) -> Money | None:
        read = self._value(name, lambda written: money_of(written, name, currency))
        if read is not None and (problem := not_negative(name, read)):
            self.found.append(problem)
        return read

    def _day(self, name: str) -> date | None:
        return self._value(name, lambda written: day_of(written, name))

    def _value(self, name: str, read: Callable[[str], Value]) -> Value | None:
        return self._built(read, self.said[name]) if name in self.said else None


def _movements(amounts: Mapping[str, Money | None], recorded_on: date) -> Iterator[Movement]:
    for name, amount in amounts.items():
        if amount:  # nothing paid is no payment
            refunds = "paid" if name == "refunded" else None
            yield Movement(_KINDS[name], name, amount, recorded_on, refunds=refunds)
