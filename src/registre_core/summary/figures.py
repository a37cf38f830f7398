"""Figures of one site, or of several together: interventions, findings, permits, the last visit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from registre_core.commissions import Authority, Favour, OrderKind, VisitKind
from registre_core.findings import STILL_OPEN, Kind, Severity, State
from registre_core.interventions import Status
from registre_core.kernel.validation import Checked, at_least, must
from registre_core.logbook import Disability
from registre_core.permits import Colour, PermitState


@frozen
class InterventionCount(Checked):
    """Interventions that are alike: of one type, standing alike."""

    type_code: str
    """Of which type: a key of `interventions.TYPES`."""
    status: Status
    """Where they stand."""
    count: int = field(metadata=must(at_least(1)))
    """How many."""
    first: date
    """The first day one of them was done on, or is planned for."""
    last: date
    """The last such day."""


@frozen
class InterventionFigures:
    """Interventions: done, overdue, planned."""

    counts: tuple[InterventionCount, ...] = ()
    """By type and by where they stand, in this order; what there is none of has no row."""

    def number(self, *statuses: Status, type_code: str | None = None) -> int:
        """Count those that stand so; of any type unless one is named."""
        return sum(one.count for one in self._alike(statuses, type_code))

    def last_done(self, type_code: str | None = None) -> date | None:
        """Give the last day on which one was done."""
        return max((one.last for one in self._alike(DONE, type_code)), default=None)

    def next_planned(self, type_code: str | None = None) -> date | None:
        """Give the next day one is planned for; of one that is overdue it lies in the past."""
        return min((one.first for one in self._alike(TO_DO, type_code)), default=None)

    def _alike(self, statuses: tuple[Status, ...], type_code: str | None) -> tuple[InterventionCount, ...]:
        return tuple(
            one for one in self.counts if one.status in statuses and (type_code is None or one.type_code == type_code)
        )


DONE = (Status.CLOSED, Status.TO_SIGN)
"""Somebody came and did it; signatures may be missing."""
TO_DO = (Status.OVERDUE, Status.PLANNED)
"""Somebody still has to come."""


@frozen
class FindingCount(Checked):
    """Findings that are alike: of one kind, as grave, standing alike."""

    kind: Kind
    """Observations, anomalies or prescriptions."""
    severity: Severity
    """How grave."""
    state: State
    """Where their correction stands."""
    count: int = field(metadata=must(at_least(1)))
    """How many."""
    oldest: date
    """The day the first of them was written down: their greatest age counts from it."""
    overdue: int = field(default=0, metadata=must(at_least(0)))
    """How many of them were to be corrected before the day of the summary."""


@frozen
class FindingFigures:
    """Findings: how many, how grave, since when."""

    counts: tuple[FindingCount, ...] = ()
    """By kind, severity and state; what there is none of has no row."""

    def number(self, *states: State, kind: Kind | None = None, severity: Severity | None = None) -> int:
        """Count those whose correction stands so; without a state, those that are still open."""
        return sum(one.count for one in self._alike(states, kind, severity))

    def overdue(self, kind: Kind | None = None, severity: Severity | None = None) -> int:
        """Count those that are still open, and should no longer be."""
        return sum(one.overdue for one in self._alike((), kind, severity))

    def oldest(self, kind: Kind | None = None, severity: Severity | None = None) -> date | None:
        """Give the day on which the oldest that is still open was written down."""
        return min((one.oldest for one in self._alike((), kind, severity)), default=None)

    def _alike(self, states: tuple[State, ...], kind: Kind | None, severity: Severity | None) -> list[FindingCount]:
        wanted = states or STILL_OPEN
        return [
            one
            for one in self.counts
            if one.state in wanted and kind in {None, one.kind} and severity in {None, one.severity}
        ]


@frozen
class PermitFigures(Checked):
    """Hot-work permits that were valid at some moment since a day: those of the year before the summary."""

    since: date
    """That day."""
    states: Mapping[PermitState, int] = field(factory=dict)
    """How many, by state; what there is none of has no entry."""
    colours: Mapping[Colour, int] = field(factory=dict)
    """How many, by the colour of their post-work check; those without one are not counted here."""
    missed_rounds: int = field(default=0, metadata=must(at_least(0)))
    """Rounds of the fire watch whose time has passed, and that nobody made."""
    late_rounds: int = field(default=0, metadata=must(at_least(0)))
    """Rounds that were made behind their time."""


@frozen
class Span:
    """Entries of the logbook that are alike: how many, from when until when."""

    count: int = 0
    """How many."""
    first: date | None = None
    """The day of the first."""
    latest: date | None = None
    """The day of the last."""

    def with_day(self, day: date) -> Span:
        """Count one more."""
        return Span(self.count + 1, min(self.first or day, day), max(self.latest or day, day))


@frozen
class LogbookFigures:
    """What the logbook of a site holds on a day."""

    drills: Span = Span()
    """Drills that were held."""
    works: Span = Span()
    """Works that were begun."""
    staff: Span = Span()
    """Those of the safety service who are there, by their first day."""
    staff_until: date | None = None
    """The last day somebody was there who no longer is."""
    instructions: Span = Span()
    """Instructions in force, by their first day."""
    instructions_until: date | None = None
    """The last day some were in force that no longer are."""
    evacuation: Mapping[Disability, date] = field(factory=dict)
    """Since when instructions in force settle the way out for a kind of disability."""


@frozen
class VisitTold:
    """A visit of a commission, and what it thinks."""

    visited_on: date
    """The day."""
    kind: VisitKind
    """Why it came."""
    commission: str
    """Which one."""
    has_report: bool
    """Whether its report (*procès-verbal*) is there."""
    favour: Favour | None = None
    """What it thinks: an opinion, which binds nobody; ``None`` while it did not say."""
    given_on: date | None = None
    """The day it said so."""
    motivated_by: int = 0
    """How many prescriptions its opinion rests on."""


@frozen
class OrderTold:
    """An order of the mayor or the prefect."""

    kind: OrderKind
    """What it does."""
    authority: Authority
    """Who signed it."""
    signed_on: date
    """The day it was signed."""
    number: str = ""
    """As the authority counts it."""
    due_on: date | None = None
    """By when its prescriptions are to be carried out."""


@frozen
class VisitFigures:
    """Visits of commissions, what they think, and what binds: two things that are kept apart (CCH R. 143-42)."""

    count: int = 0
    """How many visits there were."""
    last: VisitTold | None = None
    """The last one; ``None`` when there was none."""
    opinion: VisitTold | None = None
    """The last one that gave an opinion, which holds until another one is given; deferring one is giving none."""
    orders: tuple[OrderTold, ...] = ()
    """Orders that bind on the day of the summary, in the order they were signed."""
    announced_on: date | None = None
    """The day of the next visit that was announced."""
    due_on: date | None = None
    """By when the next periodic visit is due, as far as a rule is known and a visit to count from; see
    `commissions.next_visit`."""
