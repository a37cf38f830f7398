"""The door to signing keys."""

from __future__ import annotations

from typing import Protocol

from registre_core.kernel.attestations import Attestation


class Attestor(Protocol):
    """A key that signs bytes, or only the public half of one, which verifies them. Safe to use from several threads.

    What is signed begins with the line of its format, such as ``registre-anchor/1``: the caller sees to that, so that
    an attestation of one thing never passes for that of another.

    Obligations:
        ATT-1: What was attested is verified, at any later time, also by who has nothing but the public half.
        ATT-2: Bytes that differ in anything from those attested are not verified: each counts, the first and the last.
        ATT-3: An attestation whose signature differs in anything is not verified. Of any length it is an answer, never
            an error.
        ATT-4: An attestation that names another key or another algorithm is not verified, even if that key made it.
        ATT-5: `signer` names the algorithm and the public half, as the attestations do; no two keys share a name, and a
            key keeps its own.
        ATT-6: Opened by the name in `signer` it verifies only: `attest` is `ConfigurationError` ``private-key-needed``.
        ATT-7: Threads that attest at once each get the attestation of their own bytes.
    """

    @property
    def signer(self) -> str:
        """Name the key: algorithm, colon, public half in lower-case hexadecimal."""
        ...

    def attest(self, content: bytes) -> Attestation:
        """Sign these bytes.

        Raises:
            ConfigurationError: ``private-key-needed``.
        """
        ...

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        """Tell whether this key signed these bytes."""
        ...
