"""Rows of the action table: findings, from the first word to their clearing."""

from __future__ import annotations

from registre_core.access.actions import Action


def _of(
    name: str, french: str, verb: str, *records: str, kind: str = "prescription", repeatable: bool = True
) -> Action:
    """Ask the right of findings, and of prescriptions that of prescriptions."""
    kinds = {kind: f"prescriptions.{verb}"}
    action, right = f"findings.{name}", f"findings.{verb}"
    return Action(action, french, right, records=records, repeatable=repeatable, rights_by_kind=kinds)


CORRECTING: tuple[Action, ...] = (
    _of("record", "Créer une observation", "create", "finding-recorded", "finding-seen-again", kind="visit"),
    _of("duplicates", "Chercher les doublons d'un passage", "consult", kind="visit"),
    _of("show", "Consulter une observation", "consult"),
    _of("page", "Lister les observations", "consult"),
    _of("export", "Exporter les observations", "consult", repeatable=False),
    Action("findings.open_document", "Ouvrir un document d'une observation", "documents.consult", repeatable=False),
    _of("edit", "Modifier une observation", "edit", "finding-edited"),
    _of("attach", "Joindre une photo ou un document à une observation", "edit", "finding-edited"),
    _of("plan", "Planifier la correction d'une observation", "edit", "finding-planned"),
    _of("declare_corrected", "Déclarer une observation corrigée", "edit", "finding-corrected"),
    _of("clear", "Lever une observation", "clear", "finding-cleared"),
    _of("confirm", "Confirmer la levée d'une observation", "clear", "finding-confirmed"),
    _of("see_again", "Signaler qu'une observation a été vue à nouveau", "create", "finding-seen-again"),
    _of("reopen", "Rouvrir une observation", "edit", "finding-reopened"),
    _of("contest", "Contester une observation", "edit", "finding-contested"),
    _of("uphold", "Maintenir une observation contestée", "clear", "finding-upheld"),
    _of("set_aside", "Déclarer une observation sans objet", "clear", "finding-set-aside"),
)
"""Use cases of findings, in the order people see them."""
