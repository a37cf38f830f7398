"""Whatever is done to the proof of a signature is found, and what is no proof is one clear error."""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import pytest
from attrs import evolve
from tests.usecases.bundles import KEY, OTHER, anchor_of, bundle, two_signed
from tests.usecases.town import Town

from registre_core import InvalidInput, verify_signature
from registre_core.codec import (
    AttestedBundle,
    bundle_statement,
    canonical_bytes,
    read_bundle,
    signable_digest,
    write_bundle,
)
from registre_core.kernel.identifiers import SignatureId
from registre_core.register import next_link
from registre_core.services.signatures import Flaw, ProofFinding
from registre_core.testing.memory import PlainAttestor


@pytest.fixture
def signed(town: Town) -> tuple[Town, SignatureId]:
    return two_signed(town)


def rehashed(said: dict[str, Any]) -> bytes:
    """Write a proof again as whoever forges one would: every hash computed anew, and the key that he does not have."""
    entry = said["entry"]
    digest = signable_digest(said["content"].encode())
    body = json.loads(entry["content"].split("\n", 9)[9])
    body["fact"]["signature"]["digest"] = body["fact"]["signature"]["evidence"]["digest"] = digest
    for part in entry["personal"]:
        salted = b"registre-personal/1\n" + bytes.fromhex(part["salt"]) + part["content"].encode()
        body["personal"][part["person"]] = sha256(salted).hexdigest()
    heading = entry["content"].split("\n", 9)[:9]
    entry["content"] = "\n".join([*heading, canonical_bytes(body).decode()])
    link = next_link(bytes.fromhex(entry["previous"]), sha256(entry["content"].encode()).digest())
    entry["link"] = link.hex()
    for step in said["path"]:
        link = next_link(link, bytes.fromhex(step))
    said["head"]["link"] = link.hex()
    return canonical_bytes(said) + b"\n"


def another_day(said: dict[str, Any]) -> None:
    said["content"] = said["content"].replace("2026-03-02", "2026-03-09")


def another_name(said: dict[str, Any]) -> None:
    for part in said["entry"]["personal"]:
        part["content"] = part["content"].replace("Claire Directrice", "Hélène Directrice")


@pytest.mark.parametrize("edit", [another_day, another_name])
def test_a_proof_that_was_edited_with_every_hash_computed_anew_is_refused(
    signed: tuple[Town, SignatureId], edit: Callable[[dict[str, Any]], None]
) -> None:
    said = json.loads(bundle(signed))
    edit(said)
    forged = rehashed(said)

    proof = verify_signature(forged, KEY)

    assert (ProofFinding.ALTERED, (Flaw.ATTESTATION,), None) == (proof.finding, proof.flaws, proof.statement)
    assert ProofFinding.SELF_CONSISTENT is verify_signature(forged).finding, "only the key tells"


def test_a_proof_that_the_forger_signs_himself_bears_a_foreign_key(signed: tuple[Town, SignatureId]) -> None:
    said = json.loads(bundle(signed))
    another_day(said)
    forged = json.loads(rehashed(said))
    del forged["attestation"]
    word = OTHER.attest(b"registre-signature/1\n" + canonical_bytes(forged))
    forged["attestation"] = {"algorithm": "plain", "key": word.key.hex(), "signature": word.signature.hex()}
    content = canonical_bytes(forged) + b"\n"

    assert ProofFinding.FOREIGN_KEY is verify_signature(content, KEY).finding
    forged["attestation"]["key"] = KEY.key.hex()
    assert ProofFinding.ALTERED is verify_signature(canonical_bytes(forged) + b"\n", KEY).finding


@pytest.mark.parametrize(
    "content", ["{}", '{"content":1,"kind":"intervention","stage":"completion"}', '{"content":[],"kind":"","stage":""}']
)
def test_a_content_that_tells_of_nothing_is_altered_and_no_accident(
    signed: tuple[Town, SignatureId], content: str
) -> None:
    said = json.loads(bundle(signed)) | {"content": f"registre-signable/1\n{content}"}

    assert ProofFinding.ALTERED is verify_signature(canonical_bytes(said) + b"\n").finding


def finding_of(content: bytes, *keys: PlainAttestor) -> ProofFinding | None:
    """Give what is found; nothing, of what is no proof at all."""
    try:
        return verify_signature(content, *keys).finding
    except InvalidInput as refusal:
        if refusal.code != "not-a-signature-bundle":
            raise
        return None


def test_every_byte_counts(signed: tuple[Town, SignatureId]) -> None:
    whole = bundle(signed)

    for place, byte in enumerate(whole):
        for other in (byte ^ 1, byte ^ 0x20):
            tampered = whole[:place] + bytes([other]) + whole[place + 1 :]
            assert finding_of(tampered, KEY) in {None, ProofFinding.ALTERED, ProofFinding.FOREIGN_KEY}, place


def leaves(said: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    members = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    yield path
    for key, member in members:
        yield from leaves(member, (*path, key))


def changed(said: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    if not path:
        return change(said)
    first, *rest = path
    copy = dict(said) if isinstance(said, dict) else list(said)
    copy[first] = changed(copy[first], tuple(rest), change)
    return copy


def other_value(value: Any) -> Any:  # noqa: ANN401
    match value:
        case str():
            return value + "0"
        case int():
            return value + 1
        case list():
            return [*value, value[0] if value else "00"]
        case dict():
            return {**value, "more": 1}
    return "anchor"


@pytest.mark.parametrize("keys", [(), (KEY,)])
def test_every_leaf_and_every_structure_counts_even_without_a_key(
    signed: tuple[Town, SignatureId], keys: tuple[PlainAttestor, ...]
) -> None:
    town, _ = signed
    said = json.loads(bundle(signed, anchor=anchor_of(town)))
    unproven = {("attestation", "key"), ("attestation", "signature"), ("attestation", "algorithm"), ("anchor",)}

    for path in leaves(said):
        for change in (other_value, lambda _: None):
            tampered = canonical_bytes(changed(said, path, change)) + b"\n"
            found = finding_of(tampered, *keys)
            if path not in unproven:
                assert found in {None, ProofFinding.ALTERED}, path
            elif keys:
                assert found in {None, ProofFinding.ALTERED, ProofFinding.FOREIGN_KEY}, path


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}\n",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format":"registre-signature/1","format":"registre-signature/1"}\n',
        b'{"path":[NaN]}\n',
        b'{"path":[' + b"9" * 5_000 + b"]}\n",
        b"registre-signature/1\n{}",
    ],
    ids=["empty", "nothing", "no text", "deep", "deep objects", "twice", "NaN", "huge number", "statement"],
)
def test_what_is_no_proof_is_one_clear_error(content: bytes) -> None:
    with pytest.raises(InvalidInput) as refusal:
        verify_signature(content, KEY)

    assert "not-a-signature-bundle" == refusal.value.code


def test_a_file_that_is_far_too_large_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre_core.codec.signature_bundles.LARGEST_BUNDLE", 10)

    with pytest.raises(InvalidInput) as refusal:
        read_bundle(b'{"format":1}\n')

    assert "not-a-signature-bundle" == refusal.value.code


@pytest.mark.parametrize(
    "content", ["registre-signable/1\n{}", 'registre-signable/1\n{"content":[],"kind":1,"stage":{}}', ""]
)
def test_a_proof_made_up_with_anything_in_it_is_told_and_never_an_accident(
    signed: tuple[Town, SignatureId], content: str
) -> None:
    said = json.loads(bundle(signed))
    said["content"] = content

    assert ProofFinding.ALTERED is verify_signature(rehashed(said)).finding


@pytest.mark.parametrize(
    "path, value",
    [
        (("reservations",), {"x": 1}),
        (("evidence", "shown_at"), "2026-03-02T08:00:00"),
        (("evidence", "channel"), 7),
        (("evidence", "session"), {"name": []}),
        (("evidence", "trace"), None),
        (("signer",), "Claire"),
        (("evidence",), None),
    ],
)
def test_an_entry_made_up_with_anything_in_it_is_told_as_well(
    signed: tuple[Town, SignatureId], path: tuple[str, ...], value: object
) -> None:
    said = json.loads(bundle(signed))
    *heading, body = said["entry"]["content"].split("\n", 9)
    odd = changed(json.loads(body), ("fact", "signature", *path), lambda _: value)
    said["entry"]["content"] = "\n".join([*heading, canonical_bytes(odd).decode()])

    assert Flaw.ENTRY in verify_signature(canonical_bytes(said) + b"\n").flaws


def test_an_entry_of_another_kind_proves_no_signature(signed: tuple[Town, SignatureId]) -> None:
    town, _ = signed
    read = read_bundle(bundle(signed))
    shown = next(entry for entry in town.entries() if entry.heading.kind == "signature-shown")
    stranger = evolve(read.bundle, entry=shown.content, link=shown.link, personal=shown.personal)

    proof = verify_signature(write_bundle(AttestedBundle(stranger, KEY.attest(bundle_statement(stranger)))), KEY)

    assert ProofFinding.ALTERED is proof.finding
    assert Flaw.ENTRY in proof.flaws
