"""Counts that stop at their cap: STO-20."""

from __future__ import annotations

import pytest

from registre_core.findings import State
from registre_core.interventions import Status
from registre_core.kernel.pages import LARGEST_COUNT, Total
from registre_core.ports.storage import FindingFilter, InterventionFilter, Storage
from registre_core.testing.builders import a_contact, a_contractor, a_finding, a_site, a_user
from registre_core.testing.contracts.storage.furniture import KINDS, Furnished, Kind, found
from registre_core.testing.contracts.storage.lists import TODAY, finding_filters, is_asked_for
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.contracts.storage.visits import intervention_filters, interventions_on, passes
from registre_core.testing.obligations import obligation

COUNTED = [kind for kind in KINDS if kind.name not in {"arrival", "signature"}]
"""Every kind but arrivals and signatures, which nobody counts."""


class CountContract(StorageUnderTest):
    """Counts that stop at their cap."""

    @obligation("STO-20")
    @pytest.mark.parametrize("kind", COUNTED, ids=str)
    def test_a_count_is_exact_up_to_its_cap_and_then_says_that_there_are_more(
        self, storage: Storage, there: Furnished, kind: Kind
    ) -> None:
        with storage.begin(there.workspace.id) as tx:
            for _ in range(4):
                kind.store(tx).add(kind.build(there))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            count = kind.store(snapshot).count
            assert count() == Total(5)
            for cap in (0, 1, 4):
                assert count(cap=cap) == Total(cap, is_more=True)
            for cap in (5, 6, 100_000):
                assert count(cap=cap) == Total(5)

    @obligation("STO-20")
    def test_a_count_stops_at_a_thousand_unless_told_otherwise(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            for _ in range(LARGEST_COUNT - 1):
                tx.contractors.add(a_contractor())
            assert tx.contractors.count() == Total(LARGEST_COUNT)
            tx.contractors.add(a_contractor())
            assert tx.contractors.count() == Total(LARGEST_COUNT, is_more=True)
            assert tx.contractors.count(named="contrôle") == Total(LARGEST_COUNT, is_more=True)
            assert tx.contractors.count(cap=LARGEST_COUNT + 1) == Total(LARGEST_COUNT + 1)

    @obligation("STO-20")
    def test_what_one_condition_asks_for_is_counted(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.contacts.add(a_contact(name="Anne"))
            tx.users.add(a_user(name="Anne"))
            site = tx.sites.add(a_site(name="Anse"))
            assert tx.contacts.count(contractor=there.contractor.id) == Total(1)
            assert tx.users.count(profile=there.profile.id) == Total(1)
            assert tx.sites.count(among=frozenset({site.id})) == Total(1)
            assert tx.sites.count(among=frozenset()) == Total(0)
            for store in (tx.contacts, tx.users, tx.sites):
                assert store.count(named="an") == Total(1)
                assert store.count(named="x") == Total(0)
            on_site, elsewhere = (FindingFilter(frozenset({one.id})) for one in (there.site, site))
            assert (tx.findings.count(on_site), tx.findings.count(elsewhere)) == (Total(1), Total(0))
            assert tx.findings.count(FindingFilter(state=State.OPEN)) == Total(1)
            assert tx.interventions.count(InterventionFilter(status=Status.PLANNED, today=TODAY)) == Total(1)
            assert tx.interventions.count(InterventionFilter(status=Status.CLOSED, today=TODAY)) == Total(0)

    @obligation("STO-20")
    def test_conditions_that_hold_together_are_counted_together(self, storage: Storage, there: Furnished) -> None:
        sites, firm = [there.site, a_site()], there.contractor.id
        interventions = [there.intervention, *interventions_on(sites, firm)]
        findings = [there.finding, *(a_finding(one) for one in interventions)]
        with storage.begin(there.workspace.id) as tx:
            tx.sites.add(sites[1])
            for intervention in interventions[1:]:
                tx.interventions.add(intervention)
            for finding in findings[1:]:
                tx.findings.add(finding)
            for asked in intervention_filters(sites, firm):
                actual = sum(passes(asked, one) for one in interventions)
                assert may_be(tx.interventions.count(asked, cap=5), actual, cap=5), asked
            for where in finding_filters(sites, interventions[:2], [there.finding.created_by.id]):
                actual = sum(is_asked_for(where, one) for one in findings)
                assert may_be(tx.findings.count(where, cap=5), actual, cap=5), where

    @obligation("STO-10", "STO-20")
    def test_nobody_elses_items_are_counted(self, storage: Storage, there: Furnished) -> None:
        other = found(storage, Furnished.new())
        with storage.read(there.workspace.id) as snapshot:
            assert [kind.store(snapshot).count() for kind in COUNTED] == [Total(1)] * len(COUNTED)
            assert snapshot.sites.count(among=frozenset({other.site.id})) == Total(0)


def may_be(total: Total, actual: int, cap: int) -> bool:
    """Whether that may be said of so many items."""
    if total.is_more:
        return total.number == cap < actual
    return total.number == actual if total.is_whole else total.number <= actual
