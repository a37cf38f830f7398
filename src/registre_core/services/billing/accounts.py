"""Where an account stands in the midst of a change, and all that the register is to be told of it.

The register tells of each standing on its own day, whoever comes first: the night's work or a payment. So every change
catches up with the days that passed before it counts itself, and a night that was missed makes no difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from attrs import evolve, frozen

from registre_core.billing import (
    CLEAR,
    BillingPolicy,
    Cause,
    HoldLifted,
    InvoiceCredited,
    InvoiceHeld,
    InvoiceRecorded,
    InvoiceWrittenOff,
    LedgerFact,
    PaymentRecorded,
    PaymentRefunded,
    Standing,
    StandingChanged,
    StandingRecord,
    crossings,
    standing,
)
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import InvoiceId, WorkspaceId
from registre_core.ports.storage import Snapshot

DAY = timedelta(days=1)

CAUSES: Mapping[type[LedgerFact], Cause] = {
    InvoiceRecorded: Cause.INVOICE,
    PaymentRecorded: Cause.PAYMENT,
    PaymentRefunded: Cause.REFUND,
    InvoiceCredited: Cause.CREDIT_NOTE,
    InvoiceWrittenOff: Cause.WRITE_OFF,
    InvoiceHeld: Cause.HOLD,
    HoldLifted: Cause.HOLD_LIFTED,
}
"""What the register calls the cause of a standing, by what happened in the ledger."""


@frozen
class Account:
    """The account of one workspace on a day, as far as a change has come."""

    workspace: WorkspaceId
    """Whose."""
    on: date
    """The day, in the calendar of the policy's zone."""
    policy: BillingPolicy
    """The terms in force."""
    told: StandingRecord | None
    """What was told before the change; nothing as long as there was no ledger."""
    record: StandingRecord | None
    """What is to be told last."""
    facts: tuple[Fact, ...] = ()
    """What the register is to be told, in this order."""
    occasion: str = ""
    """What the last standing came by, so that two of one day are told apart."""
    was_cut: bool = False
    """Whether access was cut at any moment from what was told last until now."""

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return self.record.standing if self.record else CLEAR

    @property
    def has_another_level(self) -> bool:
        """Whether people are to hear of it."""
        return self.standing.level is not (self.told.standing.level if self.told else CLEAR.level)

    @property
    def is_reopened(self) -> bool:
        """Whether access was cut, and is open."""
        return self.was_cut and not self.standing.is_suspended

    def after(self, tx: Snapshot, *facts: LedgerFact) -> Account:
        """Count what happened in the ledger, which the transaction shows with it."""
        account = evolve(self, facts=(*self.facts, *facts))
        now = standing(tx.invoices.unpaid(), on=self.on, policy=self.policy)
        about = facts[0].invoice
        if len(facts) > 1:  # of a whole file it is the invoice that makes the difference
            about = next((fact.invoice for fact in facts if fact.invoice.id == now.cause), about)
        return account.turned(now, self.on, CAUSES[type(facts[0])], about.id, f"{about.id}.{about.version}")

    def turned(self, now: Standing, on: date, cause: Cause, invoice: InvoiceId | None, occasion: str) -> Account:
        """Take over another standing, and tell of it unless people are told the same as before."""
        is_same = now.says_the_same_as(self.standing)
        since = self.record.since if self.record and is_same else on
        record = StandingRecord(since, now, self.policy.fingerprint)
        account = evolve(self, record=record, was_cut=self.was_cut or self.standing.is_suspended)
        if is_same:
            return account
        changed = StandingChanged(self.workspace, on, self.standing.level, now, cause, invoice)
        return evolve(account, facts=(*self.facts, changed), occasion=occasion)


def caught_up(tx: Snapshot, workspace: WorkspaceId, on: date, policy: BillingPolicy) -> Account:
    """Give the account as it stands on a day before anything happens, each day that changed it told of as its own.

    Terms that a host changes count from the day on which they are first met: how the account stood under the old ones
    on the days in between is not made up afterwards.

    A clock that is a moment behind another's, or a change that waited for its turn over midnight, does not take the
    register back to the day before: what was told of today stays told.
    """
    told = tx.standing.get()
    if told is not None and told.since == on + DAY:
        on = told.since
    account = Account(workspace, on, policy, told, told)
    if told is None or told.holds_on(on, policy.fingerprint):
        return account
    ledger = tx.invoices.unpaid()
    if told.policy != policy.fingerprint:
        now = standing(ledger, on=on, policy=policy)
        return account.turned(now, on, Cause.POLICY, now.cause, policy.fingerprint)
    for record in crossings(told, ledger, to=on, policy=policy):
        account = account.turned(record.standing, record.since, Cause.TIME, record.standing.cause, Cause.TIME)
    return account
