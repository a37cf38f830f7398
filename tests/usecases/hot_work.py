"""Permits of the town, one in each state that a use case asks for; they stand in storage, and not in the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from attrs import evolve

from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, Signer
from registre_core.permits import (
    CHECKLIST,
    Exemption,
    HotWorkPermit,
    Isolation,
    PermitTerms,
    closing_asked,
    extended,
    opened,
    submitted,
    suspended,
    work_ended,
)
from registre_core.ports.storage import Transaction
from registre_core.services.permits import SIGNABLE
from registre_core.services.signatures.signatories import Signatory
from registre_core.services.signatures.subjects import to_sign
from registre_core.signatures import SignatureRequest, Stage
from registre_core.testing.builders import IDS
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.signing import a_permit, a_round, a_signature_request
from registre_core.workspace import Contact, Contractor, Site

NOW = A_MONDAY_MORNING
"""What the clock of the town shows."""
HOUR = timedelta(hours=1)
ZONE = "Zone 12"
OPERATOR, CONTRACTOR = SignatoryRole.OPERATOR, SignatoryRole.CONTRACTOR


def permits_of(site: Site, firm: Contractor, watcher: Contact, photo: DocumentRef) -> Mapping[str, HotWorkPermit]:
    """Draw up one permit for each state."""

    def drawn(**given: Any) -> HotWorkPermit:  # noqa: ANN401  # fields of a permit
        return a_permit(
            site,
            **{
                "contractors": (firm.id,),
                "watcher": PersonKey(PersonKind.CONTACT, watcher.id),
                "contractor_people": (watcher.id,) if watcher.contractor_id == firm.id else (),
                "valid_from": NOW - 3 * HOUR,
                "valid_until": NOW + 6 * HOUR,
                "measures": CHECKLIST,
                "detectors": (Isolation(ZONE),),
                **given,
            },
        )

    def active(**given: Any) -> HotWorkPermit:  # noqa: ANN401  # fields of a permit
        asked = submitted(drawn(**given), NOW - 4 * HOUR)
        return opened(asked, asked.rule.roles)

    def ended() -> HotWorkPermit:
        return work_ended(active(detectors=(Isolation(ZONE, NOW - 2 * HOUR),)), NOW - HOUR)

    looked = evolve(ended(), rounds=(a_round(30, made_at=NOW - HOUR / 2, recorded_at=NOW - HOUR / 2, photo=photo),))
    why = Exemption("Site évacué", IDS.new(), NOW)  # type: ignore[arg-type]  # somebody
    return {
        "draft": drawn(),
        "waiting": submitted(drawn(), NOW),
        "active": active(),
        "suspended": suspended(active(), "Vent fort", NOW),
        "reopened": extended(active(), NOW + 8 * HOUR, NOW),
        "unwatched": ended(),
        "closing": closing_asked(looked, NOW, why),
    }


def keep(tx: Transaction, permit: HotWorkPermit) -> None:
    """Put a permit into storage; where signatures are missing, with one that is asked for."""
    tx.permits.add(permit)
    if permit.missing_roles:
        tx.signatures.add(waiting_for(permit))


def waiting_for(permit: HotWorkPermit) -> SignatureRequest:
    """Ask somebody to sign a permit who is neither account nor contact."""
    stage = Stage.CLOSING if permit.closing_asked_at else Stage.OPENING
    return a_signature_request(
        permit,
        id=SignatureId(IDS.new()),
        subject=SIGNABLE.subject(permit, stage),
        digest=to_sign(SIGNABLE, permit, stage).digest,
        signer=Signer(PersonKind.NAMED, IDS.new(), "Gaston Garde"),
    )


def who_signs(contact: Contact) -> tuple[Signatory, Signatory]:
    """Let somebody sign for the operator whose name is written down, and a contact for the firm."""
    return Signatory(OPERATOR, "Odile Exploitante"), Signatory(CONTRACTOR, PersonKey(PersonKind.CONTACT, contact.id))


def terms_of(firm: Contractor, contact: Contact, **given: Any) -> PermitTerms:  # noqa: ANN401  # fields of the terms
    """Fill in what a draft asks for."""
    defaults = {
        "place": "Toiture du préau",
        "work": "Étanchéité",
        "means": ("torch-applied-roofing",),
        "contractors": (firm.id,),
        "watcher": PersonKey(PersonKind.CONTACT, contact.id),
        "valid_from": NOW,
        "detectors": (ZONE,),
    }
    return PermitTerms(**{**defaults, **given})
