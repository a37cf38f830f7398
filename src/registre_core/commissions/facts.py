"""What can happen to a visit of a safety commission."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from registre_core.commissions.entities import Visit
from registre_core.kernel.facts import Fact, Section


@frozen
class VisitRecorded(Fact):
    """A commission came, or is to come."""

    KIND: ClassVar[str] = "visit-recorded"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "visit"

    visit: Visit
    """As it is kept."""


@frozen
class VisitEdited(Fact):
    """What is known of it changed."""

    KIND: ClassVar[str] = "visit-edited"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "visit"

    visit: Visit
    """As it is kept."""


@frozen
class VisitCancelled(Fact):
    """It does not take place."""

    KIND: ClassVar[str] = "visit-cancelled"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "visit"

    visit: Visit
    """With why."""


@frozen
class VisitReportAttached(Fact):
    """Its report came."""

    KIND: ClassVar[str] = "visit-report-attached"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "visit"

    visit: Visit
    """As it is kept."""


@frozen
class OpinionRecorded(Fact):
    """The commission said what it thinks."""

    KIND: ClassVar[str] = "opinion-recorded"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "visit"

    visit: Visit
    """With the opinion as its last one."""


@frozen
class OrderRecorded(Fact):
    """The mayor or the prefect decided."""

    KIND: ClassVar[str] = "order-recorded"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "visit"

    visit: Visit
    """With the order as its last one."""


@frozen
class OrderNotified(Fact):
    """The operator was told of an order: it binds from then on."""

    KIND: ClassVar[str] = "order-notified"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "visit"

    visit: Visit
    """With the order as it now stands."""
