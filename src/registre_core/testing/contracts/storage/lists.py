"""Pages and filters: STO-9."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from registre_core.findings import Finding, State
from registre_core.interventions import Intervention, Status, status
from registre_core.kernel.identifiers import InterventionId, ProfileId, SiteId, UserId
from registre_core.ports.storage import EVERY_INTERVENTION, FindingFilter, InterventionFilter, Storage
from registre_core.testing.builders import (
    IDS,
    a_contact,
    a_finding,
    a_person,
    a_site,
    a_user,
    an_intervention,
)
from registre_core.testing.contracts.storage.furniture import KINDS, Furnished, Kind, every, pages
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation

TODAY = date(2026, 3, 2)
LIMITS = (1, 2, 3, 6, 7, 8, 50)
"""Below, at and above the seven items there are."""


class ListContract(StorageUnderTest):
    """Pages and filters."""

    @obligation("STO-9")
    @pytest.mark.parametrize("kind", KINDS, ids=str)
    def test_following_next_gives_every_item_once_by_identifier(
        self, storage: Storage, there: Furnished, kind: Kind
    ) -> None:
        items = [there.of(kind), *(kind.build(there) for _ in range(6))]
        with storage.begin(there.workspace.id) as tx:
            for item in reversed(items[1:]):
                kind.store(tx).add(item)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            for limit in LIMITS:
                shown = list(pages(kind.store(snapshot).page, limit=limit))
                assert [item for page in shown for item in page.items] == by_identifier(items)
                assert [len(page.items) for page in shown[:-1]] == [limit] * (len(shown) - 1)
                assert 0 < len(shown[-1].items) <= limit, "the last page says that it is the last"

    @obligation("STO-9")
    @pytest.mark.parametrize("kind", KINDS, ids=str)
    def test_a_page_begins_behind_an_identifier_whether_or_not_it_is_there(
        self, storage: Storage, there: Furnished, kind: Kind
    ) -> None:
        gap = IDS.new()
        items = [kind.build(there) for _ in range(2)]
        with storage.begin(there.workspace.id) as tx:
            for item in items:
                kind.store(tx).add(item)
            page = kind.store(tx).page
            assert list(page(after=gap).items) == items
            assert page(after=items[0].id).items == (items[1],)
            assert page(after=items[1].id).items == ()
            assert page(after=items[1].id).next is None

    @obligation("STO-9")
    def test_identifiers_are_ordered_as_numbers(self, storage: Storage, there: Furnished) -> None:
        sites = [a_site(id=SiteId(UUID(int=bits))) for bits in (1, 2**63, 2**64, 2**127, 2**128 - 1)]
        with storage.begin(there.workspace.id) as tx:
            for site in reversed(sites):
                tx.sites.add(site)
            assert every(tx.sites.page, limit=2) == by_identifier([*sites, there.site])

    @obligation("STO-9")
    def test_a_page_holds_fifty_items_unless_told_otherwise(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            for _ in range(50):
                tx.sites.add(a_site())
            assert len(tx.sites.page().items) == 50
            assert len(every(tx.sites.page)) == 51

    @obligation("STO-9")
    def test_sites_are_listed_among_those_named(self, storage: Storage, there: Furnished) -> None:
        sites = [there.site, a_site(), a_site(), a_site()]
        with storage.begin(there.workspace.id) as tx:
            for site in sites[1:]:
                tx.sites.add(site)
            for among in _subsets(sites):
                expected = sites if among is None else [site for site in sites if site.id in among]
                assert every(tx.sites.page, among=among, limit=2) == expected

    @obligation("STO-9")
    def test_many_sites_can_be_named(self, storage: Storage, there: Furnished) -> None:
        among = frozenset({there.site.id, *(SiteId(IDS.new()) for _ in range(3_000))})
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.sites.page, among=among) == [there.site]
            assert every(snapshot.interventions.page, where=InterventionFilter(among=among)) == [there.intervention]
            assert every(snapshot.findings.page, where=FindingFilter(among=among)) == [there.finding]

    @obligation("STO-9")
    def test_contacts_are_listed_by_contractor(self, storage: Storage, there: Furnished) -> None:
        alone, colleague = a_contact(), a_contact(contractor_id=there.contractor.id)
        with storage.begin(there.workspace.id) as tx:
            tx.contacts.add(alone)
            tx.contacts.add(colleague)
            assert every(tx.contacts.page) == [there.contact, alone, colleague]
            assert every(tx.contacts.page, contractor=there.contractor.id, limit=1) == [there.contact, colleague]
            assert every(tx.contacts.page, contractor=IDS.new()) == []

    @obligation("STO-9")
    def test_users_are_listed_by_profile(self, storage: Storage, there: Furnished) -> None:
        without, attached = a_user(), a_user()
        with storage.begin(there.workspace.id) as tx:
            tx.users.add(without)
            attached = tx.users.save(tx.users.add(attached).attached_to(there.profile.id))
            assert every(tx.users.page) == [there.user, without, attached]
            assert every(tx.users.page, profile=there.profile.id, limit=1) == [there.user, attached]
            assert every(tx.users.page, profile=ProfileId(IDS.new())) == []

    @obligation("STO-9")
    def test_a_filter_follows_what_was_saved(self, storage: Storage, there: Furnished) -> None:
        closed = evolve(there.intervention, closed_at=A_MONDAY_MORNING, type_code="maintenance")
        with storage.begin(there.workspace.id) as tx:
            closed = tx.interventions.save(closed)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            for where, expected in (
                (InterventionFilter(type_code="maintenance"), [closed]),
                (InterventionFilter(type_code="inspection"), []),
                (InterventionFilter(status=Status.CLOSED, today=TODAY), [closed]),
                (InterventionFilter(status=Status.PLANNED, today=TODAY), []),
            ):
                assert every(snapshot.interventions.page, where=where) == expected

    @obligation("STO-9")
    def test_conditions_on_interventions_hold_together(self, storage: Storage, there: Furnished) -> None:
        sites = [there.site, a_site()]
        interventions = [there.intervention, *_interventions(sites)]
        with storage.begin(there.workspace.id) as tx:
            tx.sites.add(sites[1])
            for intervention in interventions[1:]:
                tx.interventions.add(intervention)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.interventions.page, where=EVERY_INTERVENTION, limit=5) == interventions
            for where in _intervention_filters(sites):
                expected = [one for one in interventions if _passes(where, one)]
                assert every(snapshot.interventions.page, where=where, limit=5) == expected, where

    @obligation("STO-9")
    def test_conditions_on_findings_hold_together(self, storage: Storage, there: Furnished) -> None:
        sites, people = [there.site, a_site()], [there.finding.created_by.person, a_person()]
        origins = [there.intervention, an_intervention(sites[1])]
        findings = [
            there.finding,
            *(
                a_finding(origin, created_by=evolve(there.finding.created_by, person=person))
                for origin, person in product(origins, people)
            ),
        ]
        with storage.begin(there.workspace.id) as tx:
            tx.sites.add(sites[1])
            tx.interventions.add(origins[1])
            for finding in findings[1:]:
                tx.findings.add(finding)
            for where in _finding_filters(sites, origins, [person.id for person in people]):
                expected = [one for one in findings if _is_asked_for(where, one)]
                assert every(tx.findings.page, where=where, limit=2) == expected, where


def by_identifier(items: Iterable[Any]) -> list[Any]:
    """Put items into the order of their lists."""
    return sorted(items, key=lambda item: item.id)


def _subsets(sites: Iterable[Any]) -> tuple[frozenset[SiteId] | None, ...]:
    first, second, *_ = [site.id for site in sites]
    unknown = SiteId(IDS.new())
    return (
        None,
        frozenset(),
        frozenset({first}),
        frozenset({second, unknown}),
        frozenset({unknown}),
        frozenset({first, second}),
    )


def _interventions(sites: Iterable[Any]) -> Iterator[Intervention]:
    days = (date(2026, 3, 1), TODAY, date(2026, 3, 3))
    for site, type_code, day, closed_at in product(sites, ("inspection", "works"), days, (None, A_MONDAY_MORNING)):
        yield an_intervention(site, type_code=type_code, planned_on=day, closed_at=closed_at)


def _intervention_filters(sites: Iterable[Any]) -> Iterator[InterventionFilter]:
    for among, type_code, wanted in product(_subsets(sites), (None, "inspection", "training"), (None, *Status)):
        yield InterventionFilter(among, type_code, wanted, TODAY if wanted else None)


def _passes(where: InterventionFilter, intervention: Intervention) -> bool:
    stands = where.today is None or status(intervention, where.today) is where.status
    typed = where.type_code is None or intervention.type_code == where.type_code
    return stands and typed and (where.among is None or intervention.site_id in where.among)


def _finding_filters(
    sites: Iterable[Any], origins: Iterable[Intervention], people: Iterable[UserId]
) -> Iterator[FindingFilter]:
    interventions = (None, InterventionId(IDS.new()), *(origin.id for origin in origins))
    creators = (None, UserId(IDS.new()), *people)
    for among, intervention, state, creator in product(_subsets(sites), interventions, (None, *State), creators):
        yield FindingFilter(among, intervention, state, creator)


def _is_asked_for(where: FindingFilter, finding: Finding) -> bool:
    among = where.among is None or finding.site_id in where.among
    wanted = (where.intervention, where.state, where.creator)
    actual = (finding.intervention_id, finding.state, finding.created_by.person.id)
    return among and all(one in {None, other} for one, other in zip(wanted, actual, strict=True))
