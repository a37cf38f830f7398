"""The summary (*synthèse*): the state of one or several sites on a day, as a value that can be printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from attrs import frozen

from registre_core.findings import Finding, Kind, Severity, State
from registre_core.interventions import Status
from registre_core.kernel.documents import Digest
from registre_core.kernel.reasons import Source
from registre_core.permits import Colour, PermitState
from registre_core.workspace import Site


@frozen
class Requirement:
    """One thing that the law wants in the register."""

    code: str
    """Stable name."""
    french: str
    """What people read."""
    source: Source
    """Which text asks for it."""


@frozen
class Held:
    """Whether a register holds what a requirement asks for."""

    requirement: Requirement
    is_present: bool
    """Whether it is there."""
    since: date | None
    """Since when it is there; or since when it is missing, where that is known."""
    latest: date | None = None
    """The day of the last one."""
    count: int = 0
    """How many there are."""


@frozen
class InterventionFigures:
    """Interventions of one site, type by type."""

    counts: Mapping[tuple[str, Status], int]
    """How many, by type and by where they stand."""
    last_done: Mapping[str, date]
    """The last day one of a type was done."""
    next_planned: Mapping[str, date]
    """The next day one of a type is planned for, overdue ones included."""


@frozen
class FindingFigures:
    """Findings of one site."""

    counts: Mapping[tuple[Kind, Severity, State], int]
    """How many, by kind, severity and state."""
    overdue: Mapping[Kind, int]
    """How many are past their day, by kind."""
    oldest: Mapping[Kind, date]
    """The day the oldest that is still open was written down, by kind."""


@frozen
class PermitFigures:
    """Hot-work permits of one site."""

    states: Mapping[PermitState, int]
    """How many, by state."""
    colours: Mapping[Colour, int]
    """How many, by the colour of their post-work check."""
    missed_rounds: int
    """Rounds of the fire watch that nobody made in time."""


@frozen
class LastVisit:
    """The last visit of a commission, and what came of it."""

    visited_on: date
    kind: str
    """Why it came, in French."""
    commission: str
    opinion: str | None
    """What it thinks, in French; ``None`` when it did not say."""
    order: str | None
    """What the authority decided last, in French."""
    next_due: date | None = None
    """When the next one is due, where the law says so."""


@frozen
class SiteSummary:
    """The state of one site."""

    site: Site
    completeness: tuple[Held, ...]
    """What the law wants, item by item."""
    interventions: InterventionFigures
    findings: FindingFigures
    permits: PermitFigures
    visit: LastVisit | None
    """The last visit of a commission, if there was one."""


@frozen
class AnchorTold:
    """The last anchor of the register: since then nobody can have changed what stood before it."""

    number: int
    """Of the entry it attests."""
    link: Digest
    at: datetime
    key: str
    """Who signed it."""


@frozen
class Summary:
    """The state of one or several sites on a day."""

    workspace: str
    """Whose."""
    on: date
    """The day."""
    sites: tuple[SiteSummary, ...]
    """By name."""
    head_number: int
    """The last entry of the register."""
    head_link: Digest
    """What it is chained by."""
    digest: Digest
    """Of the canonical bytes of everything else here: it stands at the foot of each page."""
    gravest: tuple[Finding, ...] = ()
    """Open findings that have a row of their own, most severe first."""
    left_out: int = 0
    """How many open findings have none."""
    anchor: AnchorTold | None = None
    """The last one that the host named."""


MOST_ROWS = 3_000
"""Rows of findings that a printed summary has at most; the attached data have all of them."""
