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
    """Stopped for the time being (*suspendu*): also when a signatory refused that it goes on under changed terms."""
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


class RoundState(StrEnum):
    """Where one round of the fire watch stands at one moment."""

    AHEAD = "ahead"
    """Its window has not opened."""
    DUE = "due"
    """It can be made now, in time (*à réaliser*)."""
    IN_TIME = "in-time"
    """It was made within its window (*réalisée*)."""
    LATE = "late"
    """It was made behind its window: it turns red back, and stays marked (*en retard*)."""
    MISSED = "missed"
    """Its window has passed without it (*non réalisée*)."""
