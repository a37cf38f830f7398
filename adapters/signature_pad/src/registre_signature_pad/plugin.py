"""What this adapter offers to a host."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import SignatureCapture


def _open(address: str) -> SignatureCapture:
    from registre_signature_pad.pad import Pad  # loaded only when chosen

    return Pad.at(address)


@hookimpl
def registre_signature_captures() -> list[Offer[SignatureCapture]]:
    """Offer the box in a web page."""
    return [Offer("pad", _open, "un tracé fait à la main dans un cadre de la page : pad, ou pad:600x200")]
