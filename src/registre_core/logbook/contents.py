"""What the law wants in the register beside checks: drills, works, the safety staff, the instructions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import ContractorId
from registre_core.kernel.people import Participant
from registre_core.kernel.validation import Checked, at_least, each_once, must, not_blank


class Chapter(StrEnum):
    """The chapters of the logbook."""

    DRILL = "drill"
    """*Exercices*."""
    WORKS = "works"
    """*Travaux*."""
    STAFF = "staff"
    """*Service de sécurité*."""
    INSTRUCTIONS = "instructions"
    """*Consignes*."""


class DrillKind(StrEnum):
    """What was exercised."""

    EVACUATION = "evacuation"
    """Everybody left the building."""
    ALARM = "alarm"
    """The alarm, and what follows from it."""
    EXTINGUISHERS = "extinguishers"
    """Using what puts a fire out."""
    OTHER = "other"
    """Something else."""


class Disability(StrEnum):
    """Kinds of disability, for each of which there is a way out (CCH R. 143-44)."""

    MOTOR = "motor"
    """*Moteur*."""
    VISUAL = "visual"
    """*Visuel*."""
    HEARING = "hearing"
    """*Auditif*."""
    MENTAL = "mental"
    """*Mental, cognitif ou psychique*."""


@frozen
class Drill(Checked):
    """A drill."""

    held_on: date
    """The day."""
    kind: DrillKind
    """What was exercised."""
    people: int = field(metadata=must(at_least(0)))
    """How many took part."""
    minutes: int = field(metadata=must(at_least(0)))
    """How long it took."""
    remarks: str = ""
    """What was noticed; of circumstances, never of a person."""

    def is_on(self, day: date) -> bool:
        """Whether it was held on this day."""
        return self.held_on == day


@frozen
class Works(Checked):
    """Works on the building."""

    nature: str = field(metadata=must(not_blank))
    """What was done."""
    started_on: date
    """The first day."""
    ended_on: date | None = None
    """The last day; ``None`` while they go on."""
    contractors: tuple[ContractorId, ...] = field(default=(), metadata=must(each_once))
    """Who does them."""
    architect: Participant | None = None
    """Who directs them, if anybody does."""

    def contradictions(self) -> Iterator[Problem]:
        """Works end after they began."""
        if self.ended_on is not None and self.ended_on < self.started_on:
            yield Problem("ended_on", "works-end-before-they-start", "works end on the day they start, or later")

    def is_on(self, day: date) -> bool:
        """Whether they go on on this day."""
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)


@frozen
class SafetyStaff(Checked):
    """Somebody of the safety service."""

    person: Participant
    """Who."""
    duty: str = field(metadata=must(not_blank))
    """What he is there for, such as ``SSIAP 2, chef d'équipe``."""
    from_day: date
    """The first day."""
    until_day: date | None = None
    """The last day; ``None`` while he is there."""

    def contradictions(self) -> Iterator[Problem]:
        """A duty ends after it began."""
        if self.until_day is not None and self.until_day < self.from_day:
            yield Problem("until_day", "duty-ends-before-it-starts", "a duty ends on the day it starts, or later")

    def is_on(self, day: date) -> bool:
        """Whether he is there on this day."""
        return self.from_day <= day and (self.until_day is None or day <= self.until_day)


@frozen
class Instructions(Checked):
    """Instructions for a fire, with the way out for each kind of disability."""

    title: str = field(metadata=must(not_blank))
    """What they are called."""
    in_force_on: date
    """From which day on."""
    text: str = ""
    """What they say, where no document does."""
    disabilities: tuple[Disability, ...] = field(default=(), metadata=must(each_once))
    """The kinds of disability whose evacuation they settle."""
    until_day: date | None = None
    """The last day they are in force; ``None`` until others take their place."""

    def contradictions(self) -> Iterator[Problem]:
        """Instructions end after they began."""
        if self.until_day is not None and self.until_day < self.in_force_on:
            said = "instructions end on the day they are in force from, or later"
            yield Problem("until_day", "instructions-end-before-they-start", said)

    def is_on(self, day: date) -> bool:
        """Whether they are in force on this day."""
        return self.in_force_on <= day and (self.until_day is None or day <= self.until_day)


Content = Drill | Works | SafetyStaff | Instructions
"""What an entry of the logbook holds."""

CONTENTS: Mapping[Chapter, type[Content]] = {
    Chapter.DRILL: Drill,
    Chapter.WORKS: Works,
    Chapter.STAFF: SafetyStaff,
    Chapter.INSTRUCTIONS: Instructions,
}
"""What stands in each chapter; under these names it is stored."""
