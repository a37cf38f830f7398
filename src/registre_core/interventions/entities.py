"""The intervention: planned on a day, done by contractors, proven by reports, signed, and closed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from attrs import field, frozen

from registre_core.interventions.recurrence import Recurrence
from registre_core.interventions.tables import TYPES, InterventionType
from registre_core.kernel.documents import Digest, DocumentRef, each_file_once
from registre_core.kernel.errors import NotFound, Problem
from registre_core.kernel.identifiers import ContactId, ContractorId, InterventionId, SiteId
from registre_core.kernel.signatories import SignatoryRule
from registre_core.kernel.validation import Checked, at_least, aware, each_once, must, not_blank


def _known_type(name: str, value: str) -> Problem | None:
    if value in TYPES:
        return None
    said = f"there is no type {value!r} of intervention; known: {', '.join(TYPES)}"
    return Problem(name, "unknown-intervention-type", said, {"type": value})


@frozen
class Postponement(Checked):
    """A day that was given up for another one."""

    planned_on: date
    """The day it was planned for before."""
    reason: str = field(metadata=must(not_blank))
    """Why it was not done then; of circumstances, never of a person: it stands in the register for ever."""


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
    """When it was said to be done, and signatures were last asked for."""
    edition: int = field(default=0, metadata=must(at_least(0)))
    """How often they were: what was signed of an earlier edition says nothing about this one."""
    recurrence: Recurrence | None = None
    """When it comes again, counted from the day it was done."""
    follows: InterventionId | None = None
    """The one that it recurs after."""
    followed_by: InterventionId | None = None
    """The next one, planned as soon as this one was closed or cancelled."""
    postponements: tuple[Postponement, ...] = ()
    """The days it was planned for before, in the order they were given up."""
    cancelled_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was cancelled."""
    cancellation: str = ""
    """Why; of circumstances, never of a person."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    def contradictions(self) -> Iterator[Problem]:
        """Each file is a report once, and a picture once; what is cancelled was never closed, and says why."""
        for name, files in (("reports", self.reports), ("photos", self.photos)):
            if problem := each_file_once(name, files):
                yield problem
        if self.closed_at is not None and self.cancelled_at is not None:
            yield Problem("cancelled_at", "closed-and-cancelled", "what was done and closed cannot be cancelled, too")
        if self.cancelled_at is not None and (problem := not_blank("cancellation", self.cancellation)):
            yield problem

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

    @property
    def ends_series(self) -> bool:
        """Whether it recurred and none follows: the series was ended, or the site is closed by the day it would."""
        return self.recurrence is not None and not self.is_open and self.followed_by is None

    def report(self, digest: Digest) -> DocumentRef:
        """Give the report with this digest.

        Raises:
            NotFound: ``report-not-found``, when no report of this intervention has it.
        """
        if found := _among(self.reports, digest):
            return found
        raise NotFound.of("report", digest)

    def photo(self, digest: Digest) -> DocumentRef:
        """Give the picture with this digest.

        Raises:
            NotFound: ``photo-not-found``, when no picture of this intervention has it.
        """
        if found := _among(self.photos, digest):
            return found
        raise NotFound.of("photo", digest)


def _among(documents: Iterable[DocumentRef], digest: Digest) -> DocumentRef | None:
    return next((one for one in documents if one.digest == digest), None)
