"""What can happen to profiles and users. Each entry carries the new state of what changed."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from registre_core.kernel.erasure import Erasure
from registre_core.kernel.facts import Fact, Section
from registre_core.rights.entities import Profile, User


class _OfProfile(Fact):
    """Base of what happens to a profile."""

    __slots__ = ()

    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "profile"


class _OfUser(Fact):
    """Base of what happens to an account. Schema 2 says whether it is locked, and when it expires."""

    __slots__ = ()

    SCHEMA: ClassVar[int] = 2
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "user"


@frozen
class ProfileCreated(_OfProfile):
    """A profile came into being."""

    KIND: ClassVar[str] = "profile-created"

    profile: Profile


@frozen
class ProfileEdited(_OfProfile):
    """A profile has other rights, another name or another description; its users follow."""

    KIND: ClassVar[str] = "profile-edited"

    profile: Profile


@frozen
class ProfileDeleted(_OfProfile):
    """A profile is gone; nobody shared it any more."""

    KIND: ClassVar[str] = "profile-deleted"

    profile: Profile
    """As it was."""


@frozen
class UserCreated(_OfUser):
    """An account came into being."""

    KIND: ClassVar[str] = "user-created"

    user: User


@frozen
class UserAttached(_OfUser):
    """A user received a profile."""

    KIND: ClassVar[str] = "user-attached"

    user: User


@frozen
class UserDetached(_OfUser):
    """A user shares no profile any more."""

    KIND: ClassVar[str] = "user-detached"

    user: User


@frozen
class UserChanged(_OfUser):
    """A user has other exceptions, other sites, or another state; or another name or address."""

    KIND: ClassVar[str] = "user-changed"

    user: User


@frozen
class UserErased(Fact):
    """The person behind an account was erased. Verification reads whose parts may be absent."""

    KIND: ClassVar[str] = "user-erased"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "user"

    user: Erasure
    """What went with the name."""
