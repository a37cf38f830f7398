"""What people read of drawn signatures, and of codes for telephones."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "not-a-drawing": "ce que la page a envoyé n'est pas un tracé : effacez le cadre, signez de nouveau",
    "malformed-ticket": "ce n'est pas un billet de signature : faites-en un nouveau",
    "malformed-canvas-size": (
        "« {address} » ne donne pas la taille d'un cadre : par exemple pad:600x200",
        "cette adresse ne donne pas la taille d'un cadre : par exemple pad:600x200",
    ),
    "malformed-ticket-address": (
        "« {address} » ne mène ni à une page en https ni à une application : par exemple qr:https://registre.exemple.fr/s",
        "cette adresse ne mène ni à une page en https ni à une application : par exemple qr:https://registre.exemple.fr/s",
    ),
    "ticket-address-too-long": (
        "« {address} » est trop longue pour un code lisible à l'écran : {most} caractères au plus",
        "cette adresse est trop longue pour un code lisible à l'écran : prenez-en une plus courte",
    ),
}
"""By code."""
