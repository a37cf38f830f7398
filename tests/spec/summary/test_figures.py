"""Figures of findings and interventions: what is open, late, old; and what several sites come to together."""

from datetime import date

import pytest
from attrs import evolve
from tests.spec.summary.world import POOL, TODAY, alike, days_ago, visits

from registre_core.findings import Kind, Severity, State
from registre_core.interventions import Status
from registre_core.kernel.errors import InvalidInput
from registre_core.permits import Colour, PermitState
from registre_core.summary import (
    FindingCount,
    FindingFigures,
    InterventionFigures,
    PermitFigures,
    all_findings,
    all_interventions,
    all_permits,
)
from registre_core.testing.builders import a_site
from registre_core.testing.summing import a_finding_row, a_site_summary, a_summary

FINDINGS = FindingFigures(
    (
        alike(3, Kind.ANOMALY, Severity.CRITICAL, State.OPEN, days_ago(10), overdue=2),
        alike(1, Kind.ANOMALY, Severity.MINOR, State.CONTESTED, days_ago(200)),
        alike(40, Kind.ANOMALY, Severity.MAJOR, State.CLEARED, days_ago(900), overdue=7),
        alike(5, Kind.PRESCRIPTION, Severity.MAJOR, State.PLANNED, days_ago(30), overdue=1),
    )
)
INTERVENTIONS = InterventionFigures(
    (
        visits(4, Status.CLOSED, days_ago(800), days_ago(40)),
        visits(1, Status.TO_SIGN, days_ago(2), days_ago(2)),
        visits(2, Status.OVERDUE, days_ago(60), days_ago(3)),
        visits(6, Status.PLANNED, TODAY, date(2027, 5, 1), "maintenance"),
        visits(1, Status.CANCELLED, days_ago(90), days_ago(90)),
    )
)


def test_without_a_state_those_that_are_still_open_are_counted() -> None:
    assert (9, 4, 5) == (FINDINGS.number(), FINDINGS.number(kind=Kind.ANOMALY), FINDINGS.number(kind=Kind.PRESCRIPTION))


def test_states_kinds_and_severities_narrow_the_count_down_together() -> None:
    assert 40 == FINDINGS.number(State.CLEARED)
    assert 5 == FINDINGS.number(State.PLANNED, State.CLEARED, severity=Severity.MAJOR, kind=Kind.PRESCRIPTION)
    assert 0 == FINDINGS.number(kind=Kind.OBSERVATION)


def test_what_was_cleared_is_no_longer_overdue_and_makes_nothing_old() -> None:
    assert (3, 2) == (FINDINGS.overdue(), FINDINGS.overdue(Kind.ANOMALY))
    assert (days_ago(200), days_ago(10)) == (FINDINGS.oldest(), FINDINGS.oldest(severity=Severity.CRITICAL))
    assert FINDINGS.oldest(Kind.OBSERVATION) is None


def test_interventions_are_counted_by_where_they_stand_and_by_type() -> None:
    assert (5, 8) == (
        INTERVENTIONS.number(Status.CLOSED, Status.TO_SIGN),
        INTERVENTIONS.number(Status.OVERDUE, Status.PLANNED),
    )
    assert 2 == INTERVENTIONS.number(Status.OVERDUE, Status.PLANNED, type_code="inspection")


def test_the_last_day_done_and_the_next_one_planned_follow_from_the_counts() -> None:
    assert (days_ago(2), days_ago(60)) == (INTERVENTIONS.last_done(), INTERVENTIONS.next_planned())
    assert (None, TODAY) == (INTERVENTIONS.last_done("maintenance"), INTERVENTIONS.next_planned("maintenance"))


def test_nothing_is_counted_by_a_row_of_nothing() -> None:
    with pytest.raises(InvalidInput, match="number-too-small"):
        FindingCount(Kind.ANOMALY, Severity.MINOR, State.OPEN, 0, TODAY)


def test_several_sites_add_up() -> None:
    permits = PermitFigures(days_ago(365), {PermitState.ACTIVE: 1, PermitState.CLOSED: 2}, {Colour.RED: 1}, 2, 1)
    school = a_site_summary(findings=FINDINGS, interventions=INTERVENTIONS, permits=permits)
    pool = evolve(school, site=a_site(id=POOL), permits=evolve(permits, states={PermitState.CLOSED: 5}, colours={}))
    both = (school, pool)

    assert (18, 6) == (all_findings(both).number(), all_findings(both).overdue())
    assert days_ago(200) == all_findings(both).oldest()
    assert (16, days_ago(60)) == (
        all_interventions(both).number(Status.OVERDUE, Status.PLANNED),
        all_interventions(both).next_planned(),
    )
    assert PermitFigures(
        days_ago(365), {PermitState.ACTIVE: 1, PermitState.CLOSED: 7}, {Colour.RED: 1}, 4, 2
    ) == all_permits(both, days_ago(365))


def test_one_site_adds_up_to_itself() -> None:
    site = a_site_summary()

    assert (site.findings, site.interventions) == (all_findings([site]), all_interventions([site]))


def test_no_site_adds_up_to_nothing() -> None:
    assert (FindingFigures(), InterventionFigures()) == (all_findings([]), all_interventions([]))


def test_a_summary_counts_the_findings_it_shows_and_those_it_leaves_out() -> None:
    assert 10 == a_summary(gravest=(a_finding_row(),) * 3, left_out=7).open_findings


def test_what_is_missing_stands_apart_from_what_is_not() -> None:
    site = a_site_summary()

    assert ["evacuation", "drills"] == [one.requirement.item for one in site.missing]
