"""Where a permit stands, and what its post-work check looks like: both derived, never stored."""

from __future__ import annotations

from enum import StrEnum


class PermitState(StrEnum):
    """Where a permit stands at one moment."""

    DRAFT = "draft"
    """Being drawn up (*brouillon*)."""
    WAITING = "waiting"
    """Signatures to open it are missing (*en attente de signature exploitant | prestataire*)."""
    ACTIVE = "active"
    """Work may go on (*en cours*)."""
    SUSPENDED = "suspended"
    """Stopped for the time being (*suspendu*)."""
    WORK_ENDED = "work-ended"
    """Work is over; the place is looked after (*travaux terminés*)."""
    CLOSING = "closing"
    """Signatures to close it are missing (*en attente de signature exploitant | prestataire*)."""
    CLOSED = "closed"
    """Closed by its last signature (*clôturé*)."""
    EXPIRED = "expired"
    """Its validity passed without all opening signatures, or without a declared end of work (*expiré*)."""
    REFUSED = "refused"
    """A signatory refused (*refusé*)."""
    CANCELLED = "cancelled"
    """The work will not be done (*annulé*)."""


class Colour(StrEnum):
    """Of the post-work check, as the list shows it (S9)."""

    GREY = "gris"
    """«à réaliser»."""
    RED = "rouge"
    """«non réalisée»."""
    GREEN = "vert"
    """«réalisée»."""
