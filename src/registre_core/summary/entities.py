"""The summary (*synthèse*): the state of one or several sites on a day, as a value that can be printed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from attrs import field, frozen

from registre_core.findings import Finding, Kind, Severity, State, created_by_text
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import FindingId, SiteId, WorkspaceId
from registre_core.kernel.validation import Checked, at_least, must
from registre_core.summary.figures import FindingFigures, InterventionFigures, PermitFigures, VisitFigures
from registre_core.summary.requirements import Held
from registre_core.workspace import Site

MOST_ROWS = 3_000
"""Rows of findings that a printed summary has at most; the attached data have all of them."""


@frozen
class SiteSummary:
    """The state of one site."""

    site: Site
    """Which one: name, address, type, category."""
    completeness: tuple[Held, ...]
    """What the law wants, item by item."""
    interventions: InterventionFigures
    """Done, overdue, planned."""
    findings: FindingFigures
    """Observations, anomalies, prescriptions."""
    permits: PermitFigures
    """Hot-work permits and missed rounds."""
    visits: VisitFigures
    """What the commission thinks, and what binds."""

    @property
    def missing(self) -> tuple[Held, ...]:
        """What should be in the register, and is not."""
        return tuple(one for one in self.completeness if one.is_missing)


@frozen
class FindingRow:
    """A finding as a row of the summary tells it."""

    id: FindingId
    site_id: SiteId
    """Where."""
    kind: Kind
    """What it is called."""
    severity: Severity
    """How grave."""
    state: State
    """Where its correction stands."""
    text: str
    """What is wrong."""
    place: str
    """Where in the building."""
    number: str
    """What its report calls it."""
    reference: str
    """The text it rests on."""
    created_on: date
    """The day it was written down: its age counts from it."""
    created_by: str
    """Who wrote it down, for whom and through what: the column «Anomalie créée par»."""
    due_on: date | None
    """By when it is to be corrected."""

    @classmethod
    def of(cls, finding: Finding, created_on: date) -> Self:
        """Take from a finding what its row tells.

        Args:
            finding: which one.
            created_on: the legal day it was written down on.
        """
        return cls(
            id=finding.id,
            site_id=finding.site_id,
            kind=finding.kind,
            severity=finding.severity,
            state=finding.state,
            text=finding.text,
            place=finding.place,
            number=finding.number,
            reference=finding.reference,
            created_on=created_on,
            created_by=created_by_text(finding.created_by),
            due_on=finding.due_on,
        )

    def age(self, on: date) -> int:
        """Count the days since it was written down."""
        return (on - self.created_on).days

    def is_overdue(self, on: date) -> bool:
        """Whether its day has passed."""
        return self.due_on is not None and self.due_on < on


@frozen
class RegisterTold(Checked):
    """Where the register ended: who has it can prove that what is told here was in it."""

    number: int = field(metadata=must(at_least(0)))
    """Of its last entry."""
    link: Digest
    """What that one is chained by."""
    recorded_at: datetime | None = None
    """When it was recorded; ``None`` of an empty register."""


@frozen
class AnchorTold:
    """The last anchor of the register: since then nobody can have changed unnoticed what stood before it."""

    number: int
    """Of the entry it attests."""
    link: Digest
    """What that one is chained by."""
    taken_at: datetime
    """When."""
    signer: str
    """Who signed it."""


@frozen
class Summary:
    """The state of one or several sites on a day."""

    workspace_id: WorkspaceId
    """Whose."""
    workspace: str
    """What it is called."""
    told_on: date
    """The day it was made: what happened until then is told, and nothing that is still to come."""
    on: date
    """The day that deadlines and ages are counted by: that day, or a later one."""
    sites: tuple[SiteSummary, ...]
    """By name."""
    register: RegisterTold
    """Where the register ended."""
    gravest: tuple[FindingRow, ...] = ()
    """Open findings that have a row of their own, most severe first: `MOST_ROWS` of them."""
    left_out: int = 0
    """How many open findings have none."""
    anchor: AnchorTold | None = None
    """The last one that the host named."""
    digest: Digest = field(default=Digest(""), kw_only=True)
    """Of the canonical bytes of everything else here; `codec.digested` works it out. It stands on each page."""

    @property
    def open_findings(self) -> int:
        """Count the findings that are open: those that have a row here, and the others."""
        return len(self.gravest) + self.left_out
