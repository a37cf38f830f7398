"""Profiles and users."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import bindparam, select

from registre_core.kernel.errors import Conflict
from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.kernel.names import folded, sort_key
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.ports.storage import NamedOrder
from registre_core.rights import AccountKind, Profile, Situation, User
from registre_storage_sqlalchemy.columns import identifier
from registre_storage_sqlalchemy.conditions import Beginning, OneOf, equal
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import profiles, rights_situations, sites, user_sites, users
from registre_storage_sqlalchemy.shelves import Guard, Link, Reference, Shelf, askable, batches, net
from registre_storage_sqlalchemy.situations import Turnover, everybody_in, interned, numbers_in, numbers_of
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built


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


_NAMESAKES = select(profiles.c.folded_name, profiles.c.id, profiles.c.name).where(
    profiles.c.workspace_id == WORKSPACE, profiles.c.folded_name.in_(bindparam("folded", expanding=True))
)


def _names_guarded(work: Work, given: Sequence[Profile]) -> Guard[Profile]:
    """Refuse a name that another profile bears."""
    asked = askable(folded(profile.name) for profile in given)
    bearers = {key: bearer for some in batches(asked) for key, *bearer in work.rows(_NAMESAKES, {"folded": some})}

    def guard(profile: Profile) -> None:
        bearer, name = bearers.setdefault(folded(profile.name), [profile.id, profile.name])
        if bearer != profile.id:
            raise Conflict("name-taken", "another profile bears this name", {"name": name})

    return guard


_PROFILES = Shelf(
    "profile",
    profiles,
    (profiles.c.id, profiles.c.name, profiles.c.rights, profiles.c.description, profiles.c.version),
    read=_profile,
    write=_profile_row,
    guarded=_names_guarded,
)


_EVERY_PROFILE = select(*_PROFILES.columns).where(profiles.c.workspace_id == WORKSPACE).order_by(profiles.c.id)
_SHARED = (
    select(rights_situations.c.digest)
    .where(rights_situations.c.workspace_id == WORKSPACE, rights_situations.c.profile_id == bindparam("profile"))
    .limit(1)
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

    def every(self) -> Mapping[ProfileId, Profile]:
        """Give all profiles."""
        return {profile.id: profile for profile in built("profile", _profile, self._work.rows(_EVERY_PROFILE))}

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
        _PROFILES.admit(self._work, [profile])
        self._work.change_rights()
        _PROFILES.put(self._work, [profile])
        return profile

    def save(self, profile: Profile) -> Profile:
        """Keep the changed profile: one row, however many users share it."""
        [renewal] = _PROFILES.renewed(self._work, [profile])
        self._work.change_rights()
        _PROFILES.replace(self._work, [renewal])
        return renewal.entity

    def remove(self, profile: Profile) -> None:
        """Drop a profile that no user shares."""
        _PROFILES.require_stored(self._work, profile)
        if self._work.rows(_SHARED, {"profile": profile.id}):
            raise Conflict("profile-in-use", "users share this profile: let another take them", {"name": profile.name})
        self._work.change_rights()
        _PROFILES.remove(self._work, profile)


_KINDS = {one.value: one for one in AccountKind}


def _user(row: AnyRow) -> User:
    user, name, email, profile, grants, denials, on_sites, active, kind, version, locked, expires_on = row
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
        locked,
        expires_on,
    )


def _user_row(user: User) -> Mapping[str, Any]:
    return {
        "name": user.name,
        "name_key": sort_key(user.name),
        "email": user.email,
        "email_key": user.email and user.email.lower(),
        "profile_id": user.profile_id,
        "grants": sorted(user.grants),
        "denials": sorted(user.denials),
        "sites": None if user.sites is None else sorted(str(site) for site in user.sites),
        "active": user.active,
        "kind": user.kind.value,
        "version": user.version,
        "locked": user.locked,
        "expires_on": user.expires_on,
        "situation": interned(Situation.of(user)).digest,
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
        users.c.locked,
        users.c.expires_on,
    ),
    read=_user,
    write=_user_row,
    references=[
        Reference("profile", profiles, lambda user: (user.profile_id,) if user.profile_id else ()),
        Reference("site", sites, _sites_of),
    ],
    links=[Link(user_sites, "user_id", "site_id", _sites_of)],
    mark=users.c.situation,
)

_ADDRESSES = select(users.c.email_key).where(
    users.c.workspace_id == WORKSPACE, users.c.email_key.in_(bindparam("among", expanding=True))
)

_USER_LISTS = Listing(_USERS, {NamedOrder.NAME: users.c.name_key})
_USERS_NAMED = Beginning(users.c.name_key)
_WITH_PROFILE = equal(users.c.profile_id, "profile")
_IN_SITUATION = OneOf(users.c.situation, "situation", nothing=b"")


class SqlUserReader:
    """Users, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, user: UserId) -> User:
        """Give one user."""
        return _USERS.get(self._work, user)

    def several(self, users: Collection[UserId]) -> list[User]:
        """Give these users."""
        return _USERS.several(self._work, users)

    def version(self) -> int | None:
        """Tell the version of the workspace's rights, which came with the head."""
        return self._work.rights_version

    def situations(self, profile: ProfileId | None = None) -> Iterable[tuple[Situation, int]]:
        """Give every situation that users are in."""
        return numbers_in(self._work, profile)

    def numbers(self, profiles: Collection[ProfileId]) -> Mapping[ProfileId, int]:
        """Count who shares these profiles."""
        return numbers_of(self._work, profiles)

    def everybody(self) -> Iterator[tuple[UserId, Situation]]:
        """Give every user with his situation."""
        return everybody_in(self._work)

    def addresses(self, among: Collection[str]) -> frozenset[str]:
        """Give those of these mail addresses that users have."""
        asked = askable(address.lower() for address in among)
        rows = (row for some in batches(asked) for row in self._work.rows(_ADDRESSES, {"among": some}))
        return frozenset(address for (address,) in rows)

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
        """List users."""
        digests = None if among is None else {interned(situation).digest for situation in among}
        asked = {**_IN_SITUATION.asked(digests), _WITH_PROFILE: profile, **_USERS_NAMED.asked(named)}
        return _USER_LISTS.page(self._work, order, after, limit, asked)

    def count(self, *, profile: ProfileId | None = None, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        """Count users."""
        return _USER_LISTS.count(self._work, cap, {_WITH_PROFILE: profile, **_USERS_NAMED.asked(named)})


class SqlUserStore(SqlUserReader):
    """Users, to write."""

    def add(self, user: User) -> User:
        """Keep a new user."""
        self.add_all([user])
        return user

    def save(self, user: User) -> User:
        """Keep the changed user."""
        [saved] = self.save_all([user])
        return saved

    def add_all(self, users: Iterable[User]) -> None:
        """Keep new users."""
        new = list(users)
        _USERS.admit(self._work, new)
        if new:
            with self._counted([], map(Situation.of, new)):
                _USERS.put(self._work, new)

    def save_all(self, users: Iterable[User]) -> list[User]:
        """Keep changed users."""
        renewals = _USERS.renewed(self._work, list(users))
        if changed := net(renewals):
            left, reached = [one.before.mark for one in changed], [Situation.of(one.entity) for one in changed]
            with self._counted(left, reached):
                _USERS.replace(self._work, changed)
        return [one.entity for one in renewals]

    @contextmanager
    def _counted(self, left: Iterable[bytes], reached: Iterable[Situation]) -> Iterator[None]:
        """Write users, and keep the number of those who are in each situation in step."""
        turnover = Turnover(left, reached)
        self._work.change_rights()
        turnover.enter(self._work)
        yield
        turnover.leave(self._work)
