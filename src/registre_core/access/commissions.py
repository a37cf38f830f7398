"""Rows of the action table: visits of safety commissions."""

from __future__ import annotations

from registre_core.access.actions import Action

COMMISSIONS: tuple[Action, ...] = (
    Action(
        "commissions.record_visit",
        "Enregistrer la visite d'une commission",
        "visits.create",
        records=("visit-recorded",),
    ),
    Action("commissions.edit_visit", "Modifier la visite d'une commission", "visits.edit", records=("visit-edited",)),
    Action(
        "commissions.cancel_visit",
        "Annuler la visite d'une commission",
        "visits.edit",
        records=("visit-cancelled",),
    ),
    Action(
        "commissions.attach_report",
        "Joindre le procès-verbal d'une visite",
        "visits.edit",
        records=("visit-report-attached",),
    ),
    Action(
        "commissions.record_opinion",
        "Enregistrer l'avis d'une commission",
        "visits.edit",
        records=("opinion-recorded",),
    ),
    Action(
        "commissions.record_order",
        "Enregistrer un arrêté",
        "visits.edit",
        records=("order-recorded",),
    ),
    Action(
        "commissions.record_notification",
        "Enregistrer la notification d'un arrêté",
        "visits.edit",
        records=("order-notified",),
    ),
    Action("commissions.show", "Consulter la visite d'une commission", "visits.consult"),
    Action("commissions.page", "Lister les visites des commissions", "visits.consult"),
    Action("commissions.next_visit", "Consulter l'échéance de la prochaine visite", "visits.consult"),
    Action("commissions.orders_in_force", "Consulter les arrêtés en vigueur", "visits.consult"),
    Action("commissions.open_report", "Ouvrir le procès-verbal d'une visite", "documents.consult", repeatable=False),
    Action("commissions.open_document", "Ouvrir un document d'une visite", "documents.consult", repeatable=False),
)
"""Use cases of commissions, in the order people see them."""
