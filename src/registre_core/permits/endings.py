"""What stops a permit, for the time being or for good, and what lets it close although something is missing."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from registre_core.kernel.identifiers import UserId
from registre_core.kernel.validation import Checked, aware, must, not_blank


class EndingKind(StrEnum):
    """How a permit can end for good."""

    CLOSED = "closed"
    """Signed at its end (*clôturé*)."""
    REFUSED = "refused"
    """A signatory refused (*refusé*)."""
    CANCELLED = "cancelled"
    """The work will not be done (*annulé*)."""


@frozen
class Ending(Checked):
    """That it ended, how and why."""

    kind: EndingKind
    """How."""
    at: datetime = field(metadata=must(aware))
    """When."""
    reason: str = ""
    """Why; of one that was closed, nothing."""


@frozen
class Suspension(Checked):
    """That the work is stopped for the time being."""

    at: datetime = field(metadata=must(aware))
    """Since when."""
    reason: str = field(metadata=must(not_blank))
    """Why."""


@frozen
class Exemption(Checked):
    """That it is closed although something is missing: said by somebody, for a reason."""

    reason: str = field(metadata=must(not_blank))
    """Why."""
    by: UserId
    """Who answers for it."""
    at: datetime = field(metadata=must(aware))
    """When he said so."""


@frozen
class Validity(Checked):
    """From when until when work was allowed by editions that were signed before the present one."""

    begins_at: datetime = field(metadata=must(aware))
    """When the first of them began."""
    ends_at: datetime = field(metadata=must(aware))
    """When the last of them ended, or will."""
