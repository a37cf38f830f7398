"""A proof of one signature holds without the database: what it says, how it is attested, and what it needs."""

import json

import pytest
from tests.usecases.bundles import KEY, OTHER, anchor_of, bundle, two_signed
from tests.usecases.signing import SIGNS, asked, drawn, of_contact, of_user, sign
from tests.usecases.town import Town

from registre_core import ConfigurationError, Forbidden, IntegrityBreach, InvalidInput, RuleViolation, verify_signature
from registre_core.codec import canonical_bytes
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import SignatureId
from registre_core.services.signatures import ProofFinding


@pytest.fixture
def signed(town: Town) -> tuple[Town, SignatureId]:
    return two_signed(town)


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
