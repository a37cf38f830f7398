"""Rights as somebody would work them out with pen and paper: one user, one right, one place at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from uuid import UUID

from attrs import define, field

from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.rights import Right, User

ANYWHERE = None
"""Where what needs no site is done: lists, profiles, accounts."""
SCHOOL, POOL, TO_COME = (SiteId(UUID(int=number)) for number in (101, 102, 103))
PLACES: tuple[SiteId | None, ...] = (ANYWHERE, SCHOOL, POOL, TO_COME)
"""The last one stands for every site there may be one day."""

Ability = tuple[UserId, str, SiteId | None]
"""Who may do what, where."""


@define
class Someone:
    """An account, as far as rights go."""

    profile: ProfileId | None = None
    grants: set[str] = field(factory=set)
    denials: set[str] = field(factory=set)
    sites: set[SiteId] | None = None
    active: bool = True
    locked: bool = False
    ends: date | None = None
    erased: bool = False


@define
class Paper:
    """Everybody and every profile, written down beside the register."""

    rights: Mapping[str, Right]
    today: date
    profiles: dict[ProfileId, set[str]] = field(factory=dict)
    people: dict[UserId, Someone] = field(factory=dict)

    def copy(self) -> Paper:
        return Paper(self.rights, self.today, deepcopy(self.profiles), deepcopy(self.people))

    def given(self, user: UserId) -> set[str]:
        one = self.people[user]
        shared = self.profiles[one.profile] if one.profile else set()
        return (shared | one.grants) - one.denials

    def holds(self, user: UserId, right: str) -> bool:
        known = self.rights.get(right)
        if known is None or right not in self.given(user):
            return False
        return all(self.holds(user, needed) for needed in known.needs)

    def can(self, user: UserId, right: str, place: SiteId | None) -> bool:
        one = self.people[user]
        if not one.active or one.locked or (one.ends is not None and self.today > one.ends):
            return False
        if place is not ANYWHERE and one.sites is not None and place not in one.sites:
            return False
        return self.holds(user, right)

    def abilities(self) -> set[Ability]:
        return {
            (user, right, place)
            for user in self.people
            for right in self.rights
            for place in PLACES
            if self.can(user, right, place)
        }

    def rules(self, user: UserId) -> bool:
        """Whether he administers the users of all sites today."""
        return self.can(user, "users.administer", ANYWHERE) and self.people[user].sites is None

    def lasts(self, user: UserId) -> bool:
        return self.rules(user) and self.people[user].ends is None

    def may_grant(self, user: UserId, right: str, place: SiteId | None) -> bool:
        return self.rules(user) or self.can(user, right, place)

    def works_at(self, user: UserId, place: SiteId | None) -> bool:
        sites = self.people[user].sites
        return place is ANYWHERE or sites is None or place in sites

    def take(self, user: User) -> None:
        """Write down somebody who is new."""
        sites = None if user.sites is None else set(user.sites)
        self.people[user.id] = Someone(
            user.profile_id, set(user.grants), set(user.denials), sites, ends=user.expires_on
        )

    def attach(self, users: Iterable[UserId], profile: ProfileId, *, keeps: bool) -> None:
        for user in users:
            had, one = self.given(user), self.people[user]
            one.profile = profile
            one.grants = had - self.profiles[profile] if keeps else set()
            one.denials = self.profiles[profile] - had if keeps else set()

    def detach(self, users: Iterable[UserId], *, keeps: bool) -> None:
        for user in users:
            had, one = self.given(user), self.people[user]
            one.grants = had if keeps else one.grants - one.denials
            one.profile, one.denials = None, set()

    def sharing(self, profile: ProfileId) -> list[UserId]:
        return [user for user, one in self.people.items() if one.profile == profile]
