"""What can happen to a hot-work permit."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from registre_core.kernel.facts import Fact, Section
from registre_core.permits.entities import HotWorkPermit
from registre_core.permits.rounds import RoundSignature


@frozen
class PermitDrafted(Fact):
    """It was drawn up."""

    KIND: ClassVar[str] = "permit-drafted"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """The draft."""


@frozen
class PermitEdited(Fact):
    """It was changed before anybody signed."""

    KIND: ClassVar[str] = "permit-edited"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """A draft again, if it had been sent."""


@frozen
class PermitSubmitted(Fact):
    """Signatures to open it are asked for."""

    KIND: ClassVar[str] = "permit-submitted"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """As it is to be signed."""


@frozen
class PermitOpened(Fact):
    """Its last opening signature came: work may begin."""

    KIND: ClassVar[str] = "permit-opened"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """With who signed it."""


@frozen
class PermitReopened(Fact):
    """It was extended, or others joined the work: it is signed again."""

    KIND: ClassVar[str] = "permit-reopened"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """Its next edition."""


@frozen
class PermitSuspended(Fact):
    """The work was stopped for the time being."""

    KIND: ClassVar[str] = "permit-suspended"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """With why."""


@frozen
class PermitResumed(Fact):
    """The work goes on."""

    KIND: ClassVar[str] = "permit-resumed"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """As it goes on."""


@frozen
class WorkEnded(Fact):
    """The work was declared to be over."""

    KIND: ClassVar[str] = "work-ended"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """With when it ended."""


@frozen
class MeasureTicked(Fact):
    """A precaution was taken, or a detector isolated or put back."""

    KIND: ClassVar[str] = "measure-ticked"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """With who said so."""


@frozen
class RoundRecorded(Fact):
    """Somebody looked at the place again."""

    KIND: ClassVar[str] = "round-recorded"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """With the round as its last one."""
    signature: RoundSignature | None = None
    """What he drew to sign it, if he did."""


@frozen
class ClosingAsked(Fact):
    """Signatures to close it are asked for."""

    KIND: ClassVar[str] = "closing-asked"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """With the exemption, if it has one."""


@frozen
class PermitClosed(Fact):
    """Its last signature closed it."""

    KIND: ClassVar[str] = "permit-closed"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """With its ending."""


@frozen
class PermitRefused(Fact):
    """A signatory refused."""

    KIND: ClassVar[str] = "permit-refused"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """With why: ended, or stopped if work had gone on before."""


@frozen
class PermitCancelled(Fact):
    """The work will not be done."""

    KIND: ClassVar[str] = "permit-cancelled"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "permit"

    permit: HotWorkPermit
    """With why."""
