"""Who is told what: the table. A notice of a kind that is not in it is never queued."""

from __future__ import annotations

from collections.abc import Mapping

from registre_core.kernel.reasons import Mark, Source
from registre_core.notices.entities import Topic
from registre_core.notices.facts import Form, Promise

TELLING = Source("docs/decisions/0046: who is told what")
"""Rules of this house."""
WATCHING = Source("INRS ED 6030")
"""Who looks at a place after hot work is told when: a round that nobody makes is a fire that nobody sees."""
STOPPING = Source("INRS ED 6030", Mark.SECOND_HAND)
"""Work that was stopped for safety's sake is stopped by those who do it, who have to hear of it."""
SIGNING = Source("Version 1.47, Choix de l'interlocuteur signataire (S3)")
PERMITS = Source("Version 1.47, Permis de feu, signatures (S8)")
REQUESTS = Source("Version 1.47, Plusieurs demandes d'intervention, Plusieurs demandes de devis (S5, S6)")
UNPAID = Source("Version 1.47, Facture impayée : bandeaux et coupure (S2)")
VERIFYING = Source("CCH R. 143-34")
"""Technical verifications have their time."""
CORRECTING = Source("CCH R. 141-10", Mark.SECOND_HAND)
"""The register holds what was done about deviations: somebody has to do it."""
PROVING = Source("docs/explanation/register")
"""A register whose anchors fail proves less every day, and nobody sees it by looking at it."""

DATE, INSTANT, MINUTES, COUNT = Promise(Form.DATE), Promise(Form.INSTANT), Promise(Form.MINUTES), Promise(Form.COUNT)
CODE, ID, DIGEST, TEXT = Promise(Form.CODE), Promise(Form.ID), Promise(Form.DIGEST), Promise(Form.TEXT)
PERHAPS_DATE, PERHAPS_INSTANT = Promise(Form.DATE, may_lack=True), Promise(Form.INSTANT, may_lack=True)

_VISIT = {"planned_on": DATE, "type": CODE}
_SEAT = {"signature": ID, "kind": CODE, "stage": CODE, "role": CODE}
_LINE = {"line": ID, "kind": CODE}
_ROUND = {"round": MINUTES, "due_at": PERHAPS_INSTANT, "shuts_at": PERHAPS_INSTANT, "place": TEXT}

ASKERS, CONTACTS = "qui a demandé la signature", "les interlocuteurs de l’intervention"
RECIPIENTS, DRAFTERS = "les destinataires de la demande", "qui a rédigé la demande ; à défaut, qui peut la modifier"
WATCHERS = "qui assure la surveillance et les représentants de l’exploitant"
ADMINISTRATORS = "les administrateurs"


def _topic(  # a row of the table
    kind: str, label: str, audience: str, source: Source, facts: Mapping[str, Promise], **rules: bool
) -> tuple[str, Topic]:
    return kind, Topic(kind, label, audience, source, facts, **rules)


TOPICS: Mapping[str, Topic] = dict(
    (
        _topic("intervention-planned", "Intervention planifiée", CONTACTS, VERIFYING, _VISIT),
        _topic("intervention-postponed", "Intervention reportée", CONTACTS, VERIFYING, _VISIT),
        _topic("intervention-cancelled", "Intervention annulée", CONTACTS, VERIFYING, _VISIT),
        _topic(
            "intervention-overdue",
            "Intervention en retard",
            "les interlocuteurs de l’intervention ; à défaut, qui peut la clore",
            VERIFYING,
            _VISIT,
            is_reminder=True,
        ),
        _topic("signature-requested", "Signature demandée", "le signataire", SIGNING, {**_SEAT, "expires_at": INSTANT}),
        _topic(
            "signature-reminder",
            "Signature toujours attendue",
            "le signataire dont c’est le tour",
            SIGNING,
            {**_SEAT, "asked_at": INSTANT, "expires_at": INSTANT},
            is_reminder=True,
        ),
        _topic("signature-given", "Signature donnée", ASKERS, SIGNING, _SEAT),
        _topic("signature-refused", "Signature refusée", f"les autres signataires, et {ASKERS}", SIGNING, _SEAT),
        _topic("signatures-complete", "Signatures réunies", ASKERS, SIGNING, _SEAT),
        _topic(
            "slip-sealed",
            "Bon ou permis signé",
            f"{CONTACTS}, et {ASKERS}",
            SIGNING,
            {"seal": ID, "document": DIGEST, "file": TEXT},
        ),
        _topic(
            "permit-awaiting",
            "Permis de feu en attente de signature",
            "les représentants de l’exploitant qui n’en sont pas signataires",
            PERMITS,
            {"stage": CODE, "valid_from": INSTANT, "valid_until": INSTANT},
        ),
        _topic(
            "permit-suspended",
            "Travaux par point chaud arrêtés",
            "les représentants de l’exploitant, ceux de l’entreprise, et qui assure la surveillance",
            STOPPING,
            {"suspended_at": INSTANT, "valid_until": INSTANT},
            is_safety=True,
        ),
        _topic("round-due", "Ronde à faire", WATCHERS, WATCHING, _ROUND, is_safety=True),
        _topic("round-missed", "Ronde non faite", WATCHERS, WATCHING, _ROUND, is_safety=True),
        _topic(
            "finding-overdue",
            "Échéance de levée dépassée",
            "le responsable ; à défaut, qui peut lever l’observation",
            CORRECTING,
            {"due_on": DATE, "kind": CODE, "severity": CODE},
            is_reminder=True,
        ),
        _topic("request-sent", "Demande reçue", RECIPIENTS, REQUESTS, {**_LINE, "deadline": PERHAPS_INSTANT}),
        _topic("request-withdrawn", "Demande retirée", RECIPIENTS, REQUESTS, _LINE),
        _topic("request-answered", "Réponse reçue", DRAFTERS, REQUESTS, _LINE),
        _topic("request-declined", "Demande déclinée", DRAFTERS, REQUESTS, _LINE),
        _topic(
            "request-awarded",
            "Réponse retenue",
            "le destinataire retenu",
            REQUESTS,
            {**_LINE, "intervention": ID, "planned_on": DATE},
        ),
        _topic("request-not-awarded", "Réponse non retenue", "les destinataires non retenus", REQUESTS, _LINE),
        _topic(
            "standing-changed",
            "Situation du compte",
            "qui peut consulter les factures",
            UNPAID,
            {"level": CODE, "since": DATE, "shown_on": PERHAPS_DATE, "cut_off_on": PERHAPS_DATE},
        ),
        _topic("anchor-failed", "Ancrage du registre manqué", ADMINISTRATORS, PROVING, {"failure": CODE, "on": DATE}),
        _topic(
            "notice-undeliverable",
            "Avis de sécurité non distribué",
            ADMINISTRATORS,
            TELLING,
            {"notice": ID, "kind": CODE, "failure": Promise(Form.CODE, may_lack=True)},
            is_safety=True,
        ),
        _topic(
            "reminder",
            "Rappel",
            "qui a quelque chose en retard : un seul rappel pour tout",
            TELLING,
            {"count": COUNT, "on": DATE},
        ),
    )
)
"""By kind, in the order people see them."""

REMINDED = tuple(kind for kind, topic in TOPICS.items() if topic.is_reminder)
"""What the night reminds of, gathered under ``reminder``."""
SAFETY = frozenset(kind for kind, topic in TOPICS.items() if topic.is_safety)
"""What nobody can be left out of."""
