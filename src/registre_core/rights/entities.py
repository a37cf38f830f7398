"""Catalogue, profile and user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Self

from attrs import evolve, field, frozen

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.errors import ConfigurationError, Problem
from registre_core.kernel.facts import personal
from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.kernel.validation import E_MAIL, Checked, at_least, must, not_blank
from registre_core.rights.tables import MODULES, Module, Right


@frozen
class Catalogue:
    """Every right there is: the core's modules and the plug-ins', joined once when the host is put together."""

    modules: tuple[Module, ...] = MODULES
    """In the order people see them."""
    rights: Mapping[str, Right] = field(init=False, repr=False, eq=False)
    """By code."""

    def __attrs_post_init__(self) -> None:
        rights = [right for module in self.modules for right in module.rights]
        by_code = {right.code: right for right in rights}
        if len(by_code) < len(rights) or len({module.code for module in self.modules}) < len(self.modules):
            raise ConfigurationError("duplicate-right", "two modules of the catalogue bear one name: rename one")
        for right in rights:
            for needed in sorted(right.needs - by_code.keys()):
                said = f"{right.code} needs {needed}, which no module has: nobody could ever hold it"
                raise ConfigurationError("unknown-right", said, {"right": needed})
        object.__setattr__(self, "rights", by_code)

    @property
    def every(self) -> frozenset[str]:
        """The codes of all rights: what a first administrator holds."""
        return frozenset(self.rights)

    def unknown(self, codes: Iterable[str], path: str) -> list[Problem]:
        """Tell which of these codes name no right."""
        return [
            Problem(path, "unknown-right", f"there is no right {code!r}", {"right": code})
            for code in sorted(set(codes) - self.every)
        ]

    def completed(self, codes: Iterable[str]) -> frozenset[str]:
        """Add the rights that these need, so that what is saved is what is held."""
        known = set(codes)
        waiting = list(known)
        while waiting:
            right = self.rights.get(waiting.pop())
            missing = (right.needs if right else frozenset()) - known
            known |= missing
            waiting.extend(missing)
        return frozenset(known)


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

    def contradictions(self) -> list[Problem]:
        """Nothing but the identifier is left of somebody who was erased, and nothing comes back."""
        left = (self.email, self.profile_id, self.grants, self.denials, self.sites, self.active)
        if not self.is_erased or left == (None, None, frozenset(), frozenset(), frozenset(), False):
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

    def attached_to(self, profile: ProfileId) -> Self:
        """Give him this profile; his exceptions are dropped, since homogeneous rights are its purpose (S1)."""
        return evolve(self, profile_id=profile, grants=frozenset(), denials=frozenset())

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
        )
