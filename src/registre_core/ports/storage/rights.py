"""Questions about profiles and users."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.kernel.pages import Page
from registre_core.rights import Profile, User


class ProfileReader(Protocol):
    """Profiles."""

    def get(self, profile: ProfileId) -> Profile:
        """Give one profile.

        Raises:
            NotFound: ``profile-not-found``.
        """
        ...

    def page(self, *, after: UUID | None = None, limit: int = 50) -> Page[Profile]:
        """List profiles by identifier."""
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

    def page(self, *, profile: ProfileId | None = None, after: UUID | None = None, limit: int = 50) -> Page[User]:
        """List users by identifier, those of one profile if named."""
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
