"""What this adapter offers to a host. Importing it reads no key."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import Attestor


def _open(address: str) -> Attestor:
    from registre_attestation_ed25519.attestor import Ed25519Attestor  # loaded only when chosen

    return Ed25519Attestor.at(address)


def _make(address: str) -> str:
    from registre_attestation_ed25519.attestor import make_key

    return make_key(address)


@hookimpl
def registre_attestors() -> list[Offer[Attestor]]:
    """Offer Ed25519 keys."""
    return [Offer("ed25519", _open, "une clé Ed25519 : ed25519:/etc/registre/ancre.key", make_key=_make)]
