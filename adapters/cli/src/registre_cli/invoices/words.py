"""Money, invoices and standings in the words that people use."""

from __future__ import annotations

from collections.abc import Mapping

from registre_cli.typography import NARROW_NO_BREAK
from registre_core.billing import HoldKind, Level, MovementKind, Settlement
from registre_core.kernel.money import Money

LEVELS: Mapping[Level, str] = {
    Level.CLEAR: "rien à signaler",
    Level.DUE_SOON: "échéance proche",
    Level.OVERDUE: "échéance dépassée",
    Level.SUSPENDED: "accès suspendu",
}
"""Where an account stands."""

SETTLEMENTS: Mapping[Settlement, str] = {
    Settlement.OVERDUE: "en retard",
    Settlement.DUE: "à régler",
    Settlement.PAID: "payée",
}
"""Where an invoice stands."""

MOVEMENTS: Mapping[MovementKind, str] = {
    MovementKind.PAYMENT: "règlement",
    MovementKind.REFUND: "remboursement",
    MovementKind.CREDIT_NOTE: "avoir",
    MovementKind.WRITE_OFF: "passage en perte",
}
"""What changes the amount that remains."""

HOLDS: Mapping[HoldKind, str] = {
    HoldKind.DISPUTE: "litige",
    HoldKind.PROMISE: "promesse de règlement",
    HoldKind.TRANSFER: "virement en cours",
}
"""Why an invoice waits."""

SIGNS: Mapping[str, str] = {"EUR": "€"}
"""Of currencies that people know by a sign; the others are named by their letters."""


def amount(money: Money) -> str:
    """Write an amount as people in France do: «1 234,50 €», which no line end tears apart."""
    digits = f"{money.amount:,f}".replace(",", NARROW_NO_BREAK).replace(".", ",")
    return f"{digits}{NARROW_NO_BREAK}{SIGNS.get(money.currency, money.currency)}"
