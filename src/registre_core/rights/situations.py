"""What decides what somebody may do, apart from who he is: users of one situation are alike before every right."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from attrs import evolve, frozen

from registre_core.kernel.identifiers import ProfileId, SiteId
from registre_core.rights.entities import Profile, User

NOTHING: frozenset[str] = frozenset()


@frozen(cache_hash=True)
class Situation:
    """Everything of an account that bears on rights (*situation*), so that thousands who share it are judged once.

    Its fields mean what they mean on `User`.
    """

    profile_id: ProfileId | None = None
    """The profile shared, if any."""
    grants: frozenset[str] = NOTHING
    """Rights beside the profile's."""
    denials: frozenset[str] = NOTHING
    """Rights taken away, whatever gives them."""
    sites: frozenset[SiteId] | None = None
    """``None`` means all sites, those to come included."""
    active: bool = True
    """Whether the account may act at all."""
    locked: bool = False
    """Whether it is shut for the time being."""
    expires_on: date | None = None
    """The last day it may act."""

    @classmethod
    def of(cls, account: User) -> Situation:
        """Take the situation of an account."""
        return cls(
            account.profile_id,
            account.grants,
            account.denials,
            account.sites,
            account.active,
            account.locked,
            account.expires_on,
        )

    @property
    def has_exceptions(self) -> bool:
        """Whether something is granted or denied beside the profile."""
        return bool(self.grants or self.denials)

    def attached_to(self, profile: Profile, given: frozenset[str] | None = None) -> Situation:
        """Share this profile from now on.

        Args:
            profile: the profile.
            given: what was given so far, to be kept: the difference becomes exceptions. Without it exceptions are
                dropped, since homogeneous rights are the purpose of a profile (S1).
        """
        if given is None:
            return evolve(self, profile_id=profile.id, grants=NOTHING, denials=NOTHING)
        return evolve(self, profile_id=profile.id, grants=given - profile.rights, denials=profile.rights - given)

    def detached(self, given: frozenset[str] | None = None) -> Situation:
        """Share no profile any more.

        Args:
            given: what was given so far, to be kept as own grants. Without it only the own grants stay.
        """
        if given is None:
            return evolve(self, profile_id=None, grants=self.grants - self.denials, denials=NOTHING)
        return evolve(self, profile_id=None, grants=given, denials=NOTHING)

    def given_to(self, user: User) -> User:
        """Put an account into this situation."""
        return evolve(
            user,
            profile_id=self.profile_id,
            grants=self.grants,
            denials=self.denials,
            sites=self.sites,
            active=self.active,
            locked=self.locked,
            expires_on=self.expires_on,
        )


Situated: TypeAlias = User | Situation
"""Whatever has a situation: an account, or the situation itself."""
