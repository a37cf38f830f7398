"""Somebody is shown what he is to sign, and signs it: evidence, and what becomes of the thing."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from attrs import evolve
from tests.usecases.debts import debt_free
from tests.usecases.signing import (
    CONTACT,
    CONTRACTOR,
    OPERATOR,
    SIGNS,
    asked,
    drawn,
    intervention,
    kinds_since,
    of_contact,
    of_user,
    request,
    sign,
    sign_unseen,
)
from tests.usecases.town import TODAY, Town

from registre_core import ConfigurationError, Conflict, InvalidInput, NotFound, RuleViolation
from registre_core.app import assemble
from registre_core.codec import signable_digest
from registre_core.kernel.signatories import SignatoryRule
from registre_core.rights import AccountKind
from registre_core.services.signatures import Origin, Signatory
from registre_core.signatures import Level, SignatureState, SigningPolicy, TimeLevel
from registre_core.signatures.requests import LONGEST_TEXT
from registre_core.signatures.tables import CONSENT
from registre_core.testing.memory import PlainCapture


def refusal_of(town: Town, *args: object, **more: object) -> list[str]:
    """Try to sign, see that nothing changed, and give the reasons."""
    before = town.kept()
    with pytest.raises(RuleViolation) as refusal:
        sign_unseen(town, *args, **more)  # type: ignore[arg-type]
    assert before == town.kept(), "what is refused changes nothing"
    return [reason.code for reason in refusal.value.reasons]


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


def test_who_has_no_account_signs_on_somebody_s_session_and_the_evidence_names_both(town: Town) -> None:
    clerk = town.holder(*SIGNS, name="Paul Guichet")
    (one,) = asked(town, of_contact(town))

    evidence = sign(town, clerk, one.id).evidence

    assert evidence is not None
    assert evidence.session is not None
    assert (town.contact.id, "Paul Guichet") == (evidence.trace.id, evidence.session.name)


def test_a_name_written_down_on_the_spot_signs_and_is_kept_as_it_was_written(town: Town) -> None:
    (one,) = asked(town, Signatory(CONTRACTOR, "Marc Soudeur", "chef d'équipe"))

    assert "Marc Soudeur" == sign(town, town.mayor, one.id).signer.name


def test_who_has_an_account_signs_on_his_own_session_only(town: Town) -> None:
    boss, clerk = town.holder(*SIGNS, name="Claire Directrice"), town.holder(*SIGNS, name="Paul Guichet")
    (one,) = asked(town, of_user(boss))

    with pytest.raises(RuleViolation) as refusal:
        town.registre.signatures.show(clerk, one.id)

    assert "session-of-another" == refusal.value.code
    seen = town.registre.signatures.show(boss, one.id)
    assert ["session-of-another"] == refusal_of(town, clerk, one.id, digest=seen.digest)


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


def test_a_signer_who_was_removed_meanwhile_signs_nothing(town: Town) -> None:
    boss = town.holder(*SIGNS)
    first, second = asked(town, of_user(boss), of_contact(town))
    town.registre.signatures.show(town.mayor, second.id)
    town.registre.workspace.erase_contact(town.mayor, town.contact.id)

    with pytest.raises(Conflict) as refusal:
        sign_unseen(town, town.mayor, second.id, digest=second.digest)

    assert ("signature-settled", "revoked", None) == (
        refusal.value.code,
        refusal.value.facts["became"],
        refusal.value.facts["by"],
    )
    assert SignatureState.REQUESTED is request(town, first.id).state


def test_whose_account_was_shut_meanwhile_signs_nothing_by_ticket_either(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))
    ticket = town.registre.signatures.invite(town.mayor, one.id)
    town.registre.rights.set_active(town.mayor, boss.id, active=False)  # type: ignore[arg-type]

    with pytest.raises(RuleViolation) as refusal:
        town.registre.signatures.open_ticket(town.operator, ticket.secret)

    assert "signer-gone" == refusal.value.code


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


def test_a_signature_on_a_foreign_site_is_not_there(town: Town) -> None:
    (one,) = asked(town, of_contact(town))

    with pytest.raises(NotFound) as refusal:
        town.registre.signatures.show(town.holder(*SIGNS, sites=[town.pool.id]), one.id)

    assert "signature-not-found" == refusal.value.code


def test_the_name_is_the_one_that_storage_knows_when_it_is_signed(town: Town) -> None:
    boss = town.holder(*SIGNS, name="Claire Martin")
    (one,) = asked(town, of_user(boss))
    town.registre.rights.rename_user(town.mayor, boss.id, name="Claire Durand", email=None)  # type: ignore[arg-type]

    assert "Claire Durand" == sign(town, boss, one.id).signer.name


def test_an_instant_is_told_in_utc(town: Town) -> None:
    (one,) = asked(town, of_contact(town))

    assert UTC == sign(town, town.mayor, one.id).evidence.signed_at.tzinfo  # type: ignore[union-attr]


def test_who_took_the_name_of_another_signer_meanwhile_signs_no_more(town: Town) -> None:
    """Otherwise his signature would stand there, count for nothing, and nobody could sign in his place."""
    boss, other = town.holder(*SIGNS, name="Claire Directrice"), town.holder(*SIGNS, name="Zoé Autre")
    one, two = asked(town, of_user(boss), of_user(other, CONTACT))
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(other.id), name="DIRECTRICE Claire"))  # type: ignore[arg-type]
        tx.commit()
    sign(town, boss, one.id)

    with pytest.raises(RuleViolation) as refusal:
        sign(town, other, two.id, drawing=drawn(3))
    assert "signs-in-two-roles" == refusal.value.code


def test_nothing_closes_because_somebody_was_erased_until_another_signs_in_his_place(town: Town) -> None:
    boss, gone = town.holder(*SIGNS, name="Claire Directrice"), town.holder(*SIGNS, name="Zoé Autre")
    one, two = asked(town, of_user(boss), of_user(gone))
    town.registre.rights.erase_user(town.mayor, gone.id)  # type: ignore[arg-type]
    sign(town, boss, one.id)
    assert not intervention(town).is_closed

    handed = town.registre.signatures.replace(town.mayor, two.id, by="Rémi Nau", reason="parti")
    sign(town, town.mayor, handed.request.id, drawing=drawn(5))

    assert intervention(town).is_closed


def test_reservations_are_a_text_that_somebody_wrote_and_no_file(town: Town) -> None:
    (one,) = asked(town, of_contact(town))

    with pytest.raises(InvalidInput) as refusal:
        sign(town, town.mayor, one.id, reservations="x" * (LONGEST_TEXT + 1))
    assert ["text-too-long"] == [problem.code for problem in refusal.value.problems]


def test_a_machine_is_asked_for_no_signature(town: Town) -> None:
    robot = town.somebody(SIGNS, kind=AccountKind.MACHINE, name="Borne d'accueil")

    with pytest.raises(RuleViolation) as refusal:
        asked(town, of_user(robot))
    assert "signer-is-a-machine" == refusal.value.code


def test_whose_account_is_locked_is_asked_for_no_signature(town: Town) -> None:
    boss = town.holder(*SIGNS)
    town.registre.rights.set_locked(town.mayor, boss.id, locked=True)  # type: ignore[arg-type]

    with pytest.raises(RuleViolation) as refusal:
        asked(town, of_user(boss))
    assert "signer-gone" == refusal.value.code
