"""What the help pages of the commands about the logbook say."""

from __future__ import annotations

from registre_cli.interventions.manual import DEMO, SCHOOL
from registre_cli.manual import Group, Manual

LOGBOOK = Group(
    "logbook",
    "Les exercices, les travaux, le service de sécurité et les consignes : inscrits, jamais réécrits.",
    "Une inscription se nomme par son identifiant, que donnent les listes. Avec --corrects, la nouvelle inscription "
    "prend la place d'une autre, qui reste lisible ; --site ne se dit alors pas.",
    (
        Manual(
            "logbook list",
            "logbook.showing:listed",
            "registre logbook list ADRESSE [--site SITE] [--chapter RUBRIQUE] [OPTIONS]",
            "Lister les inscriptions, la plus récente d'abord.",
            "Ce qui a été corrigé ou rayé ne se montre qu'avec --corrected.",
            (f"registre logbook list {DEMO}", f"registre logbook list {DEMO} --chapter drill --json"),
        ),
        Manual(
            "logbook show",
            "logbook.showing:show",
            "registre logbook show ADRESSE INSCRIPTION [OPTIONS]",
            "Montrer une inscription, avec celles qu'elle corrige et celles qui la corrigent.",
            "Dans l'ordre où elles ont été écrites.",
            ("registre logbook show sqlite:///registre.db 01a216e4-2408-7149-bd07-db4522cd128f",),
        ),
        Manual(
            "logbook on",
            "logbook.showing:on",
            "registre logbook on ADRESSE --site SITE [--day JOUR] [OPTIONS]",
            "Dire ce qui vaut un jour donné : qui est du service de sécurité, quelles consignes, quels travaux.",
            "D'après ce que l'on sait aujourd'hui.",
            (f"registre logbook on {DEMO} --site {SCHOOL} --chapter staff",),
        ),
        Manual(
            "logbook drill",
            "logbook.writing:drill",
            "registre logbook drill ADRESSE --site SITE --on JOUR --kind NATURE [OPTIONS]",
            "Inscrire un exercice.",
            "Une fois qu'il a eu lieu, avec le nombre de personnes (--people) et la durée (--minutes).",
            (
                (
                    f"registre logbook drill {DEMO} --site {SCHOOL} --on 20/01/2026 --kind evacuation "
                    "--people 214 --minutes 4 --remarks 'Alarme inaudible dans le préau'"
                ),
            ),
        ),
        Manual(
            "logbook works",
            "logbook.writing:works",
            "registre logbook works ADRESSE --site SITE --nature TEXTE --from JOUR [OPTIONS]",
            "Inscrire des travaux, avec qui les fait et qui les dirige.",
            "Les prestataires sont ceux de l'environnement.",
            (
                (
                    f"registre logbook works {DEMO} --site {SCHOOL} --nature 'Éclairage de sécurité remplacé' "
                    "--from 16/02/2026 --until 20/02/2026 --contractor 'Orvane Contrôle'"
                ),
            ),
        ),
        Manual(
            "logbook staff",
            "logbook.writing:staff",
            "registre logbook staff ADRESSE --site SITE --duty TEXTE --from JOUR [OPTIONS]",
            "Inscrire qui est du service de sécurité.",
            "Par son compte ou sa fiche (--person), ou par son nom (--named). Une correction qui ne nomme personne "
            "garde la personne : c'est ainsi qu'une fonction prend fin.",
            (
                (
                    f"registre logbook staff {DEMO} --site {SCHOOL} --person 'Maëlle Kerdoncuff' --duty 'SSIAP 1' "
                    "--from 01/01/2026"
                ),
            ),
        ),
        Manual(
            "logbook instructions",
            "logbook.writing:instructions",
            "registre logbook instructions ADRESSE --site SITE --title TEXTE --from JOUR [OPTIONS]",
            "Inscrire des consignes, avec les types de handicap dont elles règlent l'évacuation.",
            "CCH R. 143-44 : les consignes d'évacuation prennent en compte les différents types de handicap.",
            (
                (
                    f"registre logbook instructions {DEMO} --site {SCHOOL} --title 'Consigne générale' "
                    "--from 05/01/2026 --text 'Évacuer vers la cour nord' --disability motor --disability hearing"
                ),
            ),
        ),
        Manual(
            "logbook retract",
            "logbook.writing:retract",
            "registre logbook retract ADRESSE INSCRIPTION --reason TEXTE [OPTIONS]",
            "Rayer une inscription qui n'aurait jamais dû être écrite ; elle reste lisible.",
            "Inscrite deux fois, ou sur un autre site.",
            (
                (
                    "registre logbook retract sqlite:///registre.db 01a216e4-2408-7149-bd07-db4522cd128f "
                    "--reason 'Inscrit deux fois'"
                ),
            ),
        ),
    ),
)
"""Commands about the logbook, in the order people read them."""
