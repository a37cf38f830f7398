"""What somebody wants to write, before storage says who the people in it are."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from registre_core.kernel.identifiers import ContractorId
from registre_core.kernel.people import Named, Participant
from registre_core.logbook.contents import Drill, Instructions, SafetyStaff, Works


@frozen
class WorksDraft:
    """Works on the building, as `Works`."""

    nature: str
    """What was done."""
    started_on: date
    """The first day."""
    ended_on: date | None = None
    """The last day; ``None`` while they go on."""
    contractors: tuple[ContractorId, ...] = ()
    """Who does them."""
    architect: Named | Participant | None = None
    """Who directs them, if anybody does; of a correction, also whom the entry names already."""

    def naming(self, architect: Participant | None) -> Works:
        """Say it with the name that storage knows.

        Raises:
            InvalidInput: everything that is wrong with it at once.
        """
        return Works(self.nature, self.started_on, self.ended_on, self.contractors, architect)


@frozen
class StaffDraft:
    """Somebody of the safety service, as `SafetyStaff`."""

    person: Named | Participant
    """Who; of a correction, also whom the entry names already."""
    duty: str
    """What he is there for."""
    from_day: date
    """The first day."""
    until_day: date | None = None
    """The last day; ``None`` while he is there."""

    def naming(self, person: Participant) -> SafetyStaff:
        """Say it with the name that storage knows.

        Raises:
            InvalidInput: everything that is wrong with it at once.
        """
        return SafetyStaff(person, self.duty, self.from_day, self.until_day)


Draft = Drill | WorksDraft | StaffDraft | Instructions
"""What can be written; what names nobody is written as it stands."""
