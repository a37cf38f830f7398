"""The fire watch after hot work (*levée de doute*): when the place is looked at again, and that it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import field, frozen

from registre_core.kernel.documents import SHA_256, Digest, DocumentRef
from registre_core.kernel.errors import Problem
from registre_core.kernel.facts import personal
from registre_core.kernel.identifiers import EntryId, UserId
from registre_core.kernel.validation import Checked, at_least, aware, must, not_blank, not_empty

LONGEST_WATCH = 1_440
"""Minutes: a day. What is beyond was mistyped."""


def _ascending(name: str, value: tuple[int, ...]) -> Problem | None:
    if all(earlier < later for earlier, later in zip((0, *value), value, strict=False)):
        return None
    return Problem(
        name, "rounds-not-ascending", f"'{name}' are minutes after the end of work, each later than the last"
    )


def _within_a_day(name: str, value: tuple[int, ...] | int) -> Problem | None:
    largest = value if isinstance(value, int) else max(value, default=0)
    if largest <= LONGEST_WATCH:
        return None
    said = f"'{name}' is counted in minutes and never longer than a day, not {largest}"
    return Problem(name, "watch-too-long", said, {"minutes": largest, "longest": LONGEST_WATCH})


@frozen
class WatchPlan(Checked):
    """When the place is looked at again. A round may be made from some minutes early on; later it counts as late."""

    rounds: tuple[int, ...] = field(default=(30, 60, 120), metadata=must(not_empty, _ascending, _within_a_day))
    """Minutes after the end of work, ascending; each names its round."""
    early: int = field(default=5, metadata=must(at_least(0), _within_a_day))
    """Minutes before its time from which a round may be made, inclusive."""
    late: int = field(default=15, metadata=must(at_least(0), _within_a_day))
    """Minutes after its time until which it counts as in time, inclusive."""

    @property
    def length(self) -> timedelta:
        """How long the place is looked after: until the time of the last round."""
        return timedelta(minutes=self.rounds[-1])

    def due(self, minutes: int, since: datetime) -> datetime:
        """Give the time of a round, of a watch that began then."""
        return since + timedelta(minutes=minutes)

    def opens(self, minutes: int, since: datetime) -> datetime:
        """Give the first moment at which a round can be made: never before the end of work."""
        return max(since, self.due(minutes, since) - timedelta(minutes=self.early))

    def shuts(self, minutes: int, since: datetime) -> datetime:
        """Give the last moment at which it is in time."""
        return self.due(minutes, since) + timedelta(minutes=self.late)


THE_WATCH = WatchPlan()
"""Rounds at 30, 60 and 120 minutes: INRS ED 6030 asks for a watch of at least two hours."""


def _latitude(name: str, value: float) -> Problem | None:
    return _within(90, name, value)


def _longitude(name: str, value: float) -> Problem | None:
    return _within(180, name, value)


def _within(largest: float, name: str, value: float) -> Problem | None:
    if -largest <= value <= largest:
        return None
    said = f"'{name}' is from -{largest:g} to {largest:g} degrees, not {value:g}"
    return Problem(name, "position-out-of-range", said, {"value": f"{value:g}", "largest": f"{largest:g}"})


FARTHEST = 40_100_000
"""Metres around the earth: whoever is so far from where he says he is somewhere."""
_FINEST = 1e-4
"""Degrees, eleven metres: what is nearer to nought, and is not nought, has no canonical form."""


def _degrees(value: float) -> float:
    """Keep a millionth of a degree; beside the equator and the meridian of Greenwich, a ten-thousandth.

    That meridian runs through France, and a round that is made beside it is recorded like any other.
    """
    millionths = round(value, 6)
    return millionths if abs(millionths) >= _FINEST else round(value, 4)


def _hundredths(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _distance(name: str, value: float | None) -> Problem | None:
    if value is None or 0 <= value <= FARTHEST:
        return None
    return Problem(name, "not-a-distance", f"'{name}' is a distance in metres, not {value:g}", {"value": f"{value:g}"})


@frozen
class Position(Checked):
    """Where a telephone says it was."""

    latitude: float = field(converter=_degrees, metadata=must(_latitude))
    """Degrees north, WGS 84, to a millionth."""
    longitude: float = field(converter=_degrees, metadata=must(_longitude))
    """Degrees east."""
    accuracy: float | None = field(default=None, converter=_hundredths, metadata=must(_distance))
    """Metres, to a hundredth."""


def _digest(name: str, value: Digest | None) -> Problem | None:
    return None if value is None else SHA_256(name, value)


@frozen
class RoundRecord(Checked):
    """One round that was made."""

    id: EntryId
    """The telephone's own identifier, or the server's: sent twice, it is kept once."""
    round: int
    """Which one: its minutes in the plan. It stands for no other."""
    made_at: datetime = field(metadata=must(aware))
    """When, as whoever made it says."""
    recorded_at: datetime = field(metadata=must(aware))
    """When the server heard of it."""
    made_by: UserId
    """On whose account."""
    is_clear: bool = True
    """Whether nothing was found: no smoke, no heat."""
    comment: str = ""
    """What was seen."""
    photo: DocumentRef | None = None
    """A picture of the place."""
    position: Position | None = None
    """Where the telephone was."""
    drawing_digest: Digest | None = field(default=None, metadata=must(_digest))
    """SHA-256 of the signature drawn for it; the drawing itself lies in the register, beside whoever drew it."""

    def contradictions(self) -> list[Problem]:
        """Nobody hears of a round before it was made."""
        if self.made_at.tzinfo is None or self.recorded_at.tzinfo is None or self.made_at <= self.recorded_at:
            return []
        return [Problem("recorded_at", "recorded-before-made", "a round is recorded when it was made, or later")]


@frozen
class RoundSignature(Checked):
    """What whoever made a round drew to sign it: it stands in the register beside him, and is erased with him.

    The record itself, which stands in a list for ever, keeps its digest alone.
    """

    id: UserId
    """Who drew it."""
    drawing: str = field(metadata={**must(not_blank), **personal()})
    """The drawing as canonical JSON: canvas, and strokes with their times."""


def recorded(plan: WatchPlan, since: datetime, records: Iterable[RoundRecord], minutes: int) -> RoundRecord | None:
    """Give the record that stands for a round: the first one made, of those that name it and were not too early.

    Whoever looked first made the round, whatever arrived first. A record from before its window stands for nothing:
    work that ended later than was thought makes all that was recorded too early void.
    """
    opens = plan.opens(minutes, since)
    made = [one for one in records if one.round == minutes and one.made_at >= opens]
    return min(made, key=lambda one: (one.made_at, one.id), default=None)
