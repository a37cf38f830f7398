"""Money, invoices and standings in the words that people use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rich.text import Text

from registre_cli.labels import day
from registre_cli.terminal import Words
from registre_cli.typography import NARROW_NO_BREAK, typeset
from registre_core.billing import Colour, HoldKind, Invoice, Level, MovementKind, Settlement, Standing
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

_SIGNS: Mapping[str, str] = {"EUR": "€"}
"""Of currencies that people know by a sign; the others are named by their letters."""
_DIGITS = str.maketrans({",": NARROW_NO_BREAK, ".": ",", "-": "\u2212"})
_STYLES: Mapping[Settlement, str] = {Settlement.OVERDUE: "bold red", Settlement.DUE: "", Settlement.PAID: "green"}

_COLOURS: Mapping[Colour | None, str] = {Colour.RED: "bold red", Colour.ORANGE: "dark_orange", None: "green"}


def amount(money: Money) -> str:
    """Write an amount as people in France do: «1 234,50 €», which no line end tears apart."""
    digits = f"{money.amount:,f}".translate(_DIGITS)
    return f"{digits}{NARROW_NO_BREAK}{_SIGNS.get(money.currency, money.currency)}"


def account(found: Standing, before: Level, cause: Invoice | None) -> Text:
    """Say where an account stands, and where it came from if it moved."""
    moved = "" if before is found.level else f"{LEVELS[before]} → "
    cut = "" if found.is_suspended else ", accès coupé"
    until = f"{cut} {since(found)}" if found.cut_off_on else ""
    why = "" if cause is None else f" (facture {cause.number})"
    colour = found.banner.colour if found.banner else None
    return Words(f"{typeset('Compte :')} {moved}{LEVELS[found.level]}{until}{why}.", style=_COLOURS[colour])


def since(found: Standing) -> str:
    """Say from when on access is cut, or will be."""
    cut_off_on = day(found.cut_off_on) if found.cut_off_on else "–"
    return f"{'depuis le' if found.is_suspended else 'à partir du'} {cut_off_on}"


def settlement(invoice: Invoice, today: date) -> Text:
    """Say where an invoice stands, and that it waits if it does."""
    stands = invoice.settlement(today)
    until = held_until(invoice, today)
    said = SETTLEMENTS[stands] if until is None else f"{SETTLEMENTS[stands]}, en attente jusqu'au {day(until)}"
    return Words(typeset(said), style="yellow" if until else _STYLES[stands])


def held_until(invoice: Invoice, today: date) -> date | None:
    """Give the last day on which an invoice waits of which something remains, if it waits today."""
    if invoice.is_paid:
        return None
    return max((hold.last_day(today) for hold in invoice.holds if hold.covers(today)), default=None)
