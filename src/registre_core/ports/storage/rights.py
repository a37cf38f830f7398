"""Questions about profiles and users."""

from __future__ import annotations

from typing import Protocol

from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.ports.storage.orders import NamedOrder
from registre_core.rights import Profile, User


class ProfileReader(Protocol):
    """Profiles."""

    def get(self, profile: ProfileId) -> Profile:
        """Give one profile.

        Raises:
            NotFound: ``profile-not-found``.
        """
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


class UserReader(Protocol):
    """Users."""

    def get(self, user: UserId) -> User:
        """Give one user.

        Raises:
            NotFound: ``user-not-found``.
        """
        ...

    def page(
        self,
        *,
        profile: ProfileId | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[User]:
        """List users: of one profile, or whose names begin as `named`, where given."""
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
