"""Profiles and users."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, select

from registre_core.kernel.errors import Conflict
from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.kernel.names import folded, sort_key
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.ports.storage import NamedOrder
from registre_core.rights import AccountKind, Profile, User
from registre_storage_sqlalchemy.columns import identifier
from registre_storage_sqlalchemy.conditions import Beginning, equal
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import profiles, sites, user_sites, users
from registre_storage_sqlalchemy.shelves import Link, Reference, Shelf
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work


def _profile(row: AnyRow) -> Profile:
    identifier, name, rights, description, version = row
    return Profile(identifier, name, frozenset(rights), description, version)


def _profile_row(profile: Profile) -> Mapping[str, Any]:
    return {
        "name": profile.name,
        "name_key": sort_key(profile.name),
        "folded_name": folded(profile.name),
        "rights": sorted(profile.rights),
        "description": profile.description,
        "version": profile.version,
    }


_NAMESAKE = select(profiles.c.name).where(
    profiles.c.workspace_id == WORKSPACE,
    profiles.c.folded_name == bindparam("folded"),
    profiles.c.id != bindparam("of_id"),
)


def _require_free_name(work: Work, profile: Profile) -> None:
    for (name,) in work.rows(_NAMESAKE, {"folded": folded(profile.name), "of_id": profile.id}):
        raise Conflict("name-taken", "another profile bears this name", {"name": name})


_PROFILES = Shelf(
    "profile",
    profiles,
    (profiles.c.id, profiles.c.name, profiles.c.rights, profiles.c.description, profiles.c.version),
    read=_profile,
    write=_profile_row,
    guard=_require_free_name,
)


_PROFILE_LISTS = Listing(_PROFILES, {NamedOrder.NAME: profiles.c.name_key})
_PROFILES_NAMED = Beginning(profiles.c.name_key)


class SqlProfileReader:
    """Profiles, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, profile: ProfileId) -> Profile:
        """Give one profile."""
        return _PROFILES.get(self._work, profile)

    def page(
        self,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Profile]:
        """List profiles."""
        return _PROFILE_LISTS.page(self._work, order, after, limit, _PROFILES_NAMED.asked(named))

    def count(self, *, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        """Count profiles."""
        return _PROFILE_LISTS.count(self._work, cap, _PROFILES_NAMED.asked(named))


class SqlProfileStore(SqlProfileReader):
    """Profiles, to write."""

    def add(self, profile: Profile) -> Profile:
        """Keep a new profile."""
        return _PROFILES.add(self._work, profile)

    def save(self, profile: Profile) -> Profile:
        """Keep the changed profile."""
        return _PROFILES.save(self._work, profile)


_KINDS = {one.value: one for one in AccountKind}


def _user(row: AnyRow) -> User:
    user, name, email, profile, grants, denials, on_sites, active, kind, version = row
    return User(
        user,
        name,
        email,
        profile,
        frozenset(grants),
        frozenset(denials),
        None if on_sites is None else frozenset([SiteId(identifier(site)) for site in on_sites]),
        active,
        _KINDS[kind],
        version,
    )


def _user_row(user: User) -> Mapping[str, Any]:
    return {
        "name": user.name,
        "name_key": sort_key(user.name),
        "email": user.email,
        "profile_id": user.profile_id,
        "grants": sorted(user.grants),
        "denials": sorted(user.denials),
        "sites": None if user.sites is None else sorted(str(site) for site in user.sites),
        "active": user.active,
        "kind": user.kind.value,
        "version": user.version,
    }


def _sites_of(user: User) -> Iterable[SiteId]:
    return user.sites or ()


_USERS = Shelf(
    "user",
    users,
    (
        users.c.id,
        users.c.name,
        users.c.email,
        users.c.profile_id,
        users.c.grants,
        users.c.denials,
        users.c.sites,
        users.c.active,
        users.c.kind,
        users.c.version,
    ),
    read=_user,
    write=_user_row,
    references=[
        Reference("profile", profiles, lambda user: (user.profile_id,) if user.profile_id else ()),
        Reference("site", sites, _sites_of),
    ],
    links=[Link(user_sites, "user_id", "site_id", _sites_of)],
)


_USER_LISTS = Listing(_USERS, {NamedOrder.NAME: users.c.name_key})
_USERS_NAMED = Beginning(users.c.name_key)
_WITH_PROFILE = equal(users.c.profile_id, "profile")


class SqlUserReader:
    """Users, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, user: UserId) -> User:
        """Give one user."""
        return _USERS.get(self._work, user)

    def page(
        self,
        *,
        profile: ProfileId | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[User]:
        """List users."""
        return _USER_LISTS.page(self._work, order, after, limit, {_WITH_PROFILE: profile, **_USERS_NAMED.asked(named)})

    def count(self, *, profile: ProfileId | None = None, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        """Count users."""
        return _USER_LISTS.count(self._work, cap, {_WITH_PROFILE: profile, **_USERS_NAMED.asked(named)})


class SqlUserStore(SqlUserReader):
    """Users, to write."""

    def add(self, user: User) -> User:
        """Keep a new user."""
        return _USERS.add(self._work, user)

    def save(self, user: User) -> User:
        """Keep the changed user."""
        return _USERS.save(self._work, user)
