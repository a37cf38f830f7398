"""Workspaces are founded by the operator; sites, contractors and contacts are added by their users."""

import pytest
from tests.usecases.town import Town

from registre_core import Actor, InvalidInput, NotFound
from registre_core.kernel.identifiers import ContractorId
from registre_core.workspace import Category, Contact, Contractor, ErpType, Site


def problems_of(refusal: pytest.ExceptionInfo[InvalidInput]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in refusal.value.problems]


def test_a_workspace_is_founded_with_an_administrator_who_holds_every_right_on_all_sites(town: Town) -> None:
    founding = town.registre.workspace.found(
        Actor.operator(), name="Ville de Rezé", administrator="Léa Maire", email="lea@exemple.fr"
    )
    administrator = founding.administrator

    assert ("Ville de Rezé", town.clock.now()) == (founding.workspace.name, founding.workspace.founded_at)
    assert ("Léa Maire", "lea@exemple.fr", None) == (administrator.name, administrator.email, administrator.sites)
    assert town.registre.ports.catalogue.every == administrator.grants
    assert founding.workspace == town.registre.workspace.show(Actor.operator(founding.workspace.id))


def test_two_workspaces_know_nothing_of_each_other(town: Town) -> None:
    other = town.registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire")
    lea = Actor.user(other.administrator.id, other.workspace.id, client=town.mayor.client)

    assert () == town.registre.workspace.sites(lea).items
    assert 2 == len(town.entries(other.workspace.id))
    with pytest.raises(NotFound):
        town.registre.workspace.site(lea, town.school.id)
    with pytest.raises(NotFound):
        town.registre.interventions.attach_report(lea, town.open.id, town.report)


def test_all_that_is_wrong_with_a_founding_is_told_at_once_and_founds_nothing(town: Town) -> None:
    before = town.kept()

    with pytest.raises(InvalidInput) as refusal:
        town.registre.workspace.found(Actor.operator(), name=" ", administrator="", email="lea@")

    expected = [
        ("workspace.name", "blank-text"),
        ("administrator.name", "blank-text"),
        ("administrator.email", "malformed-text"),
    ]
    assert expected == problems_of(refusal)
    assert before == town.kept()


def test_a_site_is_added_and_found_again(town: Town) -> None:
    book = town.registre.workspace
    site = book.add_site(town.mayor, name="Musée", erp_type=ErpType.Y, category=Category.FOURTH, address="Place Dufour")

    assert Site(site.id, "Musée", ErpType.Y, Category.FOURTH, "Place Dufour") == site
    assert site == book.site(town.mayor, site.id)


def test_a_contractor_is_added_and_found_again(town: Town) -> None:
    book = town.registre.workspace
    firm = book.add_contractor(town.mayor, name="Feu & Fils", siret="98765432109876", approved=True)

    assert Contractor(firm.id, "Feu & Fils", "98765432109876", approved=True) == firm
    assert firm == book.contractor(town.mayor, firm.id)


def test_a_contact_is_added_and_found_again_at_his_firm(town: Town) -> None:
    book = town.registre.workspace
    contact = book.add_contact(town.mayor, name="Ali", email="ali@exemple.fr", phone="02 40", contractor=town.firm.id)

    assert Contact(contact.id, "Ali", "ali@exemple.fr", "02 40", town.firm.id) == contact
    assert contact == book.contact(town.mayor, contact.id)
    assert (contact, town.contact) == book.contacts(town.mayor, contractor=town.firm.id).items


def test_a_contact_of_a_firm_that_is_not_there_is_refused_and_leaves_nothing(town: Town) -> None:
    before = town.kept()

    with pytest.raises(NotFound) as refusal:
        town.registre.workspace.add_contact(town.mayor, name="Ali", contractor=ContractorId(town.school.id))

    assert ("contractor-not-found", before) == (refusal.value.code, town.kept())


@pytest.mark.parametrize("name", ["", " \n"])
def test_nothing_is_added_without_a_name(town: Town, name: str) -> None:
    book, before = town.registre.workspace, town.kept()

    for add in (
        lambda: book.add_site(town.mayor, name=name, erp_type=ErpType.R, category=Category.FIFTH),
        lambda: book.add_contractor(town.mayor, name=name),
        lambda: book.add_contact(town.mayor, name=name),
    ):
        with pytest.raises(InvalidInput) as refusal:
            add()
        assert [("name", "blank-text")] == problems_of(refusal)
    assert before == town.kept()


def test_a_list_of_sites_shows_those_one_works_on(town: Town) -> None:
    sites = town.registre.workspace.sites

    assert (town.school, town.pool, town.theatre) == sites(town.mayor).items
    assert (town.pool,) == sites(town.holder("sites.consult", sites=[town.pool.id])).items
    assert () == sites(town.holder("sites.consult", sites=[])).items


def test_a_site_that_comes_later_belongs_to_who_works_on_all(town: Town) -> None:
    everywhere, here = town.holder("sites.consult"), town.holder("sites.consult", sites=[town.school.id])
    museum = town.registre.workspace.add_site(town.mayor, name="Musée", erp_type=ErpType.Y, category=Category.FOURTH)

    assert museum == town.registre.workspace.site(everywhere, museum.id)
    with pytest.raises(NotFound):
        town.registre.workspace.site(here, museum.id)
