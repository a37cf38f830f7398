"""What can happen to profiles and users. Each entry carries the new state of what changed.

Accounts say whether they are locked and when they expire: entries that tell so from the start are at schema 1, those
that did not use to are at schema 2.
"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from registre_core.kernel.erasure import Erasure
from registre_core.kernel.facts import Fact, Section
from registre_core.rights.entities import Profile, User


@frozen
class ProfileCreated(Fact):
    """A profile came into being."""

    KIND: ClassVar[str] = "profile-created"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "profile"

    profile: Profile


@frozen
class ProfileEdited(Fact):
    """A profile has other rights, another name or another description; its users follow."""

    KIND: ClassVar[str] = "profile-edited"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "profile"

    profile: Profile


@frozen
class ProfileDeleted(Fact):
    """A profile is gone; nobody shared it any more."""

    KIND: ClassVar[str] = "profile-deleted"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "profile"

    profile: Profile
    """As it was."""


@frozen
class UserCreated(Fact):
    """An account came into being."""

    KIND: ClassVar[str] = "user-created"
    SCHEMA: ClassVar[int] = 2
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "user"

    user: User


@frozen
class UserAttached(Fact):
    """A user received a profile."""

    KIND: ClassVar[str] = "user-attached"
    SCHEMA: ClassVar[int] = 2
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "user"

    user: User


@frozen
class UserDetached(Fact):
    """A user shares no profile any more."""

    KIND: ClassVar[str] = "user-detached"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "user"

    user: User


@frozen
class UserChanged(Fact):
    """A user has other exceptions, other sites, or another state; or another name or address."""

    KIND: ClassVar[str] = "user-changed"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "user"

    user: User


@frozen
class UserErased(Fact):
    """The person behind an account was erased. Verification reads whose parts may be absent."""

    KIND: ClassVar[str] = "user-erased"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "user"

    user: Erasure
    """What went with the name."""
