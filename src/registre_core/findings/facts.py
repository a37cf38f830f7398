"""What can happen to a finding. Every fact carries it as it is from then on, its new step last."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from registre_core.findings.entities import Finding
from registre_core.kernel.facts import Fact, Section


@frozen
class FindingRecorded(Fact):
    """Somebody wrote down what a report says, or what he saw."""

    KIND: ClassVar[str] = "finding-recorded"
    SCHEMA: ClassVar[int] = 3
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding


@frozen
class FindingEdited(Fact):
    """What is said of it was put otherwise, or something joined it."""

    KIND: ClassVar[str] = "finding-edited"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding


@frozen
class FindingPlanned(Fact):
    """It was settled who corrects it, and by when."""

    KIND: ClassVar[str] = "finding-planned"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding


@frozen
class FindingCorrected(Fact):
    """Somebody declared that it is corrected."""

    KIND: ClassVar[str] = "finding-corrected"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding


@frozen
class FindingCleared(Fact):
    """It was cleared (*levée*)."""

    KIND: ClassVar[str] = "finding-cleared"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding


@frozen
class FindingConfirmed(Fact):
    """A later inspection found that it is indeed corrected."""

    KIND: ClassVar[str] = "finding-confirmed"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding


@frozen
class FindingSeenAgain(Fact):
    """A later report says it again."""

    KIND: ClassVar[str] = "finding-seen-again"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding


@frozen
class FindingReopened(Fact):
    """It is to be corrected after all."""

    KIND: ClassVar[str] = "finding-reopened"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding


@frozen
class FindingContested(Fact):
    """Somebody says that it is no defect."""

    KIND: ClassVar[str] = "finding-contested"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding


@frozen
class FindingUpheld(Fact):
    """It was contested, and stands."""

    KIND: ClassVar[str] = "finding-upheld"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding


@frozen
class FindingSetAside(Fact):
    """It does not apply (*sans objet*), for a reason that stands there."""

    KIND: ClassVar[str] = "finding-set-aside"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding
