"""What people read when a signature cannot be proven, or its proof does not hold."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "signature-not-given": "personne n'a donné cette signature : il n'y a rien à prouver",
    "ticket-not-found": "ce QR code n'est pas connu : demandez-en un autre",
    "drawing-missing": "il manque le tracé : signez dans le cadre",
    "no-signature-capture": "rien ne lit ici les signatures tracées : choisissez un adaptateur, ou donnez un tracé",
    "anchor-too-old": "cette ancre est plus ancienne que la signature : donnez-en une plus récente",
    "anchor-disagrees": "le registre n'est pas celui qu'atteste cette ancre : vérifiez-le avec elle",
    "signature-without-entry": "aucune entrée du registre ne parle de cette signature : vérifiez le registre",
    "signed-content-not-found": "rien n'est gardé ici sous cette empreinte",
    "signed-content-altered": "ce qui a été signé n'est plus tel quel : reprenez-le d'une sauvegarde, ou d'une preuve",
    "not-a-signature-bundle": (
        "« {file} » n'est pas la preuve d'une signature, ou n'en est plus une",
        "ce n'est pas la preuve d'une signature, ou ce n'en est plus une",
    ),
    "signature-altered": (
        "la preuve « {file} » est altérée : ce n'est pas ce qui a été signé ({flaws})",
        "la preuve est altérée : ce n'est pas ce qui a été signé",
    ),
    "signature-of-another-key": (
        "la preuve « {file} » est attestée par une clé étrangère, {signer} : ne vous y fiez pas",
        "la preuve est attestée par une clé étrangère : ne vous y fiez pas",
    ),
}
"""By code."""
