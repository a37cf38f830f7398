"""What a finding is called, where its correction stands, and what moves it."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a finding is called; the kind follows the origin."""

    OBSERVATION = "observation"
    """Of an intervention: from its report, or written down beside it."""
    ANOMALY = "anomaly"
    """Of building management: from one of its documents, from a round, or by hand."""
    PRESCRIPTION = "prescription"
    """Of a safety commission: from the report of its visit."""


class Origin(StrEnum):
    """Where a finding comes from."""

    INTERVENTION = "intervention"
    """The report of an intervention, or the intervention itself."""
    BUILDING_DOCUMENT = "building-document"
    """A document of building management."""
    VISIT = "visit"
    """The report of a commission's visit, or the visit itself."""
    ROUND = "round"
    """A round of a fire watch."""
    HAND = "hand"
    """Somebody saw it and wrote it down."""


class State(StrEnum):
    """Where its correction stands."""

    OPEN = "open"
    """Nothing was done about it yet (*ouverte*)."""
    PLANNED = "planned"
    """It is known who corrects it, and by when (*planifiée*)."""
    CORRECTED = "corrected"
    """Somebody says that it is corrected; nobody has cleared it yet (*corrigée*)."""
    CLEARED = "cleared"
    """Whoever may clear it has (*levée*)."""
    CONTESTED = "contested"
    """Somebody says that it is no defect; that is not decided (*contestée*)."""
    NOT_APPLICABLE = "not-applicable"
    """It does not apply, for a reason that is written down (*sans objet*)."""


STILL_OPEN = frozenset({State.OPEN, State.PLANNED, State.CORRECTED, State.CONTESTED})
"""Where somebody still has to do something about it."""


class Severity(StrEnum):
    """How grave it is, as whoever wrote it down says."""

    MINOR = "minor"
    """It does not bear upon safety at once (*mineure*)."""
    MAJOR = "major"
    """Safety is diminished (*majeure*)."""
    CRITICAL = "critical"
    """People are in danger (*critique*)."""


class Move(StrEnum):
    """What happens to a finding on its way."""

    PLANNED = "planned"
    """Who corrects it, and by when, was settled."""
    CORRECTED = "corrected"
    """Somebody declared it corrected."""
    CLEARED = "cleared"
    """It was cleared, on proof (*levée*)."""
    CONFIRMED = "confirmed"
    """A later inspection found that it is indeed corrected."""
    SEEN_AGAIN = "seen-again"
    """A later report says it again (*vue à nouveau*)."""
    REOPENED = "reopened"
    """It was said to be corrected, was cleared or set aside, and is to be corrected after all."""
    CONTESTED = "contested"
    """Somebody says that it is no defect."""
    UPHELD = "upheld"
    """It was contested, and stands."""
    SET_ASIDE = "set-aside"
    """It does not apply, for a reason."""
