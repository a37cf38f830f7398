"""What people read of who is told what."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "safety-notice": (
        "« {kind} » est un avis de sécurité : personne ne peut s'en passer",
        "un avis de sécurité ne se coupe pas : personne ne peut s'en passer",
    ),
    "no-mail-address": "cette personne n'a pas d'adresse électronique, ou ne peut plus agir : rien ne lui est envoyé",
    "unknown-topic": (
        "aucun avis n'est de la sorte « {kind} » : registre notices topics les montre toutes",
        "cette sorte d'avis n'existe pas : registre notices topics les montre toutes",
    ),
    "quiet-hours-half-set": "les heures calmes ont un début et une fin, ou ni l'un ni l'autre",
}
"""By code."""
