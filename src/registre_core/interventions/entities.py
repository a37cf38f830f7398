"""The intervention: planned on a day, done by contractors, proven by reports, closed once."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from attrs import field, frozen

from registre_core.interventions.tables import TYPES, InterventionType
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.errors import NotFound, Problem
from registre_core.kernel.identifiers import ContactId, ContractorId, InterventionId, SiteId
from registre_core.kernel.signatories import SignatoryRule
from registre_core.kernel.validation import Checked, at_least, aware, each_once, must


class Status(StrEnum):
    """Where an intervention stands on a given day. Derived, never stored."""

    PLANNED = "planned"
    """Its day is to come, or today (*planifiée*)."""
    OVERDUE = "overdue"
    """Its day has passed and nobody closed it (*en retard*)."""
    CLOSED = "closed"
    """Done and closed (*clôturée*)."""
    CANCELLED = "cancelled"
    """It will not be done (*annulée*)."""


def _known_type(name: str, value: str) -> Problem | None:
    if value in TYPES:
        return None
    said = f"there is no type {value!r} of intervention; known: {', '.join(TYPES)}"
    return Problem(name, "unknown-intervention-type", said, {"type": value})


class Period(StrEnum):
    """What recurrences are counted in."""

    WEEK = "week"
    """Seven days."""
    MONTH = "month"
    """A calendar month: what has no such day falls on the last one."""
    YEAR = "year"
    """A calendar year."""


@frozen
class Recurrence(Checked):
    """How long after it was done it comes again."""

    every: int = field(metadata=must(at_least(1)))
    """So many periods."""
    period: Period
    """Of this length."""


@frozen
class Intervention(Checked):
    """One visit of one or several contractors to a site: an inspection, a repair, an installation."""

    id: InterventionId
    site_id: SiteId
    """Where."""
    type_code: str = field(metadata=must(_known_type))
    """A key of `TYPES`."""
    planned_on: date
    """The day it is due, in the site's calendar."""
    contractors: tuple[ContractorId, ...] = field(default=(), metadata=must(each_once))
    """Everyone who takes part, for one and the same intervention."""
    contacts: tuple[ContactId, ...] = field(default=(), metadata=must(each_once))
    """Whom to reach; a contact may stand without a contractor."""
    reports: tuple[DocumentRef, ...] = ()
    """What was handed over: PDF files and others, in the order they came."""
    done_on: date | None = None
    """The day it was really done: the next one counts from it."""
    closed_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was closed: of one that is signed, when the last signature came."""
    photos: tuple[DocumentRef, ...] = ()
    """Pictures, in the order they came."""
    rule: SignatoryRule | None = None
    """Who is to sign it; ``None`` while nobody was chosen. What recurs hands it on."""
    asked_at: datetime | None = field(default=None, metadata=must(aware))
    """When signatures were asked for."""
    recurrence: Recurrence | None = None
    """When it comes again, counted from the day it was done."""
    follows: InterventionId | None = None
    """The one that it recurs after."""
    postponed_from: tuple[date, ...] = ()
    """The days it was planned for before, in their order."""
    cancelled_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was cancelled."""
    cancellation: str = ""
    """Why it was cancelled."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    def contradictions(self) -> list[Problem]:
        """Each file is a report once."""
        digests = [report.digest for report in self.reports]
        if len(set(digests)) == len(digests):
            return []
        return [Problem("reports", "repeated-member", "'reports' names each file once")]

    @property
    def type(self) -> InterventionType:
        """Its row in the table of types."""
        return TYPES[self.type_code]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done, or to be closed."""
        return self.closed_at is None and self.cancelled_at is None

    @property
    def is_closed(self) -> bool:
        """Whether it takes no more changes; reports and observations still come."""
        return self.closed_at is not None

    def report(self, digest: Digest) -> DocumentRef:
        """Give the report with this digest.

        Raises:
            NotFound: ``report-not-found``, when no report of this intervention has it.
        """
        for reference in self.reports:
            if reference.digest == digest:
                return reference
        raise NotFound.of("report", digest)
