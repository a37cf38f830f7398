"""Ed25519 keys keep the contract of their port."""

from pathlib import Path

import pytest

from registre_attestation_ed25519.attestor import Ed25519Attestor, make_key
from registre_core.testing.contracts.attestor import AttestorContract, OpenKey, OpenName


class TestEd25519Attestor(AttestorContract):
    @pytest.fixture
    def open_key(self, tmp_path: Path) -> OpenKey:
        def open_key(number: int) -> Ed25519Attestor:
            address = f"ed25519:{tmp_path / str(number)}.key"
            if not Path(address.partition(":")[2]).exists():
                make_key(address)
            return Ed25519Attestor.at(address)

        return open_key

    @pytest.fixture
    def open_name(self) -> OpenName:
        return Ed25519Attestor.at
