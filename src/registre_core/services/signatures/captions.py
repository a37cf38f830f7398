"""What stands beside a signature on a sealed document, in French: who, for whom, when, and with what reservations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from registre_core.kernel.signatories import SignatoryRole
from registre_core.signatures import Evidence, SignatureRequest, TimeLevel

SIDES = {
    SignatoryRole.OPERATOR: "pour l’exploitant",
    SignatoryRole.CONTRACTOR: "pour le prestataire",
    SignatoryRole.CONTACT: "interlocuteur",
}
"""On whose side somebody signed."""

TIMES = {
    TimeLevel.LOCAL: "scellé à l’heure du serveur, que nul tiers n’atteste",
    TimeLevel.STAMPED: "scellé avec un horodatage (RFC 3161)",
}
"""What the time of a seal is worth."""


def caption(request: SignatureRequest, evidence: Evidence, level: TimeLevel) -> tuple[str, ...]:
    """Tell of a signature what whoever reads the page must know; its evidence tells the rest.

    Args:
        request: which one.
        evidence: how it was given.
        level: what the time of its seal will be worth.
    """
    return tuple(_lines(request, evidence, level))


def _lines(request: SignatureRequest, evidence: Evidence, level: TimeLevel) -> Iterator[str]:
    signer = request.signer
    yield f"{signer.name}, {signer.capacity}" if signer.capacity else signer.name
    yield f"{SIDES[request.role]}, signé le {_moment(evidence.signed_at)}"
    if evidence.session:
        yield f"sur la session de {evidence.session.name}"
    if request.reservations:
        yield f"Réserves : {' '.join(request.reservations.split())}"
    yield TIMES[level]
    yield f"empreinte {request.digest}"


def _moment(when: datetime) -> str:
    """Write a moment in UTC: the core knows no time zone, and nothing can be confused with it."""
    return f"{when.astimezone(UTC):%d/%m/%Y à %H:%M:%S} UTC"
