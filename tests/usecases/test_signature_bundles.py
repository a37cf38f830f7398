"""A proof of one signature holds without the database, and everything done to it is found."""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from attrs import evolve
from tests.usecases.signing import SIGNS, asked, drawn, of_contact, of_user, sign
from tests.usecases.town import Town

from registre_core import ConfigurationError, Forbidden, IntegrityBreach, InvalidInput, RuleViolation, verify_signature
from registre_core.codec import (
    AttestedBundle,
    bundle_statement,
    canonical_bytes,
    read_bundle,
    signable_digest,
    write_bundle,
)
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import SignatureId
from registre_core.register import next_link
from registre_core.services.signatures import Flaw, ProofFinding
from registre_core.signatures import Drawing, Point, Stroke
from registre_core.testing.memory import PlainAttestor

KEY = PlainAttestor("of the town")
OTHER = PlainAttestor("somebody else's")


@pytest.fixture
def signed(town: Town) -> tuple[Town, SignatureId]:
    """Let the operator sign, and something happen behind it."""
    town = town.with_ports(attestor=KEY)
    boss = town.holder(*SIGNS, name="Claire Directrice")
    first, second = asked(town, of_user(boss, capacity="Directrice"), of_contact(town))
    strokes = (Stroke(tuple(Point(20.0 + 30 * n, 60.0 + 9 * (n % 2), 1_000 + 90 * n, 0.5) for n in range(4))),)
    sign(town, boss, first.id, reservations="Sous réserve", drawing=Drawing(200, 100, strokes))
    sign(town, town.mayor, second.id, drawing=drawn(1))
    return town, first.id


def bundle(signed: tuple[Town, SignatureId], **more: Any) -> bytes:  # noqa: ANN401
    town, one = signed
    return town.registre.signatures.bundle(town.holder("interventions.consult"), one, **more)


def anchor_of(town: Town) -> bytes:
    into = BytesIO()
    town.registre.register.anchor(town.operator, into)
    return into.getvalue()


def test_a_proof_is_attested_by_the_key_and_says_who_signed_what_when_and_how(
    signed: tuple[Town, SignatureId],
) -> None:
    town, one = signed
    proof = verify_signature(bundle(signed), OTHER, KEY)

    said = proof.statement
    assert said is not None
    assert (ProofFinding.ATTESTED, True, KEY.signer) == (proof.finding, proof.is_attested, proof.key)
    assert (one, town.workspace, town.open.id) == (said.signature, said.workspace, said.subject.id)
    assert ("Claire Directrice", "Directrice", "operator", "Sous réserve") == (
        said.name,
        said.capacity,
        said.role,
        said.reservations,
    )
    assert (town.clock.now(), town.clock.now(), "pad", None) == (
        said.shown_at,
        said.signed_at,
        said.channel,
        said.session,
    )
    assert said.drawing is not None
    assert [20.0, 50.0, 80.0, 110.0] == [point.x for point in said.drawing.points]
    assert str(town.open.id) == said.content["content"]["id"]


def test_without_a_key_a_proof_agrees_with_itself_and_no_more(signed: tuple[Town, SignatureId]) -> None:
    assert ProofFinding.SELF_CONSISTENT is verify_signature(bundle(signed)).finding


def test_a_proof_that_another_key_signed_is_told_so(signed: tuple[Town, SignatureId]) -> None:
    proof = verify_signature(bundle(signed), OTHER)

    assert (ProofFinding.FOREIGN_KEY, KEY.signer) == (proof.finding, proof.key)


def test_a_proof_leads_to_an_anchor_that_is_checked_as_well(signed: tuple[Town, SignatureId]) -> None:
    town, _ = signed
    anchor = anchor_of(town)
    town.registre.workspace.add_contact(town.mayor, name="Plus tard")
    proof = verify_signature(bundle(signed, anchor=anchor), KEY)

    assert (ProofFinding.ATTESTED, True) == (proof.finding, proof.is_anchor_attested)
    assert proof.anchor is not None
    assert town.clock.now() == proof.anchor.anchor.taken_at


def test_an_anchor_of_a_key_that_is_not_trusted_is_told_so(signed: tuple[Town, SignatureId]) -> None:
    town, _ = signed
    anchor = anchor_of(town.with_ports(attestor=OTHER))

    proof = verify_signature(bundle(signed, anchor=anchor), KEY)

    assert (ProofFinding.ATTESTED, False) == (proof.finding, proof.is_anchor_attested)


def test_an_anchor_older_than_the_signature_proves_nothing(town: Town) -> None:
    town = town.with_ports(attestor=KEY)
    anchor = anchor_of(town)
    (one,) = asked(town, of_contact(town))
    sign(town, town.mayor, one.id)

    with pytest.raises(InvalidInput) as refusal:
        bundle((town, one.id), anchor=anchor)

    assert "anchor-too-old" == refusal.value.code


def test_an_anchor_of_another_register_is_refused(signed: tuple[Town, SignatureId]) -> None:
    town, _ = signed
    anchor = json.loads(anchor_of(town))
    (workspace,) = anchor["heads"]
    forged = (
        canonical_bytes({**anchor, "heads": {workspace: {"link": "ab" * 32, "number": len(town.entries())}}}) + b"\n"
    )
    others = canonical_bytes({**anchor, "heads": {}}) + b"\n"

    with pytest.raises(IntegrityBreach) as breach:
        bundle(signed, anchor=forged)
    with pytest.raises(InvalidInput) as refusal:
        bundle(signed, anchor=others)

    assert ("anchor-disagrees", "anchor-of-others") == (breach.value.code, refusal.value.code)


def test_only_what_was_signed_is_proven(town: Town) -> None:
    (one,) = asked(town, of_contact(town))

    with pytest.raises(RuleViolation) as refusal:
        bundle((town, one.id))

    assert "signature-not-given" == refusal.value.code


def test_a_proof_needs_a_key_and_the_right_to_see_the_thing(signed: tuple[Town, SignatureId]) -> None:
    town, one = signed

    with pytest.raises(Forbidden):
        town.registre.signatures.bundle(town.somebody(), one)
    with pytest.raises(ConfigurationError) as refusal:
        bundle((town.with_ports(attestor=None), one))

    assert "no-attestor" == refusal.value.code


def test_a_signature_whose_entry_is_gone_is_a_case_for_a_human(signed: tuple[Town, SignatureId]) -> None:
    town, one = signed
    rows = town.kept()[town.workspace]
    for key in [key for key, entry in rows.entries.items() if entry.heading.subject_id == one]:
        del rows.entries[key]

    with pytest.raises(IntegrityBreach) as breach:
        bundle(signed)

    assert "signature-without-entry" == breach.value.code


# ---- tampering -------------------------------------------------------------------------------------------------------


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


# ---- erasing ---------------------------------------------------------------------------------------------------------


def test_a_proof_given_away_before_its_signer_was_erased_still_holds_and_names_him(
    signed: tuple[Town, SignatureId],
) -> None:
    town, one = signed
    before = bundle(signed)
    with town.storage.inner.read(town.workspace) as tx:
        signer = tx.signatures.get(one).signer
    town.registre.rights.erase_user(town.mayor, signer.id)  # type: ignore[arg-type]

    kept, made_since = verify_signature(before, KEY), verify_signature(bundle(signed), KEY)

    assert kept.statement is not None
    assert made_since.statement is not None
    assert (ProofFinding.ATTESTED, "Claire Directrice") == (kept.finding, kept.statement.name)
    assert (ProofFinding.ATTESTED, ERASED_NAME, None) == (
        made_since.finding,
        made_since.statement.name,
        made_since.statement.drawing,
    )
    assert kept.statement.drawing_digest == made_since.statement.drawing_digest


def test_an_entry_of_another_kind_proves_no_signature(signed: tuple[Town, SignatureId]) -> None:
    town, _ = signed
    read = read_bundle(bundle(signed))
    shown = next(entry for entry in town.entries() if entry.heading.kind == "signature-shown")
    stranger = evolve(read.bundle, entry=shown.content, link=shown.link, personal=shown.personal)

    proof = verify_signature(write_bundle(AttestedBundle(stranger, KEY.attest(bundle_statement(stranger)))), KEY)

    assert ProofFinding.ALTERED is proof.finding
    assert Flaw.ENTRY in proof.flaws


def test_the_proof_of_a_signature_by_ticket_says_so_and_names_whoever_issued_it(town: Town) -> None:
    """Whoever held the telephone signed as Claire, who has an account: what that is worth depends on both."""
    town = town.with_ports(attestor=KEY)
    boss, clerk = town.holder(*SIGNS, name="Claire Directrice"), town.holder(*SIGNS, name="Paul Guichet")
    (one,) = asked(town, of_user(boss))
    signing, secret = town.registre.signatures, town.registre.signatures.invite(clerk, one.id).secret
    seen = signing.open_ticket(town.operator, secret)
    signing.sign_with_ticket(town.operator, secret, digest=seen.digest, drawing=drawn(), consent=seen.consent.version)

    said = verify_signature(signing.bundle(town.mayor, one.id), KEY).statement
    assert said is not None
    assert ("Claire Directrice", "ticket", "Paul Guichet") == (said.name, said.channel, said.session)
