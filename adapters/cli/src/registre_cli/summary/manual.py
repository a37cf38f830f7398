"""What the help pages of the commands about the summary say."""

from __future__ import annotations

from registre_cli.interventions.manual import DEMO, SCHOOL
from registre_cli.manual import Group, Manual

SUMMARY = Group(
    "summary",
    "La synthèse d'un ou de plusieurs sites : ce que le registre contient, ce qui manque, ce qui est en retard.",
    "Par défaut, tous les sites de qui agit ; --site n'en garde que certains. Rien n'en est inscrit au registre : la "
    "synthèse reste possible sur le web quand l'accès est coupé, à qui en a le droit.",
    (
        Manual(
            "summary show",
            "summary.showing:show",
            "registre summary show ADRESSE [--site SITE]… [OPTIONS]",
            "Montrer la synthèse : les chiffres, et pour un seul site le détail.",
            "Les échéances se comptent au jour donné par --on, aujourd'hui si rien n'est dit. Un jour passé est refusé "
            ": la synthèse dit ce qui est, le registre ce qui fut.",
            (
                f"registre summary show {DEMO}",
                f"registre summary show {DEMO} --site {SCHOOL} --on 31/12/2099",
                f"registre summary show {DEMO} --json",
            ),
        ),
        Manual(
            "summary print",
            "summary.making:printed",
            "registre summary print ADRESSE --into FICHIER [--site SITE]… [OPTIONS]",
            "Générer la synthèse en PDF, ses données jointes.",
            "Le même état, le même jour, donne le même fichier à l'octet près. Au plus 3 000 constats y ont leur "
            "ligne, les plus graves d'abord ; les données jointes les ont tous.",
            (f"registre summary print {DEMO} --into synthese.pdf",),
        ),
        Manual(
            "summary rows",
            "summary.making:rows",
            "registre summary rows ADRESSE --into FICHIER [--format csv|json] [OPTIONS]",
            "Écrire tous les constats ouverts, les plus graves d'abord.",
            "En CSV pour un tableur, ou en JSON avec tous les chiffres : ce qu'un PDF porte en pièce jointe. La "
            "mémoire n'augmente pas avec le nombre de lignes.",
            (
                f"registre summary rows {DEMO} --into constats.csv",
                f"registre summary rows {DEMO} --into synthese.json --format json",
            ),
        ),
    ),
)
"""The commands about the summary."""
