"""What the help pages of the commands about documents of the building say."""

from __future__ import annotations

from registre_cli.interventions.manual import DEMO, SCHOOL
from registre_cli.manual import Group, Manual

_KEPT = "--documents file:///var/lib/registre"

DOCUMENTS = Group(
    "documents",
    "Les documents du bâtiment : plans, diagnostics, contrats, classés sur leur site.",
    "Un document se nomme par son identifiant, que donne la liste. Des anomalies se tirent de ceux qui sont des PDF.",
    (
        Manual(
            "documents list",
            "documents.filing:listed",
            "registre documents list ADRESSE [--site SITE] [OPTIONS]",
            "Lister les documents classés, le dernier d'abord.",
            "Par pages : le repère que donne une page, passé à --after, mène à la suivante.",
            (f"registre documents list {DEMO}", f"registre documents list {DEMO} --site {SCHOOL} --json"),
        ),
        Manual(
            "documents file",
            "documents.filing:file",
            "registre documents file ADRESSE FICHIER --site SITE --title TEXTE [OPTIONS]",
            "Classer un document sur un site.",
            "Les documents sont à l'adresse de --documents. Ce qu'est le fichier, ses premiers octets le disent. Une "
            "édition ultérieure se classe à côté.",
            (
                (
                    f"registre documents file {DEMO} diagnostic.pdf --site {SCHOOL} "
                    f"--title 'Diagnostic électrique' --dated 15/01/2026 {_KEPT}"
                ),
            ),
        ),
        Manual(
            "documents fetch",
            "documents.filing:fetch",
            "registre documents fetch ADRESSE DOCUMENT --into FICHIER [OPTIONS]",
            "Écrire un document classé dans un fichier.",
            "Les documents sont à l'adresse de --documents. Rien n'est remplacé.",
            (
                (
                    f"registre documents fetch sqlite:///registre.db 01a216e4-2408-7149-bd07-db4522cd128f {_KEPT} "
                    "--into plan.pdf"
                ),
            ),
        ),
        Manual(
            "documents sweep",
            "documents.sweeping:sweep",
            "registre documents sweep ADRESSE [OPTIONS]",
            "Supprimer les documents auxquels rien ne s'est jamais rapporté.",
            "À lancer chaque nuit, à côté de tout le reste. Ce que le registre a nommé une fois reste, même remplacé "
            "depuis : il le prouve. --dry-run ne supprime rien.",
            (
                f"registre documents sweep sqlite:///registre.db {_KEPT} --dry-run",
                f"registre documents sweep sqlite:///registre.db {_KEPT}",
            ),
        ),
    ),
)
"""Commands about documents of the building, in the order people read them."""
