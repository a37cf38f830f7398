"""The command that shows one invoice, with all that happened to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from registre_cli.invoices.listing import described
from registre_cli.invoices.options import Number
from registre_cli.invoices.till import till
from registre_cli.invoices.words import HOLDS, MOVEMENTS, amount, settlement
from registre_cli.labels import day
from registre_cli.options import Address, Json, WorkspaceName
from registre_cli.saying import say
from registre_cli.tables import add, grid, headed
from registre_cli.terminal import write_json
from registre_cli.typography import typeset
from registre_core.billing import Hold, Invoice, Movement
from registre_core.kernel.money import Money


def show(address: Address, number: Number, /, *, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Show one invoice."""
    with till(address, workspace) as ledger:
        invoice, today = ledger.invoice(number), ledger.today
    if as_json:
        write_json({**ledger.as_json(), "invoice": in_full(invoice, today)})
    else:
        say(ledger.as_line())
        tell(invoice, today)


def in_full(invoice: Invoice, today: date) -> dict[str, Any]:
    """Give an invoice as plain values, with all that happened to it."""
    return {
        **described(invoice, today),
        "lines": [{"label": line.label, "amount": str(line.amount.amount)} for line in invoice.lines],
        "movements": [_movement(movement) for movement in invoice.movements],
        "holds": [_hold(hold) for hold in invoice.holds],
    }


def _movement(movement: Movement) -> dict[str, Any]:
    return {
        "kind": movement.kind.value,
        "key": movement.key,
        "amount": str(movement.amount.amount),
        "recorded_on": movement.recorded_on.isoformat(),
        "reason": movement.reason,
        "refunds": movement.refunds,
    }


def _hold(hold: Hold) -> dict[str, Any]:
    return {
        "kind": hold.kind.value,
        "key": hold.key,
        "author": hold.author,
        "reason": hold.reason,
        "recorded_on": hold.recorded_on.isoformat(),
        "until": hold.until.isoformat(),
        "lifted_on": hold.lifted_on and hold.lifted_on.isoformat(),
    }


def tell(invoice: Invoice, today: date) -> None:
    """Show an invoice to people."""
    sheet = grid()
    for name, said in (
        ("Facture", invoice.number),
        ("Émise le", f"{day(invoice.issued_on)}, enregistrée le {day(invoice.recorded_on)}"),
        ("Échéance", day(invoice.due_on)),
        ("Montant", amount(invoice.total)),
        ("Reste", amount(invoice.remaining)),
        ("État", settlement(invoice, today)),
    ):
        add(sheet, name, said)
    say(sheet)
    _tell_lines(invoice)
    _tell_events(invoice)


def _tell_lines(invoice: Invoice) -> None:
    if not invoice.lines:
        return
    table = headed("Ligne", "Montant")
    table.columns[1].justify = "right"
    for line in invoice.lines:
        add(table, line.label, amount(line.amount))
    say(table)


def _tell_events(invoice: Invoice) -> None:
    if not invoice.events:
        return
    table = headed("Le", "Écriture", "Montant", "Clé", "Motif")
    table.columns[2].justify = "right"
    for event in sorted(invoice.events, key=lambda one: one.recorded_on):
        add(table, day(event.recorded_on), *_said(event), event.key, event.reason or "–")
    say(table)


def _said(event: Movement | Hold) -> tuple[str, str]:
    """Say what happened, and how much it was about."""
    if isinstance(event, Movement):
        undone = f" de {event.refunds}" if event.refunds is not None else ""
        return f"{MOVEMENTS[event.kind]}{undone}", amount(Money.from_minor(event.effect, event.amount.currency))
    ends = f"levée le {day(event.lifted_on)}" if event.lifted_on else f"jusqu'au {day(event.until)}"
    return typeset(f"attente ({HOLDS[event.kind]}), {ends}"), ""
