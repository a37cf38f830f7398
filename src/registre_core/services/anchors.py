"""Making an anchor that can be trusted later, and finding out whether one can."""

from __future__ import annotations

from registre_core.codec import AttestedAnchor, read_anchor, statement
from registre_core.kernel.errors import ConfigurationError, IntegrityBreach
from registre_core.ports import Attestor
from registre_core.register import Anchor


def chosen(attestor: Attestor | None) -> Attestor:
    """Give the key that the host chose.

    Raises:
        ConfigurationError: ``no-attestor``.
    """
    if attestor is None:
        said = "no key to sign with was chosen: name one, such as attestor='ed25519:/etc/registre/anchor.key'"
        raise ConfigurationError("no-attestor", said)
    return attestor


def attested(anchor: Anchor, attestor: Attestor) -> AttestedAnchor:
    """Put a signature under an anchor."""
    return AttestedAnchor(anchor, attestor.attest(statement(anchor)))


def verify_anchor(content: bytes, *keys: Attestor) -> Anchor:
    """Check who signed an anchor, and give it: what `verify` may rely on.

    Args:
        content: the file of the anchor.
        keys: those that are trusted; one of them must have signed it. Their public halves will do.

    Raises:
        InvalidInput: ``not-an-anchor``.
        IntegrityBreach: ``anchor-of-another-key``, signed by none of them; ``anchor-forged``, when it is not what that
            key signed.
    """
    read = read_anchor(content)
    signer = read.attestation.signer
    key = next((key for key in keys if key.signer == signer), None)
    if key is None:
        said = f"the anchor is signed by {signer}, which is none of the keys that are trusted"
        raise IntegrityBreach("anchor-of-another-key", said, {"signer": signer})
    if not key.verify(statement(read.anchor), read.attestation):
        said = f"the anchor is not what {signer} signed: it was altered"
        raise IntegrityBreach("anchor-forged", said, {"signer": signer})
    return read.anchor
