"""What the help pages of the commands about notices say."""

from __future__ import annotations

from registre_cli.interventions.manual import DEMO
from registre_cli.manual import Group, Manual

NOTICES = Group(
    "notices",
    "Les avis : ce qui attend, ce qui est parti, et ce qui n'a pas pu l'être.",
    "Un avis se nomme par son identifiant, que la liste montre. Ils partent avec registre deliver. Qui agit se dit "
    "avec --as.",
    (
        Manual(
            "notices list",
            "notices.listing:notices",
            "registre notices list ADRESSE [--state ÉTAT] [--kind SORTE] [OPTIONS]",
            "Lister les avis, le dernier d'abord.",
            "Non distribué : plus personne n'essaie, à moins de registre notices replay. Sans objet : ce dont il "
            "parlait était fini, ou n'intéressait plus, quand son tour est venu.",
            (f"registre notices list {DEMO} --state waiting", f"registre notices list {DEMO} --limit 5 --json"),
        ),
        Manual(
            "notices show",
            "notices.showing:show",
            "registre notices show ADRESSE AVIS [OPTIONS]",
            "Montrer un avis : à qui, où il en est, et ce qui a échoué.",
            "Un rappel montre tout ce qu'il réunit.",
            (f"registre notices show {DEMO} 019ac0de-0000-7000-8000-000000000001",),
        ),
        Manual(
            "notices replay",
            "notices.showing:replay",
            "registre notices replay ADRESSE [AVIS | --all [--kind SORTE]] [OPTIONS]",
            "Renvoyer un avis non distribué, ou tous.",
            "Il attend de nouveau, comme s'il n'avait jamais été tenté, et garde sa clé : qui l'aurait reçu malgré "
            "tout le reconnaît.",
            (f"registre notices replay {DEMO} --all",),
        ),
        Manual(
            "notices preview",
            "notices.previewing:preview",
            "registre notices preview [SORTE | AVIS --of ADRESSE | --all DOSSIER] [OPTIONS]",
            "Montrer un avis tel qu'il partirait ; rien n'est envoyé.",
            "Une sorte, comme round-due, se montre avec un exemple et sans registre ; --all écrit les exemples de "
            "toutes les sortes. Un avis du registre se nomme par son identifiant : le lien d'une demande y est "
            "remplacé. "
            "--words french:DOSSIER essaie vos propres modèles.",
            (
                "registre notices preview round-missed",
                "registre notices preview request-sent --html demande.html",
                "registre notices preview --all courriels",
            ),
        ),
        Manual(
            "notices topics",
            "notices.topics:topics",
            "registre notices topics ADRESSE [OPTIONS]",
            "Montrer qui est prévenu de quoi.",
            "Les avis de sécurité n'attendent rien, et personne ne peut s'en passer.",
            (f"registre notices topics {DEMO}",),
        ),
        Manual(
            "notices settings",
            "notices.settling:settings",
            "registre notices settings ADRESSE [OPTIONS]",
            "Montrer les réglages des avis.",
            "",
            (f"registre notices settings {DEMO}",),
        ),
        Manual(
            "notices settle",
            "notices.settling:settle",
            "registre notices settle ADRESSE [--off SORTE] [--on SORTE] [--quiet DE-À] [OPTIONS]",
            "Régler les avis de l'environnement.",
            "Ce qui n'est pas nommé reste comme il est. Un avis de sécurité ne se coupe pas.",
            (
                f"registre notices settle {DEMO} --off request-declined --again 3",
                f"registre notices settle {DEMO} --quiet 21:30-07:00 --reply-to mairie@exemple.fr",
            ),
        ),
        Manual(
            "notices mute",
            "notices.settling:mute",
            "registre notices mute ADRESSE [--kind SORTE] [--for PERSONNE] [OPTIONS]",
            "Choisir les avis que l'on ne veut pas.",
            "Sans --kind, tous arrivent de nouveau. Un avis de sécurité arrive toujours.",
            (f"registre notices mute {DEMO} --for 'Mona Kerbrat' --kind intervention-planned",),
        ),
    ),
)
"""Every command about notices, in the order people read them."""
