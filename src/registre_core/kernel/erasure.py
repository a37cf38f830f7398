"""Erasing a person: what is read in place of the name, and what the register keeps of it.

A person is erased and never unmade: account or contact stays under its identifier, since the chain and what others did
name it, and reads `ERASED_NAME` from then on. That name is the mark itself, so nobody who was not erased may bear it.
"""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from attrs import frozen

from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.names import folded
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict

ERASED_NAME = "Personne effacée"
"""What is read in place of the name of somebody who was erased: normative, to the letter."""

FORGETTING = Source("Regulation (EU) 2016/679 (GDPR), art. 17")
"""The right to be forgotten."""


class Person(Protocol):
    """An account or a contact."""

    @property
    def id(self) -> UUID:
        """What stays of him."""
        ...

    @property
    def is_erased(self) -> bool:
        """Whether nothing else is left."""
        ...


@frozen
class Erasure:
    """What erasing one person took away. It carries no name: it is chained for ever."""

    id: UUID
    """Who was erased: the account, or the contact."""
    parts: int
    """Personal parts of the register, each with its salt."""
    mentions: int = 0
    """Copies of the name elsewhere, such as «créée par» of findings."""
    notices: int = 0
    """Waiting notices to the person's address."""


def may_change(person: Person) -> Verdict:
    """Whether anything can still be changed of a person: erasing him too is done once."""
    if not person.is_erased:
        return YES
    said = "this person was erased: nothing can be changed any more"
    return Verdict.no(Reason("person-erased", said, FORGETTING, {"person": str(person.id)}))


def not_reserved(name: str, value: str) -> Problem | None:
    """Refuse a name that a reader would take for that of an erased person: a rule of whoever is to bear one."""
    if folded(value) != folded(ERASED_NAME):
        return None
    return Problem(name, "name-reserved", f"«{ERASED_NAME}» is how an erased person reads: choose another")


def unreserved(name: str) -> str:
    """Give a name that somebody is to bear, unless a reader would take it for that of an erased person.

    Raises:
        InvalidInput: ``name-reserved``.
    """
    if problem := not_reserved("name", name):
        raise InvalidInput.of([problem])
    return name
