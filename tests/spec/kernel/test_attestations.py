"""An attestation names the key that made it, as people write it down and compare it."""

import pytest

from registre_core import InvalidInput
from registre_core.kernel.attestations import Attestation


def test_a_key_is_named_by_its_algorithm_and_its_public_half() -> None:
    assert "ed25519:00ff" == Attestation("ed25519", b"\x00\xff", b"signature").signer


@pytest.mark.parametrize("algorithm", ["", "Ed25519", "ed25519:", "ed 25519", "../ed25519", "25519"])
def test_an_algorithm_is_a_plain_word(algorithm: str) -> None:
    """It is also the name of the adapter that is asked to verify."""
    with pytest.raises(InvalidInput) as refusal:
        Attestation(algorithm, b"key", b"signature")

    assert "malformed-text" == refusal.value.code


def test_a_signature_is_not_shown_where_an_attestation_is() -> None:
    assert "secret" not in repr(Attestation("ed25519", b"key", b"secret"))
