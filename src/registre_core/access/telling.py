"""Rows of the action table: who is told what."""

from __future__ import annotations

from registre_core.access.actions import Action

TELLING: tuple[Action, ...] = (
    Action("notices.topics", "Consulter qui est prévenu de quoi", everybody=True, operator=True),
    Action("notices.settings", "Consulter les réglages des avis", "users.administer", operator=True),
    Action("notices.settle", "Régler les avis", "users.administer", records=("notices-settled",)),
    Action("notices.muted", "Consulter les avis que l'on ne veut pas", everybody=True),
    Action("notices.mute", "Choisir les avis que l'on ne veut pas", everybody=True, records=("notices-muted",)),
    Action("notices.muted_for", "Consulter les avis que quelqu'un ne veut pas", "users.administer"),
    Action(
        "notices.mute_for",
        "Choisir les avis que quelqu'un ne veut pas",
        "users.administer",
        records=("notices-muted",),
    ),
)
"""Use cases of notices, in the order people see them."""
