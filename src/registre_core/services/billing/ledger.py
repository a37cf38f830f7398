"""Use cases: invoices are recorded, and what becomes of them. The ledger is the operator's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from registre_core.billing import (
    Invoice,
    InvoiceCredited,
    InvoiceLine,
    InvoiceRecorded,
    InvoiceWrittenOff,
    Movement,
    MovementKind,
    PaymentRecorded,
    PaymentRefunded,
    is_repeated,
    is_same_invoice,
    left_of_payment,
    may_refund,
    may_write_off,
)
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import Conflict, RuleViolation
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.money import Money
from registre_core.services.billing.desk import Desk, entered, taken_number
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record


@frozen
class LedgerKeeping(Desk):
    """Keeps the ledger. No right reaches it, so no debtor marks himself paid.

    Whatever is entered counts from the legal day on which it is: nothing is dated back. What is entered twice counts
    once: an invoice by its number, all else by the key that the caller gives it, such as the bank's reference.
    """

    def record_invoice(
        self,
        actor: Actor,
        *,
        number: str,
        issued_on: date,
        due_on: date,
        total: Money,
        lines: Iterable[InvoiceLine] = (),
    ) -> Invoice:
        """Enter an invoice. The same paper again gives the invoice as it is now, and writes nothing.

        Args:
            actor: the operator; nobody else may.
            number: as it is printed on it; a workspace has each once.
            issued_on: the day it was made out.
            due_on: the last day to pay it.
            total: what it asks for.
            lines: what for, if that is known; then it adds up.

        Raises:
            Conflict: ``invoice-number-taken``, by another paper.
            Forbidden: ``operator-only``.
            InvalidInput: a blank number, a negative total, ``due-before-issue``, ``lines-do-not-add-up``,
                ``currencies-mixed``: all problems at once.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        invoice_id, today = InvoiceId(self.ports.ids.new()), self._today(stamp)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "billing.record_invoice")
            invoice = Invoice(invoice_id, number, issued_on, today, due_on, total, tuple(lines))
            if known := tx.invoices.numbered({number}).get(number):
                return _same(known, invoice)
            before = self._account(tx, workspace, stamp)
            after = self._settled(tx, before, stamp, InvoiceRecorded(tx.invoices.add(invoice)))
            record(tx, workspace, bearer, stamp, *after.facts)
            tx.commit()
        self._let_in(after)
        return invoice

    def record_payment(self, actor: Actor, invoice: InvoiceId, *, key: str, amount: Money, reason: str = "") -> Invoice:
        """Enter a payment, of all that is owed or of a part. Access that was cut is open again with the commit.

        Args:
            actor: the operator; nobody else may.
            invoice: what was paid.
            key: names this payment on the invoice, such as the bank's reference. The same payment under the same key
                is entered once.
            amount: how much came in; more than is owed stays to the customer's credit on this invoice.
            reason: what is to be remembered with it.

        Raises:
            Conflict: ``key-reused``.
            Forbidden: ``operator-only``.
            InvalidInput: a blank key, ``amount-not-positive``; ``currencies-mixed``.
            NotFound: ``invoice-not-found``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "billing.record_payment")
            found = tx.invoices.get(invoice)
            payment = Movement(MovementKind.PAYMENT, key, amount, self._today(stamp), reason)
            if is_repeated(found, payment):
                return found
            paid, after = self._changed(tx, workspace, stamp, entered(found, payment), PaymentRecorded)
            record(tx, workspace, bearer, stamp, *after.facts)
            tx.commit()
        self._let_in(after)
        return paid

    def refund_payment(
        self,
        actor: Actor,
        invoice: InvoiceId,
        *,
        payment: str,
        key: str,
        amount: Money | None = None,
        reason: str = "",
    ) -> Invoice:
        """Enter that a payment went back, such as a transfer that was returned: it is owed again.

        Whoever thought it paid is warned anew: `minimum_notice_days` count from this day.

        Args:
            actor: the operator; nobody else may.
            invoice: what is owed again.
            payment: the key of the payment.
            key: names this refund on the invoice.
            amount: how much went back; all that is left of the payment unless said otherwise.
            reason: why.

        Raises:
            Conflict: ``key-reused``.
            Forbidden: ``operator-only``.
            InvalidInput: a blank key, ``amount-not-positive``; ``currencies-mixed``, ``refunded-too-much``.
            NotFound: ``invoice-not-found``.
            RuleViolation: ``nothing-to-refund``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "billing.refund_payment")
            found = tx.invoices.get(invoice)
            back = _whole_refund(found, payment, key) if amount is None else amount
            refund = Movement(MovementKind.REFUND, key, back, self._today(stamp), reason, refunds=payment)
            if is_repeated(found, refund):
                return found
            owed, after = self._changed(tx, workspace, stamp, entered(found, refund), PaymentRefunded)
            record(tx, workspace, bearer, stamp, *after.facts)
            tx.commit()
        self._let_in(after)
        return owed

    def credit(self, actor: Actor, invoice: InvoiceId, *, key: str, amount: Money, reason: str = "") -> Invoice:
        """Enter a credit note: the invoice was too high.

        Args:
            actor: the operator; nobody else may.
            invoice: which one.
            key: names the credit note on the invoice, such as its number.
            amount: by how much; with all else that was credited or written off no more than its total.
            reason: why.

        Raises:
            Conflict: ``key-reused``.
            Forbidden: ``operator-only``.
            InvalidInput: a blank key, ``amount-not-positive``; ``currencies-mixed``, ``credited-too-much``.
            NotFound: ``invoice-not-found``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "billing.credit")
            found = tx.invoices.get(invoice)
            note = Movement(MovementKind.CREDIT_NOTE, key, amount, self._today(stamp), reason)
            if is_repeated(found, note):
                return found
            credited, after = self._changed(tx, workspace, stamp, entered(found, note), InvoiceCredited)
            record(tx, workspace, bearer, stamp, *after.facts)
            tx.commit()
        self._let_in(after)
        return credited

    def write_off(
        self, actor: Actor, invoice: InvoiceId, *, key: str, amount: Money | None = None, reason: str = ""
    ) -> Invoice:
        """Enter that nobody will ask for it any more.

        Args:
            actor: the operator; nobody else may.
            invoice: which one.
            key: names this on the invoice.
            amount: how much; all that remains unless said otherwise.
            reason: why.

        Raises:
            Conflict: ``key-reused``.
            Forbidden: ``operator-only``.
            InvalidInput: a blank key, ``amount-not-positive``; ``currencies-mixed``, ``credited-too-much``.
            NotFound: ``invoice-not-found``.
            RuleViolation: ``nothing-to-write-off``, ``write-off-too-large``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "billing.write_off")
            found = tx.invoices.get(invoice)
            lost = _whole_loss(found, key) if amount is None else amount
            loss = Movement(MovementKind.WRITE_OFF, key, lost, self._today(stamp), reason)
            if is_repeated(found, loss):
                return found
            written_off, after = self._changed(tx, workspace, stamp, entered(found, loss), InvoiceWrittenOff)
            record(tx, workspace, bearer, stamp, *after.facts)
            tx.commit()
        self._let_in(after)
        return written_off


def _same(known: Invoice, given: Invoice) -> Invoice:
    """Give the invoice that is there, if the same paper is meant.

    Raises:
        Conflict: ``invoice-number-taken``.
    """
    if is_same_invoice(known, given):
        return known
    taken = taken_number(given.number)
    raise Conflict("invoice-number-taken", taken.message, taken.facts)


def _whole_refund(invoice: Invoice, payment: str, key: str) -> Money:
    """Give all that is left of a payment; to who asks for the same refund again, what it was."""
    known = invoice.movement(key)
    if known is not None and known.refunds == payment:
        return known.amount
    may_refund(invoice, payment).require(RuleViolation)
    return left_of_payment(invoice, payment)


def _whole_loss(invoice: Invoice, key: str) -> Money:
    """Give all that remains; to who asks for the same write-off again, what it was."""
    known = invoice.movement(key)
    if known is not None and known.kind is MovementKind.WRITE_OFF:
        return known.amount
    may_write_off(invoice).require(RuleViolation)
    return invoice.remaining
