"""The commands by which invoices and what is paid of them come into the ledger."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from cyclopts import Parameter

from registre_cli.invoices.entering import Entry, as_options
from registre_cli.invoices.options import Amount, AmountOrAll, Key, Number, Reason
from registre_cli.invoices.till import Till, till
from registre_cli.options import Address, Json, WorkspaceName
from registre_cli.reading import all_of
from registre_core import NotFound
from registre_core.billing import Invoice
from registre_core.kernel.money import Money
from registre_core.kernel.written import day_of, money_of

Issued = Annotated[str, Parameter(name="--issued", metavar="JOUR", help="Le jour de son émission, JJ/MM/AAAA.")]
Due = Annotated[str, Parameter(name="--due", metavar="JOUR", help="Son échéance, le dernier jour pour la régler.")]
Total = Annotated[
    str, Parameter(name="--total", metavar="MONTANT", help="Son total, taxes comprises, comme 1234,50 ou « 600 XPF ».")
]
Payment = Annotated[
    str, Parameter(name="--payment", metavar="CLÉ", help="La clé du règlement qui a été remboursé ou rejeté.")
]


def record(
    address: Address,
    number: Number,
    /,
    *,
    issued: Issued,
    due: Due,
    total: Total,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Record an invoice."""
    issued_on, due_on, asked = all_of(
        partial(day_of, issued, "--issued"), partial(day_of, due, "--due"), partial(money_of, total, "--total")
    )
    with till(address, workspace) as ledger:
        known, before = _known(ledger, number), ledger.standing().level
        recorded = as_options(
            lambda: ledger.billing.record_invoice(
                ledger.actor, number=number, issued_on=issued_on, due_on=due_on, total=asked
            )
        )
        Entry(address, number, workspace, as_json=as_json).answer(ledger, recorded, known, before)


def _known(ledger: Till, number: str) -> Invoice | None:
    try:
        return ledger.invoice(number)
    except NotFound:
        return None


def pay(
    address: Address,
    number: Number,
    /,
    *,
    key: Key,
    amount: Amount,
    reason: Reason = "",
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Record a payment."""
    Entry(address, number, workspace, as_json=as_json).make(
        lambda ledger, invoice: ledger.billing.record_payment(
            ledger.actor, invoice.id, key=key, amount=_money(amount, invoice), reason=reason
        )
    )


def refund(
    address: Address,
    number: Number,
    /,
    *,
    payment: Payment,
    key: Key,
    amount: AmountOrAll = None,
    reason: Reason = "",
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Record that a payment went back."""
    Entry(address, number, workspace, as_json=as_json).make(
        lambda ledger, invoice: ledger.billing.refund_payment(
            ledger.actor, invoice.id, payment=payment, key=key, amount=_some_of(amount, invoice), reason=reason
        )
    )


def credit(
    address: Address,
    number: Number,
    /,
    *,
    key: Key,
    amount: Amount,
    reason: Reason = "",
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Record a credit note."""
    Entry(address, number, workspace, as_json=as_json).make(
        lambda ledger, invoice: ledger.billing.credit(
            ledger.actor, invoice.id, key=key, amount=_money(amount, invoice), reason=reason
        )
    )


def write_off(
    address: Address,
    number: Number,
    /,
    *,
    key: Key,
    amount: AmountOrAll = None,
    reason: Reason = "",
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Record that nobody will ask for it any more."""
    Entry(address, number, workspace, as_json=as_json).make(
        lambda ledger, invoice: ledger.billing.write_off(
            ledger.actor, invoice.id, key=key, amount=_some_of(amount, invoice), reason=reason
        )
    )


def _money(written: str, invoice: Invoice) -> Money:
    return money_of(written, "--amount", invoice.currency)


def _some_of(written: str | None, invoice: Invoice) -> Money | None:
    return None if written is None else _money(written, invoice)
