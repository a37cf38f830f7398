"""What this adapter offers to a host. Importing it reads no template."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import Wording


def _open(address: str) -> Wording:
    from registre_wording_french.wording import FrenchWording  # loaded only when chosen

    return FrenchWording.at(address)


@hookimpl
def registre_wordings() -> list[Offer[Wording]]:
    """Offer French words."""
    return [Offer("french", _open, "les avis en français ; vos propres modèles : french:/etc/registre/modeles")]
