"""A finding: what somebody found wrong, where he read it, and who wrote it down."""

from __future__ import annotations

from datetime import date, datetime

from attrs import field, frozen

from registre_core.findings.states import STILL_OPEN, Kind, Move, Origin, Severity, State
from registre_core.kernel.actors import ClientKind, PersonRef
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.facts import personal
from registre_core.kernel.identifiers import (
    FiledDocumentId,
    FindingId,
    InterventionId,
    PermitId,
    SiteId,
    UserId,
    VisitId,
)
from registre_core.kernel.natures import Nature
from registre_core.kernel.passages import Passage
from registre_core.kernel.signatories import PersonKey
from registre_core.kernel.validation import Checked, at_least, aware, must, not_blank


@frozen
class CreatedBy:
    """The snapshot behind «créée par»: it survives renaming."""

    person: PersonRef
    """Who was logged in."""
    channel: ClientKind
    """Through what."""
    on_behalf_of: str | None = field(default=None, metadata=personal())
    """For whom, if not for himself."""

    @property
    def id(self) -> UserId:
        """The account: erasing its person erases for whom it acted, too."""
        return self.person.id


@frozen
class Step(Checked):
    """One move of a correction: who, when, why, with what proof. Names stay out: they can be erased where they are."""

    move: Move
    """What happened."""
    at: datetime = field(metadata=must(aware))
    """When."""
    by: UserId
    """Whose account recorded it."""
    reason: str = ""
    """Why, or what was done; of circumstances, never of a person: it stands in the register for ever."""
    proofs: tuple[DocumentRef, ...] = ()
    """Photos, attestations, reports that show it."""
    due_on: date | None = None
    """Of what is planned: by when."""
    intervention_id: InterventionId | None = None
    """The intervention that corrects it, or that saw it."""
    visit_id: VisitId | None = None
    """The visit that saw or discharged it."""
    checked_by: PersonKey | None = None
    """Of what is cleared: who looked at the place."""
    authority: str = ""
    """Of a prescription that is cleared: which commission or authority discharged it."""
    finding_id: FindingId | None = None
    """Of what is seen again: the finding that says so."""


@frozen
class Finding(Checked):
    """Something to correct on a site: an observation, an anomaly or a prescription."""

    id: FindingId
    kind: Kind
    """What it is called; it follows the origin."""
    site_id: SiteId
    """Where."""
    intervention_id: InterventionId | None
    """Of an observation: the intervention whose report says so."""
    text: str = field(metadata=must(not_blank))
    """What is to be read in lists; the passage's quote unless somebody worded it better."""
    passage: Passage | None
    """The very words, and where they stand; ``None`` of what no document says."""
    created_by: CreatedBy
    """Who wrote it down."""
    created_at: datetime = field(metadata=must(aware))
    """When."""
    state: State = State.OPEN
    """Where its correction stands."""
    place: str = ""
    """Where in the building."""
    number: str = ""
    """What the report calls it: ``12``, ``P1``."""
    reference: str = ""
    """The text it rests on, as the report says: ``MS 51``."""
    priority: str = ""
    """As the report writes it."""
    nature: Nature = Nature.TO_CORRECT
    """Whether it is to be corrected, or could not be verified."""
    repeats: FindingId | None = None
    """The finding that it says again, if any: seen again (*vue à nouveau*)."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""
    visit_id: VisitId | None = None
    """Of a prescription: the visit of the commission."""
    filed_id: FiledDocumentId | None = None
    """Of an anomaly that a document of building management tells of: which one."""
    permit_id: PermitId | None = None
    """Of an anomaly that was seen on a round of a fire watch: under which permit."""
    severity: Severity = Severity.MAJOR
    """How grave it is."""
    due_on: date | None = None
    """By when it is to be corrected."""
    responsible: PersonKey | None = None
    """Who sees to it."""
    photos: tuple[DocumentRef, ...] = ()
    """Pictures of it, in the order they came."""
    documents: tuple[DocumentRef, ...] = ()
    """What else belongs to it."""
    reference_source: str = ""
    """Where the text it rests on is found, such as ``arrêté du 25 juin 1980``."""
    steps: tuple[Step, ...] = ()
    """What happened to it since, in order."""

    @property
    def origin(self) -> Origin:
        """Where it comes from."""
        named = (
            (self.intervention_id, Origin.INTERVENTION),
            (self.visit_id, Origin.VISIT),
            (self.filed_id, Origin.BUILDING_DOCUMENT),
            (self.permit_id, Origin.ROUND),
        )
        return next((origin for source, origin in named if source is not None), Origin.HAND)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in STILL_OPEN
