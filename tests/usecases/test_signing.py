"""Somebody is shown what he is to sign, and signs it: evidence, and what becomes of the thing."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from attrs import evolve
from tests.usecases.debts import debt_free
from tests.usecases.signing import (
    CONTACT,
    OPERATOR,
    SIGNS,
    asked,
    drawn,
    intervention,
    kinds_since,
    of_contact,
    of_user,
    refusal_of,
    sign,
    sign_unseen,
)
from tests.usecases.town import TODAY, Town

from registre_core import ConfigurationError, Conflict, InvalidInput
from registre_core.app import assemble
from registre_core.codec import signable_digest
from registre_core.kernel.signatories import SignatoryRule
from registre_core.services.signatures import Origin
from registre_core.signatures import Level, SignatureState, SigningPolicy, TimeLevel
from registre_core.signatures.requests import LONGEST_TEXT
from registre_core.signatures.tables import CONSENT
from registre_core.testing.memory import PlainCapture


def test_the_last_signature_closes_the_intervention_and_evidence_names_its_entry(town: Town) -> None:
    boss = town.holder(*SIGNS, name="Claire Directrice")
    first, second = asked(town, of_user(boss), of_contact(town))
    before = town.entries()

    evidence = sign(town, boss, first.id).evidence
    assert not intervention(town).is_closed
    sign(town, town.mayor, second.id, drawing=drawn(1))

    assert (TODAY, town.clock.now()) == (intervention(town).done_on, intervention(town).closed_at)
    assert ["signature-shown", "signature-given", "signature-shown", "signature-given", "intervention-closed"] == (
        kinds_since(town, before)
    )
    with town.storage.inner.read(town.workspace) as tx:
        entry = tx.register.find(evidence.entry)  # type: ignore[union-attr,arg-type]  # it was signed
    assert entry is not None
    assert ("signature-given", first.id) == (entry.heading.kind, entry.heading.subject_id)


def test_what_is_shown_is_kept_under_its_digest_and_that_is_what_is_signed(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))

    seen = town.registre.signatures.show(boss, one.id)

    assert signable_digest(seen.content) == seen.digest == seen.request.digest
    assert (SignatureState.SHOWN, town.clock.now(), CONSENT) == (
        seen.request.state,
        seen.request.shown_at,
        seen.consent,
    )
    with town.storage.inner.read(town.workspace) as tx:
        assert seen.content == tx.signatures.content(seen.digest)


def test_the_evidence_says_what_was_shown_when_to_whom_how_and_from_where(town: Town) -> None:
    policy = SigningPolicy(trusted_proxies=("10.0.0.0/8",))
    town = town.with_ports(signing=policy)
    boss = town.holder(*SIGNS, name="Claire Directrice")
    (one,) = asked(town, of_user(boss, capacity="Directrice"))
    claimed = datetime(2026, 3, 2, 10, 1, tzinfo=timezone(timedelta(hours=2)))
    origin = Origin("10.0.0.7", "203.0.113.9, 198.51.100.7", "Mozilla/5.0", claimed)

    saved = sign(town, boss, one.id, reservations="Sous réserve du bloc 3", origin=origin)
    evidence = saved.evidence

    assert evidence is not None
    assert (drawn(), drawn().shape_digest) == (evidence.trace.drawing, evidence.drawing_digest)
    assert ("Mozilla/5.0", "198.51.100.7") == (evidence.trace.device, evidence.trace.address)
    assert (claimed, timedelta(hours=2)) == (evidence.claimed_at, evidence.claimed_at.utcoffset())  # type: ignore[union-attr]
    assert (CONSENT, "pad", None) == (evidence.consent, evidence.channel, evidence.session)
    assert (Level.SIMPLE, TimeLevel.LOCAL) == (evidence.level, evidence.time_level)
    assert ("Claire Directrice", "Directrice", "Sous réserve du bloc 3") == (
        saved.signer.name,
        saved.signer.capacity,
        saved.reservations,
    )


def test_what_was_never_shown_is_not_signed(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))

    assert ["digest-not-shown"] == refusal_of(town, boss, one.id, digest=one.digest)


def test_a_thing_that_changed_since_it_was_shown_is_shown_again(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))
    seen = town.registre.signatures.show(boss, one.id)
    town.registre.interventions.attach_report(town.mayor, town.open.id, town.report)

    assert ["content-changed"] == refusal_of(town, boss, one.id, digest=seen.digest)
    assert SignatureState.SIGNED is sign(town, boss, one.id).state


def test_another_consent_than_the_one_in_force_is_refused(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))
    seen = town.registre.signatures.show(boss, one.id)

    assert ["consent-outdated"] == refusal_of(town, boss, one.id, digest=seen.digest, consent="0")


def test_everything_that_speaks_against_a_drawing_is_told_at_once(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))
    seen = town.registre.signatures.show(boss, one.id)
    nothing = evolve(drawn(), strokes=())

    assert ["consent-outdated", "drawing-empty"] == refusal_of(
        town, boss, one.id, digest=seen.digest, drawing=nothing, consent="0"
    )


def test_all_that_speaks_against_a_signature_is_told_at_once(town: Town) -> None:
    rule = SignatoryRule((OPERATOR, CONTACT), in_order=True)
    _, second = asked(town, of_user(town.holder(*SIGNS)), of_contact(town), rule=rule)

    assert ["not-your-turn", "digest-not-shown"] == refusal_of(town, town.mayor, second.id, digest=second.digest)


def test_a_drawing_that_stands_under_another_signature_was_pasted(town: Town) -> None:
    boss = town.holder(*SIGNS)
    first, second = asked(town, of_user(boss), of_contact(town))
    sign(town, boss, first.id)
    seen = town.registre.signatures.show(town.mayor, second.id)

    assert ["drawing-already-used"] == refusal_of(town, town.mayor, second.id, digest=seen.digest)


def test_a_signature_is_given_in_time_or_asked_for_again(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))
    seen = town.registre.signatures.show(boss, one.id)
    debt_free(town)
    town.clock.advance(timedelta(days=30))

    assert ["signature-expired"] == refusal_of(town, boss, one.id, digest=seen.digest)


def test_in_order_nobody_signs_before_his_turn_and_is_told_when_it_comes(town: Town) -> None:
    rule = SignatoryRule((OPERATOR, CONTACT), in_order=True)
    boss = town.holder(*SIGNS)
    first, second = asked(town, of_user(boss), of_contact(town), rule=rule)
    assert () == town.notices()
    seen = town.registre.signatures.show(town.mayor, second.id)

    assert ["not-your-turn"] == refusal_of(town, town.mayor, second.id, digest=seen.digest)
    sign(town, boss, first.id)

    (notice,) = town.notices()
    assert ("signature-requested", "helene@exemple.fr", str(second.id)) == (
        notice.kind,
        notice.recipient,
        notice.facts["signature"],
    )
    sign(town, town.mayor, second.id, drawing=drawn(1))
    assert intervention(town).is_closed


def test_whoever_comes_first_is_enough_where_one_is_and_the_others_are_told_who_it_was(town: Town) -> None:
    rule = SignatoryRule((OPERATOR,), needed=1)
    boss, deputy = town.holder(*SIGNS, name="Claire Directrice"), town.holder(*SIGNS, name="Luc Adjoint")
    first, second = asked(town, of_user(boss), of_user(deputy), rule=rule)
    seen = town.registre.signatures.show(deputy, second.id)

    sign(town, boss, first.id)
    with pytest.raises(Conflict) as late:
        sign_unseen(town, deputy, second.id, digest=seen.digest)

    assert intervention(town).is_closed
    assert ("signature-settled", "revoked", str(boss.id), town.clock.now().isoformat()) == (
        late.value.code,
        late.value.facts["became"],
        late.value.facts["by"],
        late.value.facts["settled_at"],
    )


def test_a_signature_is_given_once_and_whoever_is_late_is_told_who_gave_it_and_when(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))
    signed = sign(town, boss, one.id)
    before = town.kept()

    with pytest.raises(Conflict) as late:
        sign_unseen(town, boss, one.id, digest=signed.digest, drawing=drawn(2))

    assert {
        "signature": str(one.id),
        "role": "operator",
        "became": "signed",
        "settled_at": town.clock.now().isoformat(),
        "by": str(boss.id),
    } == late.value.facts
    assert before == town.kept()


def test_what_a_page_sent_is_read_by_the_reader_that_the_host_chose(town: Town) -> None:
    town = town.with_ports(capture=PlainCapture())
    (one,) = asked(town, of_contact(town))
    seen = town.registre.signatures.show(town.mayor, one.id)

    saved = town.registre.signatures.sign(
        town.mayor, one.id, digest=seen.digest, answer=PlainCapture.answer(drawn()), consent=seen.consent.version
    )

    assert saved.evidence is not None
    assert drawn() == saved.evidence.trace.drawing


@pytest.mark.parametrize("answer, code", [(b"\xff", "not-a-drawing"), (None, "drawing-missing")])
def test_what_is_no_drawing_is_refused_before_anything_is_looked_at(
    town: Town, answer: bytes | None, code: str
) -> None:
    (one,) = asked(town, of_contact(town))
    before = town.kept()

    with pytest.raises(InvalidInput) as refusal:
        town.with_ports(capture=PlainCapture()).registre.signatures.sign(
            town.mayor, one.id, digest=one.digest, answer=answer, consent="1"
        )

    assert (code, before) == (refusal.value.code, town.kept())


def test_what_a_device_says_of_itself_is_kept_as_far_as_anybody_reads(town: Town) -> None:
    (one,) = asked(town, of_contact(town))

    evidence = sign(town, town.mayor, one.id, origin=Origin(device="x" * 100_000)).evidence

    assert evidence is not None
    assert "x" * 500 == evidence.trace.device


def test_nothing_reads_a_drawing_where_no_reader_was_chosen(town: Town) -> None:
    (one,) = asked(town, of_contact(town))
    without_a_reader = assemble(evolve(town.registre.ports, capture=None))

    with pytest.raises(ConfigurationError) as refusal:
        without_a_reader.signatures.sign(town.mayor, one.id, digest=one.digest, answer=b"[]", consent="1")

    assert "no-signature-capture" == refusal.value.code


def test_an_instant_is_told_in_utc(town: Town) -> None:
    (one,) = asked(town, of_contact(town))

    assert UTC == sign(town, town.mayor, one.id).evidence.signed_at.tzinfo  # type: ignore[union-attr]


def test_reservations_are_a_text_that_somebody_wrote_and_no_file(town: Town) -> None:
    (one,) = asked(town, of_contact(town))

    with pytest.raises(InvalidInput) as refusal:
        sign(town, town.mayor, one.id, reservations="x" * (LONGEST_TEXT + 1))
    assert ["text-too-long"] == [problem.code for problem in refusal.value.problems]
