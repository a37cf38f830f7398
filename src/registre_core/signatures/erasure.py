"""What is left of a person's signatures once the person was erased: that somebody signed, when, what, in what role."""

from __future__ import annotations

from uuid import UUID

from attrs import evolve

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.signatures.evidence import Evidence, Trace
from registre_core.signatures.requests import SignatureRequest


def without_person(request: SignatureRequest, person: UUID) -> SignatureRequest:
    """Take away what names or describes this person: as who signs, and as who lent a session.

    The digests stay, so that what is chained and what was exported can still be held against it.
    """
    signer = evolve(request.signer, name=ERASED_NAME) if request.signer.id == person else request.signer
    evidence = _without(request.evidence, person) if request.evidence else None
    return evolve(request, signer=signer, evidence=evidence)


def _without(evidence: Evidence, person: UUID) -> Evidence:
    trace = Trace(person) if evidence.trace.id == person else evidence.trace
    session = evidence.session
    if session and session.id == person:
        session = evolve(session, name=ERASED_NAME)
    return evolve(evidence, trace=trace, session=session)
