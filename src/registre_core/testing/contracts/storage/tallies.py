"""What is alike before a summary, counted by site: STO-63, STO-64."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from registre_core.findings import Finding
from registre_core.interventions import Intervention, status
from registre_core.ports.storage import FindingTally, InterventionTally, Storage
from registre_core.testing.builders import a_finding, a_site, an_intervention
from registre_core.testing.contracts.storage.corrections import keep_findings
from registre_core.testing.contracts.storage.furniture import Furnished, every
from registre_core.testing.contracts.storage.lists import TODAY, subsets
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.contracts.storage.visits import interventions_on, keep
from registre_core.testing.obligations import obligation

DAYS = (date.min, TODAY, TODAY + timedelta(days=1), date.max)
"""Days to ask about."""


class TallyContract(StorageUnderTest):
    """What is alike before a summary, counted by site."""

    @obligation("STO-63")
    def test_a_tally_of_findings_is_what_counting_them_one_by_one_comes_to(
        self, storage: Storage, there: Furnished
    ) -> None:
        findings = keep_findings(storage, there)
        with storage.read(there.workspace.id) as snapshot:
            for among in subsets(every(snapshot.sites.page)):
                wanted = [one for one in findings if among is None or one.site_id in among]
                for on in DAYS:
                    assert snapshot.findings.tally(among, on) == finding_tallies(wanted, on), (among, on)

    @obligation("STO-64")
    def test_a_tally_of_interventions_tells_them_apart_as_they_stand_on_the_day(
        self, storage: Storage, there: Furnished
    ) -> None:
        sites = [there.site, a_site()]
        done = an_intervention(there.site, done_on=date(2025, 12, 31))
        interventions = [there.intervention, done, *interventions_on(sites, there.contractor.id)]
        keep(storage, there, sites[1], interventions[1:])
        with storage.read(there.workspace.id) as snapshot:
            for among in subsets(sites):
                wanted = [one for one in interventions if among is None or one.site_id in among]
                for on in DAYS:
                    tallied = snapshot.interventions.tally(among, on)
                    assert tallied == intervention_tallies(wanted, on), (among, on)

    @obligation("STO-63", "STO-64", "STO-3")
    def test_a_tally_sees_what_its_own_transaction_wrote(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.interventions.add(an_intervention(there.site))
            tx.findings.add(a_finding(there.intervention))
            for tally in (tx.interventions.tally(None, TODAY), tx.findings.tally(None, TODAY)):
                assert [one.count for one in tally] == [2]


def finding_tallies(findings: Iterable[Finding], on: date) -> tuple[FindingTally, ...]:
    """Count findings the simple way."""

    def alike(one: Finding) -> tuple[str, ...]:
        return str(one.site_id), one.kind.value, one.severity.value, one.state.value

    groups = (list(group) for _, group in groupby(sorted(findings, key=alike), alike))
    return tuple(
        FindingTally(
            site_id=some[0].site_id,
            kind=some[0].kind,
            severity=some[0].severity,
            state=some[0].state,
            count=len(some),
            oldest=min(one.created_at for one in some),
            overdue=sum(one.due_on is not None and one.due_on < on for one in some),
        )
        for some in groups
    )


def intervention_tallies(interventions: Iterable[Intervention], on: date) -> tuple[InterventionTally, ...]:
    """Count interventions the simple way."""

    def alike(one: Intervention) -> tuple[str, ...]:
        return str(one.site_id), one.type_code, status(one, on).value

    groups = (list(group) for _, group in groupby(sorted(interventions, key=alike), alike))
    return tuple(
        InterventionTally(
            site_id=some[0].site_id,
            type_code=some[0].type_code,
            status=status(some[0], on),
            count=len(some),
            first=min(one.done_on or one.planned_on for one in some),
            last=max(one.done_on or one.planned_on for one in some),
        )
        for some in groups
    )
