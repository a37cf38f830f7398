"""What can happen to profiles and users. Each entry carries the new state of what changed."""

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
class UserCreated(Fact):
    """An account came into being."""

    KIND: ClassVar[str] = "user-created"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "user"

    user: User


@frozen
class UserAttached(Fact):
    """A user received a profile."""

    KIND: ClassVar[str] = "user-attached"
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
