"""Findings by what they are, how grave they are, where they stand and when: STO-60 to STO-62, STO-65, STO-79."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from attrs import evolve

from registre_core.findings import STILL_OPEN, Finding, Kind, Severity, State
from registre_core.kernel.identifiers import UserId
from registre_core.ports.storage import FindingFilter, FindingOrder, Storage
from registre_core.testing.builders import IDS, a_finding, a_person, a_site, an_intervention
from registre_core.testing.contracts.storage.counts import may_be
from registre_core.testing.contracts.storage.furniture import Furnished, assert_alike, every
from registre_core.testing.contracts.storage.lists import STANDINGS, in_order
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.correcting import a_prescription, an_anomaly, standing_at
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation

INSTANT = timedelta(microseconds=1)
DAYS = (None, date(2026, 3, 2), date(2026, 3, 3), date.max)
"""By when one is to be corrected: never, and on days of which one is as far away as there is."""
MANY = 520
"""More findings than anybody holds at once who was asked not to."""


class CorrectionContract(StorageUnderTest):
    """Findings by what they are, how grave they are, where they stand and when."""

    @obligation("STO-9", "STO-20", "STO-60")
    @pytest.mark.parametrize("order", FindingOrder)
    def test_every_condition_on_findings_holds_beside_the_others(
        self, storage: Storage, there: Furnished, order: FindingOrder
    ) -> None:
        findings = keep_findings(storage, there)
        with storage.read(there.workspace.id) as snapshot:
            for where in conditions(there, findings, seed=order):
                expected = in_order(order, [one for one in findings if passes(where, one)])
                assert every(snapshot.findings.page, where=where, order=order, limit=9) == expected, where
                assert may_be(snapshot.findings.count(where, cap=5), len(expected), cap=5), where

    @obligation("STO-60")
    def test_the_last_moment_of_a_period_is_excluded_and_so_is_the_deadline_itself(
        self, storage: Storage, there: Furnished
    ) -> None:
        day = date(2026, 3, 2)
        moments = [A_MONDAY_MORNING - INSTANT, A_MONDAY_MORNING, A_MONDAY_MORNING + INSTANT]
        days = [day - timedelta(days=1), day, None]
        written = [
            a_finding(there.intervention, created_at=at, due_on=due_on)
            for at, due_on in zip(moments, days, strict=True)
        ]
        with storage.begin(there.workspace.id) as tx:
            for finding in written:
                tx.findings.add(finding)
            for where, expected in (
                (FindingFilter(from_moment=A_MONDAY_MORNING), [there.finding, *written[1:]]),
                (FindingFilter(until_moment=A_MONDAY_MORNING), written[:1]),
                (FindingFilter(from_moment=moments[0], until_moment=moments[2]), [there.finding, *written[:2]]),
                (FindingFilter(due_before=day), written[:1]),
                (FindingFilter(due_before=date.max), written[:2]),
            ):
                assert every(tx.findings.page, where=where) == expected, where

    @obligation("STO-61")
    def test_those_without_a_deadline_come_behind_every_other(self, storage: Storage, there: Furnished) -> None:
        days = [None, date.max, date(2026, 3, 9), date.min, date(2026, 3, 2)]
        findings = [there.finding, *(a_finding(there.intervention, due_on=day) for day in days)]
        with storage.begin(there.workspace.id) as tx:
            for finding in findings[1:]:
                tx.findings.add(finding)
            listed = every(tx.findings.page, order=FindingOrder.DEADLINE, limit=2)
            assert [one.due_on for one in listed[:3]] == [date.min, date(2026, 3, 2), date(2026, 3, 9)]
            assert listed[3:] == [findings[0], findings[1], findings[2]], "as far away as none at all: by identifier"

    @obligation("STO-62")
    def test_what_is_open_comes_first_and_of_that_the_gravest(self, storage: Storage, there: Furnished) -> None:
        findings = [there.finding, *(a_finding(there.intervention, **one) for one in STANDINGS)]
        with storage.begin(there.workspace.id) as tx:
            for finding in findings[1:]:
                tx.findings.add(finding)
            listed = every(tx.findings.page, order=FindingOrder.GRAVEST, limit=3)
        assert listed == [findings[place] for place in (3, 6, 0, 1, 5, 2, 4)]

    @obligation("STO-61", "STO-62", "STO-79")
    def test_whatever_is_asked_follows_what_was_saved_last(self, storage: Storage, there: Furnished) -> None:
        other = there.finding
        with storage.begin(there.workspace.id) as tx:
            saved = tx.findings.save(
                evolve(
                    tx.findings.add(a_finding(there.intervention)),
                    text="Œilleton cassé",
                    severity=Severity.CRITICAL,
                    due_on=date(2026, 3, 9),
                    **standing_at(State.CLEARED),
                )
            )
            for where, found in (
                (FindingFilter(text="oeilleton"), [saved]),
                (FindingFilter(text=other.text), [other]),
                (FindingFilter(is_open=True), [other]),
                (FindingFilter(state=State.CLEARED), [saved]),
                (FindingFilter(due_before=date(2026, 3, 10)), [saved]),
            ):
                assert every(tx.findings.page, where=where) == found, where
            assert every(tx.findings.page, order=FindingOrder.DEADLINE) == [saved, other]
            assert every(tx.findings.page, order=FindingOrder.GRAVEST) == [other, saved]
            assert [said.id for said in tx.findings.open_on(there.site.id)] == [other.id]
            tally = tx.findings.tally(None, date(2026, 3, 10))
            assert [(one.state, one.overdue) for one in tally] == [(State.CLEARED, 1), (State.OPEN, 0)]

    @obligation("STO-46")
    def test_what_is_still_open_is_told_by_its_kind(self, storage: Storage, there: Furnished) -> None:
        findings = keep_findings(storage, there)
        here = [one for one in reversed(findings) if one.site_id == there.site.id and one.state in STILL_OPEN]
        with storage.read(there.workspace.id) as snapshot:
            assert [said.id for said in snapshot.findings.open_on(there.site.id)] == [one.id for one in here]
            for kinds in (frozenset({Kind.ANOMALY}), frozenset({Kind.ANOMALY, Kind.PRESCRIPTION}), frozenset(Kind)):
                said = snapshot.findings.open_on(there.site.id, kinds=kinds)
                assert [one.id for one in said] == [one.id for one in here if one.kind in kinds]
            assert snapshot.findings.open_on(there.site.id, kinds=frozenset()) == ()

    @obligation("STO-65")
    def test_every_finding_is_streamed_once_the_gravest_first(self, storage: Storage, there: Furnished) -> None:
        findings = keep_findings(storage, there)
        with storage.read(there.workspace.id) as snapshot:
            assert list(snapshot.findings.every()) == in_order(FindingOrder.GRAVEST, findings)
            for where in conditions(there, findings, seed="every"):
                wanted = [one for one in findings if passes(where, one)]
                assert list(snapshot.findings.every(where)) == in_order(FindingOrder.GRAVEST, wanted), where

    @obligation("STO-65")
    def test_many_findings_are_streamed_wholly(self, storage: Storage, there: Furnished) -> None:
        grave = [a_finding(there.intervention, severity=Severity.CRITICAL) for _ in range(MANY)]
        light = [a_finding(there.intervention, severity=Severity.MINOR) for _ in range(2)]
        with storage.begin(there.workspace.id) as tx:
            for finding in (*light, *reversed(grave)):
                tx.findings.add(finding)
            assert_alike(tx.findings.every(), [*grave, there.finding, *light])
            rare = FindingFilter(severity=Severity.MINOR, text=light[0].text)
            assert list(tx.findings.every(rare)) == light


def keep_findings(storage: Storage, there: Furnished) -> list[Finding]:
    """Keep findings of every kind and state on two sites, unlike in whatever can be asked."""
    second, people = a_site(), [there.finding.created_by.person, a_person()]
    away = an_intervention(second)
    made = [there.finding]
    for number in range(36):
        state, place = [*State][number % 6], (there.site, second)[number % 2]
        said: Mapping[str, Any] = {
            **standing_at(state),
            "severity": [*Severity][number // 2 % 3],
            "due_on": DAYS[number % 5 % 4],
            "created_at": A_MONDAY_MORNING + timedelta(days=number % 4),
            "created_by": evolve(there.finding.created_by, person=people[number // 3 % 2]),
            "text": ("Porte bloquée", "Extincteur absent")[number // 5 % 2],
        }
        match number // 6 % 3:
            case 0:
                made.append(a_finding(away if place is second else there.intervention, **said))
            case 1:
                made.append(a_prescription(there.visit, site_id=place.id, **said))
            case 2:
                made.append(an_anomaly(place, **said))
    with storage.begin(there.workspace.id) as tx:
        tx.sites.add(second)
        tx.interventions.add(away)
        for finding in reversed(made[1:]):
            tx.findings.add(finding)
        tx.commit()
    return made


def conditions(there: Furnished, findings: Sequence[Finding], seed: str) -> Iterator[FindingFilter]:
    """Name each condition alone, then some of them together, others for each seed."""
    chance, asked = Random(seed), choices(there, findings)  # noqa: S311  # the same ones each time
    for name, values in asked.items():
        for value in values:
            yield FindingFilter(**{name: value})
    for _ in range(25):
        names = chance.sample(list(asked), chance.choice((2, 2, 3, 4)))
        yield FindingFilter(**{name: chance.choice(asked[name]) for name in names})


def choices(there: Furnished, findings: Sequence[Finding]) -> Mapping[str, Sequence[Any]]:
    """Name what each condition may ask for."""
    moments: Sequence[datetime] = [A_MONDAY_MORNING + timedelta(days=day) for day in (1, 2)]
    here, second = there.site.id, findings[2].site_id
    return {
        "among": [frozenset({here}), frozenset({here, second}), frozenset()],
        "intervention": [there.intervention.id, IDS.new()],
        "state": [State.OPEN, State.PLANNED, State.CLEARED],
        "creator": [there.finding.created_by.id, UserId(IDS.new())],
        "text": ["extincteur"],
        "kinds": [frozenset({Kind.ANOMALY}), frozenset({Kind.ANOMALY, Kind.OBSERVATION}), frozenset(), frozenset(Kind)],
        "severity": [Severity.CRITICAL, Severity.MINOR],
        "visit": [there.visit.id, IDS.new()],
        "is_open": [True, False],
        "from_moment": moments,
        "until_moment": moments,
        "due_before": [date(2026, 3, 3), date.max, date.min],
    }


def passes(where: FindingFilter, one: Finding) -> bool:
    """Whether a finding is one of those asked for, told here once more."""
    equal = (
        (where.intervention, one.intervention_id),
        (where.state, one.state),
        (where.creator, one.created_by.person.id),
        (where.severity, one.severity),
        (where.visit, one.visit_id),
        (where.is_open, one.state in STILL_OPEN),
    )
    return (
        (where.among is None or one.site_id in where.among)
        and all(wanted is None or wanted == actual for wanted, actual in equal)
        and (where.kinds is None or one.kind in where.kinds)
        and (where.from_moment is None or where.from_moment <= one.created_at)
        and (where.until_moment is None or one.created_at < where.until_moment)
        and (where.due_before is None or (one.due_on or date.max) < where.due_before)
        and (where.text is None or where.text.lower() in one.text.lower())
    )
