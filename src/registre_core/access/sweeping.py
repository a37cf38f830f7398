"""Rows of the action table: what nothing refers to."""

from __future__ import annotations

from registre_core.access.actions import Action

SWEEPING: tuple[Action, ...] = (Action("documents.sweep", "Supprimer les documents sans objet", operator=True),)
"""Use cases of sweeping, in the order people see them."""
