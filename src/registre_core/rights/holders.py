"""Asked backwards: who may do this, here, and through what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from registre_core.kernel.identifiers import SiteId, UserId
from registre_core.kernel.pages import Page
from registre_core.rights.catalogue import Catalogue
from registre_core.rights.entities import Profile
from registre_core.rights.policy import Profiles, Statement, explained, may
from registre_core.rights.situations import Situation


@frozen
class Holder:
    """Somebody who may do it."""

    user: UserId
    """Who."""
    name: str
    """What he is called, or was on that day; `ERASED_NAME` once he was erased."""
    through: tuple[Statement, ...]
    """What gives it to him: his profile, by the name it had, a grant of his own, or both."""


@frozen
class WhoCan:
    """Who may do something somewhere on a day, and through what."""

    right: str
    """What."""
    site: SiteId | None
    """Where; ``None``: at all."""
    on: date
    """On which day."""
    people: int
    """How many, exactly."""
    users: Page[Holder]
    """The first of them, by name; read on with its `next`."""


@frozen
class Question:
    """A right, on a site or at all, on a day: put to situations instead of users."""

    catalogue: Catalogue
    """Every right there is."""
    right: str
    """Which of them."""
    site: SiteId | None
    """Where; ``None``: at all."""
    on: date
    """On which day: accounts expire."""

    def holding(self, situations: Iterable[tuple[Situation, int]], profiles: Profiles) -> dict[Situation, int]:
        """Give those of these situations in which one may, with how many stand there."""
        return {
            situation: people
            for situation, people in situations
            if may(self.catalogue, situation, profile_in(profiles, situation), self.right, self.site, on=self.on)
        }

    def through(self, situation: Situation, profiles: Profiles) -> tuple[Statement, ...]:
        """Tell what gives it there."""
        profile = profile_in(profiles, situation)
        return explained(self.catalogue, situation, profile, self.right, self.site, self.on).through


def profile_in(profiles: Profiles, situation: Situation) -> Profile | None:
    """Give the profile shared; one that is not there gives nothing.

    That happens only where two clocks differ: one machine, ahead, recorded a profile under tomorrow's date, and another
    attached somebody to it while it was still today.
    """
    return profiles.get(situation.profile_id) if situation.profile_id else None
