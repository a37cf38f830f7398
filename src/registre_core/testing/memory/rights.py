"""Profiles and users in memory."""

from __future__ import annotations

from collections.abc import Iterator

from registre_core.kernel.errors import Conflict
from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.kernel.names import folded
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import NamedOrder
from registre_core.rights import Profile, User
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
        rows.profiles[profile.id] = profile
        return profile

    def save(self, profile: Profile) -> Profile:
        rows = self._desk.rows
        require_storable(profile)
        changed = with_next_version(rows.profiles, profile.id, profile, "profile")
        self._refuse_taken_name(profile)
        rows.profiles[profile.id] = changed
        return changed

    def _refuse_taken_name(self, profile: Profile) -> None:
        for other in self._desk.rows.profiles.values():
            if other.id != profile.id and folded(other.name) == folded(profile.name):
                raise Conflict("name-taken", "another profile bears this name", {"name": other.name})


class MemoryUserReader(OnDesk):
    """Users, to read."""

    def get(self, user: UserId) -> User:
        return get(self._desk.rows.users, user, "user")

    def page(
        self,
        *,
        profile: ProfileId | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[User]:
        return page(self._asked_for(profile, named), order, after, limit)

    def count(self, *, profile: ProfileId | None = None, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(profile, named), cap)

    def _asked_for(self, profile: ProfileId | None, named: str | None) -> Iterator[User]:
        for user in self._desk.rows.users.values():
            if agrees(profile, user.profile_id) and begins(user.name, named):
                yield user


class MemoryUserStore(MemoryUserReader):
    """Users, to write."""

    def add(self, user: User) -> User:
        rows = self._desk.rows
        require_storable(user)
        refuse_known(rows.users, user.id, "user")
        self._require_named(user)
        rows.users[user.id] = user
        return user

    def save(self, user: User) -> User:
        rows = self._desk.rows
        require_storable(user)
        changed = with_next_version(rows.users, user.id, user, "user")
        self._require_named(user)
        rows.users[user.id] = changed
        return changed

    def _require_named(self, user: User) -> None:
        rows = self._desk.rows
        require(rows.profiles, [user.profile_id], "profile")
        require(rows.sites, user.sites or (), "site")
