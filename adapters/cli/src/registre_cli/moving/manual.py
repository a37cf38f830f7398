"""What the help pages of the commands that move workspaces say."""

from __future__ import annotations

from registre_cli.manual import Group, Manual

DEMO = "sqlite:///registre-demo/registre.db"
"""What registre demo leaves: the examples work on it as they stand."""
DOCUMENTS = "--documents file://$PWD/registre-demo/documents"
"""Where it leaves documents."""

WORKSPACE = Group(
    "workspace",
    "Un environnement entier : le sortir d'une base, le faire entrer dans une autre.",
    "Personne n'est prisonnier de la plateforme : tout ce qui est dans un environnement en sort, dans un format "
    "décrit, et entre ailleurs à l'identique, registre compris. Ces commandes sont à l'exploitant de la plateforme.",
    (
        Manual(
            "workspace export",
            "moving.leaving:export",
            "registre workspace export ADRESSE FICHIER --documents ADRESSE [OPTIONS]",
            "Sortir tout un environnement dans un fichier.",
            "Une archive tar : sites, comptes, interventions, permis, observations, factures, documents, et le "
            "registre octet par octet, vérifié auparavant. Elle contient des données personnelles. Les tickets, les "
            "liens et les messages en attente restent ; un document perdu est nommé.",
            (f"registre workspace export {DEMO} environnement.tar {DOCUMENTS}",),
        ),
        Manual(
            "workspace import",
            "moving.coming:import_workspace",
            "registre workspace import ADRESSE FICHIER --documents ADRESSE [OPTIONS]",
            "Faire entrer un environnement sorti d'une autre base.",
            "Chaque partie est vérifiée puis mise de côté : rien n'est visible avant la fin, et tout l'est d'un coup. "
            "Interrompue, la même commande reprend où elle en était. L'environnement garde son identifiant, auquel la "
            "chaîne de son registre est liée.",
            ("registre workspace import sqlite:///ailleurs.db environnement.tar --documents file://$PWD/ailleurs",),
        ),
        Manual(
            "workspace pending",
            "moving.coming:pending",
            "registre workspace pending ADRESSE [OPTIONS]",
            "Lister les environnements dont l'entrée n'est pas finie.",
            "Rien de ce qui en est chargé n'est visible.",
            ("registre workspace pending sqlite:///ailleurs.db",),
        ),
        Manual(
            "workspace discard",
            "moving.coming:discard",
            "registre workspace discard ADRESSE ID [OPTIONS]",
            "Abandonner une entrée qui n'est pas finie.",
            "Ce qui en était chargé est effacé.",
            ("registre workspace discard sqlite:///ailleurs.db 01890a5d-ac96-774b-bcce-b302099a8057",),
        ),
    ),
)
"""All of them."""
