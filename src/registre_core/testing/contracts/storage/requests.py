"""Requests by what they ask whom about, and the links that let recipients answer: STO-67 to STO-71."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from attrs import evolve

from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.identifiers import ContractorId, FindingId, LinkId, WorkRequestId
from registre_core.ports.storage import EVERY_WORK_REQUEST, Storage, WorkRequestFilter, WorkRequestOrder
from registre_core.requests import RequestKind, WorkRequest
from registre_core.testing.builders import IDS, a_contractor, a_finding, a_site, an_intervention
from registre_core.testing.contracts.storage.counts import may_be
from registre_core.testing.contracts.storage.furniture import Furnished, every, everything, found
from registre_core.testing.contracts.storage.lists import by_identifier, in_order, subsets
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation
from registre_core.testing.requesting import a_link, a_request_line, a_work_request
from registre_core.testing.signing import a_digest

LATER = A_MONDAY_MORNING + timedelta(minutes=3)


class WorkRequestContract(StorageUnderTest):
    """Requests by what they ask whom about, and the links that let recipients answer."""

    @obligation("STO-9", "STO-20", "STO-67")
    @pytest.mark.parametrize("order", WorkRequestOrder)
    def test_conditions_on_requests_hold_together(
        self, storage: Storage, there: Furnished, order: WorkRequestOrder
    ) -> None:
        requests = keep_requests(storage, there)
        sites, firms = {one.site_id: one for one in requests}, {firm: None for one in requests for firm in asked(one)}
        with storage.read(there.workspace.id) as snapshot:
            page, count = snapshot.requests.page, snapshot.requests.count
            assert every(page, where=EVERY_WORK_REQUEST, order=order, limit=5) == in_order(order, requests)
            places = subsets([snapshot.sites.get(site) for site in sites])
            findings = (None, there.finding.id, requests[-1].findings[0], FindingId(IDS.new()))
            for among, kind, finding, firm in product(places, (None, *RequestKind), findings, (None, *firms)):
                where = WorkRequestFilter(among, kind, finding, firm)
                expected = in_order(order, [one for one in requests if passes(where, one)])
                assert every(page, where=where, order=order, limit=3) == expected, where
                assert may_be(count(where, cap=2), len(expected), cap=2), where

    @obligation("STO-68")
    def test_a_finding_names_every_request_that_asks_for_it_and_follows_what_was_saved(
        self, storage: Storage, there: Furnished
    ) -> None:
        requests = keep_requests(storage, there)
        other = next(one for one in requests if there.finding.id not in one.findings)
        with storage.begin(there.workspace.id) as tx:
            about = [one for one in requests if there.finding.id in one.findings]
            assert tx.requests.of_finding(there.finding.id) == tuple(about)
            assert tx.requests.of_finding(FindingId(IDS.new())) == ()
            changed = tx.requests.save(evolve(other, findings=(*other.findings, there.finding.id)))
            assert tx.requests.of_finding(there.finding.id) == tuple(by_identifier([*about, changed]))
            tx.requests.save(evolve(changed, findings=other.findings))
            assert tx.requests.of_finding(there.finding.id) == tuple(about)

    @obligation("STO-67")
    def test_each_firm_that_is_asked_finds_a_request_as_long_as_it_is(self, storage: Storage, there: Furnished) -> None:
        firms = [a_contractor() for _ in range(2)]
        with storage.begin(there.workspace.id) as tx:
            for firm in firms:
                tx.contractors.add(firm)
            request = tx.requests.add(draft(there, *(firm.id for firm in firms)))
            for firm in firms:
                assert every(tx.requests.page, where=WorkRequestFilter(contractor=firm.id)) == [request]
            fewer = tx.requests.save(evolve(request, lines=request.lines[1:]))
            for firm, expected in zip(firms, ([], [fewer]), strict=True):
                assert every(tx.requests.page, where=WorkRequestFilter(contractor=firm.id)) == expected

    @obligation("STO-69")
    def test_a_draft_is_dropped_with_all_that_hung_on_it(self, storage: Storage, there: Furnished) -> None:
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            request = tx.requests.add(draft(there, there.contractor.id))
            tx.commit()
        with storage.begin(there.workspace.id) as tx:
            tx.requests.remove(request.id)
            assert tx.requests.of_finding(there.finding.id) == (there.request,)
            for forget in (tx.requests.get, tx.requests.remove):
                with pytest.raises(NotFound) as unknown:
                    forget(request.id)
                assert unknown.value.code == "request-not-found"
            tx.commit()
        assert everything(storage, there) == before

    @obligation("STO-69")
    def test_what_was_sent_to_anybody_stays(self, storage: Storage, there: Furnished) -> None:
        other = a_contractor()
        [unsent], [sent] = draft(there, other.id).lines, there.request.lines
        request = evolve(there.request, id=WorkRequestId(IDS.new()), lines=(unsent, sent))
        with storage.begin(there.workspace.id) as tx:
            tx.contractors.add(other)
            tx.requests.add(request)
            tx.commit()
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(Conflict) as refused:
                tx.requests.remove(request.id)
            tx.commit()
        assert refused.value.code == "request-was-sent"
        assert everything(storage, there) == before

    @obligation("STO-5", "STO-8", "STO-70")
    def test_a_link_is_found_by_the_digest_of_its_secret(self, storage: Storage, there: Furnished) -> None:
        another = a_link(there.request)
        with storage.begin(there.workspace.id) as tx:
            assert tx.links.add(another) == another
            opened = tx.links.save(evolve(another, opened_at=A_MONDAY_MORNING))
            revoked = tx.links.save(evolve(opened, revoked_at=LATER))
            with pytest.raises(Conflict) as stale:
                tx.links.save(another)
            tx.commit()
        assert stale.value.code == "stale-version"
        assert revoked == evolve(another, opened_at=A_MONDAY_MORNING, revoked_at=LATER, version=3)
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.links.find(another.secret_digest) == snapshot.links.get(another.id) == revoked
            assert snapshot.links.find(a_digest(b"made up")) is None
            assert snapshot.links.of_request(there.request.id) == (there.link, revoked)
            assert snapshot.links.of_request(WorkRequestId(IDS.new())) == ()

    @obligation("STO-6", "STO-70")
    def test_neither_an_identifier_nor_a_secret_of_a_link_is_given_twice(
        self, storage: Storage, there: Furnished
    ) -> None:
        before, fresh = everything(storage, there), a_link(there.request)
        for wrong in (evolve(fresh, id=there.link.id), evolve(fresh, secret_digest=there.link.secret_digest)):
            with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
                tx.links.add(wrong)
                tx.commit()
            assert refused.value.code == "already-exists"
        assert everything(storage, there) == before

    @obligation("STO-7", "STO-70")
    def test_a_link_belongs_to_a_request(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(NotFound) as unasked:
                tx.links.add(a_link(draft(there, there.contractor.id)))
            assert unasked.value.code == "request-not-found"
            with pytest.raises(NotFound) as unsaved:
                tx.links.save(a_link(there.request))
            with pytest.raises(NotFound) as unknown:
                tx.links.get(LinkId(IDS.new()))
            assert unsaved.value.code == unknown.value.code == "link-not-found"

    @obligation("STO-10", "STO-71")
    def test_the_operator_learns_where_a_link_was_issued_and_nobody_else_finds_it(self, storage: Storage) -> None:
        here, away = (found(storage, Furnished.new()) for _ in range(2))
        unkept = a_link(here.request)
        with storage.begin(here.workspace.id) as tx:
            tx.links.save(evolve(here.link, revoked_at=LATER))
            tx.commit()
        with storage.begin(here.workspace.id) as tx:
            tx.links.add(unkept)
        with storage.operate() as door:
            assert door.link_of(here.link.secret_digest) == here.workspace.id, "whatever became of it"
            assert door.link_of(away.link.secret_digest) == away.workspace.id
            assert door.link_of(a_digest(b"made up")) is None
            assert door.link_of(unkept.secret_digest) is None
            assert door.link_of(here.ticket.secret_digest) is None, "a ticket is no link"
        with storage.read(here.workspace.id) as snapshot:
            assert snapshot.links.find(away.link.secret_digest) is None
            assert snapshot.links.of_request(away.request.id) == ()


def keep_requests(storage: Storage, there: Furnished) -> list[WorkRequest]:
    """Keep requests of both kinds on two sites, to one firm or two, about one finding or two."""
    second, firm = a_site(), a_contractor()
    away = an_intervention(second)
    findings = [there.finding, a_finding(there.intervention), a_finding(away)]
    firms = [(there.contractor.id,), (firm.id,), (there.contractor.id, firm.id)]
    made = [
        a_work_request(*about, kind=kind, lines=tuple(a_request_line(one) for one in to), created_by=there.user.id)
        for about, kind, to in product((findings[:1], findings[:2], findings[2:]), RequestKind, firms)
    ]
    with storage.begin(there.workspace.id) as tx:
        tx.sites.add(second)
        tx.contractors.add(firm)
        tx.interventions.add(away)
        for finding in findings[1:]:
            tx.findings.add(finding)
        for request in reversed(made):
            tx.requests.add(request)
        tx.commit()
    return [there.request, *made]


def draft(there: Furnished, *firms: ContractorId) -> WorkRequest:
    """Draw up a request to these firms."""
    return a_work_request(there.finding, lines=tuple(map(a_request_line, firms)), created_by=there.user.id)


def asked(request: WorkRequest) -> list[ContractorId]:
    """Name the firms that a request goes to."""
    return [line.recipient.contractor_id for line in request.lines if line.recipient.contractor_id]


def passes(where: WorkRequestFilter, one: WorkRequest) -> bool:
    """Whether a request is one of those asked for."""
    return (
        (where.among is None or one.site_id in where.among)
        and where.kind in {None, one.kind}
        and (where.finding is None or where.finding in one.findings)
        and (where.contractor is None or where.contractor in asked(one))
    )
