# ruff: noqa: ANN401  # the fields given are checked by the entity that takes them
"""Entities with good defaults, so that a test names only what it is about: ``a_site(category=Category.FIFTH)``.

Every builder takes the fields of its entity as keywords; identifiers are new each time unless given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from registre_core.access import Arrival
from registre_core.billing import (
    THE_SOURCES_OWN,
    Hold,
    HoldKind,
    Invoice,
    InvoiceLine,
    Level,
    Movement,
    MovementKind,
    Standing,
    StandingRecord,
)
from registre_core.extraction import Boxes, PageInfo, PageText, RecognisedRegion, Region
from registre_core.findings import CreatedBy, Finding, Kind
from registre_core.interventions import Intervention
from registre_core.kernel.actors import Client, ClientKind, PersonRef
from registre_core.kernel.documents import PDF, Digest, DocumentRef, Originality
from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import (
    ContactId,
    ContractorId,
    EntryId,
    FindingId,
    InterventionId,
    InvoiceId,
    NoticeId,
    ProfileId,
    SiteId,
    UserId,
    WorkspaceId,
)
from registre_core.kernel.money import Money
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource
from registre_core.ports.storage import Notice
from registre_core.register import Entry, Head, Heading, PersonalPart, genesis, sealed
from registre_core.rights import Profile, User
from registre_core.testing.memory.world import A_MONDAY_MORNING, SequentialIds
from registre_core.workspace import Category, Contact, Contractor, ErpType, Site, Workspace

IDS = SequentialIds(start=1_000_000)
"""Where builders take identifiers from: beyond those that a test counts for itself."""


def a_workspace(**given: Any) -> Workspace:
    """Found a town's workspace."""
    return Workspace(
        **{"id": WorkspaceId(IDS.new()), "name": "Ville de Saint-Étienne", "founded_at": A_MONDAY_MORNING, **given}
    )


def a_site(**given: Any) -> Site:
    """Build a school of the third category."""
    defaults = {
        "id": SiteId(IDS.new()),
        "name": "École élémentaire Jules-Ferry",
        "erp_type": ErpType.R,
        "category": Category.THIRD,
        "address": "12 rue de l’Égalité\n42000 Saint-Étienne",
    }
    return Site(**{**defaults, **given})


def a_contractor(**given: Any) -> Contractor:
    """Build an approved inspection body."""
    defaults = {
        "id": ContractorId(IDS.new()),
        "name": "Contrôle & Sécurité Rhône-Alpes",
        "siret": "12345678901234",
        "approved": True,
    }
    return Contractor(**{**defaults, **given})


def a_contact(**given: Any) -> Contact:
    """Build a contact who stands without a contractor."""
    defaults = {
        "id": ContactId(IDS.new()),
        "name": "Hélène Lefèvre",
        "email": "helene.lefevre@exemple.fr",
        "phone": "04 77 00 00 00",
    }
    return Contact(**{**defaults, **given})


def a_profile(**given: Any) -> Profile:
    """Build the profile of somebody who follows interventions."""
    defaults = {
        "id": ProfileId(IDS.new()),
        "name": "Chargé de sécurité",
        "rights": frozenset({"sites.consult", "interventions.consult", "interventions.create"}),
        "description": "Suit les contrôles et les levées d’observations",
    }
    return Profile(**{**defaults, **given})


def a_user(**given: Any) -> User:
    """Build somebody without profile, grants or limits."""
    defaults = {"id": UserId(IDS.new()), "name": "Zoé Müller-Nœuvéglise", "email": "zoe.muller@exemple.fr"}
    return User(**{**defaults, **given})


def a_document(content: bytes = b"%PDF-1.7 rapport", **given: Any) -> DocumentRef:
    """Refer to a report with these bytes."""
    defaults = {
        "digest": Digest(sha256(content).hexdigest()),
        "size": len(content),
        "name": "Rapport de contrôle électrique.pdf",
        "media_type": PDF,
        "originality": Originality.COPY,
    }
    return DocumentRef(**{**defaults, **given})


def an_intervention(site: Site | None = None, **given: Any) -> Intervention:
    """Plan an inspection, on that site if one is given."""
    defaults = {
        "id": InterventionId(IDS.new()),
        "site_id": site.id if site else SiteId(IDS.new()),
        "type_code": "inspection",
        "planned_on": date(2026, 3, 16),
    }
    return Intervention(**{**defaults, **given})


def a_passage(document: DocumentRef | None = None, **given: Any) -> Passage:
    """Quote two lines of page 2, of that document if one is given."""
    lines = (Quad.around(72.0, 310.4, 523.28, 322.15), Quad.around(72.0, 324.4, 310.07, 336.15))
    defaults = {
        "document": (document or a_document()).digest,
        "quote": "1.2 — Local « chaufferie » : absence d’éclairage de sécurité.",
        "prefix": "Observations relevées ",
        "suffix": " 1.3 — Tableau général",
        "start": 417,
        "end": 478,
        "source": TextSource.NATIVE,
        "engine": "pdfium 7654",
        "parts": (PassagePart(2, "ii", 595.28, 841.89, 0, lines),),
    }
    return Passage(**{**defaults, **given})


def a_recognised_region(document: DocumentRef | None = None, **given: Any) -> RecognisedRegion:
    """Name a line of page 2, of that document if one is given; always the same one unless told otherwise."""
    defaults = {
        "document": (document or a_document()).digest,
        "region": Region(2, 72.0, 310.4, 523.28, 322.15),
        "engine": "tesseract 5.3.0",
        "language": "fra",
    }
    return RecognisedRegion(**{**defaults, **given})


def a_recognised_text(characters: str = "Issue n° 2\nencombrée", **given: Any) -> PageText:
    """Recognise words, each letter a little to the right of the one before."""
    boxes = ((72 + 6.1 * place, 310.4, 78.1 + 6.1 * place, 322.15) for place in range(len(characters)))
    defaults = {
        "info": PageInfo(2, "ii", 595.28, 841.89, crop=(0.0, 0.0, 595.28, 841.89)),
        "characters": characters,
        "boxes": Boxes.of(boxes),
        "engine": "tesseract 5.3.0 (fra)",
        "source": TextSource.OCR,
        "confidences": bytes(100 - place % 50 for place in range(len(characters))),
    }
    return PageText(**{**defaults, **given})


def a_person(**given: Any) -> PersonRef:
    """Name somebody as the register does."""
    return PersonRef(**{"id": UserId(IDS.new()), "name": "Zoé Müller-Nœuvéglise", **given})


def a_finding(intervention: Intervention | None = None, **given: Any) -> Finding:
    """Record an observation, from a report of that intervention if one is given."""
    origin = intervention or an_intervention()
    passage = given["passage"] if "passage" in given else a_passage()
    defaults = {
        "id": FindingId(IDS.new()),
        "kind": Kind.OBSERVATION,
        "site_id": origin.site_id,
        "intervention_id": origin.id,
        "text": passage.quote if passage else "Bloc d’éclairage hors service",
        "passage": passage,
        "created_by": CreatedBy(a_person(), ClientKind.WEB),
        "created_at": A_MONDAY_MORNING,
        "place": "Sous-sol, chaufferie",
    }
    return Finding(**{**defaults, **given})


def an_invoice(**given: Any) -> Invoice:
    """Ask for 120 euros by the middle of March 2026, of which nothing was paid yet."""
    identifier = InvoiceId(IDS.new())
    defaults = {
        "id": identifier,
        "number": f"FA-{identifier}",
        "issued_on": date(2025, 12, 1),
        "recorded_on": date(2025, 12, 2),
        "due_on": date(2026, 3, 16),
        "total": Money.of("120.00", "EUR"),
    }
    return Invoice(**{**defaults, **given})


def a_line(**given: Any) -> InvoiceLine:
    """Charge a subscription of 120 euros."""
    return InvoiceLine(**{"label": "Abonnement annuel, 3 sites", "amount": Money.of("120.00", "EUR"), **given})


def a_payment(**given: Any) -> Movement:
    """Pay 50 euros."""
    defaults = {
        "kind": MovementKind.PAYMENT,
        "key": f"VIR-{IDS.new()}",
        "amount": Money.of("50.00", "EUR"),
        "recorded_on": date(2026, 2, 27),
    }
    return Movement(**{**defaults, **given})


def a_hold(**given: Any) -> Hold:
    """Let an invoice wait for some days in February 2026."""
    defaults = {
        "kind": HoldKind.DISPUTE,
        "key": f"LIT-{IDS.new()}",
        "author": "service recouvrement",
        "reason": "Prestation contestée : « non réalisée »",
        "recorded_on": date(2026, 2, 2),
        "until": date(2026, 2, 20),
    }
    return Hold(**{**defaults, **given})


def a_standing(invoice: Invoice | None = None, **given: Any) -> StandingRecord:
    """Keep that an invoice, this one if given, was soon due; keywords are fields of the standing or of its record."""
    record: dict[str, Any] = {"since": date(2026, 3, 1), "policy": THE_SOURCES_OWN.fingerprint}
    record |= {name: given.pop(name) for name in record if name in given}
    due_on = invoice.due_on if invoice else date(2026, 3, 16)
    told = {
        "level": Level.DUE_SOON,
        "shown_on": due_on,
        "cut_off_on": due_on + timedelta(days=30),
        "cause": invoice and invoice.id,
        "until": due_on,
    }
    return StandingRecord(standing=Standing(**{**told, **given}), **record)


def an_arrival(user: User | None = None, **given: Any) -> Arrival:
    """Keep what a telephone recorded without network, in the hands of that user if one is given."""
    defaults = {
        "id": EntryId(IDS.new()),
        "action": "interventions.close",
        "arguments": {"intervention": str(IDS.new()), "done_on": "2026-03-02"},
        "user_id": user.id if user else UserId(IDS.new()),
        "client": Client.mobile("1.9.1"),
        "claimed_at": A_MONDAY_MORNING - timedelta(hours=3),
        "received_at": A_MONDAY_MORNING,
    }
    return Arrival(**{**defaults, **given})


def a_notice(**given: Any) -> Notice:
    """Tell somebody that an intervention was planned."""
    identifier = NoticeId(IDS.new())
    defaults = {
        "id": identifier,
        "key": f"intervention-planned/{identifier}",
        "kind": "intervention-planned",
        "recipient": "helene.lefevre@exemple.fr",
        "subject_kind": "intervention",
        "subject_id": IDS.new(),
        "queued_at": A_MONDAY_MORNING,
        "facts": {"site": "École élémentaire Jules-Ferry", "planned_on": "2026-03-16"},
    }
    return Notice(**{**defaults, **given})


def a_personal_part(**given: Any) -> PersonalPart:
    """Say somebody's name beside the chain."""
    defaults = {"person": IDS.new(), "salt": IDS.secret(), "content": '{"user.name":"Zoé Müller-Nœuvéglise"}'.encode()}
    return PersonalPart(**{**defaults, **given})


def an_entry(
    workspace: WorkspaceId,
    head: Head | None = None,
    *,
    body: bytes | None = None,
    personal: Iterable[PersonalPart] = (),
    **given: Any,
) -> Entry:
    """Seal the entry behind that head, or the first one; further keywords are fields of its heading."""
    end, parts = head or genesis(workspace), tuple(personal)
    defaults = {
        "number": end.number + 1,
        "workspace_id": workspace,
        "id": EntryId(IDS.new()),
        "recorded_at": A_MONDAY_MORNING,
        "section": Section.SAFETY,
        "kind": "site-added",
        "subject_kind": "site",
        "subject_id": IDS.new(),
    }
    return sealed(end, Heading(**{**defaults, **given}), _committing_to(parts) if body is None else body, parts)


def _committing_to(parts: Iterable[PersonalPart]) -> bytes:
    said = ",".join(f'"{part.person}":"{part.commitment}"' for part in parts)
    return f'{{"personal":{{{said}}},"schema":1}}'.encode()


def head_after(entry: Entry) -> Head:
    """Tell where the chain ends once this entry is its last."""
    return Head(entry.heading.number, entry.link)


def entries(workspace: WorkspaceId, count: int, head: Head | None = None) -> Iterator[Entry]:
    """Seal so many entries one behind the other."""
    end = head or genesis(workspace)
    for _ in range(count):
        entry = an_entry(workspace, end, body=f'{{"place":{end.number + 1}}}'.encode())
        end = head_after(entry)
        yield entry
