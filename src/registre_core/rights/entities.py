"""Profile and user."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from attrs import evolve, field, frozen

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.errors import Problem
from registre_core.kernel.facts import personal
from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.kernel.validation import E_MAIL, Checked, at_least, must, not_blank


@frozen
class Profile(Checked):
    """A named set of rights that many users share (*profil utilisateur*). Sites belong to the user, never to it."""

    id: ProfileId
    name: str = field(metadata=must(not_blank))
    """Unique in the workspace."""
    rights: frozenset[str]
    """Codes of the catalogue."""
    description: str = ""
    """What it is for."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""


class AccountKind(StrEnum):
    """Who stands behind an account."""

    PERSON = "person"
    """Somebody with a name."""
    MACHINE = "machine"
    """A program with rights like a person's."""


@frozen
class User(Checked):
    """An account with its profile, its exceptions and its sites."""

    id: UserId
    name: str = field(metadata={**must(not_blank), **personal()})
    """First and last name, or what the machine is called."""
    email: str | None = field(default=None, metadata={**must(E_MAIL), **personal()})
    """Where notices go."""
    profile_id: ProfileId | None = None
    """The profile he shares, if any."""
    grants: frozenset[str] = frozenset()
    """Rights of his own, beside the profile's."""
    denials: frozenset[str] = frozenset()
    """Rights he does not have, whatever gives them."""
    sites: frozenset[SiteId] | None = None
    """The sites he works on; ``None`` means all, those to come included."""
    active: bool = True
    """Whether he may act at all."""
    kind: AccountKind = AccountKind.PERSON
    """Person or machine."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""
    locked: bool = False
    """Whether the account is shut for the time being, as after too many wrong passwords."""
    expires_on: date | None = None
    """The last day he may act; without one there is no end."""

    def contradictions(self) -> list[Problem]:
        """Nothing but the identifier is left of somebody who was erased, and nothing comes back."""
        left = (self.email, self.profile_id, self.grants, self.denials, self.sites, self.active, self.expires_on)
        if not self.is_erased or left == (None, None, frozenset(), frozenset(), frozenset(), False, None):
            return []
        said = f"«{ERASED_NAME}» has neither address nor rights nor sites, and is not active"
        return [Problem("name", "person-erased", said)]

    @property
    def is_erased(self) -> bool:
        """Whether the person behind it was erased: the name itself is the mark."""
        return self.name == ERASED_NAME

    def works_on(self, site: SiteId) -> bool:
        """Whether the site is one of his."""
        return self.sites is None or site in self.sites

    def erased(self) -> Self:
        """Take everything away that names or describes the person, and all that he could do."""
        return evolve(
            self,
            name=ERASED_NAME,
            email=None,
            profile_id=None,
            grants=frozenset(),
            denials=frozenset(),
            sites=frozenset(),
            active=False,
            expires_on=None,
        )
