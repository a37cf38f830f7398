"""What people read of requests for interventions and quotes, of their answers, and of links."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "request-not-found": "cette demande n'existe pas",
    "line-not-found": "cette demande n'a pas ce destinataire : choisissez-en un parmi ceux qu'elle montre",
    "link-not-found": "ce lien n'est pas valable : demandez-en un autre à qui vous l'a envoyé",
    # whom it goes to, and about what
    "recipient-unclear": "un destinataire est un prestataire, ses interlocuteurs, ou un interlocuteur seul",
    "recipient-twice": "une demande va une seule fois à chaque prestataire et à chaque interlocuteur",
    "too-many-recipients": (
        "une demande va à {most} destinataires au plus, et non {named} : faites-en plusieurs",
        "cette demande a trop de destinataires : faites-en plusieurs",
    ),
    "contact-of-another-firm": "cet interlocuteur n'est pas de ce prestataire : nommez-le seul, ou avec le sien",
    "finding-elsewhere": "une demande porte sur un seul site : faites-en une autre pour l'autre site",
    "finding-not-open": "il n'y a plus rien à corriger : l'observation n'est plus ouverte",
    # when it is changed, sent, withdrawn
    "request-was-sent": "la demande est déjà envoyée : ajoutez des destinataires, ou retirez-la en disant pourquoi",
    "request-not-sent": "la demande n'a été envoyée à personne : supprimez le brouillon",
    "request-withdrawn": "la demande a été retirée à tous : rédigez-en une autre",
    "nothing-to-withdraw": "il ne reste personne à qui la retirer",
    "deadline-passed": (
        "la date limite de réponse est passée : reportez-la si c'est un brouillon, sinon rédigez une autre demande"
    ),
    "day-out-of-range": (
        "la date va du {earliest} au {latest} : corrigez-la",
        "cette date est hors limites : corrigez-la",
    ),
    "aware-time": "donnez l'heure telle que l'horloge la montre, le fuseau à part",
    # one recipient
    "line-draft": "ce destinataire n'a pas encore reçu la demande : envoyez-la d'abord",
    "line-unanswered": "ce destinataire n'a pas répondu : consignez d'abord sa réponse",
    "line-declined": "ce destinataire a décliné : s'il vient après tout, consignez sa réponse",
    "line-withdrawn": "la demande a été retirée à ce destinataire : rédigez-en une autre pour lui",
    "line-awarded": "ce destinataire a été retenu : annulez plutôt son intervention",
    "line-not-awarded": (
        "d'autres ont été retenus, et ce destinataire en a été averti : retenez-le, ou faites une autre demande"
    ),
    "answered-meanwhile": (
        "une autre réponse est arrivée le {answered_at} : lisez-la avant de la remplacer",
        "une autre réponse est arrivée, ou celle qu'on remplace n'existe pas : relisez-la d'abord",
    ),
    "too-many-documents": (
        "une réponse apporte {most} documents au plus : réunissez-les",
        "cette réponse apporte trop de documents : réunissez-les",
    ),
    # what it would cost
    "quote-missing": "un devis est demandé : dites ce que cela coûterait",
    "quote-not-asked": "aucun prix n'est demandé ici : répondez sans devis",
    "quotes-not-asked": "cette demande ne demande pas de devis : il n'y a rien à comparer",
    "quote-expired": (
        "ce devis n'engage plus depuis le {expired_on} : faites-le renouveler, et consignez la réponse",
        "ce devis n'engage plus : faites-le renouveler, et consignez la réponse",
    ),
    "vat-rate-out-of-range": "un taux de TVA est un pourcentage de 0 à 100, tel que 20 ou 5,5",
    "vat-rate-too-precise": ("un taux de TVA a {most} décimales au plus", "ce taux de TVA a trop de décimales"),
    # who is chosen
    "planned-day-missing": "ils ne proposent pas le même jour, ou aucun : dites quel jour ils viennent",
    "planned-already": (
        "ceux déjà retenus viennent le {planned_on} : reportez leur intervention, ou séparez-les",
        "ceux déjà retenus viennent un autre jour : reportez leur intervention, ou séparez-les",
    ),
    # links
    "link-revoked": "la demande a été retirée, ou le lien révoqué : adressez-vous à qui vous l'a envoyé",
    "link-expired": (
        "ce lien n'est plus valable depuis le {expired_at} : demandez-en un autre",
        "ce lien n'est plus valable : demandez-en un autre",
    ),
    "link-expires-at-once": "un lien doit rester valable quelque temps",
    # what no use case makes
    "line-never-sent": "qui n'a rien reçu n'ouvre rien, ne répond pas et n'est pas retenu",
    "awarded-and-withdrawn": "qui a été retenu vient : annulez son intervention",
    "award-unclear": "qui est retenu vient pour une intervention, et personne d'autre",
    "answer-of-another-kind": "on répond à une demande de devis avec un prix, et sans prix aux autres",
}
