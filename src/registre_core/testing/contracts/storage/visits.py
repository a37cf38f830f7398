"""Interventions by where they stand, who takes part and when: STO-9, STO-58."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from attrs import evolve

from registre_core.interventions import Intervention, Status, status
from registre_core.kernel.identifiers import ContractorId
from registre_core.ports.storage import EVERY_INTERVENTION, InterventionFilter, InterventionOrder, Storage
from registre_core.testing.builders import IDS, a_contractor, a_site, an_intervention
from registre_core.testing.contracts.storage.furniture import Furnished, every
from registre_core.testing.contracts.storage.lists import TODAY, in_order, subsets
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation

DAYS = (date(2026, 3, 3), TODAY, date(2026, 3, 1))
"""Around today, none of them where it belongs."""
ENDS: tuple[dict[str, Any], ...] = (
    {},
    {"asked_at": A_MONDAY_MORNING},
    {"asked_at": A_MONDAY_MORNING, "closed_at": A_MONDAY_MORNING},
    {"cancelled_at": A_MONDAY_MORNING, "cancellation": "Bâtiment démoli"},
)
"""What may have become of one."""
PERIODS = ((None, None), (TODAY, None), (None, TODAY), (TODAY, TODAY), (TODAY, DAYS[2]), (date.min, date.max))
"""From which day until which, both inclusive; one of them is none."""


class VisitContract(StorageUnderTest):
    """Interventions by where they stand, who takes part and when."""

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

    @obligation("STO-9", "STO-58")
    @pytest.mark.parametrize("order", InterventionOrder)
    def test_conditions_on_interventions_hold_together(
        self, storage: Storage, there: Furnished, order: InterventionOrder
    ) -> None:
        sites, firm = [there.site, a_site()], there.contractor.id
        interventions = [there.intervention, *interventions_on(sites, firm)]
        keep(storage, there, sites[1], interventions[1:])
        with storage.read(there.workspace.id) as snapshot:
            page = snapshot.interventions.page
            assert every(page, where=EVERY_INTERVENTION, order=order, limit=5) == in_order(order, interventions)
            for where in intervention_filters(sites, firm):
                expected = in_order(order, [one for one in interventions if passes(where, one)])
                assert every(page, where=where, order=order, limit=20) == expected, where

    @obligation("STO-58")
    def test_what_is_open_comes_first_and_of_that_the_longest_overdue(self, storage: Storage, there: Furnished) -> None:
        ended, closed, asked = ENDS[3], ENDS[2], ENDS[1]
        months = [date(2026, month, 1) for month in (5, 1, 2, 4, 3)]
        visits = [
            an_intervention(there.site, planned_on=day, **end)
            for day, end in zip(months, (ended, closed, asked, {}, {}), strict=True)
        ]
        keep(storage, there, a_site(), visits)
        with storage.read(there.workspace.id) as snapshot:
            listed = every(snapshot.interventions.page, order=InterventionOrder.URGENT)
        assert [one for one in listed if one in visits] == [visits[place] for place in (2, 4, 3, 1, 0)]

    @obligation("STO-58")
    @pytest.mark.parametrize("order", InterventionOrder)
    def test_each_firm_that_takes_part_finds_an_intervention_as_long_as_it_does(
        self, storage: Storage, there: Furnished, order: InterventionOrder
    ) -> None:
        first, second = a_contractor(), a_contractor()
        visit = an_intervention(there.site, contractors=(first.id, second.id))

        def found(tx: Any, firm: Any) -> list[Any]:  # noqa: ANN401  # a transaction and a contractor
            return every(tx.interventions.page, where=InterventionFilter(contractor=firm.id), order=order)

        with storage.begin(there.workspace.id) as tx:
            for firm in (first, second):
                tx.contractors.add(firm)
            visit = tx.interventions.add(visit)
            assert [found(tx, firm) for firm in (first, second)] == [[visit], [visit]]
            visit = tx.interventions.save(evolve(visit, contractors=(second.id, there.contractor.id)))
            assert [found(tx, firm) for firm in (first, second)] == [[], [visit]]
            assert found(tx, there.contractor) == in_order(order, [there.intervention, visit])


def keep(storage: Storage, there: Furnished, site: Any, interventions: Iterable[Intervention]) -> None:  # noqa: ANN401
    """Keep a second site, and interventions on both."""
    with storage.begin(there.workspace.id) as tx:
        tx.sites.add(site)
        for intervention in interventions:
            tx.interventions.add(intervention)
        tx.commit()


def interventions_on(sites: Iterable[Any], firm: ContractorId) -> Iterator[Intervention]:
    """Build interventions of every kind around today; every third one has the firm take part."""
    for number, (site, code, day, end) in enumerate(product(sites, ("inspection", "works"), DAYS, ENDS)):
        yield an_intervention(site, type_code=code, planned_on=day, contractors=() if number % 3 else (firm,), **end)


def intervention_filters(sites: Iterable[Any], firm: ContractorId) -> Iterator[InterventionFilter]:
    """Combine every condition on interventions with every other."""
    places, standings = subsets(sites), (None, *Status)
    for among, type_code, wanted in product(places, (None, "inspection", "training"), standings):
        yield InterventionFilter(among, type_code, wanted, TODAY if wanted else None)
    firms = (None, firm, ContractorId(IDS.new()))
    for number, (period, wanted) in enumerate(product(PERIODS, standings)):
        among, contractor, code = places[number % 4], firms[number % 3], (None, "works")[number % 2]
        yield InterventionFilter(among, code, wanted, TODAY if wanted else None, contractor, *period)


def passes(where: InterventionFilter, intervention: Intervention) -> bool:
    """Whether an intervention is one of those asked for."""
    first, last = where.from_day or date.min, where.until_day or date.max
    return (
        (where.today is None or status(intervention, where.today) is where.status)
        and (where.type_code is None or intervention.type_code == where.type_code)
        and (where.among is None or intervention.site_id in where.among)
        and (where.contractor is None or where.contractor in intervention.contractors)
        and first <= intervention.planned_on <= last
    )
