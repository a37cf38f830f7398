"""What the law wants in the register, and whether one holds it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import field, frozen

from registre_core.kernel.reasons import Source
from registre_core.kernel.validation import Checked, at_least, must, not_blank, not_empty


class Presence(StrEnum):
    """Whether something stands in the register that the law wants there."""

    HELD = "held"
    """It stands there (*présent*)."""
    MISSING = "missing"
    """It does not, and should (*manquant*)."""
    NOTHING = "nothing"
    """Nothing has happened that would have to stand there (*rien à consigner*): no works, no finding."""


class Item(StrEnum):
    """What stands in a register, as the law lists it."""

    CHECKS = "checks"
    """Dates of verifications (*vérifications et contrôles*)."""
    OBSERVATIONS = "observations"
    """What they gave rise to (*observations*)."""
    MEASURES = "measures"
    """What was done about it (*mesures prises*)."""
    INSTRUCTIONS = "instructions"
    """What to do in a fire (*consignes*)."""
    EVACUATION = "evacuation"
    """The way out for each kind of disability (*consignes d'évacuation*)."""
    STAFF = "staff"
    """Who sees to safety, by name (*service de sécurité*)."""
    DRILLS = "drills"
    """Dates of drills (*exercices*)."""
    WORKS = "works"
    """Dates, nature, firms, architect (*travaux*)."""


@frozen
class Requirement(Checked):
    """One thing that the law wants in the register, from one day until another."""

    item: Item
    """What."""
    french: str = field(metadata=must(not_blank))
    """What people read."""
    english: str = field(metadata=must(not_blank))
    """The same for developers."""
    sources: tuple[Source, ...] = field(metadata=must(not_empty))
    """Which texts ask for it."""
    from_day: date
    """The first day they do."""
    until_day: date | None = None
    """The last day; ``None`` as long as nobody knows of one."""

    def applies(self, on: date) -> bool:
        """Whether it is asked for on a day."""
        return self.from_day <= on and (self.until_day is None or on <= self.until_day)


@frozen
class Held(Checked):
    """Whether the register of a site holds what a requirement asks for."""

    requirement: Requirement
    """Which one."""
    presence: Presence
    """Whether it is there."""
    since: date | None = None
    """Since when it is there, or is missing; ``None`` when it was never there, or nothing happened."""
    latest: date | None = None
    """The day of the last one; ``None`` when there is none."""
    count: int = field(default=0, metadata=must(at_least(0)))
    """How many there are."""
    lacking: tuple[str, ...] = ()
    """What is missing of it, in French: «handicap visuel»."""

    @property
    def is_present(self) -> bool:
        """Whether it is there."""
        return self.presence is Presence.HELD

    @property
    def is_missing(self) -> bool:
        """Whether it should be there, and is not."""
        return self.presence is Presence.MISSING
