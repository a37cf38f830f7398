"""What kinds, states and decisions are called on paper, in French, in the order people read them."""

from __future__ import annotations

from collections.abc import Mapping

from registre_core.commissions import Authority, Favour, OrderKind, VisitKind
from registre_core.findings import Kind, Severity, State
from registre_core.interventions import Status
from registre_core.permits import Colour, PermitState

KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.OBSERVATION: ("Observation", "Observations"),
    Kind.ANOMALY: ("Anomalie", "Anomalies"),
    Kind.PRESCRIPTION: ("Prescription", "Prescriptions"),
}
"""One of them, and several."""

SEVERITIES: Mapping[Severity, tuple[str, str]] = {
    Severity.CRITICAL: ("critique", "critiques"),
    Severity.MAJOR: ("majeure", "majeures"),
    Severity.MINOR: ("mineure", "mineures"),
}
"""One of them, and several, from the gravest."""

OPEN_STATES: Mapping[State, str] = {
    State.OPEN: "ouverte",
    State.PLANNED: "planifiée",
    State.CORRECTED: "corrigée, à lever",
    State.CONTESTED: "contestée",
}
"""Where a correction stands that is still open."""

STATUSES: Mapping[Status, str] = {
    Status.CLOSED: "Clôturées",
    Status.TO_SIGN: "À signer",
    Status.OVERDUE: "En retard",
    Status.PLANNED: "Planifiées",
}
"""Where interventions stand that were done, or are to be."""

PERMITS: Mapping[PermitState, str] = {
    PermitState.DRAFT: "brouillons",
    PermitState.WAITING: "en attente de signature pour ouvrir",
    PermitState.ACTIVE: "en cours",
    PermitState.SUSPENDED: "suspendus",
    PermitState.WORK_ENDED: "travaux terminés",
    PermitState.CLOSING: "en attente de signature pour clore",
    PermitState.CLOSED: "clôturés",
    PermitState.EXPIRED: "expirés",
    PermitState.REFUSED: "refusés",
    PermitState.CANCELLED: "annulés",
}
"""Where permits stand."""

COLOURS: tuple[Colour, ...] = (Colour.RED, Colour.GREY, Colour.GREEN)
"""Of the post-work check, from the one that asks for something."""

VISITS: Mapping[VisitKind, str] = {
    VisitKind.PERIODIC: "visite périodique",
    VisitKind.OPENING: "visite de réception, avant ouverture",
    VisitKind.UNANNOUNCED: "visite inopinée",
    VisitKind.FOLLOW_UP: "visite de contrôle des prescriptions",
    VisitKind.OTHER: "autre visite",
}
"""Why a commission came."""

FAVOURS: Mapping[Favour, str] = {
    Favour.FAVOURABLE: "favorable",
    Favour.UNFAVOURABLE: "défavorable",
    Favour.DEFERRED: "différé",
}
"""What it thinks."""

ORDERS: Mapping[OrderKind, str] = {
    OrderKind.OPENING: "autorisation d’ouverture",
    OrderKind.CONTINUATION: "poursuite d’exploitation",
    OrderKind.WORKS: "mise en demeure",
    OrderKind.CLOSURE: "fermeture",
    OrderKind.OTHER: "autre arrêté",
}
"""What an order does."""

AUTHORITIES: Mapping[Authority, str] = {Authority.MAYOR: "maire", Authority.PREFECT: "préfet"}
"""Who decides."""
