"""What people read when notices are carried, listed and tried again."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "deliveries-incomplete": (
        "des avis ne sont pas partis (non distribués : {given_up}) : {first}",
        "des avis ne seront pas distribués ({given_up}) : registre notices list --state given-up les montre",
        "des avis ne seront pas distribués : registre notices list --state given-up les montre",
    ),
    "carrier-broken": (
        "ce qui porte les avis a échoué de façon imprévue ({kind}) : signalez-le à son auteur ; l'avis sera repris",
        "ce qui porte les avis a échoué de façon imprévue : signalez-le à son auteur ; l'avis sera repris",
    ),
    "tries-exhausted": (
        "la distribution d'un avis s'est interrompue à chaque essai : voyez de quoi il parle avant de le renvoyer"
    ),
    "no-request-link": (
        "aucune adresse n'est choisie pour répondre aux demandes : donnez-la avec --request-link ; elles restent en "
        "attente"
    ),
    "no-documents": "un document est à joindre : dites où ils sont avec --documents ; l'avis reste en attente",
    "notice-undecided": "nommez un avis, ou --all pour tous ; --kind ne va qu'avec --all",
    "delivery-undecided": (
        "ces options ne vont pas ensemble : {options} ; n'en gardez qu'une",
        "ces options ne vont pas ensemble : n'en gardez qu'une",
    ),
    # how deliveries are settled
    "span-too-short": "une durée doit être positive, et la plus longue attente au moins égale à la première",
    "not-a-share": "cette part va de 0 à 1",
    "no-place-for-the-secret": (
        "l'adresse des liens doit dire où va le secret : écrivez-y le mot secret, entre accolades"
    ),
}
