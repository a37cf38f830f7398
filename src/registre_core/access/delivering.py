"""Rows of the action table: what is carried, and what became of it."""

from __future__ import annotations

from registre_core.access.actions import Action

UNDELIVERABLE = ("notice-undeliverable",)
"""What administrators are told of a safety notice that nobody could be given."""

DELIVERING: tuple[Action, ...] = (
    Action("notices.page", "Lister les avis", "users.administer", operator=True),
    Action("notices.show", "Consulter un avis", "users.administer", operator=True),
    Action("notices.replay", "Renvoyer un avis non distribué", "users.administer", operator=True),
    Action("notices.replay_all", "Renvoyer les avis non distribués", "users.administer", operator=True),
    Action("deliveries.deliver", "Distribuer les avis", operator=True, queues=UNDELIVERABLE),
    Action("deliveries.watch", "Distribuer les avis au fil de l'eau", operator=True, queues=UNDELIVERABLE),
    Action("deliveries.preview", "Prévisualiser un avis", "users.administer", operator=True),
    Action("deliveries.backlog", "Mesurer les avis en attente", operator=True),
    Action("deliveries.dead_letters", "Repérer les avis non distribués", operator=True),
)
"""Use cases of deliveries, in the order people see them."""
