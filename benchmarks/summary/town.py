"""A workspace of five hundred sites, with two hundred open findings on each and some of everything else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from time import perf_counter

from attrs import frozen

from benchmarks.bulk import analyse
from registre_core.commissions import Visit
from registre_core.findings import CreatedBy, Finding, Severity
from registre_core.interventions import Intervention
from registre_core.kernel.actors import ClientKind, PersonRef
from registre_core.kernel.identifiers import UserId, WorkspaceId
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.logbook import LogbookEntry
from registre_core.permits import HotWorkPermit
from registre_core.ports.storage import Transaction
from registre_core.rights import Catalogue, User
from registre_core.testing.builders import (
    a_contractor,
    a_finding,
    a_site,
    a_user,
    a_workspace,
    an_intervention,
)
from registre_core.testing.building import a_drill_entry, a_visit, an_entry_of, an_opinion, some_instructions
from registre_core.testing.correcting import an_anomaly
from registre_core.testing.signing import an_open_permit
from registre_core.workspace import Contractor, Site
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy.finding_rows import FINDINGS as SHELF
from registre_storage_sqlalchemy.schema import findings, interventions, logbook, permits, sites, visits

SITES, FINDINGS = 500, 100_000
"""How many, together."""
INTERVENTIONS, PERMITS, VISITS, DRILLS = 20, 10, 6, 20
"""On each site."""

_WORDS = "porte coupe-feu bloc de secours extincteur issue désenfumage détecteur tableau éclairage hors service".split()


@frozen
class Town:
    """Where it lies, and who asks."""

    url: str
    workspace: WorkspaceId
    mayor: UserId


@frozen
class Crowd:
    """What everything of the town refers to."""

    mayor: User
    firm: Contractor
    random: Random

    def findings(self, site: Site, origin: Intervention) -> Iterator[Finding]:
        """Find so much wrong that each site has its share; one in two was read in a report of an intervention."""
        for number in range(FINDINGS // SITES):
            said = {
                "text": " ".join(self.random.choices(_WORDS, k=self.random.randrange(4, 30))),
                "severity": self.random.choice(list(Severity)),
                "created_by": CreatedBy(PersonRef(self.mayor.id, self.mayor.name), ClientKind.WEB),
                "due_on": date(2026, 1, 1) + timedelta(days=self.random.randrange(700)),
            }
            yield a_finding(origin, **said) if number % 2 else an_anomaly(site, **said)

    def interventions(self, site: Site) -> Iterator[Intervention]:
        """Plan some, the half of which were done."""
        for number in range(INTERVENTIONS):
            done = datetime(2026, 1, 1 + number, tzinfo=UTC) if number % 2 else None
            yield an_intervention(
                site, planned_on=date(2026, 1, 1 + number), contractors=(self.firm.id,), closed_at=done
            )

    def permits(self, site: Site) -> Iterator[HotWorkPermit]:
        """Let work go on under some."""
        now = datetime.now(UTC)
        me = PersonKey(PersonKind.USER, self.mayor.id)
        for number in range(PERMITS):
            begins = now - timedelta(days=30 * number)
            yield an_open_permit(
                site,
                contractors=(self.firm.id,),
                contractor_people=(),
                operator_people=(),
                watcher=me,
                valid_from=begins,
                valid_until=begins + timedelta(hours=8),
                site_closes_at=None,
            )

    def visits(self, site: Site) -> Iterator[Visit]:
        """Let a commission come every other year."""
        for number in range(VISITS):
            day = date(2025 - 2 * number, 3, 2)
            opinions = (an_opinion(given_on=day),)
            yield a_visit(site, visited_on=day, recorded_by=self.mayor.id, opinions=opinions)

    def logbook(self, site: Site) -> Iterator[LogbookEntry]:
        """Write down drills, and instructions once."""
        yield an_entry_of(some_instructions(), site, recorded_by=self.mayor.id)
        yield from (a_drill_entry(site, recorded_by=self.mayor.id) for _ in range(DRILLS))


def filled(database: str, url: str) -> Town:
    """Write it all, by the stores, in one change."""
    started, workspace = perf_counter(), a_workspace()
    mayor = a_user(grants=frozenset(Catalogue().rights))
    crowd = Crowd(mayor, a_contractor(), Random(1))  # noqa: S311  # the same town every time
    with SqlStorage.open(url) as storage, storage.found(workspace.id) as tx:
        tx.workspace.add(workspace)
        tx.users.add(mayor)
        tx.contractors.add(crowd.firm)
        for number in range(SITES):
            _furnish(tx, a_site(name=f"Groupe scolaire n° {number}"), crowd)
        tx.commit()
    analyse(url, [sites, interventions, findings, permits, visits, logbook])
    print(f"\n{database}: filled in {perf_counter() - started:.0f} s")
    return Town(url, workspace.id, mayor.id)


def _furnish(tx: Transaction, site: Site, crowd: Crowd) -> None:
    tx.sites.add(site)
    made = [tx.interventions.add(intervention) for intervention in crowd.interventions(site)]
    work = tx.findings._work  # type: ignore[attr-defined]  # noqa: SLF001  # all at once: one by one takes minutes
    SHELF.put(work, list(crowd.findings(site, made[0])))
    for permit in crowd.permits(site):
        tx.permits.add(permit)
    for visit in crowd.visits(site):
        tx.visits.add(visit)
    for entry in crowd.logbook(site):
        tx.logbook.add(entry)
