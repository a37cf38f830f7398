"""What people read when background work cannot be done."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "no-jobs-engine": (
        "rien n'est installé qui fasse les travaux de fond : pip install registre-jobs-procrastinate, ou prenez les "
        "minuteries de systemd"
    ),
    "malformed-jobs-address": (
        "les travaux de fond demandent un serveur PostgreSQL : --engine procrastinate:postgresql://compte@serveur/base"
    ),
    "jobs-not-prepared": (
        "les tables des travaux de fond manquent, ou sont d'une version antérieure : lancez registre work --prepare"
    ),
    "jobs-not-allowed": (
        "ce compte n'a pas les droits du schéma « {schema} » : il faut pouvoir le créer, ou le rôle registre_operator",
        "ce compte n'a pas les droits qu'il faut pour les travaux de fond : voyez l'administrateur du serveur",
    ),
    "jobs-unreachable": (
        "le serveur des travaux de fond ne répond pas ou refuse la connexion ({said}) : vérifiez l'adresse",
        "le serveur des travaux de fond ne répond pas : recommencez dans un instant",
    ),
    "work-failed": (
        "le travail « {name} » n'a pas été fait partout : il sera repris à la prochaine échéance",
        "un travail de fond n'a pas été fait partout : il sera repris à la prochaine échéance",
    ),
    "malformed-cron": (
        "« {cron} » ne dit pas quand : minute, heure, jour, mois et jour de la semaine, comme 10 * * * *",
        "ces heures ne se lisent pas : minute, heure, jour, mois et jour de la semaine, comme 10 * * * *",
    ),
}
"""By code."""
