"""Invoices in their table: a row each, with all that happened to it, and what that comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from registre_core.billing import Hold, HoldKind, Invoice, InvoiceLine, Movement, MovementKind
from registre_core.kernel.errors import Conflict
from registre_core.kernel.money import Money
from registre_storage_sqlalchemy.schema import invoices
from registre_storage_sqlalchemy.shelves import Guard, Shelf, askable, batches
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work

_MOVEMENT_KINDS = {one.value: one for one in MovementKind}
_HOLD_KINDS = {one.value: one for one in HoldKind}


def invoice_of(row: AnyRow) -> Invoice:
    """Read an invoice."""
    identifier, number, issued_on, recorded_on, due_on, currency, total, lines, movements, holds, version = row
    return Invoice(
        identifier,
        number,
        issued_on,
        recorded_on,
        due_on,
        Money.from_minor(total, currency),
        tuple([InvoiceLine(label, Money.from_minor(amount, currency)) for label, amount in lines]),
        tuple([_movement(currency, *movement) for movement in movements]),
        tuple([_hold(*hold) for hold in holds]),
        version,
    )


def _movement(
    currency: str, kind: str, key: str, amount: int, recorded_on: str, reason: str, refunds: str | None
) -> Movement:
    day = date.fromisoformat(recorded_on)
    return Movement(_MOVEMENT_KINDS[kind], key, Money.from_minor(amount, currency), day, reason, refunds)


def _hold(kind: str, key: str, author: str, reason: str, recorded_on: str, until: str, lifted_on: str | None) -> Hold:
    first, last = date.fromisoformat(recorded_on), date.fromisoformat(until)
    lifted = None if lifted_on is None else date.fromisoformat(lifted_on)
    return Hold(_HOLD_KINDS[kind], key, author, reason, first, last, lifted)


def _invoice_row(invoice: Invoice) -> Mapping[str, Any]:
    return {
        "number": invoice.number,
        "issued_on": invoice.issued_on,
        "recorded_on": invoice.recorded_on,
        "due_on": invoice.due_on,
        "currency": invoice.currency,
        "total": invoice.total.minor,
        "lines": [[line.label, line.amount.minor] for line in invoice.lines],
        "movements": [_movement_row(movement) for movement in invoice.movements],
        "holds": [_hold_row(hold) for hold in invoice.holds],
        "remaining": invoice.remaining.minor,
        "held_until": max((_last_day(hold) for hold in invoice.holds), default=None),
        "version": invoice.version,
    }


def _movement_row(movement: Movement) -> list[Any]:
    day, amount = movement.recorded_on.isoformat(), movement.amount.minor
    return [movement.kind.value, movement.key, amount, day, movement.reason, movement.refunds]


def _hold_row(hold: Hold) -> list[Any]:
    days = [hold.recorded_on.isoformat(), hold.until.isoformat(), hold.lifted_on and hold.lifted_on.isoformat()]
    return [hold.kind.value, hold.key, hold.author, hold.reason, *days]


def _last_day(hold: Hold) -> date:
    """Give the last day it covers, whenever that became known."""
    return hold.last_day(known_on=date.max)


_NUMBERED = select(invoices.c.number, invoices.c.id).where(
    invoices.c.workspace_id == WORKSPACE, invoices.c.number.in_(bindparam("numbers", expanding=True))
)


def _numbers_guarded(work: Work, given: Sequence[Invoice]) -> Guard[Invoice]:
    """Refuse a number that another invoice has."""
    asked = askable(invoice.number for invoice in given)
    owners = {number: owner for some in batches(asked) for number, owner in work.rows(_NUMBERED, {"numbers": some})}

    def guard(invoice: Invoice) -> None:
        if owners.setdefault(invoice.number, invoice.id) != invoice.id:
            said = f"there is an invoice {invoice.number!r} already"
            raise Conflict("invoice-number-taken", said, {"number": invoice.number})

    return guard


INVOICES = Shelf(
    "invoice",
    invoices,
    (
        invoices.c.id,
        invoices.c.number,
        invoices.c.issued_on,
        invoices.c.recorded_on,
        invoices.c.due_on,
        invoices.c.currency,
        invoices.c.total,
        invoices.c.lines,
        invoices.c.movements,
        invoices.c.holds,
        invoices.c.version,
    ),
    read=invoice_of,
    write=_invoice_row,
    guarded=_numbers_guarded,
)
"""Where they lie."""
