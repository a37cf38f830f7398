"""What can happen to findings, with every field filled by one of them: each comes from one place, and takes one way."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from tests.golden.town import ANNE, AT, CONTACT, INTERVENTION, PAUL, REPORT, SITE, numbered

from registre_core.findings import (
    CreatedBy,
    Finding,
    FindingCleared,
    FindingConfirmed,
    FindingContested,
    FindingCorrected,
    FindingEdited,
    FindingPlanned,
    FindingRecorded,
    FindingReopened,
    FindingSeenAgain,
    FindingSetAside,
    FindingUpheld,
    Kind,
    Move,
    Severity,
    State,
    Step,
)
from registre_core.kernel.actors import ClientKind, PersonRef
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.identifiers import FiledDocumentId, FindingId, PermitId, VisitId
from registre_core.kernel.natures import Nature
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource
from registre_core.kernel.signatories import PersonKey, PersonKind

PASSAGE = Passage(
    REPORT.digest,
    "1.2 — Local « chaufferie » :\tabsence d’éclairage.",
    "relevées ",
    " 1.3",
    417,
    466,
    TextSource.NATIVE,
    "pdfium 7654",
    (PassagePart(2, "ii", 595.28, 842.0, 90, (Quad.around(72, 310.4, 523.28, 322.15),)),),
    87.5,
    may_be_copied=False,
)
PHOTO = DocumentRef(Digest("2d" * 32), 8_192, "Issue « nord ».heic", "image/heic")
THE_CONTACT = PersonKey(PersonKind.CONTACT, CONTACT.id)
VISIT = VisitId(numbered(60))
FINDING = Finding(
    FindingId(numbered(8)),
    Kind.OBSERVATION,
    SITE.id,
    INTERVENTION.id,
    "Éclairage de sécurité absent \U0001f525",
    PASSAGE,
    CreatedBy(PersonRef(ANNE.id, ANNE.name), ClientKind.MOBILE, "M. Petit, par téléphone"),
    AT,
    State.OPEN,
    "Sous-sol",
    "P1 — 3.2",
    "MS 51 § 2",
    "Urgente",
    Nature.NOT_VERIFIED,
    FindingId(numbered(40)),
    1,
    severity=Severity.CRITICAL,
    due_on=date(2026, 6, 30),
    responsible=PersonKey(PersonKind.USER, PAUL.id),
    photos=(PHOTO,),
    documents=(REPORT,),
    reference_source="Arrêté du 25 juin 1980 — « ERP »",
)
"""As it was written down."""

PLANNED = Step(
    Move.PLANNED,
    AT,
    ANNE.id,
    "Devis n° 12 — « accepté »",
    due_on=date(2026, 5, 31),
    intervention_id=INTERVENTION.id,
)
CORRECTED = Step(Move.CORRECTED, AT, ANNE.id, "Bloc remplacé", (PHOTO, REPORT), intervention_id=INTERVENTION.id)
CLEARED = Step(Move.CLEARED, AT, PAUL.id, "Vu sur place", (PHOTO,), checked_by=THE_CONTACT)
DISCHARGED = evolve(
    CLEARED, visit_id=VISIT, authority="Sous-commission départementale — « Loire »", intervention_id=INTERVENTION.id
)
CONTESTED = Step(Move.CONTESTED, AT, ANNE.id, "Hors du périmètre — § 2", (REPORT,))


def _at(state: State, *steps: Step) -> Finding:
    return evolve(FINDING, state=state, steps=steps, version=len(steps) + 1)


PRESCRIPTION = evolve(
    _at(State.CLEARED, CORRECTED, DISCHARGED), kind=Kind.PRESCRIPTION, intervention_id=None, visit_id=VISIT
)
READ_IN_THE_BUILDING = evolve(
    FINDING, kind=Kind.ANOMALY, intervention_id=None, filed_id=FiledDocumentId(numbered(61)), version=2
)
SEEN_ON_A_ROUND = evolve(
    _at(State.PLANNED, PLANNED), kind=Kind.ANOMALY, intervention_id=None, permit_id=PermitId(numbered(62)), passage=None
)
CONFIRMED = Step(Move.CONFIRMED, AT, PAUL.id, "Contrôle annuel", intervention_id=INTERVENTION.id)
AGAIN = Step(
    Move.SEEN_AGAIN, AT, PAUL.id, intervention_id=INTERVENTION.id, visit_id=VISIT, finding_id=FindingId(numbered(41))
)

FINDING_FACTS = (
    FindingRecorded(FINDING),
    FindingEdited(READ_IN_THE_BUILDING),
    FindingPlanned(SEEN_ON_A_ROUND),
    FindingCorrected(_at(State.CORRECTED, PLANNED, CORRECTED)),
    FindingCleared(PRESCRIPTION),
    FindingConfirmed(_at(State.CLEARED, CORRECTED, CLEARED, CONFIRMED)),
    FindingSeenAgain(_at(State.OPEN, CORRECTED, CLEARED, AGAIN)),
    FindingReopened(_at(State.OPEN, CORRECTED, Step(Move.REOPENED, AT, PAUL.id, "Toujours absent"))),
    FindingContested(_at(State.CONTESTED, CONTESTED)),
    FindingUpheld(_at(State.OPEN, CONTESTED, Step(Move.UPHELD, AT, PAUL.id, "Compris dans le § 2"))),
    FindingSetAside(_at(State.NOT_APPLICABLE, CONTESTED, evolve(DISCHARGED, move=Move.SET_ASIDE))),
)
"""Every one of them as it is written today."""
