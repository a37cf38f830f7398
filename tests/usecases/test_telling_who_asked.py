"""Whoever asked for signatures is told what comes of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve
from tests.usecases.signing import CONTRACTOR, SIGNS, asked, drawn, of_contact, of_user, request, sign
from tests.usecases.town import Town

from registre_core.kernel.identifiers import UserId
from registre_core.kernel.signatories import SignatoryRole
from registre_core.ports.storage import Notice
from registre_core.services.signatures import Signatory
from registre_core.signatures import SignatureRequest

ADDRESS = "mairie@exemple.fr"
TWO_HANDS = (Signatory(CONTRACTOR, "Marc Soudeur"), Signatory(SignatoryRole.CONTACT, "Luc Gardien"))


@pytest.fixture
def town(town: Town) -> Town:
    """Give the mayor, who asks, an address."""
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(the_mayor(town)), email=ADDRESS))
        tx.commit()
    return town


def the_mayor(town: Town) -> UserId:
    assert town.mayor.id is not None
    return UserId(town.mayor.id)


def told(town: Town, kind: str) -> list[Notice]:
    return [one for one in town.notices() if (one.recipient, one.kind) == (ADDRESS, kind)]


def sign_all(town: Town, requests: tuple[SignatureRequest, ...]) -> Iterator[list[Notice]]:
    for number, one in enumerate(requests):
        sign(town, town.mayor, one.id, drawing=drawn(number))
        yield told(town, "signatures-complete")


def test_it_is_known_who_asked(town: Town) -> None:
    (one,) = asked(town, of_contact(town))

    assert the_mayor(town) == request(town, one.id).asked_by


def test_who_asked_is_told_once_when_all_have_signed(town: Town) -> None:
    requests = asked(town, *TWO_HANDS)

    after_the_first, after_the_last = sign_all(town, requests)

    assert [] == after_the_first
    (notice,) = after_the_last
    assert ("intervention", town.open.id, "completion") == (
        notice.subject_kind,
        notice.subject_id,
        notice.facts["stage"],
    )


def test_who_asked_is_told_when_the_last_that_was_missing_is_taken_back(town: Town) -> None:
    two = (Signatory(CONTRACTOR, "Marc Soudeur"), Signatory(CONTRACTOR, "Luc Plombier"))
    first, second = asked(town, *two)
    sign(town, town.mayor, first.id)

    town.registre.signatures.revoke(town.mayor, second.id, reason="absent")

    assert 1 == len(told(town, "signatures-complete"))


def test_who_asked_is_told_of_a_refusal(town: Town) -> None:
    first, _ = asked(town, *TWO_HANDS)

    town.registre.signatures.refuse(town.mayor, first.id, reason="le compte rendu est faux")

    (notice,) = told(town, "signature-refused")
    assert str(first.id) == notice.facts["signature"]


def test_who_asked_and_signs_too_is_told_of_a_refusal_once(town: Town) -> None:
    _, second = asked(town, of_user(town.mayor), of_contact(town))

    town.registre.signatures.refuse(town.mayor, second.id, reason="le compte rendu est faux")

    assert 1 == len(told(town, "signature-refused"))


def test_nobody_is_told_of_his_own_refusal(town: Town) -> None:
    first, _ = asked(town, of_user(town.mayor), of_contact(town))

    town.registre.signatures.refuse(town.mayor, first.id, reason="le compte rendu est faux")

    assert [] == told(town, "signature-refused")


def test_who_asks_in_a_place_is_told_and_who_hands_on_is_not(town: Town) -> None:
    boss = town.holder(*SIGNS)
    (one,) = asked(town, of_user(boss))

    handed = town.registre.signatures.delegate(boss, one.id, to="Luc Adjoint")
    instead = town.registre.signatures.replace(boss, handed.request.id, by="Zoé Adjointe", reason="absent")

    assert (the_mayor(town), boss.id) == (handed.request.asked_by, instead.request.asked_by)


@pytest.mark.parametrize("gone", [{"active": False}, {"email": None}], ids=["inactive", "without an address"])
def test_who_left_is_told_nothing_and_keeps_nobody_from_signing(town: Town, gone: dict[str, Any]) -> None:
    first, second = asked(town, *TWO_HANDS)
    boss = town.holder(*SIGNS)
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(the_mayor(town)), **gone))
        tx.commit()

    sign(town, boss, first.id)
    town.registre.signatures.refuse(boss, second.id, reason="absent")

    assert [] == [one for one in town.notices() if one.recipient == ADDRESS]


def test_an_account_that_asked_and_that_nobody_knows_is_told_nothing(town: Town) -> None:
    (one,) = asked(town, Signatory(CONTRACTOR, "Marc Soudeur"))
    with town.storage.inner.begin(town.workspace) as tx:
        tx.signatures.save(evolve(tx.signatures.get(one.id), asked_by=UserId(one.id)))
        tx.commit()

    sign(town, town.mayor, one.id)

    assert [] == told(town, "signatures-complete")
