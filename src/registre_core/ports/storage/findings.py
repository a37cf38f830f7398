"""Questions about findings."""

from __future__ import annotations

from typing import Protocol

from attrs import frozen

from registre_core.extraction import OpenFinding
from registre_core.findings import Finding, State
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import FindingId, InterventionId, SiteId, UserId
from registre_core.kernel.names import plain
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.ports.storage.orders import FindingOrder


@frozen
class FindingFilter:
    """Which findings a list shows; every condition named must hold."""

    among: frozenset[SiteId] | None = None
    """Only on these sites; ``None`` means on any."""
    intervention: InterventionId | None = None
    """Only from this intervention's reports."""
    state: State | None = None
    """Only those whose correction stands so."""
    creator: UserId | None = None
    """Only those this user wrote down."""
    text: str | None = None
    """Only those whose text or place has this in it, accents and case aside."""

    @property
    def words(self) -> str | None:
        """What `searchable` must have in it; ``None`` when anything will do."""
        return plain(self.text or "") or None


EVERY_FINDING = FindingFilter()
"""No condition."""


def searchable(text: str, place: str) -> str:
    """Give what a search for `FindingFilter.words` looks through; a database that searches by itself keeps it."""
    return f"{plain(text)}\n{plain(place)}"  # a search has no line ends, so it matches the one or the other


class FindingReader(Protocol):
    """Findings."""

    def get(self, finding: FindingId) -> Finding:
        """Give one finding.

        Raises:
            NotFound: ``finding-not-found``.
        """
        ...

    def page(
        self,
        where: FindingFilter = EVERY_FINDING,
        *,
        order: FindingOrder = FindingOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Finding]:
        """List findings."""
        ...

    def count(self, where: FindingFilter = EVERY_FINDING, *, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...

    def of_document(self, document: Digest, site: SiteId) -> tuple[Finding, ...]:
        """Give every finding of a site that was read in this very file, by identifier."""
        ...

    def open_on(self, site: SiteId, *, limit: int = 5_000) -> tuple[OpenFinding, ...]:
        """Tell what is open on a site, what was written down last first.

        Args:
            site: which one.
            limit: how many at most. Who compares a report with all of them wants those of the last years.
        """
        ...


class FindingStore(FindingReader, Protocol):
    """The same, to write."""

    def add(self, finding: Finding) -> Finding:
        """Keep a new finding.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``site-not-found``, ``intervention-not-found`` or ``finding-not-found``, when it names one that is
                not there.
        """
        ...

    def forget_creator(self, creator: UserId) -> int:
        """Let every finding of this user read `ERASED_NAME` as its creator, on nobody's behalf, and tell how many.

        Each one's version is raised, so that nobody writes the name back from what he read before.
        """
        ...
