"""What all use cases of billing share: the day that counts, and the account that every change brings up to date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from attrs import frozen

from registre_core.billing import Hold, Invoice, LedgerFact, Movement, may_record, with_event
from registre_core.kernel.errors import Conflict, Problem, RuleViolation
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.ports.storage import Transaction
from registre_core.services.billing.accounts import Account, caught_up
from registre_core.services.billing.telling import tell_of_standing
from registre_core.services.front_door import FrontDoor
from registre_core.services.journal import Stamp


def nobody_waits(_workspace: WorkspaceId, /) -> None:
    """Be told that access is open again, and do nothing."""


@frozen
class Desk:
    """Base of the use cases of billing."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
    reopened: Callable[[WorkspaceId], object] = nobody_waits
    """Is told, after the commit, of a workspace whose access is open again, to admit what waits for it. It raises
    nothing: what it cannot do waits for the night."""

    def _today(self, stamp: Stamp) -> date:
        """Give the day from which a change counts."""
        return self.ports.billing.day_of(stamp.at)

    def _account(self, tx: Transaction, workspace: WorkspaceId, stamp: Stamp) -> Account:
        """Give the account before the change, up to date."""
        return caught_up(tx, workspace, self._today(stamp), self.ports.billing)

    def _settled(self, tx: Transaction, account: Account, stamp: Stamp, *facts: LedgerFact) -> Account:
        """Count what the transaction has changed in the ledger: keep the standing, and queue who is told of it."""
        after = account.after(tx, *facts)
        keep(tx, after, self.ports, stamp)
        return after

    def _changed(
        self,
        tx: Transaction,
        workspace: WorkspaceId,
        stamp: Stamp,
        invoice: Invoice,
        fact: Callable[[Invoice], LedgerFact],
    ) -> tuple[Invoice, Account]:
        """Keep an invoice that something happened to, and give with it the account as that leaves it."""
        before = self._account(tx, workspace, stamp)
        saved = tx.invoices.save(invoice)
        return saved, self._settled(tx, before, stamp, fact(saved))

    def _let_in(self, account: Account) -> None:
        """Say that access is open again, if it is."""
        if account.is_reopened:
            self.reopened(account.workspace)


def keep(tx: Transaction, account: Account, ports: Ports, stamp: Stamp) -> int:
    """Keep where an account stands, and give how many notices of it are new."""
    if account.record is None or account.record == account.told:
        return 0
    tx.standing.save(account.record)
    return len(tell_of_standing(tx, account, ports, stamp)) if account.has_another_level else 0


def entered(invoice: Invoice, event: Movement | Hold) -> Invoice:
    """Enter what happened to an invoice.

    Raises:
        Conflict: ``key-reused``.
        InvalidInput: what it would break in the sums.
        RuleViolation: what speaks against it now.
    """
    if invoice.movement(event.key) or invoice.held_as(event.key):
        said = f"the key {event.key!r} stands for something else on invoice {invoice.number}"
        raise Conflict("key-reused", said, {"key": event.key, "number": invoice.number})
    may_record(invoice, event).require(RuleViolation)
    return with_event(invoice, event)


def taken_number(number: str) -> Problem:
    """Say that a number stands for another paper."""
    said = f"another invoice bears the number {number!r}: nothing of an invoice is changed once it is recorded"
    return Problem("number", "invoice-number-taken", said, {"number": number})
