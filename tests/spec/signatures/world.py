"""People who sign, and requests in every state, for the tests of this room."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from attrs import evolve

from registre_core.kernel.documents import Digest
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.signatories import PersonKind, SignatoryRole, SignatoryRule, Signer
from registre_core.kernel.verdicts import Verdict
from registre_core.signatures import SignatureRequest
from registre_core.signatures.policy import refused, revoked, shown
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.signing import a_digest, a_signature_request, signed

OPERATOR, CONTRACTOR, CONTACT = SignatoryRole
NOW = A_MONDAY_MORNING + timedelta(hours=1)
LATE = A_MONDAY_MORNING + timedelta(days=30)
CONTENT = a_digest()
CHANGED = a_digest(b"registre-signable/1\n{another}")
BOTH = SignatoryRule((OPERATOR, CONTRACTOR))


def somebody(number: int, name: str | None = None, kind: PersonKind = PersonKind.USER) -> Signer:
    return Signer(kind, UUID(int=number), name or f"Personne {number}")


ZOE, LEA, ALI = somebody(1, "Zoé Mahé"), somebody(2, "Léa Petit"), somebody(3, "Ali Benali")


def asked(role: SignatoryRole = OPERATOR, signer: Signer = ZOE, **given: Any) -> SignatureRequest:  # noqa: ANN401
    return a_signature_request(role=role, signer=signer, **given)


def given(role: SignatoryRole = OPERATOR, signer: Signer = ZOE, digest: Digest = CONTENT) -> SignatureRequest:
    return signed(asked(role, signer, digest=digest))


def declined(role: SignatoryRole = OPERATOR, signer: Signer = ZOE) -> SignatureRequest:
    return refused(asked(role, signer), "Travaux non terminés", NOW)


def taken_back(role: SignatoryRole = OPERATOR, signer: Signer = ZOE) -> SignatureRequest:
    return revoked(asked(role, signer), "Erreur de saisie", NOW)


def erased(role: SignatoryRole = OPERATOR, signer: Signer = ZOE) -> SignatureRequest:
    """Take a request back because its signer is erased, as erasing does."""
    return evolve(revoked(asked(role, signer), "personne effacée", NOW), signer=evolve(signer, name=ERASED_NAME))


def presented(role: SignatoryRole = OPERATOR, signer: Signer = ZOE) -> SignatureRequest:
    return shown(asked(role, signer), CONTENT, NOW)


def an_id(number: int) -> SignatureId:
    return SignatureId(UUID(int=number))


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def problems(error: InvalidInput) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in error.problems]


def days(number: float) -> timedelta:
    return timedelta(days=number)


def at(hours: float) -> datetime:
    return A_MONDAY_MORNING + timedelta(hours=hours)
