"""A signature and its seal with every field filled, for the entries of what can happen to them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from attrs import evolve
from tests.golden.town import ANNE, AT, CONTACT, INTERVENTION, SITE, numbered

from registre_core.kernel.actors import PersonRef
from registre_core.kernel.documents import PDF, Digest, DocumentRef, Originality
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import EntryId, SealId, SignatureId, TicketId
from registre_core.kernel.signatories import PersonKind, SignatoryRole, Signer
from registre_core.signatures import (
    Consent,
    DocumentSealed,
    Drawing,
    Evidence,
    Point,
    Reserved,
    Seal,
    SealState,
    SignatureDelegated,
    SignatureGiven,
    SignatureRefused,
    SignatureRequest,
    SignatureRequested,
    SignatureRevoked,
    SignatureShown,
    SignatureState,
    Spot,
    Stage,
    Stroke,
    Subject,
    SubjectKind,
    Ticket,
    TicketIssued,
    TimeLevel,
    Trace,
)

CONTENT = Digest("5e" * 32)
"""What was signed."""
STROKES = (
    Stroke((Point(12.5, 40.0, 1_772_438_400_000, 0.25), Point(61.13, 22.0, 1_772_438_400_180, 1.0))),
    Stroke((Point(70.0, 18.99, 1_772_438_400_610, 0.5), Point(110.0, 55.0, 1_772_438_400_900, 0.01))),
)
ASKED = SignatureRequest(
    SignatureId(numbered(30)),
    Subject(SubjectKind.INTERVENTION, INTERVENTION.id, Stage.COMPLETION, 2),
    SITE.id,
    CONTENT,
    SignatoryRole.CONTACT,
    Signer(PersonKind.CONTACT, CONTACT.id, CONTACT.name, "gardien de l'école « Œuvre »"),
    AT,
    AT + timedelta(days=30),
    shown_at=AT + timedelta(minutes=1),
    replaces=SignatureId(numbered(29)),
    asked_by=ANNE.id,
)
SETTLED = AT + timedelta(minutes=3)
SIGNED = evolve(
    ASKED,
    state=SignatureState.SIGNED,
    reservations="sous réserve du bloc n° 3",
    evidence=Evidence(
        CONTENT,
        AT + timedelta(minutes=1),
        AT + timedelta(minutes=3),
        Consent("1", "J’ai lu, et j’approuve."),
        "ticket",
        Drawing(200, 80, STROKES, 1.5).shape_digest,
        Trace(CONTACT.id, Drawing(200, 80, STROKES, 1.5), "Mozilla/5.0 (iPhone)", "198.51.100.7"),
        PersonRef(ANNE.id, ANNE.name),
        datetime(2026, 3, 2, 10, 3, tzinfo=timezone(timedelta(hours=2))),
        time_level=TimeLevel.STAMPED,
        stamp=Digest("7a" * 32),
        entry=EntryId(numbered(9)),
    ),
    settled_at=SETTLED,
)
TICKET = Ticket(
    TicketId(numbered(31)),
    Digest("71" * 32),
    ASKED.id,
    CONTENT,
    SignatoryRole.CONTACT,
    CONTACT.id,
    ANNE.id,
    AT,
    AT + timedelta(minutes=15),
    AT + timedelta(minutes=1),
    AT + timedelta(minutes=3),
)
SEALED = Seal(
    id=SealId(numbered(31)),
    subject=SIGNED.subject,
    site_id=SIGNED.site_id,
    signatures=(SIGNED.id,),
    asked_at=AT,
    state=SealState.SEALED,
    document=DocumentRef(Digest("5" * 64), 36_120, "Bon d’intervention scellé.pdf", PDF, Originality.ORIGINAL),
    time_level=TimeLevel.STAMPED,
    sealed_at=AT,
    attempts=2,
    reserved=(Reserved(SIGNED.id, Spot(1, (57.0, 640.25, 289.5, 716.0))),),
    version=3,
)

SIGNATURE_FACTS: tuple[Fact, ...] = (
    SignatureRequested(ASKED),
    SignatureShown(evolve(ASKED, state=SignatureState.SHOWN)),
    SignatureGiven(SIGNED),
    DocumentSealed(SEALED),
    SignatureRefused(evolve(ASKED, state=SignatureState.REFUSED, reason="le bloc n° 3 manque", settled_at=SETTLED)),
    SignatureRevoked(evolve(ASKED, state=SignatureState.REVOKED, reason="erreur", settled_at=SETTLED)),
    SignatureDelegated(evolve(ASKED, state=SignatureState.DELEGATED, settled_at=SETTLED)),
    TicketIssued(ASKED, TICKET),
)
"""What can happen to them."""
