"""Rows of the action table: findings, from the first word to their clearing."""

from __future__ import annotations

from registre_core.access.actions import Action

CORRECTING: tuple[Action, ...] = (
    Action("findings.record", "Créer une observation", "findings.create", records=("finding-recorded",)),
    Action("findings.duplicates", "Chercher les doublons d'un passage", "findings.consult"),
    Action("findings.show", "Consulter une observation", "findings.consult"),
    Action("findings.page", "Lister les observations", "findings.consult"),
)
"""Use cases of findings, in the order people see them."""
