"""Rows of the action table: subscriptions of machines."""

from __future__ import annotations

from registre_core.access.actions import Action

SUBSCRIBING: tuple[Action, ...] = (
    Action("notices.subscribe", "Abonner une machine", "users.administer", records=("subscription-added",)),
    Action("notices.unsubscribe", "Arrêter un abonnement", "users.administer", records=("subscription-stopped",)),
    Action("notices.resume", "Reprendre un abonnement", "users.administer", records=("subscription-resumed",)),
    Action("notices.subscriptions", "Lister les abonnements", "users.administer"),
    Action("notices.secret", "Consulter le secret d'un abonnement", "users.administer"),
    Action("notices.ping", "Essayer un abonnement", "users.administer", repeatable=False),
    Action(
        "notices.stop_gone",
        "Arrêter l'abonnement d'une machine qui a disparu",
        operator=True,
        records=("subscription-stopped",),
    ),
)
"""Use cases of subscriptions, in the order people see them. Stopping one that is gone goes on while access is cut."""
