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
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "intervention"

    intervention: Intervention


@frozen
class ReportAttached(Fact):
    """A report was handed over."""

    KIND: ClassVar[str] = "report-attached"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "intervention"

    intervention: Intervention


@frozen
class InterventionClosed(Fact):
    """It was done, and closed."""

    KIND: ClassVar[str] = "intervention-closed"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "intervention"

    intervention: Intervention
