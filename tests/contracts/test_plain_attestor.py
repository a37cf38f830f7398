"""The key that anybody can forge keeps the contract all the same."""

import pytest

from registre_core.testing.contracts.attestor import AttestorContract, OpenKey, OpenName
from registre_core.testing.memory import PlainAttestor


class TestPlainAttestor(AttestorContract):
    @pytest.fixture
    def open_key(self) -> OpenKey:
        return lambda number: PlainAttestor(f"key {number}")

    @pytest.fixture
    def open_name(self) -> OpenName:
        return PlainAttestor.named

    def test_every_run_gives_the_same(self) -> None:
        assert PlainAttestor().attest(b"content") == PlainAttestor().attest(b"content")
