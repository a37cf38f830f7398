"""The action table: every public use case has a row, and the front door reads nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from registre_core.access.actions import Action
from registre_core.access.commissions import COMMISSIONS
from registre_core.access.correcting import CORRECTING
from registre_core.access.delivering import DELIVERING
from registre_core.access.extracting import EXTRACTING
from registre_core.access.hot_work import HOT_WORK
from registre_core.access.logbook import LOGBOOK
from registre_core.access.moving import BOOKS, MOVING
from registre_core.access.requesting import REQUESTING
from registre_core.access.signing import SIGNING
from registre_core.access.subscribing import SUBSCRIBING
from registre_core.access.summing import SUMMING
from registre_core.access.sweeping import SWEEPING
from registre_core.access.telling import TELLING

ACTIONS: Mapping[str, Action] = {
    action.name: action
    for action in (
        Action(
            "workspace.found",
            "Créer un environnement",
            operator=True,
            records=("workspace-founded", "user-created"),
        ),
        Action("workspace.show", "Consulter l'environnement", "sites.consult", operator=True),
        Action("workspace.add_site", "Ajouter un site", "sites.create", records=("site-added",)),
        Action("workspace.close_site", "Fermer un site", "sites.edit", records=("site-closed",)),
        Action("workspace.reopen_site", "Rouvrir un site", "sites.edit", records=("site-reopened",)),
        Action("workspace.site", "Consulter un site", "sites.consult"),
        Action("workspace.sites", "Lister les sites", "sites.consult"),
        Action(
            "workspace.add_contractor",
            "Ajouter un prestataire",
            "contractors.create",
            records=("contractor-added",),
        ),
        Action(
            "workspace.edit_contractor",
            "Modifier un prestataire",
            "contractors.edit",
            records=("contractor-edited",),
        ),
        Action("workspace.contractor", "Consulter un prestataire", "contractors.consult"),
        Action("workspace.contact", "Consulter un interlocuteur", "contractors.consult"),
        Action("workspace.contractors", "Lister les prestataires", "contractors.consult"),
        Action("workspace.add_contact", "Ajouter un interlocuteur", "contractors.create", records=("contact-added",)),
        Action(
            "workspace.erase_contact",
            "Effacer un interlocuteur",
            "contractors.edit",
            records=("signature-revoked", "contact-erased"),
        ),
        Action(
            "workspace.erase_named",
            "Effacer une personne nommée",
            "contractors.edit",
            records=("signature-revoked", "person-erased"),
        ),
        Action("workspace.contacts", "Lister les interlocuteurs", "contractors.consult"),
        *BOOKS,
        Action("rights.create_user", "Créer un utilisateur", "users.create", records=("user-created",)),
        Action("rights.create_users", "Créer des utilisateurs", "users.create", records=("user-created",)),
        Action(
            "rights.import_users",
            "Importer des utilisateurs",
            "users.create",
            records=("user-created",),
            repeatable=False,
        ),
        Action("rights.users", "Lister les utilisateurs", "users.consult"),
        Action("rights.user", "Consulter un utilisateur", "users.consult"),
        Action("rights.rename_user", "Corriger le nom d'un utilisateur", "users.edit", records=("user-changed",)),
        Action(
            "rights.set_exceptions",
            "Régler les exceptions d'un utilisateur",
            "users.administer",
            records=("user-changed",),
        ),
        Action("rights.set_sites", "Choisir les sites d'un utilisateur", "users.administer", records=("user-changed",)),
        Action(
            "rights.set_active", "Activer ou désactiver un utilisateur", "users.administer", records=("user-changed",)
        ),
        Action(
            "rights.set_locked",
            "Verrouiller ou déverrouiller un utilisateur",
            "users.administer",
            records=("user-changed",),
        ),
        Action("rights.set_expiry", "Fixer la fin d'un compte", "users.administer", records=("user-changed",)),
        Action(
            "rights.erase_user",
            "Effacer un utilisateur",
            "users.administer",
            records=("signature-revoked", "user-erased"),
        ),
        Action("rights.profiles", "Lister les profils", "users.consult"),
        Action("rights.profile", "Consulter un profil", "users.consult"),
        Action("rights.profile_sheet", "Détailler un profil", "users.consult"),
        Action(
            "rights.create_profile", "Créer un profil", "users.administer", records=("profile-created", "user-attached")
        ),
        Action(
            "rights.create_profile_from_user",
            "Créer un profil à partir d'un utilisateur",
            "users.administer",
            records=("profile-created", "user-attached"),
        ),
        Action("rights.copy_profile", "Copier un profil", "users.administer", records=("profile-created",)),
        Action("rights.rename_profile", "Renommer un profil", "users.administer", records=("profile-edited",)),
        Action("rights.plan_edit", "Prévoir la modification d'un profil", "users.administer"),
        Action("rights.commit_edit", "Modifier un profil", "users.administer", records=("profile-edited",)),
        Action("rights.plan_attach", "Prévoir un rattachement à un profil", "users.administer"),
        Action(
            "rights.commit_attach",
            "Rattacher des utilisateurs à un profil",
            "users.administer",
            records=("user-attached",),
        ),
        Action("rights.attach", "Rattacher un utilisateur à un profil", "users.administer", records=("user-attached",)),
        Action("rights.plan_detach", "Prévoir un détachement", "users.administer"),
        Action(
            "rights.commit_detach",
            "Détacher des utilisateurs de leur profil",
            "users.administer",
            records=("user-detached",),
        ),
        Action("rights.plan_homogenise", "Prévoir l'homogénéisation d'un profil", "users.administer"),
        Action("rights.commit_homogenise", "Homogénéiser un profil", "users.administer", records=("user-changed",)),
        Action("rights.plan_delete", "Prévoir la suppression d'un profil", "users.administer"),
        Action(
            "rights.commit_delete",
            "Supprimer un profil",
            "users.administer",
            records=("user-attached", "profile-deleted"),
        ),
        Action("rights.check", "Vérifier un droit", "users.consult"),
        Action("rights.explain", "Expliquer un droit", "users.consult"),
        Action("rights.who_can", "Chercher qui a un droit", "users.consult"),
        Action("rights.matrix", "Consulter la matrice des droits", "users.consult"),
        Action("documents.store", "Déposer un document", "documents.create", repeatable=False),
        Action(
            "interventions.plan",
            "Planifier une intervention",
            "interventions.create",
            records=("intervention-planned",),
            queues=("intervention-planned",),
        ),
        Action(
            "interventions.edit",
            "Modifier une intervention",
            "interventions.edit",
            records=("intervention-edited",),
            queues=("intervention-planned",),
        ),
        Action(
            "interventions.postpone",
            "Reporter une intervention",
            "interventions.edit",
            records=("intervention-postponed", "signature-revoked"),
            queues=("intervention-postponed",),
        ),
        Action(
            "interventions.cancel",
            "Annuler une intervention",
            "interventions.edit",
            records=("intervention-cancelled", "signature-revoked", "intervention-planned"),
            queues=("intervention-cancelled", "intervention-planned"),
        ),
        Action(
            "interventions.attach_report",
            "Joindre un rapport",
            "interventions.edit",
            records=("report-attached",),
        ),
        Action("interventions.attach_photo", "Joindre une photo", "interventions.edit", records=("photo-attached",)),
        Action(
            "interventions.ask_signatures",
            "Choisir les signataires d'une intervention",
            "interventions.close",
            records=("signatures-asked", "signature-revoked", "signature-requested"),
            queues=("signature-requested",),
        ),
        Action(
            "interventions.close",
            "Clôturer une intervention",
            "interventions.close",
            records=("intervention-closed", "intervention-planned"),
            queues=("intervention-planned",),
            offline=True,
        ),
        Action("interventions.show", "Consulter une intervention", "interventions.consult"),
        Action("interventions.open_report", "Ouvrir un rapport", "documents.consult", repeatable=False),
        Action("interventions.open_photo", "Ouvrir une photo", "documents.consult", repeatable=False),
        Action("interventions.page", "Lister les interventions", "interventions.consult"),
        *SIGNING,
        *HOT_WORK,
        *EXTRACTING,
        *CORRECTING,
        *REQUESTING,
        *COMMISSIONS,
        *LOGBOOK,
        *SUMMING,
        *TELLING,
        *SUBSCRIBING,
        *DELIVERING,
        *SWEEPING,
        Action(
            "billing.record_invoice",
            "Enregistrer une facture",
            operator=True,
            records=("invoice-recorded", "standing-changed"),
            queues=("standing-changed",),
        ),
        Action(
            "billing.import_invoices",
            "Importer des factures",
            operator=True,
            records=("invoice-recorded", "standing-changed"),
            queues=("standing-changed",),
        ),
        Action(
            "billing.record_payment",
            "Enregistrer un règlement",
            operator=True,
            records=("payment-recorded", "standing-changed"),
            queues=("standing-changed",),
        ),
        Action(
            "billing.refund_payment",
            "Enregistrer le retour d'un règlement",
            operator=True,
            records=("payment-refunded", "standing-changed"),
            queues=("standing-changed",),
        ),
        Action(
            "billing.credit",
            "Enregistrer un avoir",
            operator=True,
            records=("invoice-credited", "standing-changed"),
            queues=("standing-changed",),
        ),
        Action(
            "billing.write_off",
            "Passer une facture en perte",
            operator=True,
            records=("invoice-written-off", "standing-changed"),
            queues=("standing-changed",),
        ),
        Action(
            "billing.hold",
            "Mettre une facture en attente",
            operator=True,
            records=("invoice-held", "standing-changed"),
            queues=("standing-changed",),
        ),
        Action(
            "billing.lift_hold",
            "Remettre une facture en compte",
            operator=True,
            records=("hold-lifted", "standing-changed"),
            queues=("standing-changed",),
        ),
        Action("billing.invoice", "Consulter une facture", "invoices.consult", operator=True),
        Action("billing.numbered", "Chercher une facture par son numéro", "invoices.consult", operator=True),
        Action("billing.invoices", "Lister les factures", "invoices.consult", operator=True),
        Action("billing.totals", "Totaliser les factures", "invoices.consult", operator=True),
        Action("billing.standing", "Consulter la situation du compte", "invoices.consult", operator=True),
        Action("access.welcome", "Ouvrir l'application", everybody=True),
        Action(
            "access.send",
            "Envoyer un enregistrement fait hors connexion",
            everybody=True,
            records=("record-kept",),
        ),
        Action(
            "access.arrivals", "Lister les enregistrements reçus pendant une coupure", everybody=True, operator=True
        ),
        Action(
            "access.admit",
            "Admettre les enregistrements reçus pendant une coupure",
            operator=True,
            records=("record-refused",),
        ),
        Action(
            "nightly.run",
            "Faire le travail de la nuit",
            operator=True,
            records=("standing-changed",),
            queues=(
                *("intervention-overdue", "finding-overdue", "signature-reminder", "reminder"),
                "standing-changed",
            ),
        ),
        *MOVING,
        Action("register.entries", "Consulter le registre", "register.consult", operator=True),
        Action("register.verify", "Vérifier le registre", "register.consult", operator=True),
        Action("register.export", "Exporter le registre", "register.export", operator=True, repeatable=False),
        Action("register.anchor", "Ancrer les registres", operator=True, queues=("anchor-failed",), repeatable=False),
    )
}
"""Every use case by name, in the order people see them."""

OPENED: Mapping[str, tuple[str, ...]] = {
    right: tuple(action.french for action in ACTIONS.values() if right in action.rights)
    for right in (right for action in ACTIONS.values() for right in action.rights)
}
"""By right, what the use cases that ask for it are called, in the same order."""
