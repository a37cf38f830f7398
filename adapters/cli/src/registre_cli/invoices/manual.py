"""What the help pages of the commands about invoices say."""

from __future__ import annotations

from registre_cli.manual import Group, Manual

DEMO = "sqlite:///registre-demo/registre.db"
"""What registre demo leaves: the examples work on it as they stand."""

_HOLDING = (
    f"registre invoices hold {DEMO} F-2026-001 --kind dispute --until 31/12/2999 --key L-1 "
    "--author Comptabilité --reason 'Montant contesté'"
)

INVOICES = Group(
    "invoices",
    "Les factures d'un environnement : qui doit quoi, et où en est son compte.",
    "Le grand livre est à l'exploitant de la plateforme : aucun droit, aucun profil n'y donne accès. Ce qui est écrit "
    "compte à partir du jour où il l'est, et deux fois la même écriture ne compte qu'une fois.",
    (
        Manual(
            "invoices list",
            "invoices.listing:listed",
            "registre invoices list ADRESSE [--status overdue|due|paid] [OPTIONS]",
            "Lister les factures, la dernière échue d'abord, avec leurs totaux par monnaie.",
            "En retard, à régler ou payées. Une facture en attente est à régler, et marquée. Par pages : le repère que "
            "donne une page, passé à --after, mène à la suivante.",
            (f"registre invoices list {DEMO}", f"registre invoices list {DEMO} --status overdue --json"),
        ),
        Manual(
            "invoices show",
            "invoices.showing:show",
            "registre invoices show ADRESSE NUMÉRO [OPTIONS]",
            "Montrer une facture, et tout ce qui lui est arrivé.",
            "Règlements, remboursements, avoirs, passages en perte, attentes, dans l'ordre où ils ont été écrits.",
            (f"registre invoices show {DEMO} F-2026-001",),
        ),
        Manual(
            "invoices record",
            "invoices.recording:record",
            "registre invoices record ADRESSE NUMÉRO --issued JOUR --due JOUR --total MONTANT",
            "Enregistrer une facture.",
            "Le total est toutes taxes comprises, en euros si rien n'est dit : 1234,50, ou « 600 XPF ». La même "
            "facture une seconde fois n'écrit rien ; une autre du même numéro est refusée.",
            (
                f"registre invoices record {DEMO} F-2026-001 --issued 01/03/2026 --due 31/03/2026 --total 1234,50",
                f"registre invoices record {DEMO} F-2026-002 --issued 2026-04-01 --due 2026-04-30 --total 80 --json",
            ),
        ),
        Manual(
            "invoices import",
            "invoices.importing:import_invoices",
            "registre invoices import ADRESSE FICHIER [OPTIONS]",
            "Enregistrer les factures d'un fichier CSV : toutes, ou aucune.",
            "La première ligne nomme les colonnes : numéro, émise le, échéance, montant (toutes taxes comprises), et "
            "au besoin devise. Une facture par ligne. Tous les problèmes de toutes les lignes sont dits à la fois ; ce "
            "qui est déjà enregistré à l'identique ne l'est pas de nouveau. Dix mille lignes au plus.",
            (f"registre invoices import {DEMO} factures.csv",),
        ),
        Manual(
            "invoices pay",
            "invoices.recording:pay",
            "registre invoices pay ADRESSE NUMÉRO --key CLÉ --amount MONTANT [OPTIONS]",
            "Enregistrer un règlement, entier ou partiel.",
            "La clé distingue ce règlement des autres de la facture : la référence du virement, par exemple. Un accès "
            "coupé se rouvre aussitôt si plus rien ne le coupe.",
            (f"registre invoices pay {DEMO} F-2026-001 --key VIR-0417 --amount 400",),
        ),
        Manual(
            "invoices refund",
            "invoices.recording:refund",
            "registre invoices refund ADRESSE NUMÉRO --payment CLÉ --key CLÉ [OPTIONS]",
            "Enregistrer qu'un règlement est reparti : remboursé, ou rejeté par la banque.",
            "La somme est due de nouveau, et le client prévenu de nouveau. Sans --amount, tout le règlement.",
            (f"registre invoices refund {DEMO} F-2026-001 --payment VIR-0417 --key REJET-0417 --reason 'Rejet'",),
        ),
        Manual(
            "invoices credit",
            "invoices.recording:credit",
            "registre invoices credit ADRESSE NUMÉRO --key CLÉ --amount MONTANT [OPTIONS]",
            "Enregistrer un avoir.",
            "La clé est le numéro de l'avoir, par exemple.",
            (f"registre invoices credit {DEMO} F-2026-001 --key A-2026-001 --amount 34,50",),
        ),
        Manual(
            "invoices write-off",
            "invoices.recording:write_off",
            "registre invoices write-off ADRESSE NUMÉRO --key CLÉ [--amount MONTANT] [OPTIONS]",
            "Enregistrer que l'on ne demandera plus une somme : un passage en perte.",
            "Sans --amount, tout ce qui reste.",
            (f"registre invoices write-off {DEMO} F-2026-002 --key PERTE-1 --reason 'Créance irrécouvrable'",),
        ),
        Manual(
            "invoices hold",
            "invoices.holding:hold",
            "registre invoices hold ADRESSE NUMÉRO --kind NATURE --until JOUR --key CLÉ [OPTIONS]",
            "Mettre une facture en attente jusqu'à un jour inclus ; le lendemain, elle compte de nouveau.",
            "Elle reste à régler, et marquée, mais ni bandeau ni coupure n'en viennent. L'attente finit d'elle-même.",
            (_HOLDING,),
        ),
        Manual(
            "invoices lift",
            "invoices.holding:lift",
            "registre invoices lift ADRESSE NUMÉRO --key CLÉ [OPTIONS]",
            "Mettre fin à une attente avant son terme.",
            "La facture compte de nouveau à partir d'aujourd'hui.",
            (f"registre invoices lift {DEMO} F-2026-001 --key L-1",),
        ),
        Manual(
            "invoices standing",
            "invoices.asking:standing",
            "registre invoices standing ADRESSE [--on JOUR] [OPTIONS]",
            "Dire où en est le compte, un jour donné : bandeau, coupure, ce qui reste possible.",
            "D'un jour passé, ce que l'on en savait alors ; d'un jour à venir, ce qui sera si rien n'est réglé. "
            "Pour essayer sans base : registre standing.",
            (f"registre invoices standing {DEMO}", f"registre invoices standing {DEMO} --on 31/12/2026 --json"),
        ),
    ),
)
"""Every command about invoices, in the order people read them."""
