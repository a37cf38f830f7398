"""Rows of the action table: workspaces carried out and in, and address books that come from files."""

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

BOOKS: tuple[Action, ...] = (
    Action("workspace.import_sites", "Importer des sites", "sites.create", records=("site-added",), repeatable=False),
    Action(
        "workspace.import_contractors",
        "Importer des prestataires",
        "contractors.create",
        records=("contractor-added",),
        repeatable=False,
    ),
    Action(
        "workspace.import_contacts",
        "Importer des interlocuteurs",
        "contractors.create",
        records=("contact-added",),
        repeatable=False,
    ),
)
"""Use cases that fill address books from files, in the order people see them."""
