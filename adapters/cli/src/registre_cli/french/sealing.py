"""What people read when a document cannot be printed or sealed."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "nothing-to-seal": "personne n'a encore signé : il n'y a rien à sceller",
    "signed-content-changed": "ce n'est plus ce qui a été signé : faites signer de nouveau, ou donnez les preuves",
    "not-sealable": "ce n'est pas un PDF entier et sans mot de passe, ou il porte déjà ce scellement",
    "rendering-failed": "le document ne peut pas être imprimé : signalez-le",
    "time-server-failed": "le serveur d'horodatage ne répond pas bien : rien n'est scellé, réessayez plus tard",
    "seal-pending": (
        "rien n'est encore scellé : le serveur d'horodatage ne répond pas bien, et l'heure de cette machine n'en tient "
        "pas lieu ; registre signatures seal-pending réessaie, ou relancez cette commande plus tard"
    ),
    "no-seal": "ce PDF ne porte aucun cachet : rien n'y est scellé",
    "seal-altered": (
        "le document n'est plus ce qui a été scellé ({seals}) : ne vous y fiez pas, demandez-en une autre copie",
        "le document n'est plus ce qui a été scellé : ne vous y fiez pas, demandez-en une autre copie",
    ),
    "seal-of-another-key": (
        "un autre cachet que celui attendu a scellé ce document ({seals}) : ne vous y fiez pas",
        "un autre cachet que celui attendu a scellé ce document : ne vous y fiez pas",
    ),
    "seals-incomplete": (
        "{count} scellement(s) n'ont pas pu être faits, à commencer par l'environnement {workspace} : {first}",
        "des scellements n'ont pas pu être faits : recommencez une fois la cause levée",
    ),
    "no-renderer": 'rien n\'est choisi pour imprimer les documents : par exemple renderer="typst"',
    "no-sealer": 'aucun cachet n\'est choisi : par exemple sealer="pkcs12:/etc/registre/cachet.p12"',
    "malformed-seal-address": (
        "ce n'est pas l'adresse d'un cachet : par exemple pkcs12:/etc/registre/cachet.p12 ;"
        " un mot de passe ne s'y écrit jamais"
    ),
    "malformed-seal": (
        "ce n'est pas un fichier PKCS#12 avec sa clé privée, ou le mot de passe est un autre ; ni un certificat PEM"
    ),
    "passphrase-missing": (
        "la variable {variable}, où le mot de passe du cachet est attendu, n'existe pas",
        "la variable où le mot de passe du cachet est attendu n'existe pas",
    ),
    "seal-expired": (
        "le certificat du cachet a expiré le {expired_on} : faites-le renouveler",
        "le certificat du cachet a expiré : faites-le renouveler",
    ),
}
"""By code."""
