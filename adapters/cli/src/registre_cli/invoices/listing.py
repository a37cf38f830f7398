"""The command that lists invoices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from cyclopts import Parameter

from registre_cli.invoices.till import Till, till
from registre_cli.invoices.words import amount, held_until, settlement
from registre_cli.labels import day
from registre_cli.options import Address, After, Json, Limit, WorkspaceName
from registre_cli.reading import chosen
from registre_cli.saying import plural, say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.billing import Invoice, InvoiceTotals, Settlement
from registre_core.kernel.pages import Page

Status = Annotated[
    str | None,
    Parameter(
        name="--status",
        metavar="overdue|due|paid",
        help="Seulement celles en retard, à régler, ou payées ; une facture en attente est à régler.",
    ),
]
Currency = Annotated[str | None, Parameter(name="--currency", metavar="EUR", help="Seulement celles de cette monnaie.")]


def listed(
    address: Address,
    /,
    *,
    status: Status = None,
    currency: Currency = None,
    after: After = None,
    limit: Limit = 50,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """List invoices, those due last first, with what they come to."""
    those = chosen(Settlement, status, "--status") if status is not None else None
    with till(address, workspace) as ledger:
        page = ledger.billing.invoices(ledger.actor, settlement=those, currency=currency, after=after, limit=limit)
        totals = ledger.billing.totals(ledger.actor, settlement=those, currency=currency)
        today = ledger.today
    if as_json:
        invoices = [described(one, today) for one in page.items]
        write_json({**ledger.as_json(), "invoices": invoices, "totals": _totals(totals), "next": page.next})
    else:
        _tell(ledger, page, totals, today)


def described(invoice: Invoice, today: date) -> dict[str, Any]:
    """Give an invoice as plain values, without what happened to it."""
    until = held_until(invoice, today)
    return {
        "id": str(invoice.id),
        "number": invoice.number,
        "issued_on": invoice.issued_on.isoformat(),
        "recorded_on": invoice.recorded_on.isoformat(),
        "due_on": invoice.due_on.isoformat(),
        "currency": invoice.currency,
        "total": str(invoice.total.amount),
        "remaining": str(invoice.remaining.amount),
        "settlement": invoice.settlement(today).value,
        "held_until": until and until.isoformat(),
    }


def _totals(totals: Iterable[InvoiceTotals]) -> list[dict[str, Any]]:
    return [
        {
            "currency": one.total.currency,
            "number": one.number,
            "total": str(one.total.amount),
            "remaining": str(one.remaining.amount),
        }
        for one in totals
    ]


def _tell(ledger: Till, page: Page[Invoice], totals: Iterable[InvoiceTotals], today: date) -> None:
    say(ledger.as_line())
    if not page.items:
        say(Words("Aucune facture."))
        return
    table = headed("Facture", "Émise le", "Échéance", "Montant", "Reste", "État")
    for column in table.columns[3:5]:
        column.justify = "right"
    for one in page.items:
        days = (day(one.issued_on), day(one.due_on))
        add(table, one.number, *days, amount(one.total), amount(one.remaining), settlement(one, today))
    say(table)
    for some in totals:
        counted = plural(some.number, "facture")
        say(Words(typeset(f"{counted}, {amount(some.total)} ; reste {amount(some.remaining)}."), style="bold"))
    tell_next(page.next)
