"""Profiles and users in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from registre_core.kernel.errors import Conflict, RegistreError
from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.kernel.names import folded
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import NamedOrder
from registre_core.rights import Profile, Situation, User
from registre_core.testing.memory.rows import (
    OnDesk,
    agrees,
    begins,
    count,
    get,
    page,
    refuse_known,
    require,
    with_next_version,
)


class MemoryProfileReader(OnDesk):
    """Profiles, to read."""

    def get(self, profile: ProfileId) -> Profile:
        return get(self._desk.rows.profiles, profile, "profile")

    def every(self) -> Mapping[ProfileId, Profile]:
        return dict(self._desk.rows.profiles)

    def page(
        self,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Profile]:
        return page(self._asked_for(named), order, after, limit)

    def count(self, *, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(named), cap)

    def _asked_for(self, named: str | None) -> Iterator[Profile]:
        return (profile for profile in self._desk.rows.profiles.values() if begins(profile.name, named))


class MemoryProfileStore(MemoryProfileReader):
    """Profiles, to write."""

    def add(self, profile: Profile) -> Profile:
        rows = self._desk.rows
        require_storable(profile)
        refuse_known(rows.profiles, profile.id, "profile")
        self._refuse_taken_name(profile)
        self._desk.change_rights()
        rows.profiles[profile.id] = profile
        return profile

    def save(self, profile: Profile) -> Profile:
        rows = self._desk.rows
        require_storable(profile)
        changed = with_next_version(rows.profiles, profile.id, profile, "profile")
        self._refuse_taken_name(profile)
        self._desk.change_rights()
        rows.profiles[profile.id] = changed
        return changed

    def remove(self, profile: Profile) -> None:
        rows = self._desk.rows
        with_next_version(rows.profiles, profile.id, profile, "profile")
        if any(user.profile_id == profile.id for user in rows.users.values()):
            raise Conflict("profile-in-use", "users share this profile: let another take them", {"name": profile.name})
        self._desk.change_rights()
        del rows.profiles[profile.id]

    def _refuse_taken_name(self, profile: Profile) -> None:
        for other in self._desk.rows.profiles.values():
            if other.id != profile.id and folded(other.name) == folded(profile.name):
                raise Conflict("name-taken", "another profile bears this name", {"name": other.name})


class MemoryUserReader(OnDesk):
    """Users, to read."""

    def get(self, user: UserId) -> User:
        return get(self._desk.rows.users, user, "user")

    def several(self, users: Collection[UserId]) -> list[User]:
        return [self.get(user) for user in sorted(set(users))]

    def version(self) -> int | None:
        rows = self._desk.rows
        return None if self._desk.has_changed_rights else rows.rights_version

    def situations(self, profile: ProfileId | None = None) -> Iterable[tuple[Situation, int]]:
        users = self._desk.rows.users.values()
        return Counter(Situation.of(user) for user in users if agrees(profile, user.profile_id)).items()

    def numbers(self, profiles: Collection[ProfileId]) -> Mapping[ProfileId, int]:
        shared = Counter(user.profile_id for user in self._desk.rows.users.values())
        return {profile: shared[profile] for profile in profiles}

    def everybody(self) -> Iterator[tuple[UserId, Situation]]:
        known: dict[Situation, Situation] = {}
        for user in sorted(self._desk.rows.users.values(), key=lambda user: user.id):
            situation = Situation.of(user)
            yield user.id, known.setdefault(situation, situation)

    def addresses(self, among: Collection[str]) -> frozenset[str]:
        known = {user.email.lower() for user in self._desk.rows.users.values() if user.email}
        return frozenset(known & {address.lower() for address in among})

    def page(
        self,
        *,
        profile: ProfileId | None = None,
        named: str | None = None,
        among: Collection[Situation] | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[User]:
        return page(self._asked_for(profile, named, among), order, after, limit)

    def count(self, *, profile: ProfileId | None = None, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(profile, named), cap)

    def _asked_for(
        self, profile: ProfileId | None, named: str | None, among: Collection[Situation] | None = None
    ) -> Iterator[User]:
        for user in self._desk.rows.users.values():
            if agrees(profile, user.profile_id) and begins(user.name, named) and _is_among(user, among):
                yield user


def _is_among(user: User, situations: Collection[Situation] | None) -> bool:
    return situations is None or Situation.of(user) in situations


class MemoryUserStore(MemoryUserReader):
    """Users, to write."""

    def add(self, user: User) -> User:
        rows = self._desk.rows
        require_storable(user)
        refuse_known(rows.users, user.id, "user")
        self._require_named(user)
        self._desk.change_rights()
        rows.users[user.id] = user
        return user

    def save(self, user: User) -> User:
        rows = self._desk.rows
        require_storable(user)
        changed = with_next_version(rows.users, user.id, user, "user")
        self._require_named(user)
        self._desk.change_rights()
        rows.users[user.id] = changed
        return changed

    def add_all(self, users: Iterable[User]) -> None:
        with self._all_or_none():
            for user in users:
                self.add(user)

    def save_all(self, users: Iterable[User]) -> list[User]:
        with self._all_or_none():
            return [self.save(user) for user in users]

    @contextmanager
    def _all_or_none(self) -> Iterator[None]:
        rows, had_changed_rights = self._desk.rows, self._desk.has_changed_rights
        users, version = dict(rows.users), rows.rights_version
        try:
            yield
        except RegistreError:
            rows.users, rows.rights_version = users, version
            self._desk.has_changed_rights = had_changed_rights
            raise

    def _require_named(self, user: User) -> None:
        rows = self._desk.rows
        require(rows.profiles, [user.profile_id], "profile")
        require(rows.sites, user.sites or (), "site")
