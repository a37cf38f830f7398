"""What the help pages of the commands about hot-work permits say."""

from __future__ import annotations

from registre_cli.interventions.manual import DEMO, SCHOOL
from registre_cli.manual import Group, Manual

_BOTH = "--signer 'operator=Maëlle Kerdoncuff' --signer 'contractor=Erwan Le Goff'"

PERMITS = Group(
    "permits",
    "Les permis de feu : établis, signés, suivis jusqu'à la levée de doute, clôturés.",
    "Un permis se nomme par son identifiant, ou par un jour où il est valable s'il est le seul ce jour-là. Qui agit se "
    "dit avec --as ; ses droits comptent comme partout. Les heures sont celles de la France.",
    (
        Manual(
            "permits list",
            "permits.listing:listed",
            "registre permits list ADRESSE [--state ÉTAT] [--colour gris|rouge|vert] [OPTIONS]",
            "Lister les permis, chacun avec son état et sa levée de doute.",
            "Levée de doute : gris, à réaliser ; rouge, non réalisée ; vert, réalisée ; ou non activée. La couleur "
            "vaut pour cet instant. Par pages : le repère que donne une page, passé à --after, mène à la suivante.",
            (
                f"registre permits list {DEMO}",
                f"registre permits list {DEMO} --colour rouge --json",
                f"registre permits list {DEMO} --site {SCHOOL} --state waiting",
            ),
        ),
        Manual(
            "permits show",
            "permits.showing:show",
            "registre permits show ADRESSE PERMIS [OPTIONS]",
            "Montrer un permis : le travail, sa durée, ses précautions, ses signatures.",
            "Ce dont il faut prendre garde est dit : une surveillance qui passe l'heure de fermeture, des précautions "
            "que personne n'a cochées.",
            (f"registre permits show {DEMO} 16/03/2099",),
        ),
        Manual(
            "permits rounds",
            "permits.showing:rounds",
            "registre permits rounds ADRESSE PERMIS [OPTIONS]",
            "Montrer les rondes de la levée de doute, et où en est chacune.",
            "Une ronde n'en remplace jamais une autre. Celle qui vient en retard compte, et reste marquée.",
            (f"registre permits rounds {DEMO} 16/03/2099",),
        ),
        Manual(
            "permits draft",
            "permits.drafting:draft",
            "registre permits draft ADRESSE --site SITE --place LIEU --work TRAVAIL [OPTIONS]",
            "Établir un permis ; personne n'est encore appelé à le signer.",
            "Il faut dire aussi avec quoi (--means), qui fait le travail (--contractor), qui revoit les lieux "
            "(--watcher) et à partir de quand (--from). Un jour de validité, toute la liste de contrôle et une levée "
            "de doute à 30, 60 et 120 minutes, si rien n'est dit.",
            (
                (
                    f"registre permits draft {DEMO} --site {SCHOOL} --place Chaufferie --work 'Soudure du collecteur' "
                    "--means arc-welding --contractor 'Orvane Contrôle' --watcher 'Maëlle Kerdoncuff' "
                    "--from '16/03/2099 08:00' --until '16/03/2099 18:00'"
                ),
            ),
        ),
        Manual(
            "permits submit",
            "permits.drafting:submit",
            "registre permits submit ADRESSE PERMIS --signer RÔLE=PERSONNE [OPTIONS]",
            "Demander les signatures qui ouvrent un permis : le travail commence avec la dernière.",
            "L'exploitant et le prestataire, l'un et l'autre.",
            (
                (
                    f"registre permits submit {DEMO} 16/03/2099 --signer 'operator=Maëlle Kerdoncuff' "
                    "--signer 'contractor=Erwan Le Goff'"
                ),
            ),
        ),
        Manual(
            "permits tick",
            "permits.ticking:tick",
            "registre permits tick ADRESSE PERMIS --measure CODE [OPTIONS]",
            "Cocher des précautions qui ont été prises.",
            "Qui a coché le premier reste nommé.",
            (f"registre permits tick {DEMO} 16/03/2099 --measure combustibles-cleared --measure screens-placed",),
        ),
        Manual(
            "permits isolate",
            "permits.ticking:isolate",
            "registre permits isolate ADRESSE PERMIS --detector NOM [OPTIONS]",
            "Dire que des détecteurs du permis sont maintenant hors service.",
            "Seulement ceux que le permis nomme.",
            (f"registre permits isolate {DEMO} 16/03/2099 --detector 'DF 12'",),
        ),
        Manual(
            "permits restore",
            "permits.ticking:restore",
            "registre permits restore ADRESSE PERMIS --detector NOM [OPTIONS]",
            "Dire que des détecteurs sont remis en service.",
            "Aussi quand le permis a pris fin sans eux. Si la clôture est à signer, elle est à demander de nouveau.",
            (f"registre permits restore {DEMO} 16/03/2099 --detector 'DF 12'",),
        ),
        Manual(
            "permits extend",
            "permits.changing:extend",
            "registre permits extend ADRESSE PERMIS --until MOMENT --signer RÔLE=PERSONNE [OPTIONS]",
            "Prolonger un permis : tous signent de nouveau, et d'ici là personne ne travaille.",
            "La nouvelle durée compte à partir de maintenant.",
            (f"registre permits extend {DEMO} 16/03/2099 --until '17/03/2099 12:00' {_BOTH}",),
        ),
        Manual(
            "permits add-contractor",
            "permits.changing:add_contractor",
            "registre permits add-contractor ADRESSE PERMIS --contractor PRESTATAIRE [OPTIONS]",
            "Joindre au travail un sous-traitant, ou une autre équipe.",
            "Tous signent de nouveau, et d'ici là personne ne travaille.",
            (f"registre permits add-contractor {DEMO} 16/03/2099 --contractor 'Orvane Contrôle' {_BOTH}",),
        ),
        Manual(
            "permits suspend",
            "permits.changing:suspend",
            "registre permits suspend ADRESSE PERMIS --reason TEXTE [OPTIONS]",
            "Arrêter le travail pour le moment.",
            "Il reprend avec registre permits resume, aux conditions signées.",
            (f"registre permits suspend {DEMO} 16/03/2099 --reason 'Vent fort'",),
        ),
        Manual(
            "permits resume",
            "permits.changing:resume",
            "registre permits resume ADRESSE PERMIS [OPTIONS]",
            "Reprendre le travail arrêté.",
            "Aux conditions qui ont été signées.",
            (f"registre permits resume {DEMO} 16/03/2099",),
        ),
        Manual(
            "permits end-work",
            "permits.working:end_work",
            "registre permits end-work ADRESSE PERMIS [--at MOMENT] [OPTIONS]",
            "Déclarer la fin des travaux : la surveillance commence.",
            "Le temps des rondes compte à partir de là.",
            (f"registre permits end-work {DEMO} 16/03/2099 --at '16/03/2099 16:00'",),
        ),
        Manual(
            "permits record-round",
            "permits.working:record_round",
            "registre permits record-round ADRESSE PERMIS --round MINUTES [OPTIONS]",
            "Écrire que l'on vient de revoir les lieux.",
            "De 5 minutes avant l'heure à 15 minutes après, si rien d'autre n'est convenu ; plus tard, la ronde "
            "compte, et reste marquée en retard. La commande reste possible quand l'accès est coupé.",
            (f"registre permits record-round {DEMO} 16/03/2099 --round 30 --comment 'Rien à signaler'",),
        ),
        Manual(
            "permits close",
            "permits.working:close",
            "registre permits close ADRESSE PERMIS --signer RÔLE=PERSONNE [OPTIONS]",
            "Demander les signatures qui clôturent un permis : la dernière le clôture.",
            "Les rondes sont faites et les détecteurs remis en service, ou --exemption dit pourquoi non.",
            (
                (
                    f"registre permits close {DEMO} 16/03/2099 --signer 'operator=Maëlle Kerdoncuff' "
                    "--signer 'contractor=Erwan Le Goff'"
                ),
            ),
        ),
        Manual(
            "permits cancel",
            "permits.drafting:cancel",
            "registre permits cancel ADRESSE PERMIS --reason TEXTE [OPTIONS]",
            "Dire que le travail ne sera pas fait.",
            "Les signatures demandées ne le sont plus.",
            (f"registre permits cancel {DEMO} 16/03/2099 --reason 'Travaux reportés'",),
        ),
        Manual(
            "permits remind",
            "permits.working:remind",
            "registre permits remind ADRESSE [--json]",
            "Prévenir, dans tous les environnements, des rondes à faire et de celles qui manquent.",
            "À lancer chaque minute. Qui surveille et l'exploitant sont prévenus une fois de chaque ronde.",
            (f"registre permits remind {DEMO}",),
        ),
    ),
)
"""Every command about permits, in the order people read them."""
