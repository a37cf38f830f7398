"""What the help pages of the commands about interventions say."""

from __future__ import annotations

from registre_cli.manual import Group, Manual

DEMO = "sqlite:///registre-demo/registre.db"
"""What registre demo leaves: the examples work on it as they stand."""
SCHOOL = "'École élémentaire Les Coquelicots'"

INTERVENTIONS = Group(
    "interventions",
    "Les interventions : prévues, reportées, jointes de leurs rapports, signées, clôturées.",
    "Une intervention se nomme par son identifiant, ou par le jour où elle est prévue s'il n'y en a qu'une ce jour-là. "
    "Qui agit se dit avec --as ; ses droits comptent comme partout.",
    (
        Manual(
            "interventions list",
            "interventions.listing:listed",
            "registre interventions list ADRESSE [--site SITE] [--status ÉTAT] [OPTIONS]",
            "Lister les interventions, la plus en retard d'abord.",
            "Par site, type, état, prestataire, période. Par pages : le repère que donne une page, passé à --after, "
            "mène à la suivante.",
            (
                f"registre interventions list {DEMO}",
                f"registre interventions list {DEMO} --status overdue --json",
                f"registre interventions list {DEMO} --site {SCHOOL} --from 01/01/2026 --until 31/12/2026",
            ),
        ),
        Manual(
            "interventions show",
            "interventions.showing:show",
            "registre interventions show ADRESSE INTERVENTION [OPTIONS]",
            "Montrer une intervention : ses dates, qui y prend part, ses documents, ses signatures.",
            "Une signature donnée sur ce qui a changé depuis ne couvre plus l'intervention, et dit quoi.",
            (f"registre interventions show {DEMO} 15/03/2099",),
        ),
        Manual(
            "interventions plan",
            "interventions.planning:plan",
            "registre interventions plan ADRESSE --site SITE --type TYPE --on JOUR [OPTIONS]",
            "Prévoir une intervention, avec autant de prestataires et d'interlocuteurs que l'on veut.",
            "Les interlocuteurs qui ont une adresse sont prévenus. Avec --every, elle revient, comptée du jour où elle "
            "a été faite ; avec --signed-by, on sait déjà qui la signera.",
            (
                (
                    f"registre interventions plan {DEMO} --site {SCHOOL} --type inspection --on 15/03/2099 "
                    "--contractor 'Orvane Contrôle' --contact 'Lætitia Quémeneur'"
                ),
                (
                    f"registre interventions plan {DEMO} --site {SCHOOL} --type maintenance --on 2099-04-02 "
                    "--every '6 month' --signed-by operator,contact --json"
                ),
            ),
        ),
        Manual(
            "interventions postpone",
            "interventions.planning:postpone",
            "registre interventions postpone ADRESSE INTERVENTION --to JOUR --reason TEXTE",
            "Reporter une intervention à un autre jour.",
            "Les interlocuteurs sont prévenus ; le jour abandonné reste écrit, avec sa raison. Les signatures "
            "demandées ne le sont plus.",
            (f"registre interventions postpone {DEMO} 15/03/2099 --to 22/03/2099 --reason 'École fermée'",),
        ),
        Manual(
            "interventions cancel",
            "interventions.planning:cancel",
            "registre interventions cancel ADRESSE INTERVENTION --reason TEXTE [--series] [OPTIONS]",
            "Annuler une intervention qui ne sera pas faite.",
            "Celle qui revient est prévue de nouveau, sauf avec --series.",
            (f"registre interventions cancel {DEMO} 02/04/2099 --reason 'Contrat résilié' --series",),
        ),
        Manual(
            "interventions attach",
            "interventions.closing:attach",
            "registre interventions attach ADRESSE INTERVENTION FICHIER --documents ADRESSE",
            "Joindre un rapport, ou une photo, avant ou après la clôture.",
            "Le fichier est conservé à l'adresse de --documents. Ce qui a été signé avant ne le couvre pas, et le dit.",
            (
                (
                    f"registre interventions attach {DEMO} 22/03/2099 rapport.pdf "
                    "--documents file:///var/lib/registre --originality original"
                ),
            ),
        ),
        Manual(
            "interventions sign",
            "interventions.closing:sign",
            "registre interventions sign ADRESSE INTERVENTION --signer RÔLE=PERSONNE [OPTIONS]",
            "Dire qu'une intervention est faite, même en retard, et choisir qui la signe.",
            "L'exploitant ou le prestataire, et/ou l'interlocuteur ; la dernière signature la clôture. Qui a une "
            "adresse est prévenu. Demandé de nouveau, personne d'avant n'est plus attendu.",
            (
                (
                    f"registre interventions sign {DEMO} 22/03/2099 --signer 'operator=Maëlle Kerdoncuff' "
                    "--signer 'contact=Lætitia Quémeneur'"
                ),
                f"registre interventions sign {DEMO} 22/03/2099 --on-the-spot 'contractor=Yann Le Bris' --json",
            ),
        ),
        Manual(
            "interventions close",
            "interventions.closing:close",
            "registre interventions close ADRESSE INTERVENTION [--done-on JOUR] [OPTIONS]",
            "Clôturer une intervention que personne ne doit signer.",
            "S'il manque des signatures, la commande dit lesquelles et ne change rien. Celle qui revient est prévue de "
            "nouveau.",
            (f"registre interventions close {DEMO} 22/03/2099 --done-on 20/11/2026",),
        ),
    ),
)
"""Every command about interventions, in the order people read them."""
