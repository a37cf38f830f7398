"""What can happen in the ledger, and to the standing of the account. Each entry carries the new state."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeAlias
from uuid import UUID

from attrs import frozen

from registre_core.billing.banners import Level, Standing
from registre_core.billing.entities import Invoice
from registre_core.kernel.facts import Fact, Section
from registre_core.kernel.identifiers import InvoiceId, WorkspaceId


class Cause(StrEnum):
    """What changed a standing."""

    TIME = "time"
    """A day began."""
    INVOICE = "invoice"
    """An invoice was recorded."""
    PAYMENT = "payment"
    """Money came in."""
    REFUND = "refund"
    """A payment went back."""
    CREDIT_NOTE = "credit-note"
    """An invoice was too high."""
    WRITE_OFF = "write-off"
    """It was given up."""
    HOLD = "hold"
    """An invoice waits."""
    HOLD_LIFTED = "hold-lifted"
    """It waits no longer."""
    POLICY = "policy"
    """The host changed its terms."""


@frozen
class InvoiceRecorded(Fact):
    """An invoice was entered."""

    KIND: ClassVar[str] = "invoice-recorded"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "invoice"

    invoice: Invoice


@frozen
class PaymentRecorded(Fact):
    """Money came in."""

    KIND: ClassVar[str] = "payment-recorded"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "invoice"

    invoice: Invoice


@frozen
class PaymentRefunded(Fact):
    """A payment went back."""

    KIND: ClassVar[str] = "payment-refunded"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "invoice"

    invoice: Invoice


@frozen
class InvoiceCredited(Fact):
    """A credit note was made out."""

    KIND: ClassVar[str] = "invoice-credited"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "invoice"

    invoice: Invoice


@frozen
class InvoiceWrittenOff(Fact):
    """It will not be asked for any more."""

    KIND: ClassVar[str] = "invoice-written-off"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "invoice"

    invoice: Invoice


@frozen
class InvoiceHeld(Fact):
    """It waits until a day."""

    KIND: ClassVar[str] = "invoice-held"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "invoice"

    invoice: Invoice


@frozen
class HoldLifted(Fact):
    """It waits no longer."""

    KIND: ClassVar[str] = "hold-lifted"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "invoice"

    invoice: Invoice


LedgerFact: TypeAlias = (
    InvoiceRecorded | PaymentRecorded | PaymentRefunded | InvoiceCredited | InvoiceWrittenOff | InvoiceHeld | HoldLifted
)
"""Whatever happened to an invoice, which each of them carries as it is then."""


@frozen
class StandingChanged(Fact):
    """The account stands otherwise than before."""

    KIND: ClassVar[str] = "standing-changed"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "workspace"

    workspace: WorkspaceId
    """Whose account."""
    on: date
    """The first day of the new standing, which may be before the night it was written down in."""
    before: Level
    """Where it stood."""
    standing: Standing
    """Where it stands."""
    cause: Cause
    """What changed it."""
    invoice: InvoiceId | None = None
    """The invoice that something happened to; when a day began, the one whose day it was."""

    @property
    def subject_id(self) -> UUID:
        """The workspace itself."""
        return self.workspace
