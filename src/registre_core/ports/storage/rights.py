"""Questions about profiles and users."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.ports.storage.orders import NamedOrder
from registre_core.rights import Profile, Situation, User


class ProfileReader(Protocol):
    """Profiles."""

    def get(self, profile: ProfileId) -> Profile:
        """Give one profile.

        Raises:
            NotFound: ``profile-not-found``.
        """
        ...

    def every(self) -> Mapping[ProfileId, Profile]:
        """Give all profiles, in one statement: a workspace has dozens, and rights are computed over them."""
        ...

    def page(
        self,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Profile]:
        """List profiles, those whose names begin as `named` if it is given."""
        ...

    def count(self, *, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...


class ProfileStore(ProfileReader, Protocol):
    """The same, to write."""

    def add(self, profile: Profile) -> Profile:
        """Keep a new profile.

        Raises:
            Conflict: ``already-exists``, or ``name-taken`` when another profile's name folds alike.
        """
        ...

    def save(self, profile: Profile) -> Profile:
        """Keep the changed profile and give it with its new version.

        Raises:
            Conflict: ``stale-version``, or ``name-taken``.
            NotFound: ``profile-not-found``.
        """
        ...

    def remove(self, profile: Profile) -> None:
        """Drop a profile that no user shares.

        Raises:
            Conflict: ``stale-version``, or ``profile-in-use``.
            NotFound: ``profile-not-found``.
        """
        ...


class UserReader(Protocol):
    """Users."""

    def get(self, user: UserId) -> User:
        """Give one user.

        Raises:
            NotFound: ``user-not-found``.
        """
        ...

    def several(self, users: Collection[UserId]) -> list[User]:
        """Give these users, in the order of their identifiers, in a bounded number of statements.

        Raises:
            NotFound: ``user-not-found``, naming the first that is not there.
        """
        ...

    def version(self) -> int | None:
        """Tell the version of the workspace's rights: one row, read by every use case.

        It is another one after each transaction that changed a profile or a user, and the same as long as none did.
        A transaction that has changed some itself is told ``None``: what it sees may be rolled back, so nothing that is
        computed from it may be kept.
        """
        ...

    def situations(self, profile: ProfileId | None = None) -> Iterable[tuple[Situation, int]]:
        """Give every situation that users are in, of those who share one profile if it is given, with how many.

        One statement, whose cost is that of the situations, not of the users.
        """
        ...

    def numbers(self, profiles: Collection[ProfileId]) -> Mapping[ProfileId, int]:
        """Count exactly the users who share each of these profiles, in one statement; none is zero."""
        ...

    def everybody(self) -> Iterator[tuple[UserId, Situation]]:
        """Give every user with his situation, by identifier, in one statement; those alike share one value."""
        ...

    def addresses(self, among: Collection[str]) -> frozenset[str]:
        """Give those of these mail addresses that users have, case aside, in lower case."""
        ...

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
        """List users: of one profile, whose names begin as `named`, or in one of some situations, where given."""
        ...

    def count(self, *, profile: ProfileId | None = None, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...


class UserStore(UserReader, Protocol):
    """The same, to write."""

    def add(self, user: User) -> User:
        """Keep a new user.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``profile-not-found`` or ``site-not-found``, when it names one that is not there.
        """
        ...

    def save(self, user: User) -> User:
        """Keep the changed user and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``user-not-found``, ``profile-not-found`` or ``site-not-found``.
        """
        ...

    def add_all(self, users: Iterable[User]) -> None:
        """Keep new users, as `add` does, in a number of statements that grows far slower than theirs.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``profile-not-found`` or ``site-not-found``.
        """
        ...

    def save_all(self, users: Iterable[User]) -> list[User]:
        """Keep changed users, as `save` does, and give them with their new versions, in the same order.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``user-not-found``, ``profile-not-found`` or ``site-not-found``.
        """
        ...
