"""Rows of the action table: workspaces carried out and in."""

from __future__ import annotations

from registre_core.access.actions import Action

MOVING: tuple[Action, ...] = (
    Action("moving.export", "Exporter tout l'environnement", "users.administer", operator=True, repeatable=False),
    Action("moving.stage", "Charger un environnement exporté", operator=True, repeatable=False),
    Action("moving.finish", "Ouvrir un environnement chargé", operator=True),
    Action("moving.discard", "Abandonner un chargement", operator=True),
    Action("moving.unfinished", "Lister les chargements inachevés", operator=True),
)
"""Use cases of moving, in the order people see them."""
