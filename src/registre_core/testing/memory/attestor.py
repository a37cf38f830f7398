"""A key that signs, as far as tests need one."""

from __future__ import annotations

from hashlib import sha256

from registre_core.kernel.attestations import Attestation
from registre_core.kernel.errors import ConfigurationError


class PlainAttestor:
    """A key whose signatures anybody can make who knows its public half: the same in every run, and worth nothing.

    Example:
        >>> attestor = PlainAttestor("the town's")
        >>> attestation = attestor.attest(b"registre-anchor/1 and so on")
        >>> PlainAttestor.named(attestation.signer).verify(b"registre-anchor/1 and so on", attestation)
        True
    """

    algorithm = "plain"
    """What its attestations say."""

    def __init__(self, label: str = "a key") -> None:
        self.key = sha256(f"plain key {label}".encode()).digest()
        """The public half."""
        self.is_private = True
        """Whether it signs too."""

    @classmethod
    def named(cls, signer: str) -> PlainAttestor:
        """Open the public half alone, by its name."""
        attestor = cls()
        attestor.key, attestor.is_private = bytes.fromhex(signer.partition(":")[2]), False
        return attestor

    @property
    def signer(self) -> str:
        return f"{self.algorithm}:{self.key.hex()}"

    def attest(self, content: bytes) -> Attestation:
        if not self.is_private:
            raise ConfigurationError("private-key-needed", "the public half of a key signs nothing: name the whole key")
        return Attestation(self.algorithm, self.key, self.signature(content))

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        return attestation == Attestation(self.algorithm, self.key, self.signature(content))

    def signature(self, content: bytes) -> bytes:
        """Compute what stands for a signature."""
        return sha256(self.key + content).digest()
