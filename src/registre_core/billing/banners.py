"""Where a customer's account stands, and the banner that says so."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from registre_core.billing.tables import BUTTON, DUE_SOON_TEXT, OVERDUE_TEXT, SUSPENDED_TEXT
from registre_core.kernel.identifiers import InvoiceId


class Level(StrEnum):
    """How severe the situation is."""

    CLEAR = "clear"
    """Nothing to say."""
    DUE_SOON = "due_soon"
    """An invoice is due before long: the orange banner."""
    OVERDUE = "overdue"
    """One is overdue: the red banner, with the day of the cut."""
    SUSPENDED = "suspended"
    """Access is cut."""

    @property
    def severity(self) -> int:
        """Its place among them: the most severe situation wins."""
        return _SEVERITIES[self]


_SEVERITIES = {level: place for place, level in enumerate(Level)}


class Colour(StrEnum):
    """Of a banner."""

    ORANGE = "orange"
    """It can still be paid in time."""
    RED = "red"
    """It is late."""


@frozen
class Banner:
    """What every user of the workspace sees on top of every page."""

    colour: Colour
    """Its colour."""
    text: str
    """What it says, to the letter."""
    button: str | None = BUTTON
    """What its button is called, which opens all invoices; ``None`` for whoever may not see them."""


@frozen
class Standing:
    """Where an account stands on a day: a value that knows how long it is true."""

    level: Level = Level.CLEAR
    """How severe it is."""
    shown_on: date | None = None
    """The day that the banner names: the due date while it is orange, the day of the cut while it is red."""
    cut_off_on: date | None = None
    """The first day on which access is refused if nothing is paid; none while it is clear."""
    cause: InvoiceId | None = None
    """The invoice behind the day named, or behind the cut."""
    until: date | None = None
    """The last day on which all this stays true if nothing is paid; ``None`` means for ever."""

    @property
    def banner(self) -> Banner | None:
        """What people read; nothing while it is clear."""
        return None if self.level is Level.CLEAR else _banner(self.level, self.shown_on)

    @property
    def is_suspended(self) -> bool:
        """Whether access is cut."""
        return self.level is Level.SUSPENDED

    def holds_on(self, day: date) -> bool:
        """Whether it is still true on that day, if nothing was paid since the day it was worked out for."""
        return self.until is None or day <= self.until

    def says_the_same_as(self, other: Standing) -> bool:
        """Whether people are told the same, however long it stays true."""
        mine, others = (self.level, self.shown_on), (other.level, other.shown_on)
        return mine == others and (self.cut_off_on, self.cause) == (other.cut_off_on, other.cause)


CLEAR = Standing()
"""Nothing to say, for ever."""


@frozen
class StandingRecord:
    """The standing that the register last told of, as it is kept."""

    since: date
    """The first day on which it was so."""
    standing: Standing
    """What was told, and until when it holds."""
    policy: str
    """The fingerprint of the policy it was worked out under."""

    def holds_on(self, day: date, policy: str) -> bool:
        """Whether it need not be worked out anew for that day."""
        return self.policy == policy and self.standing.holds_on(day)


def _banner(level: Level, day: date | None) -> Banner:
    told = f"{day:%d/%m/%Y}" if day else ""
    match level:
        case Level.DUE_SOON:
            return Banner(Colour.ORANGE, DUE_SOON_TEXT.format(day=told))
        case Level.OVERDUE:
            return Banner(Colour.RED, OVERDUE_TEXT.format(day=told))
    return Banner(Colour.RED, SUSPENDED_TEXT)
