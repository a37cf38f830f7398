"""What the help pages of the commands about visits of safety commissions say."""

from __future__ import annotations

from registre_cli.interventions.manual import DEMO, SCHOOL
from registre_cli.manual import Group, Manual

VISITS = Group(
    "visits",
    "Les visites des commissions de sécurité : annoncées, rapportées, l'avis d'un côté, l'arrêté de l'autre.",
    "Une visite se nomme par son identifiant, ou par son jour s'il n'y en a qu'une ce jour-là. La commission donne un "
    "avis ; le maire ou le préfet décide, et l'arrêté oblige à partir de sa notification (CCH R. 143-42).",
    (
        Manual(
            "visits list",
            "commissions.listing:listed",
            "registre visits list ADRESSE [--site SITE] [--kind NATURE] [OPTIONS]",
            "Lister les visites, celles qui sont annoncées d'abord, puis la plus récente.",
            "Par pages : le repère que donne une page, passé à --after, mène à la suivante.",
            (f"registre visits list {DEMO}", f"registre visits list {DEMO} --kind periodic --json"),
        ),
        Manual(
            "visits show",
            "commissions.showing:show",
            "registre visits show ADRESSE VISITE [OPTIONS]",
            "Montrer une visite : qui était là, le procès-verbal, les avis, les arrêtés.",
            "Le dernier avis compte ; ceux d'avant restent lisibles.",
            (f"registre visits show {DEMO} 10/02/2026",),
        ),
        Manual(
            "visits due",
            "commissions.showing:due",
            "registre visits due ADRESSE --site SITE [--sleeping yes|no] [OPTIONS]",
            "Dire quand la prochaine visite est due, et quels arrêtés obligent le site.",
            "Selon le type et la catégorie du site (GE 4, PE 37), ou ce qu'un procès-verbal ou un arrêté en dit.",
            (f"registre visits due {DEMO} --site {SCHOOL}",),
        ),
        Manual(
            "visits record",
            "commissions.recording:record",
            "registre visits record ADRESSE --site SITE --kind NATURE --on JOUR [OPTIONS]",
            "Enregistrer la visite d'une commission, ou l'annoncer si son jour est à venir.",
            "Il faut dire aussi laquelle (--commission). Rien n'en sort avant son jour.",
            (
                (
                    f"registre visits record {DEMO} --site {SCHOOL} --kind periodic --on 10/02/2026 "
                    "--commission 'Commission communale de sécurité' --attendee 'exploitante=Maëlle Kerdoncuff' "
                    "--named 'préventionniste=Lieutenant Besson'"
                ),
            ),
        ),
        Manual(
            "visits edit",
            "commissions.recording:edit",
            "registre visits edit ADRESSE VISITE [OPTIONS]",
            "Corriger ou compléter ce que l'on sait d'une visite.",
            "Les personnes et les documents nommés s'ajoutent à ceux qui y sont.",
            (f"registre visits edit {DEMO} 10/02/2026 --examined 'Registre de sécurité' --next-due 10/02/2031",),
        ),
        Manual(
            "visits cancel",
            "commissions.recording:cancel",
            "registre visits cancel ADRESSE VISITE --reason TEXTE [OPTIONS]",
            "Annuler une visite dont rien n'est encore sorti.",
            "Elle reste lisible, avec son motif.",
            (f"registre visits cancel {DEMO} 14/04/2099 --reason 'Commission empêchée'",),
        ),
        Manual(
            "visits attach",
            "commissions.recording:attach",
            "registre visits attach ADRESSE VISITE FICHIER --documents ADRESSE [OPTIONS]",
            "Joindre le procès-verbal, en PDF.",
            "Un autre procès-verbal prend la place du premier, qui reste parmi les documents de la visite.",
            ((f"registre visits attach {DEMO} 10/02/2026 pv.pdf --documents file:///var/lib/registre"),),
        ),
        Manual(
            "visits opinion",
            "commissions.deciding:opinion",
            "registre visits opinion ADRESSE VISITE --favour AVIS --on JOUR [OPTIONS]",
            "Enregistrer l'avis de la commission : il n'oblige personne.",
            "Les prescriptions qui le motivent sont celles de ce site, y compris d'une visite antérieure.",
            (f"registre visits opinion {DEMO} 10/02/2026 --favour favourable --on 24/02/2026",),
        ),
        Manual(
            "visits order",
            "commissions.deciding:order",
            "registre visits order ADRESSE VISITE --kind OBJET --authority QUI [OPTIONS]",
            "Enregistrer un arrêté du maire ou du préfet.",
            "Il faut dire aussi quand il a été signé (--signed-on). Il oblige à partir de sa notification, et jusqu'à "
            "ce qu'un autre y mette fin (--replaces).",
            (
                (
                    f"registre visits order {DEMO} 10/02/2026 --kind continuation --authority mayor "
                    "--signed-on 26/02/2026 --number 2026-117"
                ),
                (
                    f"registre visits order {DEMO} 10/02/2026 --kind works --authority mayor --signed-on 26/02/2026 "
                    "--document arrete.pdf --documents file:///var/lib/registre"
                ),
            ),
        ),
        Manual(
            "visits notify",
            "commissions.deciding:notify",
            "registre visits notify ADRESSE VISITE --order IDENTIFIANT --on JOUR [OPTIONS]",
            "Enregistrer le jour où l'exploitant a été avisé d'un arrêté.",
            "Une fois pour toutes : l'arrêté oblige à partir de ce jour.",
            (
                (
                    f"registre visits notify {DEMO} 10/02/2026 "
                    "--order 01a216e4-2408-7149-bd07-db4522cd128f --on 27/02/2026"
                ),
            ),
        ),
    ),
)
"""Commands about visits, in the order people read them."""
