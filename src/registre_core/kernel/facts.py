"""Facts: what happened, in the past participle, as the register keeps it for ever.

A fact is an attrs class that carries the new state of what changed. Its fields go into the chained bytes, but for those
marked `personal`: they lie beside the chain, one part for each person, and can be erased without breaking it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from registre_core.kernel.identifiers import SiteId


class Section(StrEnum):
    """Which part of the register an entry belongs to."""

    SAFETY = "safety"
    """What is shown to a commission: checks, observations, permits, drills."""
    ADMINISTRATION = "administration"
    """Accounts, rights, invoices: chained all the same, not shown."""


class Fact:
    """Base of everything that can happen; a subclass is an attrs class with these class attributes."""

    __slots__ = ()

    KIND: ClassVar[str]
    """Its stable name in the register, kebab-case; never reused for something else."""
    SCHEMA: ClassVar[int] = 1
    """The version of its fields."""
    SECTION: ClassVar[Section]
    """Where it is filed."""
    SUBJECT: ClassVar[str]
    """What kind of thing it happened to, such as ``site``."""

    @property
    def subject_id(self) -> UUID:
        """The identifier of the thing it happened to: of the field named like `SUBJECT`, unless overridden."""
        thing: UUID = getattr(self, self.SUBJECT).id
        return thing

    @property
    def site_id(self) -> SiteId | None:
        """The site it happened on, if it did on one."""
        return getattr(getattr(self, self.SUBJECT), "site_id", None)


def personal() -> Mapping[str, bool]:
    """Mark a field that says something about a person: ``name: str = field(metadata=personal())``.

    The person is the one whose `id` stands beside it in the same class.
    """
    return {"personal": True}
