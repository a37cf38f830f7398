"""What people read of machines that are told by callbacks."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    # who is told
    "malformed-callback-address": (
        "l'adresse d'une machine s'écrit comme https://gmao.exemple.fr/registre : sans accents, nom, mot de passe ni #"
    ),
    "plain-callback-address": "l'adresse d'une machine commence par https : un avis ne voyage pas en clair",
    "already-subscribed": (
        "cette machine est déjà abonnée ({id}) : si son abonnement est arrêté, reprenez-le",
        "cette machine est déjà abonnée : si son abonnement est arrêté, reprenez-le",
    ),
    "too-many-subscriptions": (
        "{most} machines sont déjà averties : arrêtez un abonnement d'abord",
        "trop de machines sont déjà averties : arrêtez un abonnement d'abord",
    ),
    "topic-for-people": (
        "l'avis « {kind} » ne va qu'aux personnes ; une machine est avertie de chaque chose à part : {instead}",
        "cet avis ne va qu'aux personnes ; une machine est avertie de chaque chose à part",
    ),
    "subscription-not-found": "cet abonnement n'existe pas : la liste les montre",
    "unknown-subscription": (
        "aucun abonnement n'est « {value} » : la liste les montre",
        "cet abonnement n'existe pas : la liste les montre",
    ),
    "subscription-stopped": "cet abonnement est déjà arrêté",
    "subscription-not-stopped": "cet abonnement n'est pas arrêté",
    "stopped-without-reason": "un abonnement arrêté dit pourquoi, et un autre ne dit rien",
    # how they are told
    "malformed-webhook-address": (
        "l'envoi de rappels s'écrit webhook:/etc/registre/rappels.cle, puis après ? allow=, ca= et patience="
    ),
    "malformed-callback-key": (
        "« {file} » ne contient pas de clés de rappels : registre keygen webhook:… en crée une",
        "ce fichier ne contient pas de clés de rappels : registre keygen webhook:… en crée une",
    ),
    "authority-not-readable": (
        "les certificats de « {file} » ne se lisent pas : il faut du PEM",
        "ces certificats ne se lisent pas : il faut du PEM",
    ),
    "no-callback-secrets": "rien de ce qui signe les rappels n'est choisi : nommez-le, comme webhook:FICHIER",
    "callback-test-failed": (
        "la machine n'a pas pris l'essai : {why}",
        "la machine n'a pas pris l'essai",
    ),
}
"""By code."""
