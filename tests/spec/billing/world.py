"""One invoice, due on a day that everything is counted from: what happens to it, in few words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from registre_core.billing import Hold, HoldKind, Invoice, Movement, MovementKind
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.money import Money

D = date(2026, 3, 10)
"""The due date."""
LONG_AGO = -60
"""Before the first banner of any policy here."""

S2 = "S2, Facture impayée : bandeaux et coupure"
DAYS = "Days: how we read what the source leaves open"
UNPAID = "Unpaid: how we read what the source leaves open"
LEDGER = "the ledger is the operator's: a mistake is told, never kept"


def after(days: int) -> date:
    """Give the day so many days after the due date; before it, when negative."""
    return D + timedelta(days=days)


def eur(amount: str | int) -> Money:
    return Money.of(amount, "EUR")


def an_invoice(
    due: int = 0,
    *events: Movement | Hold,
    number: str = "F-1",
    recorded: int = LONG_AGO,
    total: str | Money = "100",
    **rest: object,
) -> Invoice:
    """Make one; days are counted from `D`."""
    values: dict[str, Any] = {
        "id": InvoiceId(UUID(int=int(number.removeprefix("F-")))),
        "number": number,
        "issued_on": after(min(LONG_AGO, recorded, due)),
        "recorded_on": after(recorded),
        "due_on": after(due),
        "total": eur(total) if isinstance(total, str) else total,
        "movements": tuple(one for one in events if isinstance(one, Movement)),
        "holds": tuple(one for one in events if isinstance(one, Hold)),
    }
    return Invoice(**values | rest)


def payment(amount: str, on: int, key: str = "V-1") -> Movement:
    return Movement(MovementKind.PAYMENT, key, eur(amount), after(on))


def refund(amount: str, on: int, key: str = "R-1", of: str = "V-1") -> Movement:
    return Movement(MovementKind.REFUND, key, eur(amount), after(on), refunds=of)


def credit(amount: str, on: int, key: str = "A-1") -> Movement:
    return Movement(MovementKind.CREDIT_NOTE, key, eur(amount), after(on), "A-1")


def write_off(amount: str, on: int, key: str = "P-1") -> Movement:
    return Movement(MovementKind.WRITE_OFF, key, eur(amount), after(on), "perte")


def hold(on: int, until: int, lifted: int | None = None, key: str = "H-1") -> Hold:
    lifted_on = None if lifted is None else after(lifted)
    return Hold(HoldKind.DISPUTE, key, "comptabilité", "montant contesté", after(on), after(until), lifted_on)


def problems(error: InvalidInput) -> list[tuple[str, str]]:
    """Say what is wrong, and where."""
    return [(problem.path, problem.code) for problem in error.problems]
