"""Rows of the action table: hot-work permits, and the fire watch after them."""

from __future__ import annotations

from registre_core.access.actions import Action

HOT_WORK = (
    Action("permits.draft", "Établir un permis de feu", "permits.create", records=("permit-drafted",)),
    Action(
        "permits.edit",
        "Modifier un permis de feu",
        "permits.edit",
        records=("permit-edited", "signature-revoked"),
    ),
    Action(
        "permits.submit",
        "Soumettre un permis de feu",
        "permits.edit",
        records=("permit-submitted", "signature-requested"),
        queues=("permit-awaiting", "signature-requested"),
    ),
    Action(
        "permits.delete_draft",
        "Supprimer un brouillon de permis de feu",
        "permits.delete",
        records=("permit-cancelled",),
    ),
    Action("permits.tick", "Cocher une mesure de prévention", "permits.edit", records=("measure-ticked",)),
    Action("permits.isolate", "Mettre un détecteur hors service", "permits.edit", records=("measure-ticked",)),
    Action(
        "permits.restore",
        "Remettre un détecteur en service",
        "permits.edit",
        records=("measure-ticked", "signature-revoked"),
    ),
    Action(
        "permits.extend",
        "Prolonger un permis de feu",
        "permits.edit",
        records=("permit-reopened", "signature-revoked", "signature-requested"),
        queues=("permit-awaiting", "signature-requested"),
    ),
    Action(
        "permits.add_contractor",
        "Ajouter un intervenant à un permis de feu",
        "permits.edit",
        records=("permit-reopened", "signature-revoked", "signature-requested"),
        queues=("permit-awaiting", "signature-requested"),
    ),
    Action(
        "permits.suspend",
        "Suspendre les travaux d'un permis de feu",
        "permits.edit",
        records=("permit-suspended",),
        queues=("permit-suspended",),
    ),
    Action("permits.resume", "Reprendre les travaux d'un permis de feu", "permits.edit", records=("permit-resumed",)),
    Action(
        "permits.end_work",
        "Déclarer la fin des travaux",
        "permits.edit",
        records=("work-ended", "signature-revoked"),
    ),
    Action(
        "permits.ask_closing",
        "Demander la clôture d'un permis de feu",
        "permits.close",
        records=("closing-asked", "signature-revoked", "signature-requested"),
        queues=("permit-awaiting", "signature-requested"),
    ),
    Action(
        "permits.cancel",
        "Annuler un permis de feu",
        "permits.edit",
        records=("permit-cancelled", "signature-revoked"),
    ),
    Action("permits.show", "Consulter un permis de feu", "permits.consult"),
    Action("permits.page", "Lister les permis de feu", "permits.consult"),
    Action(
        "permits.record_round",
        "Enregistrer une ronde de surveillance",
        "watch.record",
        records=("round-recorded", "signature-revoked"),
        offline=True,
    ),
    Action("permits.store_photo", "Déposer la photo d'une ronde", "watch.record", repeatable=False),
    Action("permits.rounds", "Consulter les rondes de surveillance", "watch.consult"),
    Action("permits.open_photo", "Ouvrir la photo d'une ronde", "documents.consult", repeatable=False),
    Action(
        "permits.remind",
        "Rappeler les rondes de surveillance",
        operator=True,
        queues=("round-due", "round-missed"),
    ),
)
"""Use cases of permits, in the order people see them."""
