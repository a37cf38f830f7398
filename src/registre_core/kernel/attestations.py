"""A signature over bytes, as it is kept beside them."""

from __future__ import annotations

from attrs import field, frozen

from registre_core.kernel.validation import Checked, matching, must


@frozen
class Attestation(Checked):
    """What says that the holder of a key vouched for certain bytes. Who that is, only who trusts the key can say."""

    algorithm: str = field(metadata=must(matching(r"[a-z][a-z0-9-]*", "ed25519")))
    """How it was signed; also the name of the adapter that verifies it."""
    key: bytes
    """The public half of the key: it verifies, and cannot sign."""
    signature: bytes = field(repr=False)
    """Over the bytes, all of them."""

    @property
    def signer(self) -> str:
        """Name the key, as one writes it down and compares it: ``ed25519:3b6a27bc…``."""
        return f"{self.algorithm}:{self.key.hex()}"
