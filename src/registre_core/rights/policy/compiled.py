"""Rights of a workspace, compiled: a bit a right, worked out once for all whose situation is the same.

A check is two lookups and one test of a bit, whatever the number of rights, profiles and users.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from registre_core.kernel.identifiers import SiteId, UserId
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.rights.catalogue import Catalogue
from registre_core.rights.entities import Profile, User
from registre_core.rights.policy.guards import Granting
from registre_core.rights.policy.holding import effective_rights, may, may_act
from registre_core.rights.policy.propagation import Profiles
from registre_core.rights.situations import Situation

MOST_REFUSALS = 1_000
"""Of one account; beyond it each is worked out anew."""


@frozen
class Held:
    """What everybody of one situation holds on one day."""

    bits: int
    """`Catalogue.bits` of the rights held."""
    sites: frozenset[SiteId] | None
    """On which sites; ``None`` means all."""

    def allows(self, bit: int, site: SiteId | None = None) -> bool:
        """Whether this right is held there; without a site, at all."""
        return self.bits & bit != 0 and (site is None or self.sites is None or site in self.sites)


def compiled(catalogue: Catalogue, situation: Situation, profiles: Profiles, on: date) -> Held:
    """Compile one situation."""
    profile = profiles[situation.profile_id] if situation.profile_id else None
    bits = 0
    for right in effective_rights(catalogue, situation, profile, on):
        bits |= catalogue.bits[right]
    return Held(bits, situation.sites)


@frozen
class AccountRights:
    """An account with what it holds, as the front door keeps it from one use case to the next."""

    catalogue: Catalogue = field(repr=False)
    """Every right there is."""
    user: User
    """As storage knows it."""
    profile: Profile | None
    """The profile shared, if any."""
    on: date
    """The legal day it was compiled for."""
    held: Held
    """What it holds on that day."""
    _refusals: dict[tuple[str, int | None], Verdict] = field(factory=dict, init=False, repr=False, eq=False)
    """Why not, once it was asked: a page asks for each of its buttons each time it is drawn."""

    @classmethod
    def of(cls, catalogue: Catalogue, user: User, profile: Profile | None, on: date) -> AccountRights:
        """Compile an account."""
        held = compiled(catalogue, Situation.of(user), {profile.id: profile} if profile else {}, on)
        return cls(catalogue, user, profile, on, held)

    def allows(self, right: str, site: SiteId | None = None) -> bool:
        """Whether the right is held there; without a site, at all."""
        return self.held.allows(self.catalogue.bits.get(right, 0), site)

    def may(self, right: str, site: SiteId | None = None) -> Verdict:
        """Likewise, with the reason of a no."""
        if self.allows(right, site):
            return YES
        key = right, None if site is None else site.int  # hashed quicker than the identifier
        if (refusal := self._refusals.get(key)) is None:
            refusal = may(self.catalogue, self.user, self.profile, right, site, on=self.on)
            if len(self._refusals) < MOST_REFUSALS:
                self._refusals[key] = refusal
        return refusal

    @property
    def may_act(self) -> Verdict:
        """Whether it may act at all, on the day it was compiled for."""
        return may_act(self.user, self.on)

    @property
    def granting(self) -> Granting:
        """What it may grant."""
        return Granting.of(self.catalogue, self.user, self.profile, self.on)


@frozen
class CompiledRights:
    """What everybody of a workspace may do on one day, as of one version of its rights. Immutable."""

    catalogue: Catalogue
    """Every right there is."""
    on: date
    """The legal day it is worked out for: accounts expire."""
    held: dict[int, Held] = field(repr=False)
    """By the number of a user's identifier, which is quicker to look up than the identifier; shared by situation."""

    @classmethod
    def of(
        cls, catalogue: Catalogue, on: date, profiles: Profiles, people: Iterable[tuple[UserId, Situation]]
    ) -> CompiledRights:
        """Compile a workspace.

        Args:
            catalogue: every right there is.
            on: the legal day.
            profiles: its profiles.
            people: each user with his situation.
        """
        known: dict[Situation, Held] = {}
        held: dict[int, Held] = {}
        for user, situation in people:
            if (his := known.get(situation)) is None:
                his = known[situation] = compiled(catalogue, situation, profiles, on)
            held[user.int] = his
        return cls(catalogue, on, held)

    def may(self, user: UserId, right: str, site: SiteId | None = None) -> bool:
        """Whether a user may do this, here; without a site, whether he may do it at all."""
        held = self.held.get(user.int)
        return held is not None and held.allows(self.catalogue.bits.get(right, 0), site)

    def rights(self, user: UserId) -> frozenset[str]:
        """Give all that a user holds."""
        held = self.held.get(user.int)
        bits = 0 if held is None else held.bits
        return frozenset(right for right, bit in self.catalogue.bits.items() if bits & bit)
