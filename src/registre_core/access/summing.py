"""Rows of the action table: the summary."""

from __future__ import annotations

from registre_core.access.actions import Action

SUMMING: tuple[Action, ...] = (
    Action("summary.of", "Consulter la synthèse", "summary.consult"),
    Action("summary.rows", "Exporter les lignes de la synthèse", "summary.generate", repeatable=False),
    Action("summary.print", "Générer la synthèse", "summary.generate"),
)
"""Use cases of the summary, in the order people see them. None records anything: all of them survive a cut (T3)."""
