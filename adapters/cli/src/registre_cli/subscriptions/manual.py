"""What the help pages of the commands about subscriptions say."""

from __future__ import annotations

from registre_cli.interventions.manual import DEMO
from registre_cli.manual import Group, Manual

MACHINE = "https://gmao.exemple.fr/registre"
KEYS = "--callbacks webhook:rappels.cle"

SUBSCRIPTIONS = Group(
    "subscriptions",
    "Les machines averties par des rappels HTTP signés : une GMAO, un central d'alarme.",
    "Un abonnement se nomme par l'adresse de la machine ou son identifiant. Les rappels partent avec registre deliver "
    "--callbacks.",
    (
        Manual(
            "subscriptions list",
            "subscriptions.listing:listed",
            "registre subscriptions list ADRESSE [--all] [OPTIONS]",
            "Lister les abonnements.",
            "Ceux qui sont arrêtés s'y ajoutent avec --all.",
            (f"registre subscriptions list {DEMO} --all",),
        ),
        Manual(
            "subscriptions add",
            "subscriptions.changing:add",
            "registre subscriptions add ADRESSE MACHINE [--kind SORTE] [OPTIONS]",
            "Avertir une machine à partir de maintenant.",
            "Les sortes d'avis sont celles de registre notices topics. L'adresse reste au registre : elle ne contient "
            "aucun secret, la signature suffit.",
            (f"registre subscriptions add {DEMO} {MACHINE} --kind intervention-overdue",),
        ),
        Manual(
            "subscriptions stop",
            "subscriptions.changing:stop",
            "registre subscriptions stop ADRESSE ABONNEMENT [OPTIONS]",
            "Ne plus rien envoyer à une machine.",
            "Ce qui attend pour elle ne part plus. Une machine qui répond 410 est arrêtée d'elle-même.",
            (f"registre subscriptions stop {DEMO} {MACHINE}",),
        ),
        Manual(
            "subscriptions resume",
            "subscriptions.changing:resume",
            "registre subscriptions resume ADRESSE ABONNEMENT [--kind SORTE] [OPTIONS]",
            "Avertir de nouveau une machine dont l'abonnement est arrêté.",
            "De ce qui arrive à partir de maintenant ; des mêmes sortes qu'avant, à moins d'en nommer.",
            (f"registre subscriptions resume {DEMO} {MACHINE}",),
        ),
        Manual(
            "subscriptions secret",
            "subscriptions.trying:secret",
            "registre subscriptions secret ADRESSE ABONNEMENT --callbacks ADRESSE [OPTIONS]",
            "Afficher le secret avec lequel la machine vérifie les signatures.",
            "Il se déduit des clés et n'est gardé nulle part. registre keygen crée une clé.",
            (f"registre subscriptions secret {DEMO} {MACHINE} {KEYS}",),
        ),
        Manual(
            "subscriptions test",
            "subscriptions.trying:try_out",
            "registre subscriptions test ADRESSE ABONNEMENT --callbacks ADRESSE [OPTIONS]",
            "Envoyer un essai signé, et dire ce qui revient.",
            "L'essai n'annonce rien et ne laisse pas de trace. Un échec n'est pas repris.",
            (),
        ),
    ),
)
"""Every command about subscriptions, in the order people read them."""
