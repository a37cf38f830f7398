"""Somebody else signs, or nobody any more; the trace of whoever was asked first stays."""

import pytest
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
    request,
    sign,
)
from tests.usecases.town import Town

from registre_core import Conflict, NotFound, RuleViolation
from registre_core.kernel.identifiers import UserId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRule
from registre_core.signatures import SignatureState


def key_of(actor: object) -> PersonKey:
    return PersonKey(PersonKind.USER, actor.id)  # type: ignore[attr-defined]


def test_a_refusal_says_why_leaves_the_thing_open_and_is_told_to_the_others(town: Town) -> None:
    boss = town.holder(*SIGNS)
    first, second = asked(town, of_user(boss), of_contact(town))
    before = town.notices()

    refused = town.registre.signatures.refuse(boss, first.id, reason="le compte rendu est faux")

    assert (SignatureState.REFUSED, "le compte rendu est faux", town.clock.now()) == (
        refused.state,
        refused.reason,
        refused.settled_at,
    )
    assert intervention(town).is_open
    (told,) = [notice for notice in town.notices() if notice not in before]
    assert ("signature-refused", "helene@exemple.fr", str(first.id)) == (
        told.kind,
        told.recipient,
        told.facts["signature"],
    )
    assert SignatureState.REQUESTED is request(town, second.id).state


def test_a_refusal_without_a_reason_is_none(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))

    with pytest.raises(RuleViolation) as refusal:
        town.registre.signatures.refuse(boss, one.id, reason="  ")

    assert "reason-missing" == refusal.value.code


def test_nobody_refuses_in_the_place_of_somebody_with_an_account(town: Town) -> None:
    (one,) = asked(town, of_user(town.holder(*SIGNS)))

    with pytest.raises(RuleViolation) as refusal:
        town.registre.signatures.refuse(town.holder(*SIGNS, name="Paul Guichet"), one.id, reason="non")

    assert "session-of-another" == refusal.value.code


def test_a_signer_hands_his_signature_on_and_the_other_signs_in_his_role(town: Town) -> None:
    boss, deputy = town.holder(*SIGNS, name="Claire Directrice"), town.holder(*SIGNS, name="Luc Adjoint")
    (one,) = asked(town, of_user(boss))
    before = town.entries()

    handed = town.registre.signatures.delegate(boss, one.id, to=key_of(deputy), capacity="adjoint")

    assert (SignatureState.DELEGATED, one.id, OPERATOR) == (
        handed.former.state,
        handed.request.replaces,
        handed.request.role,
    )
    assert ("Luc Adjoint", "adjoint", one.expires_at) == (
        handed.request.signer.name,
        handed.request.signer.capacity,
        handed.request.expires_at,
    )
    assert ["signature-delegated", "signature-requested"] == kinds_since(town, before)
    sign(town, deputy, handed.request.id)
    assert intervention(town).is_closed
    assert "Claire Directrice" == request(town, one.id).signer.name


def test_a_signature_is_not_handed_to_somebody_who_signs_in_another_role(town: Town) -> None:
    boss = town.holder(*SIGNS)
    first, _ = asked(town, of_user(boss), of_contact(town))

    with pytest.raises(RuleViolation) as refusal:
        town.registre.signatures.delegate(boss, first.id, to=PersonKey(PersonKind.CONTACT, town.contact.id))
    assert "signs-in-two-roles" == refusal.value.code

    with pytest.raises(RuleViolation) as refusal:
        town.registre.signatures.delegate(boss, first.id, to="LEFEVRE Hélène")
    assert "signs-in-two-roles" == refusal.value.code


def test_a_signature_handed_on_is_not_given_any_more(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))
    town.registre.signatures.delegate(boss, one.id, to="Luc Adjoint")

    with pytest.raises(Conflict) as refusal:
        town.registre.signatures.show(boss, one.id)

    assert ("signature-settled", "delegated") == (refusal.value.code, refusal.value.facts["became"])


def test_nobody_is_handed_a_signature_who_is_not_there(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))

    with pytest.raises(NotFound) as refusal:
        town.registre.signatures.delegate(boss, one.id, to=PersonKey(PersonKind.USER, UserId(town.school.id)))

    assert "user-not-found" == refusal.value.code


def test_whoever_refused_is_replaced_and_the_refusal_stays(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))
    town.registre.signatures.refuse(boss, one.id, reason="absent")
    before = town.entries()

    handed = town.registre.signatures.replace(town.mayor, one.id, by="Luc Adjoint", reason="absent")

    assert (SignatureState.REFUSED, "absent") == (request(town, one.id).state, request(town, one.id).reason)
    assert ["signature-requested"] == kinds_since(town, before)
    sign(town, town.mayor, handed.request.id)
    assert intervention(town).is_closed


def test_whoever_is_away_is_replaced_and_asked_no_more(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))
    before = town.entries()

    handed = town.registre.signatures.replace(town.mayor, one.id, by="Luc Adjoint", reason="en congé")

    assert (SignatureState.REVOKED, "en congé") == (handed.former.state, handed.former.reason)
    assert ["signature-revoked", "signature-requested"] == kinds_since(town, before)


def test_a_signature_of_what_has_changed_since_is_asked_for_again_and_stays_what_it_was(town: Town) -> None:
    boss = town.holder(*SIGNS)
    first, second = asked(town, of_user(boss), of_contact(town))
    sign(town, boss, first.id)
    town.registre.interventions.attach_report(town.mayor, town.open.id, town.report)
    sign(town, town.mayor, second.id, drawing=drawn(1))
    assert intervention(town).is_open, "the operator signed something else"

    again = town.registre.signatures.replace(town.mayor, first.id, by=key_of(boss), reason="rapport joint depuis")
    sign(town, boss, again.request.id, drawing=drawn(2))

    assert intervention(town).is_closed
    assert SignatureState.SIGNED is request(town, first.id).state


def test_a_request_that_is_taken_back_gives_its_seat_up(town: Town) -> None:
    boss, deputy = town.holder(*SIGNS, name="Claire Directrice"), town.holder(*SIGNS, name="Luc Adjoint")
    first, second = asked(town, of_user(boss), of_user(deputy), rule=SignatoryRule((OPERATOR,)))
    sign(town, boss, first.id)
    assert intervention(town).is_open

    town.registre.signatures.revoke(town.mayor, second.id, reason="plus en poste")

    assert intervention(town).is_closed
    assert (SignatureState.REVOKED, "plus en poste") == (
        request(town, second.id).state,
        request(town, second.id).reason,
    )


def test_the_last_request_of_a_role_taken_back_closes_nothing(town: Town) -> None:
    first, second = asked(town, of_user(town.holder(*SIGNS)), of_contact(town))
    sign(town, town.mayor, second.id)

    town.registre.signatures.revoke(town.mayor, first.id, reason="erreur")

    assert intervention(town).is_open


def test_asked_for_anew_nobody_is_waited_for_who_was_before(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))

    (other,) = asked(town, of_contact(town), rule=SignatoryRule((CONTACT,)))

    assert SignatureState.REVOKED is request(town, one.id).state
    assert SignatureState.REQUESTED is request(town, other.id).state


def test_what_was_refused_under_an_earlier_edition_is_past(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))
    town.registre.signatures.refuse(boss, one.id, reason="absent")
    asked(town, of_contact(town), rule=SignatoryRule((CONTACT,)))

    with pytest.raises(RuleViolation) as refusal:
        town.registre.signatures.replace(town.mayor, one.id, by="Luc Adjoint", reason="absent")

    assert "signature-replaced" == refusal.value.code
