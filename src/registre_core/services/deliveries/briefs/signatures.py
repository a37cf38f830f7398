"""Notices of signatures, of an intervention or a permit, and of what was sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from registre_core.kernel.identifiers import SealId, SignatureId
from registre_core.kernel.reasons import FactValue
from registre_core.ports.storage import Notice, Snapshot
from registre_core.services.deliveries.briefs.found import Found, Look, identifier
from registre_core.services.deliveries.briefs.sites import intervention_of, permit_of
from registre_core.signatures import SignatureState, SubjectKind
from registre_core.signatures.policy import can_be_signed


def _asked(tx: Snapshot, notice: Notice, at: datetime) -> Found | None:
    request = tx.signatures.get(SignatureId(identifier(notice, "signature")))
    return _thing(tx, notice) if can_be_signed(request, at) else None


def _given(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    return _thing(tx, notice) if _state(tx, notice) is SignatureState.SIGNED else None


def _refused(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    return _thing(tx, notice) if _state(tx, notice) is SignatureState.REFUSED else None


def _complete(tx: Snapshot, notice: Notice, _: datetime) -> Found:
    return _thing(tx, notice)


def _sealed(tx: Snapshot, notice: Notice, _: datetime) -> Found:
    seal, found = tx.seals.get(SealId(identifier(notice, "seal"))), _thing(tx, notice)
    return Found(found.site, found.subject, {"kind": seal.subject.kind.value, **found.facts})


def _state(tx: Snapshot, notice: Notice) -> SignatureState:
    return tx.signatures.get(SignatureId(identifier(notice, "signature"))).state


def _thing(tx: Snapshot, notice: Notice) -> Found:
    """Give what is signed: of an intervention its day, of a permit its validity."""
    lacking: Mapping[str, FactValue] = {"planned_on": None, "valid_from": None, "valid_until": None}
    if notice.subject_kind == SubjectKind.PERMIT:
        permit = permit_of(tx, notice)
        valid = {"valid_from": permit.valid_from.isoformat(), "valid_until": permit.valid_until.isoformat()}
        return Found(permit.site_id, permit.place, {**lacking, **valid})
    one = intervention_of(tx, notice)
    return Found(one.site_id, one.type.french, {**lacking, "planned_on": one.planned_on.isoformat()})


SIGNATURES: Mapping[str, Look] = {
    "signature-requested": _asked,
    "signature-reminder": _asked,
    "signature-given": _given,
    "signature-refused": _refused,
    "signatures-complete": _complete,
    "slip-sealed": _sealed,
}
"""By topic."""
