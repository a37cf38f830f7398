"""What is asked for, and where it stands with each recipient."""

from __future__ import annotations

from enum import StrEnum


class RequestKind(StrEnum):
    """What is asked for."""

    INTERVENTION = "intervention"
    """That somebody comes (*demande d'intervention*, S5)."""
    QUOTE = "quote"
    """What it would cost (*demande de devis*, S6)."""


class LineState(StrEnum):
    """Where a request stands with one recipient at a moment. Derived, never stored."""

    DRAFT = "draft"
    """He was not sent it yet (*brouillon*)."""
    SENT = "sent"
    """He was sent it (*envoyée*)."""
    OPENED = "opened"
    """He has looked at it (*ouverte*)."""
    LATE = "late"
    """The deadline has passed, and he has said nothing (*en retard*)."""
    ANSWERED = "answered"
    """He has answered; the answer tells whether it came late (*répondue*)."""
    DECLINED = "declined"
    """He does not want to (*déclinée*)."""
    WITHDRAWN = "withdrawn"
    """It was taken back (*retirée*)."""
    AWARDED = "awarded"
    """He was chosen: he comes (*retenue*)."""
    NOT_AWARDED = "not-awarded"
    """Others were chosen (*non retenue*)."""


class RequestState(StrEnum):
    """Where a request stands as a whole at a moment. Derived from its lines."""

    DRAFT = "draft"
    """Nobody was sent it yet (*brouillon*)."""
    WAITING = "waiting"
    """Answers are waited for (*en attente*)."""
    ANSWERED = "answered"
    """Somebody has answered, and nobody was chosen yet (*répondue*)."""
    UNANSWERED = "unanswered"
    """Everybody declined, or said nothing by the deadline (*sans réponse*)."""
    AWARDED = "awarded"
    """Somebody was chosen (*attribuée*)."""
    WITHDRAWN = "withdrawn"
    """It was taken back from everybody (*retirée*)."""
