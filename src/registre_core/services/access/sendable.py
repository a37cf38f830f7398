"""Which use cases a telephone may send late, and how what it sends is read.

What is sent is plain values, since it may lie for weeks before its turn comes. It stands in the register for ever: no
argument says anything about a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Generic, TypeVar

from attrs import frozen

from registre_core.clients import ClientPolicy, Requirement
from registre_core.clients.tables import UPDATES
from registre_core.codec import from_builtins
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import InterventionId, PermitId
from registre_core.kernel.reasons import FactValue
from registre_core.permits import Position
from registre_core.ports import Ports
from registre_core.services.interventions import InterventionsService
from registre_core.services.permits import PermitsService

Asked = TypeVar("Asked")
Arguments = Mapping[str, FactValue]
"""What was asked, in plain values: identifiers and days are texts."""

ANY_VERSION = ClientPolicy({kind: Requirement("0") for kind in UPDATES})
"""For whom waits already: his client was judged when he sent it, and can no longer be updated."""


@frozen
class Sendable(Generic[Asked]):
    """A use case that may be sent late."""

    arguments: type[Asked]
    """What it is asked with."""
    do: Callable[[Actor, Asked], object]
    """Does it, as the actor it is given, who carries the telephone's claim."""

    def prepared(self, arguments: Arguments) -> Callable[[Actor], object]:
        """Read what was sent, and give what does it.

        Raises:
            InvalidInput: with every argument that is missing, unknown or malformed.
        """
        asked = from_builtins(self.arguments, dict(arguments))
        return lambda actor: self.do(actor, asked)


Table = Mapping[str, Sendable[Any]]
"""By the name of the action."""


def prepared(table: Table, action: str, arguments: Arguments) -> Callable[[Actor], object]:
    """Read what was sent.

    Raises:
        InvalidInput: ``not-sendable``, naming what is; or every argument that is missing, unknown or malformed.
    """
    if action not in table:
        known = ", ".join(sorted(table))
        said = f"{action!r} is not sent late; what may be: {known}"
        raise InvalidInput.at("action", "not-sendable", said, action=action, known=known)
    return table[action].prepared(arguments)


@frozen
class Closing:
    """What closing an intervention is asked with."""

    intervention: InterventionId
    """Which one."""
    done_on: date | None = None
    """The day it was really done; the day on which the telephone says that it was closed, unless said otherwise."""


@frozen
class Looking:
    """What recording a round of the fire watch is asked with; numbers that are no whole ones are texts."""

    permit: PermitId
    """Where."""
    minutes: int
    """Which round."""
    is_clear: bool = True
    """Whether nothing was found."""
    comment: str = ""
    """What was seen, of the place."""
    photo: Digest | None = None
    """A picture that was stored, by its digest."""
    photo_name: str = "ronde.jpg"
    """What its file is called."""
    latitude: str | None = None
    """Degrees north, such as ``47.2184``."""
    longitude: str | None = None
    """Degrees east."""

    def picture(self) -> DocumentRef | None:
        """Refer to the picture; what it is, its bytes say when it is looked up."""
        return DocumentRef(self.photo, 1, self.photo_name, "application/octet-stream") if self.photo else None

    def position(self) -> Position | None:
        """Tell where the telephone was; half of a place is none.

        Raises:
            InvalidInput: ``not-a-number``, ``position-out-of-range``.
        """
        if self.latitude is None and self.longitude is None:
            return None
        return Position(_degrees("latitude", self.latitude or ""), _degrees("longitude", self.longitude or ""))


def _degrees(name: str, said: str) -> float:
    try:
        return float(said)
    except ValueError as error:
        raise InvalidInput.at(name, "not-a-number", f"{name!r} must be a number, not {said!r}", value=said) from error


def sendable(interventions: InterventionsService, permits: PermitsService) -> Table:
    """Give what may be sent late, done by these services."""

    def close(actor: Actor, asked: Closing) -> object:
        done_on = asked.done_on or _day_claimed(actor, interventions.ports)
        return interventions.close(actor, asked.intervention, done_on=done_on)

    def record_round(actor: Actor, asked: Looking) -> object:
        return permits.record_round(
            actor,
            asked.permit,
            asked.minutes,
            is_clear=asked.is_clear,
            comment=asked.comment,
            photo=asked.picture(),
            position=asked.position(),
        )

    return {
        "interventions.close": Sendable(Closing, close),
        "permits.record_round": Sendable(Looking, record_round),
    }


def _day_claimed(actor: Actor, ports: Ports) -> date:
    """Give the day on which it was recorded; a telephone whose clock is a little ahead is not in tomorrow."""
    now = ports.clock.now()
    return ports.clock.day_of(min(actor.offline.at, now) if actor.offline else now)
