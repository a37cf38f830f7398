"""What codes are called in a mail, in French, in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from registre_core.billing import Level
from registre_core.findings import SEVERITIES
from registre_core.findings.tables import KINDS as FINDINGS
from registre_core.interventions import TYPES
from registre_core.notices import TOPICS
from registre_core.requests.tables import KINDS as REQUESTS
from registre_core.signatures import Stage, SubjectKind
from registre_core.signatures.tables import ROLES
from registre_wording_french.french import NO_BREAK

Names = Mapping[str, str]

SUBJECTS: Names = {SubjectKind.INTERVENTION: "bon d’intervention", SubjectKind.PERMIT: "permis de feu"}
STAGES: Names = {
    Stage.COMPLETION: "pour clore l’intervention",
    Stage.OPENING: "pour autoriser les travaux",
    Stage.CLOSING: "pour clore le permis",
}
LEVELS: Names = {
    Level.CLEAR: "compte à jour",
    Level.DUE_SOON: "échéance proche",
    Level.OVERDUE: "facture en retard",
    Level.SUSPENDED: "accès suspendu",
}
FAILURES: Names = {
    "delivery-refused": "le serveur du destinataire le refuse",
    "delivery-postponed": "personne ne répond depuis trop longtemps",
    "tries-exhausted": "le logiciel s’est arrêté à chaque essai",
    "carrier-broken": "le logiciel n’a pas su l’envoyer",
    "missing-fact": "le logiciel n’a pas su le rédiger",
    "malformed-fact": "le logiciel n’a pas su le rédiger",
    "recipient-gone": "le destinataire n’existe plus",
    "key-command-failed": "la clé d’ancrage n’a pas répondu",
    "key-not-found": "la clé d’ancrage n’est pas à sa place",
    "key-not-readable": "la clé d’ancrage ne peut pas être lue",
    "key-exposed": "la clé d’ancrage peut être lue par d’autres",
    "private-key-needed": "la clé d’ancrage est incomplète",
    "anchor-not-written": "l’ancre n’a pas pu être écrite",
    "register-broken": "la chaîne du registre est rompue",
    "register-without-head": "la fin du registre manque",
}
"""Others are quoted."""

EVERYWHERE: Mapping[str, Names] = {
    "type": {**{code: kind.french for code, kind in TYPES.items()}, "other": "Intervention"},
    "stage": STAGES,
    "role": {role.value: name for role, name in ROLES.items()},
    "severity": {code: name.lower() for code, name in SEVERITIES.items()},
    "level": LEVELS,
    "failure": FAILURES,
}
"""By the name of the fact."""
KINDS: Mapping[str, Names] = {
    "finding": {code: name.lower() for code, name in FINDINGS.items()},
    "request": {code.value: name for code, name in REQUESTS.items()},
    "signature": SUBJECTS,
    "signatures": SUBJECTS,
    "slip": SUBJECTS,
    "notice": {kind: topic.label for kind, topic in TOPICS.items()},
}
"""Of the fact ``kind``, by the first word of the topic."""


def label(topic: str, fact: str, code: str) -> str:
    """Name a code; one that nobody named yet is quoted, since a notice that goes out says more than none."""
    names = KINDS.get(topic.partition("-")[0], {}) if fact == "kind" else EVERYWHERE.get(fact, {})
    quoted = f"«{NO_BREAK}{code}{NO_BREAK}»"
    return names.get(code, f"erreur {quoted}, à dire à qui exploite ce logiciel" if fact == "failure" else quoted)
