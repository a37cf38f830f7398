"""Several sites in one: the figures of a first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from registre_core.findings import Kind, Severity, State
from registre_core.interventions import Status
from registre_core.summary.entities import SiteSummary
from registre_core.summary.figures import (
    FindingCount,
    FindingFigures,
    InterventionCount,
    InterventionFigures,
    PermitFigures,
)

Key = TypeVar("Key")


def all_interventions(sites: Iterable[SiteSummary]) -> InterventionFigures:
    """Add up the interventions of several sites."""
    alike: dict[tuple[str, Status], list[InterventionCount]] = {}
    for count in (count for site in sites for count in site.interventions.counts):
        alike.setdefault((count.type_code, count.status), []).append(count)
    return InterventionFigures(tuple(_interventions(*key, alike[key]) for key in sorted(alike)))


def all_findings(sites: Iterable[SiteSummary]) -> FindingFigures:
    """Add up the findings of several sites."""
    alike: dict[tuple[Kind, Severity, State], list[FindingCount]] = {}
    for count in (count for site in sites for count in site.findings.counts):
        alike.setdefault((count.kind, count.severity, count.state), []).append(count)
    return FindingFigures(tuple(_findings(*key, alike[key]) for key in sorted(alike)))


def all_permits(sites: Iterable[SiteSummary], since: date) -> PermitFigures:
    """Add up the permits of several sites."""
    every = [site.permits for site in sites]
    return PermitFigures(
        since=since,
        states=_summed(one.states for one in every),
        colours=_summed(one.colours for one in every),
        missed_rounds=sum(one.missed_rounds for one in every),
        late_rounds=sum(one.late_rounds for one in every),
    )


def _interventions(type_code: str, status: Status, alike: Sequence[InterventionCount]) -> InterventionCount:
    first, last = min(one.first for one in alike), max(one.last for one in alike)
    return InterventionCount(type_code, status, sum(one.count for one in alike), first, last)


def _findings(kind: Kind, severity: Severity, state: State, alike: Sequence[FindingCount]) -> FindingCount:
    number, overdue = sum(one.count for one in alike), sum(one.overdue for one in alike)
    return FindingCount(kind, severity, state, number, min(one.oldest for one in alike), overdue)


def _summed(counts: Iterable[Mapping[Key, int]]) -> dict[Key, int]:
    total: Counter[Key] = Counter()
    for one in counts:
        total.update(one)
    return dict(total)
