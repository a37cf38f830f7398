"""What this adapter offers to a host. Importing it reads no key."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import Sealer


def _open(address: str) -> Sealer:
    from registre_sealing_pyhanko.sealer import PyHankoSealer  # loaded only when chosen

    return PyHankoSealer.at(address)


def _make(address: str) -> str:
    from registre_sealing_pyhanko.keys import make_key

    return make_key(address)


@hookimpl
def registre_sealers() -> list[Offer[Sealer]]:
    """Offer keys in PKCS#12 files."""
    return [Offer("pkcs12", _open, "un cachet : pkcs12:/etc/registre/cachet.p12", make_key=_make)]
