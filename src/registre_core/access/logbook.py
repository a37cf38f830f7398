"""Rows of the action table: the logbook, and documents of the building."""

from __future__ import annotations

from registre_core.access.actions import Action

LOGBOOK: tuple[Action, ...] = (
    Action(
        "logbook.record",
        "Inscrire au registre un exercice, des travaux, un agent ou une consigne",
        "logbook.create",
        records=("logbook-recorded",),
    ),
    Action("logbook.correct", "Corriger une inscription", "logbook.edit", records=("logbook-corrected",)),
    Action("logbook.retract", "Rayer une inscription", "logbook.edit", records=("logbook-retracted",)),
    Action("logbook.show", "Consulter une inscription", "logbook.consult"),
    Action("logbook.page", "Lister les inscriptions", "logbook.consult"),
    Action("logbook.history", "Consulter l'historique d'une inscription", "logbook.consult"),
    Action("logbook.on", "Consulter ce qui vaut un jour donné", "logbook.consult"),
    Action("logbook.open_document", "Ouvrir un document d'une inscription", "documents.consult", repeatable=False),
    Action("documents.file", "Classer un document du bâtiment", "documents.create", records=("document-filed",)),
    Action("documents.filed", "Consulter un document du bâtiment", "documents.consult"),
    Action("documents.page", "Lister les documents du bâtiment", "documents.consult"),
    Action("documents.open", "Ouvrir un document du bâtiment", "documents.consult", repeatable=False),
)
"""Use cases of the logbook, in the order people see them."""
