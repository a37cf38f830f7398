"""What can happen to a record that arrived while access was cut. That it was admitted, its own entry tells."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import evolve, frozen

from registre_core.access.arrivals import Arrival
from registre_core.kernel.facts import Fact, Section


@frozen
class RecordKept(Fact):
    """A record arrived while access was cut, and waits. For whom it was made lies with the name of who made it."""

    KIND: ClassVar[str] = "record-kept"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "arrival"

    arrival: Arrival

    @classmethod
    def of(cls, arrival: Arrival) -> Self:
        """Leave out what can be erased: it lies beside the entry."""
        return cls(evolve(arrival, on_behalf_of=None))


@frozen
class RecordRefused(Fact):
    """Its turn came, and a right or a rule spoke against it."""

    KIND: ClassVar[str] = "record-refused"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "arrival"

    arrival: Arrival

    @classmethod
    def of(cls, arrival: Arrival) -> Self:
        """Leave out what can be erased: it lies beside the entry."""
        return cls(evolve(arrival, on_behalf_of=None))
