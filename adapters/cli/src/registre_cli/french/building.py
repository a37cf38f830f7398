"""What people read of visits, the logbook and filed documents: what is wrong, and what comes too soon or too late."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "visit-not-found": "cette visite n'existe pas",
    "order-not-found": "cet arrêté n'existe pas sur ce site : la visite montre l'identifiant de chacun",
    "logbook-entry-not-found": "cette inscription n'existe pas",
    "filed-document-not-found": "ce document n'est classé sur aucun de vos sites : cherchez-le dans la liste",
    "person-not-found": "aucune personne n'est nommée ici sous cet identifiant",
    # visits
    "visit-cancelled": "la visite a été annulée : enregistrez-en une autre",
    "visit-took-place": "la visite a eu lieu, il en reste un procès-verbal, un avis ou un arrêté : corrigez-la plutôt",
    "cancelled-visit-took-place": "rien ne sort d'une visite annulée",
    "visit-to-come": (
        "rien ne sort d'une visite avant son jour, le {visited_on}",
        "rien ne sort d'une visite avant son jour",
    ),
    "visit-report-not-pdf": (
        "un procès-verbal est un PDF, et « {name} » n'en est pas un : son contenu est de type {media_type}",
        "un procès-verbal est un PDF",
    ),
    "visit-report-already-attached": (
        "« {name} » est déjà le procès-verbal de la visite",
        "ce fichier est déjà le procès-verbal de la visite",
    ),
    "next-visit-not-later": "la prochaine visite est due après celle-ci : corrigez le jour",
    # opinions and orders
    "opinion-before-visit": "un avis est donné le jour de la visite, ou après : corrigez le jour",
    "opinion-in-the-future": ("un avis ne se connaît pas avant le {given_on}", "un avis ne se connaît pas d'avance"),
    "order-before-visit": "un arrêté qui suit une visite est signé le jour même, ou après : corrigez le jour",
    "order-in-the-future": (
        "un arrêté ne se connaît pas avant le {signed_on}",
        "un arrêté ne se connaît pas d'avance",
    ),
    "order-notified-before-signature": "un arrêté est notifié le jour de sa signature, ou après : corrigez le jour",
    "order-notified-in-the-future": (
        "une notification ne se connaît pas avant le {notified_on}",
        "une notification ne se connaît pas d'avance",
    ),
    "order-already-notified": (
        "l'arrêté a déjà été notifié le {notified_on}",
        "il est déjà écrit quand l'arrêté a été notifié",
    ),
    "order-already-replaced": "un autre arrêté a déjà pris la place de celui-ci : remplacez cet autre",
    "order-replaces-itself": "un arrêté en remplace un autre",
    "order-due-before-signature": "un arrêté s'exécute le jour de sa signature, ou après",
    "not-a-prescription": "un avis et un arrêté ne nomment que des prescriptions : nommez-en une de ce site",
    # the logbook
    "drill-in-the-future": (
        "un exercice s'inscrit une fois qu'il a eu lieu, et non d'avance pour le {held_on}",
        "un exercice s'inscrit une fois qu'il a eu lieu",
    ),
    "instructions-say-nothing": (
        "« {title} » ne dit rien : donnez un texte ou un document",
        "ces consignes ne disent rien : donnez un texte ou un document",
    ),
    "works-end-before-they-start": "des travaux finissent le jour où ils commencent, ou après",
    "duty-ends-before-it-starts": "une fonction finit le jour où elle commence, ou après",
    "instructions-end-before-they-start": "des consignes finissent le jour où elles entrent en vigueur, ou après",
    "logbook-entry-corrected": (
        "une autre inscription en a déjà pris la place : corrigez {stands}",
        "une autre inscription en a déjà pris la place : corrigez celle-là",
    ),
    "logbook-entry-retracted": "cette inscription en raye une autre : faites-en une nouvelle",
    "logbook-entry-corrects-itself": "une inscription en corrige une autre",
    "nothing-to-retract": "une inscription en raye une autre",
    "another-chapter": "une correction reste dans sa rubrique : rayez l'inscription, et faites-en une autre",
    # the commands
    "site-or-correction": "dites pour quel site (--site), ou quelle inscription est corrigée (--corrects)",
    "nobody-named": "dites de qui il s'agit : --person ou --named",
}
"""Every code of visits, the logbook and filed documents, with its sentence."""
