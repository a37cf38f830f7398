"""The file of an anchor: one line, in one form, of which every byte is signed or is the signature."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from tests.spec.register.damage import flipped
from tests.spec.register.oracle import what_is_signed

from registre_core import IntegrityBreach, InvalidInput, verify_anchor
from registre_core.codec import AttestedAnchor, canonical_bytes, read_anchor, statement, write_anchor
from registre_core.kernel.attestations import Attestation
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Anchor, Head
from registre_core.testing.memory import PlainAttestor

ONE, OTHER = (WorkspaceId(UUID(f"019cad8f-ac00-7000-8000-00000000000{place}")) for place in (1, 2))
TAKEN_AT = datetime(2026, 3, 2, 8, 0, 0, 1, tzinfo=UTC)
ANCHOR = Anchor(TAKEN_AT, {OTHER: Head(7, bytes(range(32))), ONE: Head(0, bytes(32))})
KEY = PlainAttestor()


def signed(anchor: Anchor = ANCHOR, key: PlainAttestor = KEY) -> bytes:
    return write_anchor(AttestedAnchor(anchor, key.attest(statement(anchor))))


FILE = signed()


def test_an_anchor_is_written_byte_for_byte_so() -> None:
    """Format ``registre-anchor/1`` cannot be changed: anchors taken today are read in twenty years."""
    attestation = Attestation("plain", bytes([1, 2]), bytes([254, 255]))

    expected = (
        '{"attestation":{"algorithm":"plain","key":"0102","signature":"feff"},"format":"registre-anchor/1","heads":{'
        f'"{ONE}":{{"link":"{"00" * 32}","number":0}},'
        f'"{OTHER}":{{"link":"{bytes(range(32)).hex()}","number":7}}'
        '},"taken_at":"2026-03-02T08:00:00.000001+00:00"}\n'
    )
    assert expected == write_anchor(AttestedAnchor(ANCHOR, attestation)).decode()


def test_what_is_signed_begins_with_the_line_of_its_format() -> None:
    """So no signature of an anchor passes for one of anything else that the same key may sign."""
    assert statement(ANCHOR).startswith(b"registre-anchor/1\n{")


def test_a_stranger_finds_the_bytes_that_were_signed() -> None:
    assert statement(ANCHOR) == what_is_signed(FILE)


def test_an_anchor_comes_back_as_it_was_written() -> None:
    read = read_anchor(FILE)

    assert (ANCHOR, KEY.signer) == (read.anchor, read.attestation.signer)
    assert FILE == write_anchor(read)


def test_an_anchor_of_an_empty_house_is_one_too() -> None:
    nothing = Anchor(TAKEN_AT, {})

    assert nothing == verify_anchor(signed(nothing), KEY)


def test_an_anchor_is_given_to_who_trusts_the_key_that_signed_it() -> None:
    assert ANCHOR == verify_anchor(FILE, PlainAttestor("another"), PlainAttestor.named(KEY.signer))


@pytest.mark.parametrize("keys", [(), (PlainAttestor("another"),)], ids=["none", "another"])
def test_an_anchor_of_a_key_that_nobody_trusts_is_refused_and_names_it(keys: tuple[PlainAttestor, ...]) -> None:
    with pytest.raises(IntegrityBreach) as breach:
        verify_anchor(FILE, *keys)

    assert ("anchor-of-another-key", {"signer": KEY.signer}) == (breach.value.code, breach.value.facts)


def test_an_anchor_that_names_a_trusted_key_and_was_signed_by_another_is_forged() -> None:
    attestation = Attestation("plain", KEY.key, PlainAttestor("another").attest(statement(ANCHOR)).signature)

    with pytest.raises(IntegrityBreach) as breach:
        verify_anchor(write_anchor(AttestedAnchor(ANCHOR, attestation)), KEY)

    assert "anchor-forged" == breach.value.code


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80], ids=["neighbour", "case", "no ASCII"])
def test_no_byte_of_an_anchor_is_left_unguarded(mask: int) -> None:
    passed = []
    for place in range(len(FILE)):
        try:
            verify_anchor(flipped(FILE, place, mask), KEY)
        except (InvalidInput, IntegrityBreach):
            continue
        passed.append(place)

    assert [] == passed


Said = dict[str, Any]


def head(change: Said) -> Callable[[Said], Said]:
    return lambda said: said | {"heads": said["heads"] | {str(ONE): {"link": "00" * 32, "number": 0} | change}}


NO_ANCHORS: dict[str, Callable[[Said], object]] = {
    "another layout": lambda said: said | {"format": "registre-anchor/2"},
    "an export's": lambda said: said | {"format": "registre-export/1"},
    "no attestation": lambda said: {key: value for key, value in said.items() if key != "attestation"},
    "no heads": lambda said: {key: value for key, value in said.items() if key != "heads"},
    "one thing more": lambda said: said | {"comment": "vu"},
    "heads in a list": lambda said: said | {"heads": list(said["heads"].values())},
    "a head more than a head": head({"name": "Nantes"}),
    "a number that is a text": head({"number": "7"}),
    "a number that is a truth": head({"number": True}),
    "a number below nothing": head({"number": -1}),
    "a link in capitals": head({"link": "AB" * 32}),
    "a link that is none": head({"link": None}),
    "a workspace that is no identifier": lambda said: said | {"heads": {"Nantes": said["heads"][str(ONE)]}},
    "a workspace in capitals": lambda said: said | {"heads": {str(ONE).upper(): said["heads"][str(ONE)]}},
    "no day": lambda said: said | {"taken_at": "demain"},
    "a day without its hour": lambda said: said | {"taken_at": "2026-03-02"},
    "a time without its offset": lambda said: said | {"taken_at": "2026-03-02T08:00:00.000001"},
    "the time of France": lambda said: said | {"taken_at": "2026-03-02T09:00:00.000001+01:00"},
    "the letter of UTC": lambda said: said | {"taken_at": "2026-03-02T08:00:00.000001Z"},
    "a time that is a number": lambda said: said | {"taken_at": 5},
    "an attestation that is a text": lambda said: said | {"attestation": "signé"},
    "an attestation of one thing more": lambda said: said | {"attestation": said["attestation"] | {"by": "Anne"}},
    "no algorithm": lambda said: said | {"attestation": said["attestation"] | {"algorithm": None}},
    "an algorithm that is a path": lambda said: said | {"attestation": said["attestation"] | {"algorithm": "../x"}},
    "a key in capitals": lambda said: said | {"attestation": said["attestation"] | {"key": "AB"}},
    "a signature that is none": lambda said: said | {"attestation": said["attestation"] | {"signature": 5}},
    "a list": lambda said: [said],
    "nothing": lambda _: None,
}


@pytest.mark.parametrize("change", NO_ANCHORS.values(), ids=NO_ANCHORS)
def test_what_is_not_written_so_is_no_anchor(change: Callable[[Said], object]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_anchor(canonical_bytes(change(json.loads(FILE))) + b"\n")

    assert "not-an-anchor" == refusal.value.code


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", FILE[:-1], FILE + b"\n", FILE * 2, b" " + FILE, FILE.replace(b'":', b'": '), b"\xff", b"[" * 100_000],
    ids=["nothing", "blank", "no end", "a line more", "twice", "indented", "spaces", "no text", "nested"],
)
def test_an_anchor_is_one_line_in_one_form(content: bytes) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_anchor(content)

    assert "not-an-anchor" == refusal.value.code
