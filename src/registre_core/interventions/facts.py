"""What can happen to an intervention."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from registre_core.interventions.entities import Intervention
from registre_core.kernel.facts import Fact, Section


@frozen
class InterventionPlanned(Fact):
    """Somebody is to come."""

    KIND: ClassVar[str] = "intervention-planned"
    SCHEMA: ClassVar[int] = 2
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "intervention"

    intervention: Intervention


@frozen
class ReportAttached(Fact):
    """A report was handed over."""

    KIND: ClassVar[str] = "report-attached"
    SCHEMA: ClassVar[int] = 2
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "intervention"

    intervention: Intervention


@frozen
class InterventionClosed(Fact):
    """It was done, and closed."""

    KIND: ClassVar[str] = "intervention-closed"
    SCHEMA: ClassVar[int] = 2
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "intervention"

    intervention: Intervention


@frozen
class PhotoAttached(Fact):
    """A picture was handed over."""

    KIND: ClassVar[str] = "photo-attached"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "intervention"

    intervention: Intervention


@frozen
class InterventionPostponed(Fact):
    """It is planned for another day."""

    KIND: ClassVar[str] = "intervention-postponed"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "intervention"

    intervention: Intervention


@frozen
class InterventionCancelled(Fact):
    """It will not be done."""

    KIND: ClassVar[str] = "intervention-cancelled"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "intervention"

    intervention: Intervention


@frozen
class InterventionEdited(Fact):
    """Who takes part, how it recurs, or who signs was changed."""

    KIND: ClassVar[str] = "intervention-edited"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "intervention"

    intervention: Intervention


@frozen
class SignaturesAsked(Fact):
    """It was done, and is to be signed."""

    KIND: ClassVar[str] = "signatures-asked"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "intervention"

    intervention: Intervention
