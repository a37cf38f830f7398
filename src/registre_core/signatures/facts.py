"""What can happen to a signature."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from registre_core.kernel.facts import Fact, Section
from registre_core.signatures.requests import SignatureRequest
from registre_core.signatures.seals import Seal
from registre_core.signatures.tickets import Ticket


@frozen
class SignatureRequested(Fact):
    """Somebody is asked to sign."""

    KIND: ClassVar[str] = "signature-requested"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "signature"

    signature: SignatureRequest
    """As it is now."""


@frozen
class TicketIssued(Fact):
    """A ticket was issued, with which the signer signs from a telephone."""

    KIND: ClassVar[str] = "ticket-issued"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "signature"

    signature: SignatureRequest
    """What it lets sign."""
    ticket: Ticket
    """As it is kept: without its secret."""


@frozen
class SignatureShown(Fact):
    """What is to be signed was shown to the signer."""

    KIND: ClassVar[str] = "signature-shown"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "signature"

    signature: SignatureRequest
    """As it is now."""


@frozen
class SignatureGiven(Fact):
    """He signed."""

    KIND: ClassVar[str] = "signature-given"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "signature"

    signature: SignatureRequest
    """As it is now."""


@frozen
class SignatureRefused(Fact):
    """He refused to sign."""

    KIND: ClassVar[str] = "signature-refused"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "signature"

    signature: SignatureRequest
    """As it is now."""


@frozen
class SignatureRevoked(Fact):
    """He is no longer asked to sign."""

    KIND: ClassVar[str] = "signature-revoked"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "signature"

    signature: SignatureRequest
    """As it is now."""


@frozen
class SignatureDelegated(Fact):
    """He handed it to somebody else."""

    KIND: ClassVar[str] = "signature-delegated"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "signature"

    signature: SignatureRequest
    """As it is now."""


@frozen
class DocumentSealed(Fact):
    """What was signed was sealed in a PDF, or waits for its time."""

    KIND: ClassVar[str] = "document-sealed"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "seal"

    seal: Seal
    """As it is now."""
