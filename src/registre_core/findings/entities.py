"""A finding: what somebody found wrong, where he read it, and who wrote it down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from attrs import field, frozen

from registre_core.findings.course import state_after
from registre_core.findings.states import STILL_OPEN, Kind, Move, Origin, Severity, State
from registre_core.findings.steps import Step
from registre_core.findings.tables import KIND_OF, REPORTED
from registre_core.kernel.actors import ClientKind, PersonRef
from registre_core.kernel.documents import Digest, DocumentRef, each_file_once
from registre_core.kernel.errors import NotFound, Problem
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
    photos: tuple[DocumentRef, ...] = field(default=(), metadata=must(each_file_once))
    """Pictures of it, in the order they came."""
    documents: tuple[DocumentRef, ...] = field(default=(), metadata=must(each_file_once))
    """What else belongs to it."""
    reference_source: str = ""
    """Where the text it rests on is found, such as ``arrêté du 25 juin 1980``."""
    steps: tuple[Step, ...] = ()
    """What happened to it since, in order."""

    def contradictions(self) -> Iterator[Problem]:
        """It comes from one place, is called after it, and stands where its steps have led."""
        origins = self._origins()
        origin = origins[0] if origins else Origin.HAND
        if len(origins) > 1:
            facts = {"origins": ", ".join(origins)}
            yield Problem("origin", "several-origins", "a finding comes from one place", facts)
        elif self.kind is not KIND_OF[origin]:
            facts = {"kind": self.kind, "origin": origin, "right": KIND_OF[origin]}
            said = f"what comes from {origin} is called {KIND_OF[origin]}, not {self.kind}"
            yield Problem("kind", "kind-of-another-origin", said, facts)
        if self.passage is not None and origin not in REPORTED:
            said = f"what comes from {origin} was read in no report: it has no passage"
            yield Problem("passage", "passage-without-report", said, {"origin": origin})
        stands = state_after([step.move for step in self.steps]) if self.steps else State.OPEN
        if self.state is not stands:
            said = f"its steps do not lead to {self.state}"
            yield Problem("state", "state-against-steps", said, {"state": self.state})

    @property
    def origin(self) -> Origin:
        """Where it comes from."""
        return next(iter(self._origins()), Origin.HAND)

    @property
    def planned_for(self) -> date | None:
        """By when whoever is to correct it wants to have done so, of one that is planned; `due_on` is the deadline."""
        if self.state is not State.PLANNED:
            return None
        return next((step.due_on for step in reversed(self.steps) if step.move is Move.PLANNED), None)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in STILL_OPEN

    def document(self, digest: Digest) -> DocumentRef:
        """Give one of its pictures or documents, or a proof that came with one of its steps.

        Raises:
            NotFound: ``document-not-found``.
        """
        proofs = (proof for step in self.steps for proof in step.proofs)
        for document in (*self.photos, *self.documents, *proofs):
            if document.digest == digest:
                return document
        raise NotFound.of("document", digest)

    def _origins(self) -> list[Origin]:
        found = []  # written out, as lists build hundreds of findings
        if self.intervention_id is not None:
            found.append(Origin.INTERVENTION)
        if self.visit_id is not None:
            found.append(Origin.VISIT)
        if self.filed_id is not None:
            found.append(Origin.BUILDING_DOCUMENT)
        if self.permit_id is not None:
            found.append(Origin.ROUND)
        return found
