# ruff: noqa: ANN401  # the fields given are checked by the entity that takes them
"""Builders of what is signed and how: signatures, tickets, seals, and hot-work permits with their fire watch.

As in `builders`: every field of the entity is a keyword, and identifiers are new each time unless given.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any

from attrs import evolve

from registre_core.interventions import Intervention
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import (
    ContractorId,
    EntryId,
    PermitId,
    SealId,
    SignatureId,
    SiteId,
    TicketId,
    UserId,
)
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, Signer
from registre_core.permits import HotWorkPermit, Isolation, Measure, MeasureStage, RoundRecord
from registre_core.signatures import (
    Drawing,
    Evidence,
    Point,
    Seal,
    SealState,
    SignatureRequest,
    SignatureState,
    Stage,
    Stroke,
    Subject,
    SubjectKind,
    Ticket,
    Trace,
)
from registre_core.signatures.tables import CONSENT
from registre_core.testing.builders import IDS, a_document
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.workspace import Site

MILLISECONDS = int(A_MONDAY_MORNING.timestamp() * 1000)
"""When a drawing begins, by the clock of its device."""


def a_digest(content: bytes = b"registre-signable/1\n{}") -> Digest:
    """Give the digest of these bytes."""
    return Digest(sha256(content).hexdigest())


def a_person_key(**given: Any) -> PersonKey:
    """Name an account by identifier."""
    return PersonKey(**{"kind": PersonKind.USER, "id": IDS.new(), **given})


def a_signer(**given: Any) -> Signer:
    """Name somebody who signs on his own account."""
    defaults = {"kind": PersonKind.USER, "id": IDS.new(), "name": "Zoé Müller-Nœuvéglise", "capacity": "Directrice"}
    return Signer(**{**defaults, **given})


def a_stroke(*, left: float = 40.0, start: int = MILLISECONDS, count: int = 24) -> Stroke:
    """Draw a wave of so many points from that place on, one each sixteen milliseconds."""
    return Stroke(
        tuple(Point(left + 6.25 * n, 60 + 7 * (n % 5) - 3 * (n % 3), start + 16 * n, 0.5) for n in range(count))
    )


def a_drawing(**given: Any) -> Drawing:
    """Sign in two strokes, on a canvas of a page."""
    strokes = (a_stroke(), a_stroke(left=52.5, start=MILLISECONDS + 700, count=12))
    return Drawing(**{"width": 400, "height": 160, "strokes": strokes, "ratio": 2.0, **given})


def a_subject(thing: Intervention | HotWorkPermit | None = None, **given: Any) -> Subject:
    """Name what is signed: that an intervention was done, or that work under a permit may begin."""
    kind, stage, edition = SubjectKind.INTERVENTION, Stage.COMPLETION, 1
    if isinstance(thing, HotWorkPermit):
        kind, stage, edition = SubjectKind.PERMIT, Stage.OPENING, thing.edition
    elif thing is not None:
        edition = max(thing.edition, 1)
    defaults = {"kind": kind, "id": thing.id if thing else IDS.new(), "stage": stage, "edition": edition}
    return Subject(**{**defaults, **given})


def a_signature_request(thing: Intervention | HotWorkPermit | None = None, **given: Any) -> SignatureRequest:
    """Ask the operator to sign, that thing if one is given; for thirty days."""
    defaults = {
        "id": SignatureId(IDS.new()),
        "subject": a_subject(thing),
        "site_id": thing.site_id if thing else SiteId(IDS.new()),
        "digest": a_digest(),
        "role": SignatoryRole.OPERATOR,
        "signer": a_signer(),
        "asked_at": A_MONDAY_MORNING,
        "expires_at": A_MONDAY_MORNING + timedelta(days=30),
        "asked_by": UserId(IDS.new()),
    }
    return SignatureRequest(**{**defaults, **given})


def an_evidence(request: SignatureRequest | None = None, **given: Any) -> Evidence:
    """Tell how somebody signed on a page, that request if one is given: shown at eight, signed two minutes later.

    Another `trace` comes with the digest of its own drawing.
    """
    asked, drawing = request or a_signature_request(), a_drawing()
    if (trace := given.get("trace")) is not None and trace.drawing is not None:
        given = {"drawing_digest": trace.drawing.shape_digest, **given}
    defaults = {
        "digest": asked.digest,
        "shown_at": asked.asked_at,
        "signed_at": asked.asked_at + timedelta(minutes=2),
        "consent": CONSENT,
        "channel": "pad",
        "drawing_digest": drawing.shape_digest,
        "trace": Trace(asked.signer.id, drawing, "Mozilla/5.0 (iPad; CPU OS 18_1)", "198.51.100.7"),
    }
    return Evidence(**{**defaults, **given})


def signed(request: SignatureRequest, evidence: Evidence | None = None, **given: Any) -> SignatureRequest:
    """Let a request be signed, with that evidence if some is given."""
    proof = evidence or an_evidence(request)
    told = {"shown_at": proof.shown_at, "settled_at": proof.signed_at, "evidence": proof}
    return evolve(request, state=SignatureState.SIGNED, **{**told, **given})


def a_ticket(request: SignatureRequest | None = None, **given: Any) -> Ticket:
    """Issue a ticket for fifteen minutes, for that request if one is given."""
    asked = request or a_signature_request()
    defaults = {
        "id": TicketId(IDS.new()),
        "secret_digest": a_digest(IDS.secret()),
        "request_id": asked.id,
        "digest": asked.digest,
        "role": asked.role,
        "signer_id": asked.signer.id,
        "issued_by": UserId(IDS.new()),
        "issued_at": A_MONDAY_MORNING,
        "expires_at": A_MONDAY_MORNING + timedelta(minutes=15),
    }
    return Ticket(**{**defaults, **given})


def a_seal(request: SignatureRequest | None = None, **given: Any) -> Seal:
    """Seal one signature, that of this request if one is given; whatever is pending has no document yet."""
    asked = request or a_signature_request()
    is_sealed = given.get("state", SealState.SEALED) is SealState.SEALED
    defaults = {
        "id": SealId(IDS.new()),
        "subject": asked.subject,
        "site_id": asked.site_id,
        "signatures": (asked.id,),
        "asked_at": A_MONDAY_MORNING,
        "state": SealState.SEALED,
        "document": a_document(b"%PDF-1.7 scell\xc3\xa9", name="Permis de feu.pdf") if is_sealed else None,
        "sealed_at": A_MONDAY_MORNING + timedelta(minutes=3) if is_sealed else None,
    }
    return Seal(**{**defaults, **given})


def a_measure(**given: Any) -> Measure:
    """Ask for an extinguisher within reach; nobody ticked it yet."""
    defaults = {
        "code": "own-extincteur",
        "stage": MeasureStage.BEFORE,
        "text": "Deux extincteurs appropriés à portée de main",
        "source": "INRS ED 6030",
    }
    return Measure(**{**defaults, **given})


def an_isolation(**given: Any) -> Isolation:
    """Name a zone of detection that is still in service."""
    return Isolation(**{"name": "Zone 12, sous-sol chaufferie", **given})


def a_permit(site: Site | None = None, **given: Any) -> HotWorkPermit:
    """Draw up a permit for a day of welding, on that site if one is given."""
    defaults = {
        "id": PermitId(IDS.new()),
        "site_id": site.id if site else SiteId(IDS.new()),
        "place": "Bâtiment B, sous-sol, chaufferie",
        "work": "Soudure d’une canalisation d’eau chaude",
        "means": ("arc-welding",),
        "contractors": (ContractorId(IDS.new()),),
        "watcher": a_person_key(),
        "valid_from": A_MONDAY_MORNING,
        "valid_until": A_MONDAY_MORNING + timedelta(hours=10),
        "created_at": A_MONDAY_MORNING - timedelta(days=1),
    }
    return HotWorkPermit(**{**defaults, **given})


def an_open_permit(site: Site | None = None, **given: Any) -> HotWorkPermit:
    """Draw up a permit under which work goes on: it was asked for, and all who open it have signed."""
    rule = given.get("rule", a_permit().rule)
    return a_permit(site, **{"asked_at": A_MONDAY_MORNING, "opened_by": rule.roles, **given})


def a_round(minutes: int = 30, **given: Any) -> RoundRecord:
    """Record the round so many minutes after six in the evening, when nothing was found."""
    made_at = A_MONDAY_MORNING + timedelta(hours=10, minutes=minutes)
    defaults = {
        "id": EntryId(IDS.new()),
        "round": minutes,
        "made_at": made_at,
        "recorded_at": made_at + timedelta(seconds=4),
        "made_by": UserId(IDS.new()),
        "comment": "Rien à signaler, ni fumée ni chaleur",
    }
    return RoundRecord(**{**defaults, **given})
