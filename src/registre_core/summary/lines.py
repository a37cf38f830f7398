"""A row of the summary as people read it in a table: in French, days first."""

from __future__ import annotations

from datetime import date

from registre_core.findings import CREATED_BY_COLUMN, KINDS, SEVERITIES, STATES
from registre_core.summary.entities import FindingRow

COLUMNS = (
    "Site",
    "Nature",
    "Numéro",
    "Gravité",
    "État",
    "Constat",
    "Lieu",
    "Texte de référence",
    "Créée le",
    CREATED_BY_COLUMN,
    "Âge (jours)",
    "Échéance",
    "En retard",
    "Identifiant",
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
        row.number,
        SEVERITIES[row.severity],
        STATES[row.state],
        row.text,
        row.place,
        row.reference,
        _day(row.created_on),
        row.created_by,
        str(row.age(on)),
        _day(row.due_on),
        "oui" if row.is_overdue(on) else "",
        str(row.id),
    )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
