"""What the register tells of notices: what was settled of them, and what somebody wants to hear nothing of."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID

from attrs import frozen

from registre_core.kernel.facts import Fact, Section
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.signatories import PersonKey
from registre_core.notices.entities import NoticeSettings


@frozen
class NoticeTerms:
    """What a workspace settled of its notices, as the register keeps it.

    Where answers go to is left out: it is the address of somebody, and the register forgets nothing.
    """

    off: frozenset[str]
    """Kinds that nobody is told of."""
    remind_again_after: int
    """Days between two reminders of one thing."""
    quiet_from: str | None
    """When quiet hours begin, local time, as ISO writes it."""
    quiet_until: str | None
    """When they end."""

    @classmethod
    def of(cls, settings: NoticeSettings) -> Self:
        """Leave out what the register does not keep."""
        begin, end = (one.isoformat() if one else None for one in (settings.quiet_from, settings.quiet_until))
        return cls(settings.off, settings.remind_again_after, begin, end)


@frozen
class NoticesSettled(Fact):
    """A workspace settled who is told what."""

    KIND: ClassVar[str] = "notices-settled"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "workspace"

    workspace: WorkspaceId
    """Which one."""
    terms: NoticeTerms
    """What it settled."""

    @property
    def subject_id(self) -> UUID:
        """The workspace itself."""
        return self.workspace


@frozen
class NoticesMuted(Fact):
    """Somebody wants to hear nothing of some kinds, at the address he had; none are named, if he wants to hear all."""

    KIND: ClassVar[str] = "notices-muted"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "person"

    person: PersonKey
    """Who: without name and address."""
    kinds: frozenset[str]
    """What he hears nothing of."""
