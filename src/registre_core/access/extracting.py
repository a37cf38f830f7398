"""Rows of the action table: passages out of reports, each right that of the thing whose report it is."""

from __future__ import annotations

from registre_core.access.actions import Action

_READING = {"filed-document": "findings.extract", "visit": "prescriptions.extract"}
"""Who extracts from a document of the building, or from the report of a commission's visit."""


def _reading(name: str, french: str) -> Action:
    return Action(f"extraction.{name}", french, "interventions.extract", rights_by_kind=_READING)


EXTRACTING: tuple[Action, ...] = (
    _reading("inspect", "Examiner les pages d'un rapport"),
    _reading("extract", "Extraire un passage d'un rapport"),
    _reading("propose", "Chercher les observations d'un rapport"),
    Action(
        "extraction.accept",
        "Retenir des observations proposées",
        "findings.create",
        records=("finding-recorded", "finding-seen-again"),
        rights_by_kind={"visit": "prescriptions.create"},
    ),
    _reading("anchor", "Retrouver une observation dans un rapport"),
)
"""Use cases of extraction, in the order people see them."""
