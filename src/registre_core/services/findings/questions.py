"""Use cases: findings are looked at, listed, and their documents opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import BinaryIO

from attrs import evolve, frozen

from registre_core.extraction import Overlap, overlap
from registre_core.findings import Finding, Kind, Severity, State
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import FindingId, InterventionId, SiteId, UserId, VisitId
from registre_core.kernel.pages import Page
from registre_core.kernel.passages import Passage
from registre_core.kernel.reports import ReportSource
from registre_core.ports.storage import FindingFilter, FindingOrder
from registre_core.services.findings.desk import Desk, seen_by, target_of
from registre_core.services.front_door import workspace_of
from registre_core.services.paging import among, cursor, page_size
from registre_core.services.report_sources import origin_of


@frozen
class Duplicate:
    """A finding that words of a report became already."""

    finding: Finding
    """Which one."""
    overlap: Overlap
    """Whether it was made of the same words, or shares some."""


@frozen
class Questions(Desk):
    """Shows findings on the sites of whoever asks, of the kinds that he may see."""

    def duplicates(
        self, actor: Actor, source: ReportSource | InterventionId, passage: Passage
    ) -> tuple[Duplicate, ...]:
        """Tell which findings of the site were made of these words of this very file before, wholly or in part.

        Args:
            actor: who asks.
            source: whose report it comes from; an identifier alone is an intervention's.
            passage: the words, as `extraction.extract` gave them.

        Returns:
            Those of the same words first, then those that share some, by identifier.

        Raises:
            Forbidden: without ``findings.consult``, of a visit without ``prescriptions.consult``.
            NotFound: ``intervention-not-found``, ``filed-document-not-found``, ``visit-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            origin = origin_of(tx, ReportSource.of(source))
            bearer = self.door.authorise(tx, actor, "findings.duplicates", origin.target)
            kept = tx.findings.of_document(passage.document, origin.site_id)
        found = [
            Duplicate(one, overlap(one.passage, passage))
            for one in kept
            if one.passage is not None and one.kind in seen_by(bearer)
        ]
        return tuple(one for how in (Overlap.SAME, Overlap.OVERLAPPING) for one in found if one.overlap is how)

    def show(self, actor: Actor, finding: FindingId) -> Finding:
        """Give one finding.

        Raises:
            Forbidden: without ``findings.consult``, of a prescription without ``prescriptions.consult``.
            NotFound: ``finding-not-found``, also when it is on a site that is not his.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = tx.findings.get(finding)
            self._authorise(tx, actor, "findings.show", found)
            return found

    def page(
        self,
        actor: Actor,
        *,
        site: SiteId | None = None,
        kinds: Iterable[Kind] | None = None,
        intervention: InterventionId | None = None,
        visit: VisitId | None = None,
        state: State | None = None,
        is_open: bool | None = None,
        severity: Severity | None = None,
        creator: UserId | None = None,
        from_moment: datetime | None = None,
        until_moment: datetime | None = None,
        due_before: date | None = None,
        text: str | None = None,
        order: FindingOrder = FindingOrder.NEWEST,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[Finding]:
        """List findings on the sites of this actor, of the kinds that he may see; `findings.line_of` words each.

        Args:
            actor: who asks.
            site: only those on this site; on one that is not his there is none.
            kinds: only those of these kinds; of those that he may not see there is none.
            intervention: only those from its reports.
            visit: only the prescriptions of this visit.
            state: only those whose correction stands so.
            is_open: only those about which somebody has still to do something; or only the others.
            severity: only those that are as grave.
            creator: only those he wrote down.
            from_moment: only those written down then, or later.
            until_moment: only those written down before then.
            due_before: only those that were to be corrected before this day.
            text: only those with this in their text or place, accents and case aside.
            order: in which order; unless told otherwise what was written down last comes first.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200. There may be fewer although the list goes on, as `next` says.
            counted: whether to tell the `total`, too.

        Raises:
            Forbidden: without ``findings.consult`` and ``prescriptions.consult``: one of them, for its kinds.
            InvalidInput: ``naive-instant``, ``malformed-cursor``, ``page-size``.
        """
        wanted = None if kinds is None else frozenset(kinds)
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer, seen = self._admit(tx, actor, "findings.page", wanted)
            where = FindingFilter(
                among(bearer.sites, site),
                intervention,
                state,
                creator,
                text,
                kinds=narrowed(seen),
                severity=severity,
                visit=visit,
                is_open=is_open,
                from_moment=from_moment,
                until_moment=until_moment,
                due_before=due_before,
            )
            page = tx.findings.page(where, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.findings.count(where)) if counted else page

    @contextmanager
    def open_document(self, actor: Actor, finding: FindingId, document: Digest) -> Iterator[BinaryIO]:
        """Open the bytes of one of its pictures or documents, or of a proof that came with one of its steps.

        Raises:
            Forbidden: without ``documents.consult``.
            NotFound: ``finding-not-found``, ``document-not-found``.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = tx.findings.get(finding)
            self.door.authorise(tx, actor, "findings.open_document", target_of(found))
            reference = found.document(document)
        with self.ports.documents.open(workspace, reference.digest) as stream:
            yield stream


def narrowed(kinds: frozenset[Kind]) -> frozenset[Kind] | None:
    """Make the condition of a list of these kinds: none, where they are all there are."""
    return None if kinds == frozenset(Kind) else kinds
