"""What the help pages of the commands about signatures say."""

from __future__ import annotations

from registre_cli.interventions.manual import DEMO
from registre_cli.manual import Group, Manual

_REQUEST = "01a216e4-2d3e-70c2-889f-aee9123f3750"
_PRESS = "--documents file:///var/lib/registre --key ed25519:ancre.key --sealer pkcs12:cachet.p12"
_SEALING = f"registre signatures seal {DEMO} 15/03/2099 {_PRESS} --into scelle.pdf"
_PROVING = f"registre signatures bundle sqlite:///registre.db {_REQUEST} --key ed25519:ancre.key --into preuve.json"

SIGNATURES = Group(
    "signatures",
    "Les signatures demandées, et la preuve de celles qui ont été données.",
    "Une signature se donne sur une page ou sur un téléphone, jamais ici. Une preuve se vérifie sans la base : "
    "registre verify-signature.",
    (
        Manual(
            "signatures list",
            "signing.listing:listed",
            "registre signatures list ADRESSE [--kind intervention|permit] [--waiting] [OPTIONS]",
            "Lister les signatures demandées, les plus anciennes d'abord.",
            "Des interventions, ou des permis de feu avec --kind permit ; avec --waiting, seulement celles que l'on "
            "attend encore ; avec --mine, seulement celles de qui agit.",
            (f"registre signatures list {DEMO}", f"registre signatures list {DEMO} --kind permit --waiting --json"),
        ),
        Manual(
            "signatures bundle",
            "signing.proving:bundle",
            "registre signatures bundle ADRESSE SIGNATURE --key CLÉ --into FICHIER",
            "Écrire la preuve d'une signature : ce qui a été signé, son tracé, et le chemin jusqu'au registre.",
            "La clé atteste la preuve ; avec --anchor, le chemin mène à une ancre plus jeune que la signature. Le "
            "fichier se vérifie sans base ni réseau, des années plus tard.",
            (_PROVING,),
        ),
        Manual(
            "signatures seal",
            "signing.sealing:seal",
            "registre signatures seal ADRESSE OBJET --sealer CACHET --into FICHIER [OPTIONS]",
            "Sceller ce qui a été signé, et écrire le document : un PDF avec les signatures et leurs preuves.",
            "Il faut dire aussi où sont les documents (--documents) et quelle clé atteste les preuves (--key). Un "
            "permis se scelle avec --kind permit, à son ouverture ou à sa clôture (--stage). Sans serveur "
            "d'horodatage, l'heure est celle de cette machine. S'il ne répond pas, rien n'est scellé : le code est 3, "
            "et registre signatures seal-pending réessaie.",
            (_SEALING, f"{_SEALING} --kind permit --stage closing"),
        ),
        Manual(
            "signatures seal-pending",
            "signing.sealing:seal_pending",
            "registre signatures seal-pending ADRESSE --sealer CACHET [OPTIONS]",
            "Sceller, dans tous les environnements, ce qui attend le serveur d'horodatage.",
            "À lancer toutes les heures. Ce qui reste en attente donne le code 3, et n'arrête pas les autres.",
            (f"registre signatures seal-pending {DEMO} {_PRESS}",),
        ),
    ),
)
"""Every command about signatures, in the order people read them."""
