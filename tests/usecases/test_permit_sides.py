"""Who signs for one side of a permit signs for the other at no stage and in no edition (S8)."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.usecases.chantier import ZOE, Chantier, reasons
from tests.usecases.hot_work import CONTRACTOR, HOUR, NOW, OPERATOR
from tests.usecases.signing import drawn, of_contact, of_user, sign

from registre_core import RuleViolation
from registre_core.services.signatures import Signatory


def test_both_sides_sign_and_nobody_on_both(chantier: Chantier) -> None:
    permit, zoe = chantier.drawn_up(), chantier.zoe.id
    assert zoe is not None
    told = []
    for signatories in (
        [of_user(chantier.zoe, OPERATOR)],
        [of_user(chantier.zoe, OPERATOR), of_user(chantier.zoe, CONTRACTOR)],
        [of_user(chantier.zoe, OPERATOR), Signatory(CONTRACTOR, "Agente Zoé")],
    ):
        with pytest.raises(RuleViolation) as refusal:
            chantier.permits.submit(chantier.zoe, permit, signatories=signatories)
        told.append(reasons(refusal))

    assert [["role-without-signer"], ["signs-in-two-roles"], ["signs-in-two-roles"]] == told
    assert "brouillon" == chantier.state(permit)


SIDES_CHANGED = (
    [Signatory(OPERATOR, "Odile Exploitante"), Signatory(CONTRACTOR, "AGENTE Zoé")],
    [Signatory(OPERATOR, "Odile Exploitante"), None],
)
"""Zoé signed for the operator: now she would sign for the contractor, by name and on her account."""


@pytest.mark.parametrize("signatories", SIDES_CHANGED, ids=["by name", "by identity"])
def test_whoever_opened_it_on_one_side_is_not_asked_to_close_it_on_the_other(
    chantier: Chantier, signatories: list[Signatory | None]
) -> None:
    permit = chantier.looked_after()

    with pytest.raises(RuleViolation) as refusal:
        chantier.permits.ask_closing(
            chantier.zoe, permit, signatories=[one or of_user(chantier.zoe, CONTRACTOR) for one in signatories]
        )
    assert ["signs-in-two-roles"] == reasons(refusal)


def test_nobody_changes_sides_from_one_edition_to_the_next(chantier: Chantier) -> None:
    permit = chantier.opened()

    with pytest.raises(RuleViolation) as refusal:
        chantier.permits.extend(
            chantier.zoe,
            permit,
            until=NOW + 20 * HOUR,
            signatories=(of_contact(chantier.town, OPERATOR), of_user(chantier.zoe, CONTRACTOR)),
        )
    assert ["signs-in-two-roles", "signs-in-two-roles"] == reasons(refusal)


def test_the_same_people_sign_every_stage_and_edition_on_their_own_side(chantier: Chantier) -> None:
    permit = chantier.opened()
    chantier.signed(
        chantier.permits.extend(chantier.zoe, permit, until=NOW + 20 * HOUR, signatories=chantier.signatories)
    )
    chantier.permits.end_work(chantier.zoe, permit)
    chantier.signed(
        chantier.permits.ask_closing(chantier.zoe, permit, signatories=chantier.signatories, exemption="évacuation")
    )

    assert "clôturé" == chantier.state(permit)


def test_a_closing_signature_is_handed_to_nobody_who_opened_it_on_the_other_side(chantier: Chantier) -> None:
    asked = chantier.permits.ask_closing(
        chantier.zoe,
        chantier.looked_after(),
        signatories=(Signatory(OPERATOR, "Odile Exploitante"), Signatory(CONTRACTOR, "Marc Soudeur")),
    )
    signing, theirs, zoe = chantier.town.registre.signatures, asked.requests[1].id, of_user(chantier.zoe).person

    with pytest.raises(RuleViolation) as delegating:
        signing.delegate(chantier.zoe, theirs, to=zoe)
    with pytest.raises(RuleViolation) as replacing:
        signing.replace(chantier.town.mayor, theirs, by="Agente Zoe", reason="absent")
    assert [["signs-in-two-roles"]] * 2 == [reasons(delegating), reasons(replacing)]


def test_who_took_the_name_of_somebody_who_opened_it_on_the_other_side_does_not_close_it(chantier: Chantier) -> None:
    """What was asked may have been right when it was asked: it is judged again when it is signed."""
    asked = chantier.permits.ask_closing(
        chantier.zoe,
        chantier.looked_after(),
        signatories=(Signatory(OPERATOR, "Odile Exploitante"), of_user(chantier.town.mayor, CONTRACTOR)),
    )
    with chantier.town.storage.inner.begin(chantier.town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(chantier.town.mayor.id), name=ZOE))  # type: ignore[arg-type]
        tx.commit()

    with pytest.raises(RuleViolation) as refusal:
        sign(chantier.town, chantier.town.mayor, asked.requests[1].id, drawing=drawn(9))
    assert ["signs-in-two-roles"] == reasons(refusal)


def test_who_is_at_work_signs_for_nobody_but_his_firm(chantier: Chantier) -> None:
    """Not when he is asked, and not when it is handed to him afterwards."""
    permit, theirs = chantier.drawn_up(), of_contact(chantier.town, OPERATOR)
    with pytest.raises(RuleViolation) as refusal:
        chantier.permits.submit(chantier.zoe, permit, signatories=[theirs, Signatory(CONTRACTOR, "Marc Soudeur")])
    told = [reasons(refusal)]
    asked = chantier.permits.submit(
        chantier.zoe, permit, signatories=[of_user(chantier.zoe, OPERATOR), Signatory(CONTRACTOR, "Marc Soudeur")]
    )
    handed = chantier.town.registre.signatures.delegate(chantier.zoe, asked.requests[0].id, to=theirs.person)
    with pytest.raises(RuleViolation) as refusal:
        chantier.sign(handed.request.id)

    assert [["person-on-wrong-side"]] * 2 == [*told, reasons(refusal)]


def test_who_answers_for_the_site_does_not_sign_for_the_firm(chantier: Chantier) -> None:
    mayor = of_user(chantier.town.mayor, CONTRACTOR)
    permit = chantier.drawn_up(operator_people=(mayor.person,))

    with pytest.raises(RuleViolation) as refusal:
        chantier.permits.submit(chantier.zoe, permit, signatories=[of_user(chantier.zoe, OPERATOR), mayor])
    assert ["person-on-wrong-side"] == reasons(refusal)
