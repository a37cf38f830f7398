"""Use cases: an invoice waits for a while, and no longer."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from registre_core.billing import (
    Hold,
    HoldKind,
    HoldLifted,
    Invoice,
    InvoiceHeld,
    is_repeated,
    may_lift,
    with_hold_lifted,
)
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import InvoiceId
from registre_core.services.billing.desk import Desk, entered
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record


@frozen
class Holding(Desk):
    """Takes invoices out of the count for a time that ends by itself. They stay listed as due, and marked."""

    def hold(
        self,
        actor: Actor,
        invoice: InvoiceId,
        *,
        kind: HoldKind,
        key: str,
        author: str,
        reason: str,
        until: date,
    ) -> Invoice:
        """Let an invoice wait from today on. Access that was cut because of it is open again with the commit.

        Args:
            actor: the operator; nobody else may.
            invoice: which one.
            kind: why.
            key: names this hold on the invoice; the same again is entered once.
            author: who decided it at the operator's: a service or a function and no person, since what stands in the
                ledger is never erased.
            reason: what he wrote.
            until: the last day on which it waits.

        Raises:
            Conflict: ``key-reused``.
            Forbidden: ``operator-only``.
            InvalidInput: a blank key, author or reason, ``hold-in-the-past``: all problems at once.
            NotFound: ``invoice-not-found``.
            RuleViolation: ``nothing-to-hold``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "billing.hold")
            found = tx.invoices.get(invoice)
            known = found.held_as(key)  # asked for again, it may be over by now
            hold = Hold(kind, key, author, reason, known.recorded_on if known else self._today(stamp), until)
            if is_repeated(found, hold):
                return found
            held, after = self._changed(tx, workspace, stamp, entered(found, hold), InvoiceHeld)
            record(tx, workspace, bearer, stamp, *after.facts)
            tx.commit()
        self._let_in(after)
        return held

    def lift_hold(self, actor: Actor, invoice: InvoiceId, *, key: str) -> Invoice:
        """End a hold before its time: the invoice counts again from today on. One that was lifted stays so.

        Raises:
            Forbidden: ``operator-only``.
            NotFound: ``invoice-not-found``.
            RuleViolation: ``hold-not-running``: there is none of this key, or it has ended by itself.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "billing.lift_hold")
            found, today = tx.invoices.get(invoice), self._today(stamp)
            if (hold := found.held_as(key)) and hold.lifted_on:
                return found
            may_lift(found, key, today).require(RuleViolation)
            counted, after = self._changed(tx, workspace, stamp, with_hold_lifted(found, key, today), HoldLifted)
            record(tx, workspace, bearer, stamp, *after.facts)
            tx.commit()
        self._let_in(after)
        return counted
