"""What can happen to a request.

All of it is administration: what somebody would charge is nobody's business who comes to see whether a building is
safe. What comes of it, the intervention and the finding that is planned, stands in the safety section.
"""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import frozen

from registre_core.kernel.facts import Fact, Section
from registre_core.kernel.identifiers import SiteId, WorkRequestId
from registre_core.requests.entities import Line, WorkRequest
from registre_core.requests.links import Link
from registre_core.requests.states import RequestKind


@frozen
class LineOfRequest:
    """One line with the request it stands in: two hundred who answer do not repeat two hundred lines each."""

    id: WorkRequestId
    """Of which request."""
    kind: RequestKind
    """What is asked for."""
    site_id: SiteId
    """Where."""
    line: Line
    """The one recipient, and what became of it."""

    @classmethod
    def of(cls, request: WorkRequest, line: Line) -> Self:
        """Take one line out of a request."""
        return cls(request.id, request.kind, request.site_id, line)


@frozen
class RequestDrafted(Fact):
    """A request was drawn up."""

    KIND: ClassVar[str] = "request-drafted"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "request"

    request: WorkRequest
    """As it is now."""


@frozen
class RequestEdited(Fact):
    """What it says, or whom it goes to, was changed."""

    KIND: ClassVar[str] = "request-edited"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "request"

    request: WorkRequest
    """As it is now."""


@frozen
class RequestDeleted(Fact):
    """A draft that nobody was sent was dropped."""

    KIND: ClassVar[str] = "request-deleted"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "request"

    request: WorkRequest
    """As it was."""


@frozen
class RequestSent(Fact):
    """It was sent to recipients."""

    KIND: ClassVar[str] = "request-sent"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "request"

    request: WorkRequest
    """As it is now."""


@frozen
class RequestWithdrawn(Fact):
    """It was taken back from recipients."""

    KIND: ClassVar[str] = "request-withdrawn"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "request"

    request: WorkRequest
    """As it is now."""


@frozen
class RequestAwarded(Fact):
    """Recipients were chosen."""

    KIND: ClassVar[str] = "request-awarded"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "request"

    request: WorkRequest
    """As it is now."""


@frozen
class RequestOpened(Fact):
    """A recipient looked at it for the first time."""

    KIND: ClassVar[str] = "request-opened"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "request"

    request: LineOfRequest
    """His line as it is now."""


@frozen
class RequestAnswered(Fact):
    """A recipient answered."""

    KIND: ClassVar[str] = "request-answered"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "request"

    request: LineOfRequest
    """His line as it is now."""


@frozen
class RequestDeclined(Fact):
    """A recipient does not want to."""

    KIND: ClassVar[str] = "request-declined"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "request"

    request: LineOfRequest
    """His line as it is now."""


@frozen
class LinkIssued(Fact):
    """A link was issued, with which a recipient sees and answers his line."""

    KIND: ClassVar[str] = "link-issued"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "request"

    request: LineOfRequest
    """The line it opens."""
    link: Link
    """As it is kept: without its secret."""


@frozen
class LinksRevoked(Fact):
    """Every link of a line was taken back."""

    KIND: ClassVar[str] = "links-revoked"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "request"

    request: LineOfRequest
    """The line that they opened."""
