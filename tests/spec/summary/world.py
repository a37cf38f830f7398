"""A school on a day in November 2026, and what may stand in its register."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from registre_core.findings import Kind, Severity, State
from registre_core.interventions import Status
from registre_core.kernel.identifiers import LogbookId, SiteId, UserId
from registre_core.logbook import Content, LogbookEntry
from registre_core.summary import (
    Contents,
    FindingCount,
    FindingFigures,
    Held,
    InterventionCount,
    InterventionFigures,
    Item,
    LogbookFigures,
    completeness,
)
from registre_core.testing.builders import IDS

TODAY = date(2026, 11, 26)
BEFORE = date(2026, 6, 30)
"""The last day on which the law asked for less."""
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
SCHOOL, POOL = SiteId(IDS.new()), SiteId(IDS.new())


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def written(content: Content, site: SiteId = SCHOOL, **given: object) -> LogbookEntry:
    """Write something into the logbook."""
    return LogbookEntry(LogbookId(IDS.new()), site, content, UserId(IDS.new()), NOW, **given)  # type: ignore[arg-type]


def alike(
    count: int = 1,
    kind: Kind = Kind.OBSERVATION,
    severity: Severity = Severity.MAJOR,
    state: State = State.OPEN,
    oldest: date = TODAY,
    overdue: int = 0,
) -> FindingCount:
    return FindingCount(kind, severity, state, count, oldest, overdue)


def visits(count: int, status: Status, first: date, last: date, type_code: str = "inspection") -> InterventionCount:
    return InterventionCount(type_code, status, count, first, last)


def held(
    item: Item,
    *,
    logbook: LogbookFigures | None = None,
    interventions: tuple[InterventionCount, ...] = (),
    findings: tuple[FindingCount, ...] = (),
    on: date = TODAY,
) -> Held:
    """Tell whether an item is there."""
    contents = Contents(logbook or LogbookFigures(), InterventionFigures(interventions), FindingFigures(findings))
    (one,) = (one for one in completeness(contents, on) if one.requirement.item is item)
    return one
