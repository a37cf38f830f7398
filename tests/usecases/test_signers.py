"""Who signs: himself, under the name that storage knows, on whose session; and who no longer can."""

import pytest
from attrs import evolve
from tests.usecases.signing import (
    CONTACT,
    CONTRACTOR,
    SIGNS,
    asked,
    drawn,
    intervention,
    of_contact,
    of_user,
    refusal_of,
    request,
    sign,
    sign_unseen,
)
from tests.usecases.town import Town

from registre_core import Conflict, NotFound, RuleViolation
from registre_core.rights import AccountKind
from registre_core.services.signatures import Signatory
from registre_core.signatures import SignatureState


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
