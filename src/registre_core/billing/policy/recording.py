"""What may be entered in the ledger, and what becomes of the invoice. The same entered twice counts once."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from registre_core.billing.entities import Hold, Invoice, Movement, MovementKind
from registre_core.billing.tables import UNPAID
from registre_core.kernel.money import Money
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict


def is_same_invoice(known: Invoice, given: Invoice) -> bool:
    """Whether the same paper was entered twice, whatever happened to the first since."""
    return _paper(known) == _paper(given)


def is_repeated(invoice: Invoice, event: Movement | Hold) -> bool:
    """Whether this very thing was recorded already, be it on another day."""
    known = invoice.movement(event.key) or invoice.held_as(event.key)
    return known is not None and _told(known) == _told(event)


def may_record(invoice: Invoice, event: Movement | Hold) -> Verdict:
    """Whether it can still be done to this invoice. What it would break in the sums is told when it is entered."""
    match event:
        case Movement(kind=MovementKind.WRITE_OFF) if event.amount > invoice.remaining:
            said = f"{invoice.remaining} remain of invoice {invoice.number}: no more than that is written off"
            return Verdict.no(Reason("write-off-too-large", said, UNPAID, _facts(invoice)))
        case Hold() if invoice.is_paid:
            said = f"nothing remains of invoice {invoice.number}: there is nothing to hold"
            return Verdict.no(Reason("nothing-to-hold", said, UNPAID, _facts(invoice)))
    return YES


def left_of_payment(invoice: Invoice, payment: str) -> Money:
    """Give what is left of a payment when all that went back is taken off; nothing, if there is no such payment."""
    paid = (one.amount for one in invoice.movements if one.kind is MovementKind.PAYMENT and one.key == payment)
    back = (-one.amount for one in invoice.movements if one.refunds == payment)
    return Money.total((*paid, *back), invoice.currency)


def may_refund(invoice: Invoice, payment: str) -> Verdict:
    """Whether anything is left of a payment that could go back."""
    if left_of_payment(invoice, payment):
        return YES
    said = f"nothing is left of a payment {payment!r} on invoice {invoice.number}"
    return Verdict.no(Reason("nothing-to-refund", said, UNPAID, {**_facts(invoice), "payment": payment}))


def may_write_off(invoice: Invoice) -> Verdict:
    """Whether anything remains that could be given up."""
    if not invoice.is_paid:
        return YES
    said = f"nothing remains of invoice {invoice.number}: there is nothing to write off"
    return Verdict.no(Reason("nothing-to-write-off", said, UNPAID, _facts(invoice)))


def with_event(invoice: Invoice, event: Movement | Hold) -> Invoice:
    """Enter it. Ask `may_record` first.

    Raises:
        InvalidInput: ``currencies-mixed``, ``credited-too-much``, ``refunded-too-much``, ``repeated-key``.
    """
    if isinstance(event, Hold):
        return evolve(invoice, holds=(*invoice.holds, event))
    return evolve(invoice, movements=(*invoice.movements, event))


def may_lift(invoice: Invoice, key: str, on: date) -> Verdict:
    """Whether there is a hold of this key that still covers that day."""
    hold = invoice.held_as(key)
    if hold is not None and hold.covers(on):
        return YES
    said = f"invoice {invoice.number} has no hold {key!r} that runs on {on}"
    return Verdict.no(Reason("hold-not-running", said, UNPAID, {**_facts(invoice), "key": key}))


def with_hold_lifted(invoice: Invoice, key: str, on: date) -> Invoice:
    """End a hold before its time: that day it no longer covers. Ask `may_lift` first."""
    lifted = tuple(evolve(hold, lifted_on=on) if hold.key == key else hold for hold in invoice.holds)
    return evolve(invoice, holds=lifted)


def _paper(invoice: Invoice) -> tuple[object, ...]:
    return (invoice.number, invoice.issued_on, invoice.due_on, invoice.total, invoice.lines)


def _told(event: Movement | Hold) -> tuple[object, ...]:
    """Give what it says but for the days it was recorded and lifted on, which the caller does not choose."""
    if isinstance(event, Hold):
        return (event.kind, event.key, event.author, event.reason, event.until)
    return (event.kind, event.key, event.amount, event.reason, event.refunds)


def _facts(invoice: Invoice) -> dict[str, str]:
    return {"number": invoice.number, "remaining": str(invoice.remaining)}
