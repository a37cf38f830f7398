"""An erased person: what is left, what never comes back, and the name that nobody else may bear."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from registre_core.kernel.erasure import ERASED_NAME, may_change, unreserved
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import ContractorId, ProfileId, SiteId
from registre_core.rights import AccountKind, Catalogue, User, effective_rights, may_erase
from registre_core.testing.builders import a_contact, a_user
from registre_core.workspace import Contact

USER = a_user(
    profile_id=ProfileId(UUID(int=1)),
    grants=frozenset({"sites.consult"}),
    denials=frozenset({"sites.edit"}),
    sites=frozenset({SiteId(UUID(int=2))}),
    kind=AccountKind.MACHINE,
    version=7,
    expires_on=date(2026, 12, 31),
)
CONTACT = a_contact(version=7)


def test_what_is_read_in_place_of_a_name_is_normative() -> None:
    assert "Personne effac\u00e9e" == ERASED_NAME


def test_of_an_account_its_identifier_its_kind_and_its_version_are_left() -> None:
    left = User(USER.id, ERASED_NAME, sites=frozenset(), active=False, kind=AccountKind.MACHINE, version=7)

    assert left == USER.erased()
    assert (True, False) == (USER.erased().is_erased, USER.is_erased)
    assert frozenset() == effective_rights(Catalogue(), USER.erased(), None, date(2026, 3, 2))


def test_of_a_contact_his_firm_is_left_too() -> None:
    contact = evolve(CONTACT, contractor_id=ContractorId(UUID(int=3)))

    assert Contact(contact.id, ERASED_NAME, contractor_id=contact.contractor_id, version=7) == contact.erased()
    assert (True, False) == (contact.erased().is_erased, contact.is_erased)


GIVEN_BACK: dict[str, Any] = {
    "email": "zoe@exemple.fr",
    "profile_id": ProfileId(UUID(int=1)),
    "grants": frozenset({"sites.consult"}),
    "denials": frozenset({"sites.consult"}),
    "sites": frozenset({SiteId(UUID(int=2))}),
    "active": True,
    "expires_on": date(2026, 12, 31),
}


@pytest.mark.parametrize("name", GIVEN_BACK)
def test_nothing_is_ever_given_back_to_an_erased_account(name: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        evolve(USER.erased(), **{name: GIVEN_BACK[name]})

    assert [("name", "person-erased")] == [(problem.path, problem.code) for problem in refusal.value.problems]


def test_an_erased_account_does_not_work_on_every_site_by_having_none() -> None:
    with pytest.raises(InvalidInput):
        evolve(USER.erased(), sites=None)


@pytest.mark.parametrize("given", [{"email": "zoe@exemple.fr"}, {"phone": "04"}], ids=str)
def test_nobody_who_was_erased_can_be_reached(given: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        evolve(CONTACT.erased(), **given)

    assert [("name", "person-erased")] == [(problem.path, problem.code) for problem in refusal.value.problems]


@pytest.mark.parametrize("person", [USER, CONTACT], ids=["account", "contact"])
def test_who_was_erased_is_not_changed_any_more(person: User | Contact) -> None:
    (reason,) = may_change(person.erased()).reasons

    assert may_change(person)
    assert ("person-erased", {"person": str(person.id)}) == (reason.code, reason.facts)


def test_nobody_erases_himself_and_anybody_else_may_be() -> None:
    assert ["own-account"] == [reason.code for reason in may_erase(USER, evolve(USER, name="Renommée")).reasons]
    assert may_erase(USER, a_user())


@pytest.mark.parametrize("name", ["Personne", "Personnes effacées", "Effacée Personne", "Anne Martin"])
def test_a_name_that_only_resembles_it_is_free(name: str) -> None:
    assert name == unreserved(name)


@pytest.mark.parametrize("name", [ERASED_NAME, "personne effacee", "PERSONNE  EFFACÉE", "Personne effac\u0065\u0301e"])
def test_a_name_that_a_reader_would_take_for_it_is_reserved(name: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        unreserved(name)

    assert "name-reserved" == refusal.value.code
