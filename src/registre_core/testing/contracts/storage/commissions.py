"""Visits of commissions by their kind and day, and whom they name: STO-66, STO-72, STO-73."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from attrs import evolve

from registre_core.commissions import Visit, VisitKind
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.ports.storage import EVERY_VISIT, Storage, VisitFilter, VisitOrder
from registre_core.testing.builders import IDS, a_site
from registre_core.testing.building import a_participant, a_visit
from registre_core.testing.contracts.storage.counts import may_be
from registre_core.testing.contracts.storage.furniture import Furnished, assert_alike, every, everything
from registre_core.testing.contracts.storage.lists import TODAY, by_identifier, in_order, subsets
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.contracts.storage.visits import PERIODS
from registre_core.testing.obligations import obligation
from registre_core.workspace import Site

DAYS = (date(2026, 3, 3), TODAY, date(2026, 3, 1))
"""Around today, none of them where it belongs."""
SEVERAL = 510
"""More than anybody reads at once."""


class CommissionContract(StorageUnderTest):
    """Visits of commissions by their kind and day, and whom they name."""

    @obligation("STO-9", "STO-20", "STO-66", "STO-72")
    @pytest.mark.parametrize("order", VisitOrder)
    def test_conditions_on_visits_hold_together(self, storage: Storage, there: Furnished, order: VisitOrder) -> None:
        sites, kinds = [there.site, a_site()], (None, VisitKind.PERIODIC, VisitKind.OTHER, VisitKind.OPENING)
        made = [a_visit(*one[:1], kind=one[1], visited_on=one[2]) for one in product(sites, kinds[1:3], DAYS)]
        keep_visits(storage, there, sites[1], made)
        visits = [there.visit, *made]
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.visits.page, where=EVERY_VISIT, order=order, limit=4) == in_order(order, visits)
            for among, kind, period in product(subsets(sites), kinds, PERIODS):
                where = VisitFilter(among, kind, *period)
                expected = [one for one in visits if passes(where, one)]
                shown = every(snapshot.visits.page, where=where, order=order, limit=3)
                assert shown == in_order(order, expected), where
                assert may_be(snapshot.visits.count(where, cap=3), len(expected), cap=3), where
                assert list(snapshot.visits.every(where)) == by_identifier(expected), where

    @obligation("STO-66")
    def test_many_visits_are_streamed_wholly(self, storage: Storage, there: Furnished) -> None:
        made = [a_visit(there.site) for _ in range(SEVERAL)]
        with storage.begin(there.workspace.id) as tx:
            for visit in reversed(made):
                tx.visits.add(visit)
            assert_alike(tx.visits.every(), [there.visit, *made])

    @obligation("STO-72")
    def test_a_visit_is_found_under_the_day_it_was_moved_to(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            moved = tx.visits.save(evolve(there.visit, visited_on=DAYS[0], kind=VisitKind.FOLLOW_UP))
            for where, expected in (
                (VisitFilter(from_day=DAYS[0]), [moved]),
                (VisitFilter(until_day=there.visit.visited_on), []),
                (VisitFilter(kind=VisitKind.FOLLOW_UP), [moved]),
                (VisitFilter(kind=there.visit.kind), []),
            ):
                assert every(tx.visits.page, where=where, order=VisitOrder.LATEST) == expected, where

    @obligation("STO-73")
    def test_who_is_erased_is_named_by_no_visit_and_the_others_still_are(
        self, storage: Storage, there: Furnished
    ) -> None:
        lieutenant = a_participant()
        both = a_visit(there.site, attendees=(lieutenant, a_participant(there.user)))
        alone, other = a_visit(there.site, attendees=(lieutenant,)), a_visit(there.site, attendees=(a_participant(),))
        keep_visits(storage, there, a_site(), [both, alone, other])
        nameless = evolve(lieutenant, name=ERASED_NAME)
        expected = [
            there.visit,
            evolve(both, attendees=(nameless, both.attendees[1]), version=2),
            evolve(alone, attendees=(nameless,), version=2),
            other,
        ]
        with storage.begin(there.workspace.id) as tx:
            assert tx.visits.forget_person(lieutenant.id) == 2
            assert every(tx.visits.page) == expected
            tx.commit()
        with storage.begin(there.workspace.id) as tx:
            assert every(tx.visits.page) == expected
            assert tx.visits.forget_person(there.contact.id) == 1
            assert tx.visits.get(there.visit.id).attendees[1].name == ERASED_NAME

    @obligation("STO-73")
    def test_somebody_who_was_on_no_visit_costs_nothing(self, storage: Storage, there: Furnished) -> None:
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            assert tx.visits.forget_person(IDS.new()) == 0
            tx.commit()
        assert everything(storage, there) == before

    @obligation("STO-73")
    def test_who_no_longer_takes_part_is_not_forgotten_there(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.visits.save(evolve(there.visit, attendees=()))
            assert tx.visits.forget_person(there.user.id) == 0


def keep_visits(storage: Storage, there: Furnished, site: Site, visits: list[Visit]) -> None:
    """Keep a second site, and visits to both."""
    with storage.begin(there.workspace.id) as tx:
        tx.sites.add(site)
        for visit in reversed(visits):
            tx.visits.add(visit)
        tx.commit()


def passes(where: VisitFilter, one: Visit) -> bool:
    """Whether a visit is one of those asked for."""
    return (
        (where.among is None or one.site_id in where.among)
        and where.kind in {None, one.kind}
        and (where.from_day or date.min) <= one.visited_on <= (where.until_day or date.max)
    )
