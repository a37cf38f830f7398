"""Questions about the register. Entries have no update and no delete; what names a person beside them can be erased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol
from uuid import UUID

from attrs import frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import EntryId, SiteId
from registre_core.kernel.storable import unstorable
from registre_core.kernel.validation import Checked
from registre_core.register import Entry, Head, Row


@frozen
class EntryFilter(Checked):
    """Which entries a list shows; every condition named must hold."""

    section: Section | None = None
    """Only those of this section."""
    kind: str | None = None
    """Only of this kind of fact."""
    among: frozenset[SiteId] | None = None
    """Only on these sites, or on none at all; ``None`` means any."""

    def contradictions(self) -> list[Problem]:
        """A kind is a text that may stand in a question."""
        return list(unstorable(self.kind, "kind"))


EVERY_ENTRY = EntryFilter()
"""No condition."""


class RegisterReader(Protocol):
    """The register of one workspace."""

    def head(self) -> Head:
        """Tell where the chain ends."""
        ...

    def holds(self, entry: EntryId) -> bool:
        """Tell whether an entry arrived: the question to ask after a connection was cut in mid-commit."""
        ...

    def find(self, entry: EntryId) -> Entry | None:
        """Give an entry by its identifier, if it arrived: who was told that something is there asks what it is.

        Raises:
            IntegrityBreach: ``entry-unreadable``, as `entries`.
        """
        ...

    def chain(self) -> Iterator[Row]:
        """Stream number, bytes and link of every entry, by number: what verification needs, and nothing more."""
        ...

    def entries(self, where: EntryFilter = EVERY_ENTRY, *, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        """Stream entries by number, those behind number `after`, at most `limit`.

        Raises:
            IntegrityBreach: ``entry-unreadable``, with the fact ``number``, at an entry whose list columns hold what no
                entry can hold; those behind it can still be read.
        """
        ...


class RegisterStore(RegisterReader, Protocol):
    """The same, to extend."""

    def append(self, entry: Entry) -> None:
        """Put an entry at the end and move the head to it.

        Raises:
            Conflict: ``not-the-next-entry``, when it is not of this workspace, its number is not the head's plus one,
                or its link does not follow from the head's; ``already-exists`` when its identifier is there.
            NotFound: ``document-not-found``, when it names a document that a sweep takes away, or took.
        """
        ...

    def append_all(self, entries: Iterable[Entry]) -> None:
        """Put entries at the end, each behind the one before it, as `append` does, in far fewer statements.

        Raises:
            Conflict: as `append` does, and then none of them is there.
            NotFound: likewise.
        """
        ...

    def forget(self, person: UUID) -> int:
        """Erase every personal part about this person, with its salt, and tell how many there were.

        Only what lies beside the entries goes: their bytes and links stay, and so do the parts about others.
        """
        ...
