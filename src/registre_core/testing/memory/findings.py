"""Findings in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from attrs import evolve

from registre_core.extraction import OpenFinding
from registre_core.findings import Finding, Kind
from registre_core.kernel.documents import Digest
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import ContactId, FindingId, SiteId, UserId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.signatories import PersonKind
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import EVERY_FINDING, FindingFilter, FindingOrder, FindingTally, searchable
from registre_core.testing.memory.rows import OnDesk, agrees, count, get, page, refuse_known, require, with_next_version


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

    def tally(self, among: frozenset[SiteId] | None, on: date) -> tuple[FindingTally, ...]:
        alike: dict[tuple[object, ...], list[Finding]] = {}
        for one in self._asked_for(FindingFilter(among)):
            alike.setdefault((one.site_id, one.kind, one.severity, one.state), []).append(one)
        return tuple(_tally(alike[key], on) for key in sorted(alike, key=_place))

    def every(self, where: FindingFilter = EVERY_FINDING) -> Iterator[Finding]:
        order = FindingOrder.GRAVEST
        yield from sorted(self._asked_for(where), key=lambda one: (order.value_of(one), one.id))

    def of_document(self, document: Digest, site: SiteId) -> tuple[Finding, ...]:
        return tuple(one for one in self._by_identifier() if _is_read_in(one, document, site))

    def open_on(
        self, site: SiteId, *, kinds: frozenset[Kind] | None = None, limit: int = 5_000
    ) -> tuple[OpenFinding, ...]:
        where = FindingFilter(frozenset({site}), kinds=kinds, is_open=True)
        found = (one for one in reversed(self._by_identifier()) if _passes_finding(where, one))
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
        self._require_named(finding)
        rows.findings[finding.id] = finding
        return finding

    def save(self, finding: Finding) -> Finding:
        rows = self._desk.rows
        require_storable(finding)
        changed = with_next_version(rows.findings, finding.id, finding, "finding")
        self._require_named(finding)
        rows.findings[finding.id] = changed
        return changed

    def forget_creator(self, creator: UserId) -> int:
        rows = self._desk.rows
        his = [one for one in rows.findings.values() if one.created_by.person.id == creator]
        for finding in his:
            person = evolve(finding.created_by.person, name=ERASED_NAME)
            nameless = evolve(finding.created_by, person=person, on_behalf_of=None)
            rows.findings[finding.id] = evolve(finding, created_by=nameless, version=finding.version + 1)
        return len(his)

    def _require_named(self, finding: Finding) -> None:
        rows, who = self._desk.rows, finding.responsible
        require(rows.sites, [finding.site_id], "site")
        moved = finding.steps
        require(rows.interventions, [finding.intervention_id, *(one.intervention_id for one in moved)], "intervention")
        require(rows.visits, [finding.visit_id, *(one.visit_id for one in moved)], "visit")
        require(rows.filed, [finding.filed_id], "filed-document")
        require(rows.permits, [finding.permit_id], "permit")
        require(rows.findings, [finding.repeats, *(one.finding_id for one in moved)], "finding")
        people = [one for one in (who, *(step.checked_by for step in moved)) if one is not None]
        require(rows.users, [UserId(one.id) for one in people if one.kind is PersonKind.USER], "user")
        require(rows.contacts, [ContactId(one.id) for one in people if one.kind is PersonKind.CONTACT], "contact")


def _is_read_in(finding: Finding, document: Digest, site: SiteId) -> bool:
    passage = finding.passage
    return passage is not None and (passage.document, finding.site_id) == (document, site)


def _place(alike: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(str(one) for one in alike)


def _tally(alike: Sequence[Finding], on: date) -> FindingTally:
    first = alike[0]
    overdue = sum(one.due_on is not None and one.due_on < on for one in alike)
    oldest = min(one.created_at for one in alike)
    return FindingTally(first.site_id, first.kind, first.severity, first.state, len(alike), oldest, overdue)


def _passes_finding(where: FindingFilter, finding: Finding) -> bool:
    return (
        (where.among is None or finding.site_id in where.among)
        and agrees(where.intervention, finding.intervention_id)
        and agrees(where.state, finding.state)
        and agrees(where.creator, finding.created_by.person.id)
        and (where.kinds is None or finding.kind in where.kinds)
        and agrees(where.severity, finding.severity)
        and agrees(where.visit, finding.visit_id)
        and agrees(where.is_open, finding.is_open)
        and (where.from_moment is None or where.from_moment <= finding.created_at)
        and (where.until_moment is None or finding.created_at < where.until_moment)
        and (where.due_before is None or (finding.due_on is not None and finding.due_on < where.due_before))
        and (where.words is None or where.words in searchable(finding.text, finding.place))
    )
