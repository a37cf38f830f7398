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
)
from registre_core.signatures.requests import SignatureRequest, SignatureState, Stage, Subject, SubjectKind
from registre_core.signatures.seals import Seal, SealState
from registre_core.signatures.terms import THE_SOURCES_SIGNATURES, SigningPolicy
from registre_core.signatures.tickets import Ticket

__all__ = [
    "LARGEST_CANVAS",
    "MOST_POINTS",
    "MOST_STROKES",
    "THE_SOURCES_SIGNATURES",
    "Consent",
    "DocumentSealed",
    "Drawing",
    "Evidence",
    "Level",
    "Point",
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
    "Stage",
    "Stroke",
    "Subject",
    "SubjectKind",
    "Ticket",
    "TimeLevel",
    "Trace",
    "without_person",
]
