"""A row of the summary as people read it in a table: in French, days first."""

from __future__ import annotations

from datetime import date

from registre_core.findings import Kind, Severity, State
from registre_core.summary.entities import FindingRow

KINDS = {Kind.OBSERVATION: "Observation", Kind.ANOMALY: "Anomalie", Kind.PRESCRIPTION: "Prescription"}
SEVERITIES = {Severity.MINOR: "Mineure", Severity.MAJOR: "Majeure", Severity.CRITICAL: "Critique"}
STATES = {
    State.OPEN: "Ouverte",
    State.PLANNED: "Planifiée",
    State.CORRECTED: "Corrigée",
    State.CLEARED: "Levée",
    State.CONTESTED: "Contestée",
    State.NOT_APPLICABLE: "Sans objet",
}

COLUMNS = (
    "Site",
    "Nature",
    "Gravité",
    "État",
    "Constat",
    "Lieu",
    "Repère",
    "Référence",
    "Créé le",
    "Créé par",
    "Âge (jours)",
    "Échéance",
    "En retard",
)
"""Titles, in order."""


def cells(row: FindingRow, site: str, on: date) -> tuple[str, ...]:
    """Give the cells of one row.

    Args:
        row: which one.
        site: the name of its site.
        on: the day of the summary.
    """
    return (
        site,
        KINDS[row.kind],
        SEVERITIES[row.severity],
        STATES[row.state],
        row.text,
        row.place,
        row.number,
        row.reference,
        _day(row.created_on),
        row.created_by,
        str(row.age(on)),
        _day(row.due_on),
        "oui" if row.is_overdue(on) else "non",
    )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
