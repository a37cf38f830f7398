"""Questions about the logbook, and about the documents that are filed on sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol
from uuid import UUID

from attrs import frozen

from registre_core.kernel.identifiers import FiledDocumentId, LogbookId, SiteId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.logbook import Chapter, FiledDocument, LogbookEntry
from registre_core.ports.storage.orders import FiledOrder, LogbookOrder


@frozen
class LogbookFilter:
    """Which entries a list shows; every condition named must hold."""

    among: frozenset[SiteId] | None = None
    """Only of these sites; ``None`` means of any."""
    chapter: Chapter | None = None
    """Only of this chapter."""
    from_day: date | None = None
    """Only those about this day or later."""
    until_day: date | None = None
    """Only those about this day or earlier."""
    corrected: bool = False
    """Whether those are listed, too, that do not hold: another entry stands in for them, or they only take one back."""


EVERY_LOGBOOK_ENTRY = LogbookFilter(corrected=True)
"""No condition."""


class LogbookReader(Protocol):
    """Entries of the logbook."""

    def get(self, entry: LogbookId) -> LogbookEntry:
        """Give one entry.

        Raises:
            NotFound: ``logbook-entry-not-found``.
        """
        ...

    def page(
        self,
        where: LogbookFilter = EVERY_LOGBOOK_ENTRY,
        *,
        order: LogbookOrder = LogbookOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[LogbookEntry]:
        """List entries."""
        ...

    def count(self, where: LogbookFilter = EVERY_LOGBOOK_ENTRY, *, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...

    def every(self, where: LogbookFilter = EVERY_LOGBOOK_ENTRY) -> Iterator[LogbookEntry]:
        """Give all of them one by one, by identifier, without holding them all at once."""
        ...


class LogbookStore(LogbookReader, Protocol):
    """The same, to write."""

    def add(self, entry: LogbookEntry) -> LogbookEntry:
        """Keep a new entry.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``site-not-found``, ``user-not-found``, ``contractor-not-found``, ``contact-not-found``,
                ``logbook-entry-not-found``, when it names one that is not there.
        """
        ...

    def save(self, entry: LogbookEntry) -> LogbookEntry:
        """Keep that another entry stands in for it, and give it with its new version. Nothing else of it changes.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``logbook-entry-not-found``, or one it names, as for `add`.
        """
        ...

    def forget_person(self, person: UUID) -> int:
        """Let every entry read `ERASED_NAME` where it names this person, and tell how many; each version is raised."""
        ...


@frozen
class FiledFilter:
    """Which documents a list shows."""

    among: frozenset[SiteId] | None = None
    """Only of these sites; ``None`` means of any."""


EVERY_FILED_DOCUMENT = FiledFilter()
"""No condition."""


class FiledReader(Protocol):
    """Documents that are filed on sites."""

    def get(self, filed: FiledDocumentId) -> FiledDocument:
        """Give one.

        Raises:
            NotFound: ``filed-document-not-found``.
        """
        ...

    def page(
        self,
        where: FiledFilter = EVERY_FILED_DOCUMENT,
        *,
        order: FiledOrder = FiledOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[FiledDocument]:
        """List them."""
        ...

    def count(self, where: FiledFilter = EVERY_FILED_DOCUMENT, *, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...


class FiledStore(FiledReader, Protocol):
    """The same, to write."""

    def add(self, filed: FiledDocument) -> FiledDocument:
        """Keep a new one.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``site-not-found`` or ``user-not-found``.
        """
        ...
