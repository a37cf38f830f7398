"""The contract of `Attestor`.

Example:
    An attestor is proven by a class that says how to open a key of its own, and the public half of any::

        class TestMyAttestor(AttestorContract):
            @pytest.fixture
            def open_key(self, tmp_path):
                return lambda number: MyAttestor(tmp_path / f"{number}.key")

            @pytest.fixture
            def open_name(self):
                return MyAttestor.named
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from attrs import evolve

from registre_core.kernel.attestations import Attestation
from registre_core.kernel.errors import ConfigurationError
from registre_core.ports.attestor import Attestor
from registre_core.testing.contracts.elsewhere import at_once
from registre_core.testing.obligations import obligation

OpenKey = Callable[[int], Attestor]
"""Opens a key with both halves: for the same number the same key, for another another."""
OpenName = Callable[[str], Attestor]
"""Opens the public half that bears this name."""

ANCHOR = b"registre-anchor/1\n" + "Établissement n° 1\n".encode()
CONTENTS = {
    "nothing": b"",
    "a byte": b"\x00",
    "text": ANCHOR,
    "every byte": bytes(range(256)) * 17,
    "a mebibyte": bytes(2**20),
}
THREADS = 6


def altered(data: bytes) -> Iterator[bytes]:
    """Change bytes in every way that is told from none: one flipped, in about a hundred places; one more or less."""
    for place in sorted({*range(0, len(data), max(1, len(data) // 100)), *range(len(data))[-3:]}):
        for mask in (0x01, 0x80):
            yield data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]
    yield from (data + b"\x00", data + b"\n", b"\x00" + data)
    if data:
        yield from (data[:-1], data[1:])


class AttestorContract:
    """ATT-1 to ATT-7. Override `open_key` and `open_name`."""

    @pytest.fixture
    def open_key(self) -> OpenKey:
        """Say how to open a key with both halves."""
        raise NotImplementedError("override the fixture `open_key`")

    @pytest.fixture
    def open_name(self) -> OpenName:
        """Say how to open a public half by its name."""
        raise NotImplementedError("override the fixture `open_name`")

    @pytest.fixture
    def attestor(self, open_key: OpenKey) -> Attestor:
        """A key with both halves."""
        return open_key(1)

    @obligation("ATT-1")
    @pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
    def test_what_was_attested_is_verified(self, attestor: Attestor, open_key: OpenKey, content: bytes) -> None:
        attestation = attestor.attest(content)
        assert attestor.verify(content, attestation)
        assert open_key(1).verify(content, attestation), "opened anew, it no longer knows its own signature"

    @obligation("ATT-1")
    @pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
    def test_who_knows_the_public_half_alone_verifies(
        self, attestor: Attestor, open_name: OpenName, content: bytes
    ) -> None:
        attestation = attestor.attest(content)
        assert open_name(attestation.signer).verify(content, attestation)

    @obligation("ATT-2")
    @pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
    def test_altered_bytes_are_not_verified(self, attestor: Attestor, content: bytes) -> None:
        attestation = attestor.attest(content)
        assert not any(attestor.verify(other, attestation) for other in altered(content))

    @obligation("ATT-2")
    @pytest.mark.parametrize(
        "other", [b"registre-bundle/1\n", b"registre-anchor/1\r\n", ANCHOR.upper(), ANCHOR.rstrip(), b""]
    )
    def test_what_reads_alike_is_not_verified(self, attestor: Attestor, other: bytes) -> None:
        assert not attestor.verify(other, attestor.attest(ANCHOR))

    @obligation("ATT-2")
    def test_letters_put_together_otherwise_are_other_bytes(self, attestor: Attestor) -> None:
        composed, parted = "é".encode(), "e\u0301".encode()
        assert not attestor.verify(parted, attestor.attest(composed))

    @obligation("ATT-3")
    def test_an_altered_signature_is_not_verified(self, attestor: Attestor) -> None:
        attestation = attestor.attest(ANCHOR)
        others = (evolve(attestation, signature=other) for other in altered(attestation.signature))
        assert not any(attestor.verify(ANCHOR, other) for other in others)

    @obligation("ATT-3")
    @pytest.mark.parametrize("length", [0, 1, 31, 32, 63, 64, 65, 1_000])
    def test_a_signature_of_any_length_is_an_answer(self, attestor: Attestor, length: int) -> None:
        attestation = attestor.attest(ANCHOR)
        for byte in (b"\x00", b"\xff"):
            assert attestor.verify(ANCHOR, evolve(attestation, signature=byte * length)) is False

    @obligation("ATT-4")
    def test_another_key_is_not_verified(self, attestor: Attestor, open_key: OpenKey, open_name: OpenName) -> None:
        attestation = open_key(2).attest(ANCHOR)
        assert not attestor.verify(ANCHOR, attestation)
        assert not open_name(attestor.signer).verify(ANCHOR, attestation)

    @obligation("ATT-4")
    def test_a_signature_does_not_pass_under_another_name(self, attestor: Attestor, open_key: OpenKey) -> None:
        mine, other = attestor.attest(ANCHOR), open_key(2).attest(ANCHOR)
        assert not attestor.verify(ANCHOR, evolve(mine, key=other.key))
        assert not attestor.verify(ANCHOR, evolve(other, key=mine.key))
        assert not any(attestor.verify(ANCHOR, evolve(mine, key=key)) for key in altered(mine.key))

    @obligation("ATT-4")
    @pytest.mark.parametrize("algorithm", ["none", "rsa", "ed448"])
    def test_an_attestation_of_another_algorithm_is_not_verified(self, attestor: Attestor, algorithm: str) -> None:
        assert not attestor.verify(ANCHOR, evolve(attestor.attest(ANCHOR), algorithm=algorithm))

    @obligation("ATT-5")
    def test_a_key_is_named_by_its_algorithm_and_its_public_half(self, attestor: Attestor, open_name: OpenName) -> None:
        assert re.fullmatch(r"[a-z][a-z0-9-]*:([0-9a-f]{2})+", attestor.signer)
        assert attestor.attest(ANCHOR).signer == attestor.attest(b"").signer == attestor.signer
        assert open_name(attestor.signer).signer == attestor.signer

    @obligation("ATT-5")
    def test_a_key_keeps_its_name_and_shares_it_with_no_other(self, attestor: Attestor, open_key: OpenKey) -> None:
        assert open_key(1).signer == attestor.signer
        assert open_key(2).signer != attestor.signer

    @obligation("ATT-6")
    def test_the_public_half_signs_nothing(self, attestor: Attestor, open_name: OpenName) -> None:
        with pytest.raises(ConfigurationError) as refusal:
            open_name(attestor.signer).attest(ANCHOR)
        assert refusal.value.code == "private-key-needed"

    @obligation("ATT-7")
    def test_threads_each_get_the_attestation_of_their_own_bytes(self, attestor: Attestor) -> None:
        def attest(number: int) -> list[tuple[bytes, Attestation]]:
            contents = [f"{number} {turn}".encode() for turn in range(50)]
            return [(content, attestor.attest(content)) for content in contents]

        made = [pair for future in at_once(THREADS, attest) for pair in future.result()]
        assert all(attestor.verify(content, attestation) for content, attestation in made)
