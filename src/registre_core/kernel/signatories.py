"""Who signs: roles, the rule that says which of them must, and the person who does."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.facts import personal
from registre_core.kernel.validation import Checked, each_once, must, not_blank, not_empty, one_line


class SignatoryRole(StrEnum):
    """On whose side somebody signs."""

    OPERATOR = "operator"
    """Who answers for the site (*exploitant*)."""
    CONTRACTOR = "contractor"
    """Who did the work, or is to do it (*prestataire*)."""
    CONTACT = "contact"
    """Who was met on the spot (*interlocuteur*)."""


class PersonKind(StrEnum):
    """How the register knows a person."""

    USER = "user"
    """By an account of the workspace."""
    CONTACT = "contact"
    """As a contact of the workspace."""
    NAMED = "named"
    """By a name that somebody wrote down on the spot; no account and no contact."""


@frozen
class PersonKey(Checked):
    """A person without his name: what may stand in a collection, and is chained for ever."""

    kind: PersonKind
    """Whether `id` is that of an account or of a contact."""
    id: UUID
    """Which one."""

    def contradictions(self) -> list[Problem]:
        """Nobody is found again by a name alone."""
        if self.kind is not PersonKind.NAMED:
            return []
        return [Problem("kind", "person-without-identifier", "only an account or a contact is named by identifier")]


@frozen
class Signer(Checked):
    """Somebody who is to sign, or has signed."""

    kind: PersonKind
    """How the register knows him."""
    id: UUID
    """His account, his contact, or what was made for him when his name was written down."""
    name: str = field(metadata={**must(not_blank, one_line), **personal()})
    """His name at that moment, read from storage wherever it is known there."""
    capacity: str = field(default="", metadata=must(one_line))
    """In what function he signs, such as ``responsable sécurité``; of a function, never of a person."""


@frozen
class SignatoryRule(Checked):
    """Which roles sign, in what order, and how many of those asked in each of them."""

    roles: tuple[SignatoryRole, ...] = field(metadata=must(not_empty, each_once))
    """Every one of them must sign; in this order where `in_order` says so."""
    needed: int | None = None
    """How many of those asked in each role must sign: ``None`` for all of them, 1 for whoever comes first, n of m."""
    in_order: bool = False
    """Whether a role is only asked to sign when those before it have."""

    def contradictions(self) -> list[Problem]:
        """Nobody is no signatory."""
        if self.needed is None or self.needed >= 1:
            return []
        return [Problem("needed", "number-too-small", "'needed' must be at least 1", {"minimum": 1})]
