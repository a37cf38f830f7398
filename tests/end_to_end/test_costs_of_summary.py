"""What a summary costs a database: as many statements for three sites as for sixty, and none that changes anything."""

from __future__ import annotations

from io import BytesIO

import pytest
from attrs import frozen
from tests.end_to_end.costs import Cost
from tests.usecases.doubles import WatchedDocuments, WatchedStorage
from tests.usecases.scripted import ScriptedPages

from registre_core import Actor, Client, Ports, Registre, assemble
from registre_core.kernel.identifiers import SiteId, UserId
from registre_core.services.summary import RowsFormat
from registre_core.testing.builders import a_site
from registre_core.testing.building import a_drill_entry, a_visit
from registre_core.testing.correcting import an_anomaly
from registre_core.testing.memory import FixedClock, PlainRenderer, SequentialIds
from registre_storage_sqlalchemy import SqlStorage

FEW, MANY = 3, 60


@frozen
class Scene:
    """A workspace with so many sites, one of everything on each."""

    registre: Registre
    mayor: Actor
    sites: tuple[SiteId, ...]

    @classmethod
    def of(cls, storage: SqlStorage, count: int) -> Scene:
        watched = WatchedStorage(storage, [])
        ports = Ports(
            storage=storage,
            documents=WatchedDocuments(watched, {}, {}, FixedClock().now),
            pages=ScriptedPages(watched, {}),
            clock=FixedClock(),
            ids=SequentialIds(start=count * 1_000_000),
            renderer=PlainRenderer(),
        )
        registre = assemble(ports)
        founding = registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire")
        who = UserId(founding.administrator.id)
        sites = tuple(a_site(name=f"École {number}") for number in range(count))
        with storage.begin(founding.workspace.id) as tx:
            for site in sites:
                tx.sites.add(site)
                tx.findings.add(an_anomaly(site))
                tx.visits.add(a_visit(site, recorded_by=who))
                tx.logbook.add(a_drill_entry(site, recorded_by=who))
            tx.commit()
        return cls(
            registre, Actor.user(who, founding.workspace.id, client=Client.web("1.47")), tuple(one.id for one in sites)
        )


@pytest.mark.parametrize("named", [False, True], ids=["all sites", "named ones"])
def test_a_summary_asks_as_often_for_three_sites_as_for_sixty(storage: SqlStorage, cost: Cost, *, named: bool) -> None:
    asked = []
    for count in (FEW, MANY):
        scene = Scene.of(storage, count)
        cost.clear()
        told = scene.registre.summary.of(scene.mayor, sites=scene.sites if named else None)
        asked.append(len(cost.read))

        assert (count, count, count) == (
            len(told.sites),
            len(told.gravest),
            sum(site.visits.count for site in told.sites),
        )
        assert not cost.written

    assert asked[0] == asked[1] <= 15


def test_rows_and_print_ask_once_more_for_all_rows_and_change_nothing(storage: SqlStorage, cost: Cost) -> None:
    scene, into = Scene.of(storage, FEW), BytesIO()
    scene.registre.summary.of(scene.mayor)
    cost.clear()
    scene.registre.summary.of(scene.mayor)
    once = len(cost.read)
    cost.clear()
    scene.registre.summary.rows(scene.mayor, into, form=RowsFormat.JSON)
    scene.registre.summary.print(scene.mayor)

    assert (2 * (once + 1), 0) == (len(cost.read), sum(cost.written.values()))
