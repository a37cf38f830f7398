"""Permits by what time made of them, and the fire watch after them: STO-55 to STO-57."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from attrs import evolve

from registre_core.kernel.identifiers import ContractorId, UserId
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.permits import Ending, EndingKind, HotWorkPermit, PermitState, Suspension, Validity, state
from registre_core.ports.storage import PermitFilter, PermitOrder, Storage
from registre_core.signatures import SealState
from registre_core.testing.builders import IDS, a_contractor, a_site
from registre_core.testing.contracts.storage.counts import may_be
from registre_core.testing.contracts.storage.furniture import Furnished, every, found
from registre_core.testing.contracts.storage.lists import in_order, subsets
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING as BEGINS
from registre_core.testing.obligations import obligation
from registre_core.testing.signing import a_permit, a_round, a_seal

ENDS = BEGINS + timedelta(hours=10)
INSTANT = timedelta(microseconds=1)
BOTH_ROLES = a_permit().rule.roles
PATHS: tuple[dict[str, Any], ...] = (
    {},
    {"asked_at": BEGINS},
    {"asked_at": BEGINS, "opened_by": BOTH_ROLES},
    {"asked_at": BEGINS, "earlier": Validity(BEGINS, BEGINS)},
    {"earlier": Validity(BEGINS, BEGINS)},
    {"asked_at": BEGINS, "opened_by": BOTH_ROLES, "suspension": Suspension(BEGINS, "Vent")},
    {"asked_at": BEGINS, "opened_by": BOTH_ROLES, "work_ended_at": BEGINS},
    {"asked_at": BEGINS, "opened_by": BOTH_ROLES, "work_ended_at": BEGINS, "closing_asked_at": BEGINS},
    *({"ending": Ending(kind, BEGINS), "closed_by": BOTH_ROLES} for kind in EndingKind),
)
"""What permits went through: every phase there is; of extensions that are not signed, what was allowed has ended."""
MOMENTS = (ENDS, ENDS + INSTANT)
"""The last moment of their validity, and the first one after it."""
PERIODS = ((None, None), (ENDS, None), (ENDS + INSTANT, None), (None, BEGINS), (None, BEGINS + INSTANT), (BEGINS, ENDS))
"""From which moment until which, the last one exclusive."""


class PermitContract(StorageUnderTest):
    """Permits by what time made of them, and the fire watch after them."""

    @obligation("STO-9", "STO-55")
    @pytest.mark.parametrize("order", PermitOrder)
    def test_conditions_on_permits_hold_together(self, storage: Storage, there: Furnished, order: PermitOrder) -> None:
        sites, firms = [there.site, a_site()], [there.contractor, a_contractor()]
        permits = [there.permit, *permits_on(there, sites, firms)]
        keep(storage, there, (sites[1], firms[1]), permits[1:])
        with storage.read(there.workspace.id) as snapshot:
            for where in permit_filters(sites, firms):
                expected = in_order(order, [one for one in permits if is_asked_for(where, one)])
                assert every(snapshot.permits.page, where=where, order=order, limit=7) == expected, where
                assert may_be(snapshot.permits.count(where, cap=5), len(expected), cap=5), where

    @obligation("STO-55")
    def test_a_permit_is_found_where_it_stands_now_and_under_the_firms_of_now(
        self, storage: Storage, there: Furnished
    ) -> None:
        other = a_contractor()
        with storage.begin(there.workspace.id) as tx:
            tx.contractors.add(other)
            moved = tx.permits.save(evolve(there.permit, work_ended_at=ENDS, contractors=(other.id,)))
            for where, expected in (
                (PermitFilter(state=PermitState.ACTIVE, at=ENDS), []),
                (PermitFilter(state=PermitState.WORK_ENDED, at=ENDS), [moved]),
                (PermitFilter(state=PermitState.EXPIRED, at=ENDS + timedelta(days=9)), []),
                (PermitFilter(contractor=there.contractor.id), []),
                (PermitFilter(contractor=other.id), [moved]),
            ):
                assert every(tx.permits.page, where=where) == expected, where

    @obligation("STO-56")
    def test_a_permit_is_watched_from_the_end_of_work_until_every_round_was_made(
        self, storage: Storage, there: Furnished
    ) -> None:
        ended = evolve(there.permit, work_ended_at=ENDS - timedelta(hours=1))
        with storage.begin(there.workspace.id) as tx:
            assert tx.permits.watched(ENDS - INSTANT) == ()
            assert tx.permits.watched(ENDS) == (there.permit,), "nobody said that the work was over"
            ended = tx.permits.save(ended)
            assert tx.permits.watched(ENDS - timedelta(hours=1)) == (ended,)
            assert tx.permits.watched(ENDS - timedelta(hours=1) - INSTANT) == ()
            partly = tx.permits.save(evolve(ended, rounds=(a_round(30), a_round(60))))
            assert tx.permits.watched(ENDS) == (partly,)
            made = tx.permits.save(evolve(partly, rounds=(*partly.rounds, a_round(120))))
            assert tx.permits.watched(ENDS + timedelta(days=99)) == ()
            tx.permits.save(evolve(made, work_ended_at=ENDS + timedelta(hours=2)))
            assert len(tx.permits.watched(ENDS + timedelta(hours=2))) == 1, "those were made too early"

    @obligation("STO-56")
    def test_nobody_watches_what_never_began_what_ended_for_good_or_what_is_not_watched(
        self, storage: Storage, there: Furnished
    ) -> None:
        refused = Ending(EndingKind.CANCELLED, ENDS, "Chantier annulé")
        with storage.begin(there.workspace.id) as tx:
            watched = [tx.permits.add(another(there)) for _ in range(3)]
            tx.permits.add(another(there, opened_by=BOTH_ROLES[:1]))
            tx.permits.add(another(there, asked_at=None, opened_by=()))
            tx.permits.add(another(there, ending=refused))
            tx.permits.add(another(there, watch=None))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.permits.watched(ENDS) == (there.permit, *watched)

    @obligation("STO-57")
    def test_the_operator_learns_where_a_watch_lacks_rounds(self, storage: Storage) -> None:
        several = sorted((found(storage, Furnished.new()) for _ in range(3)), key=lambda one: one.workspace.id)
        with storage.begin(several[0].workspace.id) as tx:
            tx.permits.add(another(several[0]))
            tx.commit()
        with storage.begin(several[1].workspace.id) as tx:
            tx.permits.save(evolve(several[1].permit, rounds=tuple(map(a_round, (30, 60, 120)))))
            tx.commit()
        with storage.operate() as door:
            assert list(door.watching(ENDS - INSTANT)) == []
            assert list(door.watching(ENDS)) == [several[0].workspace.id, several[2].workspace.id]

    @obligation("STO-57")
    def test_the_operator_learns_where_seals_wait(self, storage: Storage) -> None:
        several = sorted((found(storage, Furnished.new()) for _ in range(3)), key=lambda one: one.workspace.id)
        made = a_seal(several[1].signature)
        with storage.begin(several[1].workspace.id) as tx:
            tx.seals.save(
                evolve(several[1].seal, state=SealState.SEALED, document=made.document, sealed_at=made.sealed_at)
            )
            tx.commit()
        with storage.begin(several[2].workspace.id) as tx:
            tx.seals.add(a_seal(several[2].signature, state=SealState.PENDING))
            tx.commit()
        with storage.operate() as door:
            assert list(door.unsealed()) == [several[0].workspace.id, several[2].workspace.id]


def another(there: Furnished, **told: Any) -> HotWorkPermit:  # noqa: ANN401  # fields of a permit
    """Draw up one more, under which work goes on unless told otherwise."""
    return evolve(there.permit, id=a_permit().id, **told)


def keep(storage: Storage, there: Furnished, besides: tuple[Any, Any], permits: Iterable[HotWorkPermit]) -> None:
    """Keep a second site and firm, and permits of both."""
    site, firm = besides
    with storage.begin(there.workspace.id) as tx:
        tx.sites.add(site)
        tx.contractors.add(firm)
        for permit in permits:
            tx.permits.add(permit)
        tx.commit()


def permits_on(there: Furnished, sites: Iterable[Any], firms: Iterable[Any]) -> Iterator[HotWorkPermit]:
    """Build permits that went through everything, on both sites; every third one is valid a day later."""
    watcher, day = PersonKey(PersonKind.USER, UserId(there.user.id)), timedelta(days=1)
    everybody = [firm.id for firm in firms]
    for number, (site, path) in enumerate(product(sites, PATHS)):
        late = timedelta() if number % 3 else day
        yield a_permit(
            site,
            contractors=tuple(everybody[number % 2 :]),
            watcher=watcher,
            valid_from=BEGINS + late,
            valid_until=ENDS + late,
            **path,
        )


def permit_filters(sites: Iterable[Any], firms: Iterable[Any]) -> Iterator[PermitFilter]:
    """Combine every condition on permits with every other."""
    places, contractors = subsets(sites), (None, ContractorId(IDS.new()), *(firm.id for firm in firms))
    standings = [(None, None), *product(PermitState, MOMENTS)]
    for number, (standing, period) in enumerate(product(standings, PERIODS)):
        yield PermitFilter(places[number % 5], contractors[number % 4], *standing, *period)
    for among, contractor in product(places, contractors):
        yield PermitFilter(among, contractor)
    for standing in standings:
        yield PermitFilter(None, None, *standing)


def is_asked_for(where: PermitFilter, permit: HotWorkPermit) -> bool:
    """Whether a permit is one of those asked for."""
    return (
        (where.among is None or permit.site_id in where.among)
        and (where.contractor is None or where.contractor in permit.contractors)
        and (where.at is None or state(permit, where.at) is where.state)
        and (where.from_moment is None or permit.valid_until >= where.from_moment)
        and (where.until_moment is None or permit.valid_from < where.until_moment)
    )
