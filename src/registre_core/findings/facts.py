"""What can happen to a finding."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from registre_core.findings.entities import Finding
from registre_core.kernel.facts import Fact, Section


@frozen
class FindingRecorded(Fact):
    """Somebody wrote down what a report says."""

    KIND: ClassVar[str] = "finding-recorded"
    SCHEMA: ClassVar[int] = 2
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "finding"

    finding: Finding
