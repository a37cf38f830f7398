"""What signers agree to, who may sign what, and what people read of it, as data."""

from __future__ import annotations

from collections.abc import Mapping

from registre_core.kernel.reasons import Source
from registre_core.kernel.signatories import SignatoryRole
from registre_core.signatures.evidence import Consent, Level, TimeLevel
from registre_core.signatures.requests import SignatureState, Stage

CONSENT = Consent(
    "1",
    "J’ai lu le document qui m’est présenté, j’en approuve le contenu sous les réserves que j’ai écrites, "
    "et je demande que mon tracé vaille signature.",
)
"""The sentence in force; another wording gets another version."""

CHOOSING = Source("Version 1.47, Choix de l'interlocuteur signataire (S3)")
"""«l'exploitant ou le prestataire et/ou l'interlocuteur»: both ways of reading it are covered."""
BOTH_SIDES = Source("Version 1.47, Permis de feu (S8)")
"""A permit waits for the operator's signature or the contractor's: it needs both."""
EVIDENCE = Source("Regulation (EU) 910/2014 (eIDAS), art. 3 and 25")
"""What an electronic signature is; that nobody may refuse one as evidence because it is electronic."""

_OPERATOR, _CONTRACTOR, _CONTACT = SignatoryRole

SIGNATORIES: frozenset[frozenset[SignatoryRole]] = frozenset(
    map(frozenset, ({_OPERATOR}, {_CONTRACTOR}, {_CONTACT}, {_OPERATOR, _CONTACT}, {_CONTRACTOR, _CONTACT}))
)
"""Who may sign an intervention (S3)."""
CONTRADICTORY: frozenset[frozenset[SignatoryRole]] = frozenset(
    map(frozenset, ({_OPERATOR, _CONTRACTOR}, {_OPERATOR, _CONTRACTOR, _CONTACT}))
)
"""Who may sign one besides, where a host lets both sides sign against each other (*signature contradictoire*)."""
OF_PERMITS: frozenset[frozenset[SignatoryRole]] = frozenset({frozenset({_OPERATOR, _CONTRACTOR})})
"""Who signs a permit (S8): always both."""

ROLES: Mapping[SignatoryRole, str] = {
    SignatoryRole.OPERATOR: "exploitant",
    SignatoryRole.CONTRACTOR: "prestataire",
    SignatoryRole.CONTACT: "interlocuteur",
}
"""What people read of each role."""
STATES: Mapping[SignatureState, str] = {
    SignatureState.REQUESTED: "demandée",
    SignatureState.SHOWN: "présentée",
    SignatureState.SIGNED: "signée",
    SignatureState.REFUSED: "refusée",
    SignatureState.EXPIRED: "expirée",
    SignatureState.REVOKED: "révoquée",
    SignatureState.DELEGATED: "déléguée",
}
"""What people read of each state of a signature."""
STAGES: Mapping[Stage, str] = {
    Stage.COMPLETION: "réalisation",
    Stage.OPENING: "ouverture",
    Stage.CLOSING: "clôture",
}
"""What people read of each stage."""
LEVELS: Mapping[Level, str] = {Level.SIMPLE: "signature simple", Level.ADVANCED: "signature avancée"}
"""What people read of each level."""
TIME_LEVELS: Mapping[TimeLevel, str] = {
    TimeLevel.LOCAL: "heure du serveur",
    TimeLevel.STAMPED: "heure certifiée par un tiers",
}
"""What people read of where a time comes from."""
