"""Use cases: signatures, from the question to the proof (S3, S8)."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.signatures.bundles import Bundling
from registre_core.services.signatures.coverage import Coverage
from registre_core.services.signatures.handing_on import HandedOn, HandingOn
from registre_core.services.signatures.lists import ListedSignature, Lists
from registre_core.services.signatures.origins import Origin
from registre_core.services.signatures.proving import Flaw, ProofFinding, SignatureProof, verify_signature
from registre_core.services.signatures.sealing import RetriedSeal, Sealing
from registre_core.services.signatures.showing import Showing, Shown
from registre_core.services.signatures.signatories import Signatory
from registre_core.services.signatures.statements import SignatureStatement
from registre_core.services.signatures.subjects import Signable, Signables, Signed
from registre_core.services.signatures.tickets import Invited, Ticketing

__all__ = [
    "Coverage",
    "Flaw",
    "HandedOn",
    "Invited",
    "ListedSignature",
    "Origin",
    "ProofFinding",
    "RetriedSeal",
    "Shown",
    "Signable",
    "Signables",
    "Signatory",
    "SignatureProof",
    "SignatureStatement",
    "SignaturesService",
    "Signed",
    "verify_signature",
]


@frozen
class SignaturesService(Showing, Ticketing, HandingOn, Lists, Bundling, Sealing):
    """Shows what is to be signed, takes signatures and refusals, hands requests on, lists, proves and seals them."""
