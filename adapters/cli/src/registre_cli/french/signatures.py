"""What people read when something cannot be signed as they asked: by whom, with what, when, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    # who is asked to sign
    "signatories-not-allowed": "ces signataires ne signent pas ensemble : choisissez un des groupes prévus",
    "role-without-signer": (
        "personne n'est choisi pour signer comme {role} : choisissez quelqu'un",
        "il manque un signataire : choisissez quelqu'un",
    ),
    "role-not-in-rule": (
        "personne ne signe ce document comme {role} : retirez ce signataire",
        "ce signataire n'est pas prévu : retirez-le",
    ),
    "quorum-out-of-reach": (
        "il faut {needed} signatures ({role}), et {asked} seulement sont demandées : demandez-en davantage",
        "il faut plus de signatures qu'il n'en est demandé : demandez-en davantage",
    ),
    "signs-in-two-roles": (
        "une même personne ne signe pas à la fois comme {role} et comme {also} : choisissez quelqu'un d'autre",
        "une même personne ne signe pas des deux côtés : choisissez quelqu'un d'autre",
    ),
    "signs-twice": (
        "cette personne signe déjà comme {role} : choisissez quelqu'un d'autre",
        "cette personne signe déjà : choisissez quelqu'un d'autre",
    ),
    "person-without-identifier": "sans compte ni fiche d'interlocuteur, nul ne se retrouve : donnez son nom",
    # signing
    "digest-not-shown": "on signe ce qu'on vient de lire : affichez le document, puis signez",
    "content-changed": "le document a changé depuis qu'il a été présenté : relisez-le, puis signez",
    "consent-outdated": "la mention à accepter a changé : relisez-la, puis signez",
    "not-your-turn": "d'autres signent avant, et ne l'ont pas encore fait : attendez votre tour",
    "signer-gone": "cette personne n'est plus là pour signer : choisissez quelqu'un d'autre",
    "signer-is-a-machine": "un compte de machine ne signe pas : choisissez une personne",
    "session-of-a-machine": (
        "personne n'est derrière la session d'une machine : signez avec un QR code, ou sur la session d'une personne"
    ),
    "session-of-another": "qui a un compte signe sur sa propre session, ou avec un QR code : connectez-vous",
    "signature-settled": (
        "cette signature est déjà {became} depuis le {settled_at} : rien n'a changé",
        "cette signature est déjà réglée : rien n'a changé",
    ),
    "signature-expired": (
        "le délai pour signer est passé depuis le {expired_at} : faites redemander la signature",
        "le délai pour signer est passé : faites redemander la signature",
    ),
    "signature-replaced": "quelqu'un d'autre est déjà appelé à signer à cette place",
    "delegation-in-a-circle": "cette personne a déjà transmis cette signature : choisissez quelqu'un d'autre",
    "reason-missing": "dites pourquoi : le registre garde le motif",
    "rule-not-met": (
        "il manque {count} signature(s) ({role}) : faites signer, ou remplacez le signataire",
        "il manque des signatures : faites signer, ou remplacez les signataires",
    ),
    "rule-out-of-reach": (
        (
            "il manque {count} signature(s) ({role}), et {reachable} seulement peuvent encore venir : "
            "remplacez qui a refusé ou n'a pas signé à temps"
        ),
        "les signatures qui manquent ne peuvent plus venir : remplacez qui a refusé ou n'a pas signé à temps",
    ),
    # what was drawn
    "drawing-empty": "rien n'est tracé : signez dans le cadre",
    "drawing-of-one-point": "un point n'est pas une signature : signez dans le cadre",
    "drawing-off-canvas": "le tracé sort du cadre : signez dedans",
    "drawing-too-short": "le tracé est trop court pour une signature : signez en entier",
    "drawing-too-quick": "aucune main ne signe si vite : tracez la signature vous-même",
    "drawing-already-used": "ce tracé est celui d'une autre signature : tracez la vôtre",
    "drawing-too-large": "ce tracé est trop grand pour une signature : effacez-le, puis signez de nouveau",
    "drawing-backwards-in-time": "les points du tracé remontent le temps : effacez-le, puis signez de nouveau",
    "not-a-finite-number": "ce nombre doit être fini",
    "number-out-of-range": (
        "ce nombre va de {least} à {most}",
        "ce nombre est hors de ses limites",
    ),
    # tickets
    "ticket-used": "ce QR code a déjà servi à signer : demandez-en un autre s'il reste à signer",
    "ticket-revoked": "ce QR code ne vaut plus : un autre l'a remplacé, ou il n'y a plus rien à signer",
    "ticket-expired": "ce QR code n'est plus valable : demandez-en un autre",
    "ticket-expires-at-once": "un QR code doit valoir quelque temps",
    "ticket-ended-twice": "un QR code qui a servi ne se révoque plus",
    # what is kept
    "level-above-evidence": "une signature n'est pas déclarée au-dessus de ce qui a été fait",
    "signed-before-shown": "nul ne signe ce qui ne lui a pas encore été présenté : vérifiez l'horloge de cette machine",
    "drawing-digest-differs": "l'empreinte n'est pas celle du tracé",
    "evidence-of-another": "cette preuve est celle d'un autre document, ou d'un autre signataire",
    "signed-without-evidence": "une signature a sa preuve, et elle seule en a une",
    "settled-without-moment": "ce qui est signé, refusé, révoqué ou délégué dit quand",
    "shown-without-moment": "ce qui est présenté dit quand",
    "expiry-is-derived": "qu'une signature soit expirée se déduit du jour, et ne s'enregistre pas",
    "expires-before-asked": "une signature doit pouvoir se donner pendant quelque temps",
    "reservations-unsigned": "des réserves s'écrivent à côté d'une signature",
    "sealed-without-document": "ce qui est scellé a un document, et dit depuis quand",
    "document-without-seal": "un document gardé a été scellé à un moment donné",
    "stamped-without-seal": "rien n'est encore scellé : aucune heure n'est certifiée",
    "repeated-spot": "chaque signature a une seule place sur le document",
    "spot-without-inside": "la place d'une signature a une largeur et une hauteur",
    "signature-not-found": "cette signature n'existe pas",
    "seal-not-found": "ce document scellé n'existe pas",
    # what a host decides
    "malformed-network": (
        "« {network} » n'est pas un réseau : écrivez par exemple 10.0.0.0/8",
        "ce n'est pas un réseau : écrivez par exemple 10.0.0.0/8",
    ),
    "everybody-trusted": (
        "« {network} » croit tout le monde sur parole : nommez les réseaux de vos relais seulement",
        "c'est croire tout le monde sur parole : nommez les réseaux de vos relais seulement",
    ),
    "span-out-of-range": (
        "ce délai va de {least} à {most} minutes",
        "ce délai est hors de ses limites",
    ),
}
"""By code."""
