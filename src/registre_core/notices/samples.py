"""A letter of each topic, as a town might get it: what previews, contracts and whoever writes words of his own try."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from registre_core.kernel.reasons import FactValue
from registre_core.notices.entities import Letter

WORKSPACE, SITE = "Ville de Saint-Étienne", "École Jules-Ferry"
TOLD_AT = datetime(2026, 11, 26, 13, 5, tzinfo=UTC)
"""A Thursday; it is five past two in Paris."""
LINK = "https://registre.exemple.fr/demande/AnExampleThatOpensNothingAtAllAnExampleThat"
"""Where nobody gets an answer."""

_ID = UUID("019ac0de-0000-7000-8000-000000000001")
_DIGEST = "a3" * 32
_ADDRESS = "12 rue des Écoles, 42000 Saint-Étienne"
_CHECK, _PLACE = "Contrôle", "Chaufferie, sous-sol du bâtiment B"
_ASKED = (
    "Le ferme-porte de la porte coupe-feu du hall ne referme plus complètement la porte.\n"
    "Merci de nous proposer une date et un prix, pièces et déplacement compris."
)
_FIRM = "Portes & Sécurité du Forez"

_VISIT: Mapping[str, FactValue] = {
    "planned_on": "2026-11-30",
    "type": "inspection",
    "address": _ADDRESS,
    "contractors": "Bureau Vérif’Est, Électricité Martin",
}
_SEAT: Mapping[str, FactValue] = {
    "signature": str(_ID),
    "kind": "intervention",
    "stage": "completion",
    "role": "operator",
    "planned_on": "2026-11-24",
    "valid_from": None,
    "valid_until": None,
}
_ROUND: Mapping[str, FactValue] = {
    "round": 90,
    "due_at": "2026-11-26T13:20:00+00:00",
    "shuts_at": "2026-11-26T13:35:00+00:00",
    "place": _PLACE,
}
_LINE: Mapping[str, FactValue] = {"line": str(_ID), "kind": "quote"}
_VALID: Mapping[str, FactValue] = {
    "valid_from": "2026-11-27T07:00:00+00:00",
    "valid_until": "2026-11-27T16:00:00+00:00",
}
_BANNER = (
    "Le règlement d’au moins une facture dont l’échéance est dépassée. "
    "Nous vous remercions de procéder à la régularisation de votre compte client dans les meilleurs délais "
    "afin d'éviter la coupure de votre accès le 15/12/2026"
)


def _letter(kind: str, subject: str | None, facts: Mapping[str, FactValue], *, site: str | None = SITE) -> Letter:
    return Letter(kind, TOLD_AT, WORKSPACE, site, subject, _ID, facts)


_LATE = _letter("intervention-overdue", _CHECK, {**_VISIT, "planned_on": "2026-11-16"})
_UNSIGNED = _letter(
    "signature-reminder",
    "Maintenance",
    {**_SEAT, "asked_at": "2026-11-19T08:00:00+00:00", "expires_at": "2026-12-03T08:00:00+00:00"},
    site="Gymnase Pasteur",
)
_UNDONE = _letter(
    "finding-overdue",
    "Porte coupe-feu du hall qui ne se referme pas complètement",
    {
        "due_on": "2026-11-20",
        "kind": "observation",
        "severity": "critical",
        "place": "Hall, rez-de-chaussée",
        "reference": "CO 45",
    },
)

SAMPLES: Mapping[str, Letter] = {
    letter.kind: letter
    for letter in (
        _letter("intervention-planned", _CHECK, _VISIT),
        _letter(
            "intervention-postponed",
            _CHECK,
            {**_VISIT, "before_on": "2026-11-25", "reason": "Le bâtiment est occupé par un bureau de vote."},
        ),
        _letter("intervention-cancelled", _CHECK, {**_VISIT, "reason": "Le local a été désaffecté."}),
        _LATE,
        _letter("signature-requested", _CHECK, {**_SEAT, "expires_at": "2026-12-10T08:00:00+00:00"}),
        _UNSIGNED,
        _letter("signature-given", _CHECK, {**_SEAT, "role": "contractor"}),
        _letter("signature-refused", _CHECK, {**_SEAT, "role": "contractor"}),
        _letter("signatures-complete", _CHECK, _SEAT),
        _letter(
            "slip-sealed",
            _CHECK,
            {
                "seal": str(_ID),
                "document": _DIGEST,
                "file": "bon signé.pdf",
                "kind": "intervention",
                "planned_on": "2026-11-24",
                "valid_from": None,
                "valid_until": None,
            },
        ),
        _letter("permit-awaiting", _PLACE, {"stage": "opening", "work": "Soudage d’une canalisation de gaz", **_VALID}),
        _letter(
            "permit-suspended",
            _PLACE,
            {
                "suspended_at": "2026-11-26T13:02:00+00:00",
                "valid_until": "2026-11-26T16:00:00+00:00",
                "reason": "Odeur de gaz dans le local voisin.",
            },
        ),
        _letter("round-due", _PLACE, {**_ROUND, "missed_since": None}),
        _letter("round-missed", _PLACE, {**_ROUND, "round": 60}),
        _UNDONE,
        Letter(
            "request-sent",
            TOLD_AT,
            WORKSPACE,
            SITE,
            _ASKED,
            _ID,
            {
                **_LINE,
                "deadline": "2026-12-04T17:00:00+00:00",
                "address": _ADDRESS,
                "findings": 2,
                "type": "after-sales",
            },
            LINK,
        ),
        _letter("request-withdrawn", _ASKED, {**_LINE, "reason": "Les travaux sont reportés à l’année prochaine."}),
        _letter(
            "request-answered",
            _ASKED,
            {
                **_LINE,
                "firm": _FIRM,
                "proposed_on": "2026-12-08",
                "total": 320_000,
                "currency": "EUR",
                "message": "Pièces disponibles sous huit jours.",
            },
        ),
        _letter("request-declined", _ASKED, {**_LINE, "firm": _FIRM, "reason": "Planning complet jusqu’en janvier."}),
        _letter(
            "request-awarded",
            _ASKED,
            {**_LINE, "intervention": str(_ID), "planned_on": "2026-12-08", "address": _ADDRESS},
        ),
        _letter("request-not-awarded", _ASKED, _LINE),
        _letter(
            "standing-changed",
            None,
            {
                "level": "overdue",
                "since": "2026-11-16",
                "shown_on": "2026-12-15",
                "cut_off_on": "2026-12-15",
                "banner": _BANNER,
            },
            site=None,
        ),
        _letter("anchor-failed", None, {"failure": "anchor-not-written", "on": "2026-11-26"}, site=None),
        _letter(
            "notice-undeliverable",
            None,
            {
                "notice": str(_ID),
                "kind": "round-missed",
                "failure": "delivery-refused",
                "recipient": "accueil@exemple.fr",
            },
            site=None,
        ),
        Letter(
            "reminder",
            TOLD_AT,
            WORKSPACE,
            facts={"count": 3, "on": "2026-11-26"},
            parts=(_LATE, _UNSIGNED, _UNDONE),
        ),
    )
}
"""By kind, in the order of the table."""
