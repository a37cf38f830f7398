"""Findings in memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrs import evolve

from registre_core.extraction import OpenFinding
from registre_core.findings import Finding, State
from registre_core.kernel.documents import Digest
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import FindingId, SiteId, UserId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import EVERY_FINDING, FindingFilter, FindingOrder, searchable
from registre_core.testing.memory.rows import OnDesk, agrees, count, get, page, refuse_known, require


class MemoryFindingReader(OnDesk):
    """Findings, to read."""

    def get(self, finding: FindingId) -> Finding:
        return get(self._desk.rows.findings, finding, "finding")

    def page(
        self,
        where: FindingFilter = EVERY_FINDING,
        *,
        order: FindingOrder = FindingOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Finding]:
        return page(self._asked_for(where), order, after, limit)

    def count(self, where: FindingFilter = EVERY_FINDING, *, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(where), cap)

    def of_document(self, document: Digest, site: SiteId) -> tuple[Finding, ...]:
        return tuple(one for one in self._by_identifier() if (one.passage.document, one.site_id) == (document, site))

    def open_on(self, site: SiteId, *, limit: int = 5_000) -> tuple[OpenFinding, ...]:
        last_first = reversed(self._by_identifier())
        found = (one for one in last_first if (one.site_id, one.state) == (site, State.OPEN))
        return tuple(OpenFinding(one.id, one.text, one.place, one.reference) for one in islice(found, limit))

    def _by_identifier(self) -> list[Finding]:
        return sorted(self._desk.rows.findings.values(), key=lambda one: one.id)

    def _asked_for(self, where: FindingFilter) -> Iterator[Finding]:
        return (one for one in self._desk.rows.findings.values() if _passes_finding(where, one))


class MemoryFindingStore(MemoryFindingReader):
    """Findings, to write."""

    def add(self, finding: Finding) -> Finding:
        rows = self._desk.rows
        require_storable(finding)
        refuse_known(rows.findings, finding.id, "finding")
        require(rows.sites, [finding.site_id], "site")
        require(rows.interventions, [finding.intervention_id], "intervention")
        require(rows.findings, [finding.repeats], "finding")
        rows.findings[finding.id] = finding
        return finding

    def forget_creator(self, creator: UserId) -> int:
        rows = self._desk.rows
        his = [one for one in rows.findings.values() if one.created_by.person.id == creator]
        for finding in his:
            person = evolve(finding.created_by.person, name=ERASED_NAME)
            nameless = evolve(finding.created_by, person=person, on_behalf_of=None)
            rows.findings[finding.id] = evolve(finding, created_by=nameless, version=finding.version + 1)
        return len(his)


def _passes_finding(where: FindingFilter, finding: Finding) -> bool:
    return (
        (where.among is None or finding.site_id in where.among)
        and agrees(where.intervention, finding.intervention_id)
        and agrees(where.state, finding.state)
        and agrees(where.creator, finding.created_by.person.id)
        and (where.words is None or where.words in searchable(finding.text, finding.place))
    )
