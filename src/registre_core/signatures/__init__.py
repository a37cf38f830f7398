"""Signatures as evidence: what was shown, who signed it, how; and what became of those that were asked for."""

from registre_core.signatures.drawings import LARGEST_CANVAS, MOST_POINTS, MOST_STROKES, Drawing, Point, Stroke
from registre_core.signatures.erasure import without_person
from registre_core.signatures.evidence import Consent, Evidence, Level, TimeLevel, Trace
from registre_core.signatures.facts import (
    DocumentSealed,
    SignatureDelegated,
    SignatureGiven,
    SignatureRefused,
    SignatureRequested,
    SignatureRevoked,
    SignatureShown,
    TicketIssued,
)
from registre_core.signatures.limits import THE_LIMITS, DrawingLimits
from registre_core.signatures.policy import Missing, Offer
from registre_core.signatures.requests import SignatureRequest, SignatureState, Stage, Subject, SubjectKind
from registre_core.signatures.seals import Reserved, Seal, SealState, Spot
from registre_core.signatures.terms import THE_SOURCES_SIGNATURES, SigningPolicy
from registre_core.signatures.tickets import Ticket

__all__ = [
    "LARGEST_CANVAS",
    "MOST_POINTS",
    "MOST_STROKES",
    "THE_LIMITS",
    "THE_SOURCES_SIGNATURES",
    "Consent",
    "DocumentSealed",
    "Drawing",
    "DrawingLimits",
    "Evidence",
    "Level",
    "Missing",
    "Offer",
    "Point",
    "Reserved",
    "Seal",
    "SealState",
    "SignatureDelegated",
    "SignatureGiven",
    "SignatureRefused",
    "SignatureRequest",
    "SignatureRequested",
    "SignatureRevoked",
    "SignatureShown",
    "SignatureState",
    "SigningPolicy",
    "Spot",
    "Stage",
    "Stroke",
    "Subject",
    "SubjectKind",
    "Ticket",
    "TicketIssued",
    "TimeLevel",
    "Trace",
    "without_person",
]
