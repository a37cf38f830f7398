"""Questions about findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Protocol

from attrs import field, frozen

from registre_core.extraction import OpenFinding
from registre_core.findings import Finding, Kind, Severity, State
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import FindingId, InterventionId, SiteId, UserId, VisitId
from registre_core.kernel.names import plain
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.validation import Checked, aware, must
from registre_core.ports.storage.orders import FindingOrder


@frozen
class FindingFilter(Checked):
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
    kinds: frozenset[Kind] | None = None
    """Only of these kinds; ``None`` means of any."""
    severity: Severity | None = None
    """Only those that are as grave as this."""
    visit: VisitId | None = None
    """Only the prescriptions of this visit."""
    is_open: bool | None = None
    """Only those about which somebody still has to do something; or only the others."""
    from_moment: datetime | None = field(default=None, metadata=must(aware))
    """Only those written down then, or later."""
    until_moment: datetime | None = field(default=None, metadata=must(aware))
    """Only those written down before then."""
    due_before: date | None = None
    """Only those that were to be corrected before this day."""

    @property
    def words(self) -> str | None:
        """What `searchable` must have in it; ``None`` when anything will do."""
        return plain(self.text or "") or None


EVERY_FINDING = FindingFilter()
"""No condition."""


def searchable(text: str, place: str) -> str:
    """Give what a search for `FindingFilter.words` looks through; a database that searches by itself keeps it."""
    return f"{plain(text)}\n{plain(place)}"  # a search has no line ends, so it matches the one or the other


@frozen
class FindingTally:
    """How many findings of one site are alike before a summary."""

    site_id: SiteId
    """Of which site."""
    kind: Kind
    """Observations, anomalies or prescriptions."""
    severity: Severity
    """How grave."""
    state: State
    """Where their correction stands."""
    count: int
    """How many."""
    oldest: datetime
    """When the first of them was written down."""
    overdue: int
    """How many of them were to be corrected before the day asked about."""


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

    def open_on(
        self, site: SiteId, *, kinds: frozenset[Kind] | None = None, limit: int = 5_000
    ) -> tuple[OpenFinding, ...]:
        """Tell what is still open on a site, planned or not, what was written down last first.

        Args:
            site: which one.
            kinds: only of these kinds; ``None`` means of any.
            limit: how many at most. Who compares a report with all of them wants those of the last years.
        """
        ...

    def tally(self, among: frozenset[SiteId] | None, on: date) -> tuple[FindingTally, ...]:
        """Count the findings of some sites, or of all, by site, kind, severity and state, in this order.

        Args:
            among: only on these sites; ``None`` means on any.
            on: the day that says what is overdue.
        """
        ...

    def every(self, where: FindingFilter = EVERY_FINDING) -> Iterator[Finding]:
        """Give all of them one by one, gravest first, without holding them all at once."""
        ...


class FindingStore(FindingReader, Protocol):
    """The same, to write."""

    def add(self, finding: Finding) -> Finding:
        """Keep a new finding.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``site-not-found``, ``intervention-not-found``, ``visit-not-found``, ``permit-not-found``,
                ``filed-document-not-found``, ``user-not-found``, ``contact-not-found``, ``finding-not-found``, when it
                names one that is not there.
        """
        ...

    def save(self, finding: Finding) -> Finding:
        """Keep the changed finding and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``finding-not-found``, or one it names, as for `add`.
        """
        ...

    def forget_creator(self, creator: UserId) -> int:
        """Let every finding of this user read `ERASED_NAME` as its creator, on nobody's behalf, and tell how many.

        Each one's version is raised, so that nobody writes the name back from what he read before.
        """
        ...
