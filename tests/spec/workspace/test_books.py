"""CSV files of sites, contractors and contacts: every problem of every line is told at once."""

from collections.abc import Callable
from uuid import UUID

import pytest

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId
from registre_core.workspace import Category, Contact, Contractor, ErpType, Site
from registre_core.workspace.books import (
    CONTACT_COLUMNS,
    CONTRACTOR_COLUMNS,
    SITE_COLUMNS,
    Book,
    Firms,
    Shelf,
    contact_of,
    contractor_of,
    site_of,
)

FIRM, TWIN = Contractor(ContractorId(UUID(int=1)), "Contrôle & Cie"), Contractor(ContractorId(UUID(int=2)), "Jumeau")
FIRMS = Firms.of([FIRM, TWIN, Contractor(ContractorId(UUID(int=3)), "JUMEAU")])


def unheard(_done: int) -> None:
    """Be told how far it is, for nothing."""


def sites_in(text: str, *there: str, tell: Callable[[int], None] = unheard) -> tuple[Site, ...]:
    shelf = Shelf.of(there)
    return (
        Book[Site]
        .read(text.encode(), SITE_COLUMNS, ["name", "erp_type", "category"])
        .each(
            lambda place, cells: site_of(SiteId(UUID(int=place + 1)), cells),
            lambda site, place: shelf.take(site.name, place, "name"),
            tell,
        )
    )


def contractors_in(text: str) -> tuple[Contractor, ...]:
    return (
        Book[Contractor]
        .read(text.encode(), CONTRACTOR_COLUMNS, ["name"])
        .each(lambda place, cells: contractor_of(ContractorId(UUID(int=place + 1)), cells), lambda _, __: (), unheard)
    )


def contacts_in(text: str) -> tuple[Contact, ...]:
    return (
        Book[Contact]
        .read(text.encode(), CONTACT_COLUMNS, ["name"])
        .each(lambda place, cells: contact_of(ContactId(UUID(int=place + 1)), cells, FIRMS), lambda _, __: (), unheard)
    )


def problems_of(read: Callable[[str], object], text: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refusal:
        read(text)
    return [(problem.path, problem.code) for problem in refusal.value.problems]


def test_a_line_is_a_site_with_its_place_in_the_law_s_classification() -> None:
    (school, hall) = sites_in("Nom;Type;Catégorie;Adresse\nÉcole de l’Étoile;r;3e;1 rue Haute\nSalle;Type CTS;1ère;\n")

    assert Site(SiteId(UUID(int=1)), "École de l’Étoile", ErpType.R, Category.THIRD, "1 rue Haute") == school
    assert Site(SiteId(UUID(int=2)), "Salle", ErpType.CTS, Category.FIRST) == hall


@pytest.mark.parametrize("cell", ["5", "5e", "5ème", "5EME"])
def test_a_category_is_written_in_many_ways(cell: str) -> None:
    assert Category.FIFTH == sites_in(f"nom;type;categorie\nÉcole;R;{cell}")[0].category


@pytest.mark.parametrize("cell", ["6", "0", "troisième", "33", "III"])
def test_a_category_that_is_none_is_told(cell: str) -> None:
    assert [("line 2.category", "unknown-category")] == problems_of(sites_in, f"nom;type;categorie\nÉcole;R;{cell}")


def test_everything_wrong_with_every_line_is_told_at_once() -> None:
    text = "nom;type;catégorie\n;Z;9\nÉcole;R;3\nécole;R;3\n"

    assert [
        ("line 2.erp_type", "unknown-erp-type"),
        ("line 2.category", "unknown-category"),
        ("line 2.name", "blank-text"),
        ("line 4.name", "repeated-name"),
    ] == problems_of(sites_in, text)


def test_a_type_and_a_category_are_needed() -> None:
    assert {"column-missing"} == {code for _, code in problems_of(sites_in, "nom\nÉcole")}


def test_a_cell_that_is_empty_where_something_is_needed_is_told() -> None:
    assert [("line 2.erp_type", "cell-empty"), ("line 2.category", "cell-empty")] == problems_of(
        sites_in, "nom;type;catégorie\nÉcole;;\n"
    )


def test_a_name_that_is_there_already_is_told_accents_and_case_aside() -> None:
    assert [("line 2.name", "already-listed")] == problems_of(
        lambda text: sites_in(text, "École Jules-Ferry"), "nom;type;catégorie\nECOLE jules-ferry;R;3"
    )


def test_whoever_waits_is_told_of_each_line() -> None:
    told = list[int]()
    sites_in("nom;type;catégorie\nA;R;3\nB;R;3\n", tell=told.append)

    assert [1, 2] == told


def test_a_line_is_a_contractor_whose_number_may_be_written_in_groups() -> None:
    (firm, other) = contractors_in(
        "Raison sociale;SIRET;Courriel;Agréé\nContrôle & Cie;123 456 789 01234;accueil@exemple.fr;Oui\nFeu & Fils;;;\n"
    )

    assert Contractor(firm.id, "Contrôle & Cie", "12345678901234", approved=True, email="accueil@exemple.fr") == firm
    assert Contractor(other.id, "Feu & Fils") == other


def test_what_is_wrong_with_a_contractor_is_told_at_once() -> None:
    assert [
        ("line 2.approved", "not-yes-or-no"),
        ("line 2.siret", "malformed-text"),
        ("line 2.email", "malformed-text"),
    ] == problems_of(contractors_in, "nom;siret;courriel;agréé\nFirme;12;chez@;peut-être")


def test_a_line_is_a_contact_whose_firm_is_named_as_people_write_it() -> None:
    (helene, alone) = contacts_in(
        "nom;courriel;téléphone;prestataire\nHélène;helene@exemple.fr;04 77;controle & cie\nLuc;;;\n"
    )

    assert Contact(helene.id, "Hélène", "helene@exemple.fr", "04 77", FIRM.id) == helene
    assert Contact(alone.id, "Luc") == alone


@pytest.mark.parametrize("firm,code", [("Personne", "unknown-contractor"), ("jumeau", "ambiguous-contractor")])
def test_a_firm_that_is_not_one_is_told(firm: str, code: str) -> None:
    assert [("line 2.contractor", code)] == problems_of(contacts_in, f"nom;prestataire\nLuc;{firm}")


def test_nobody_comes_under_the_name_of_who_was_erased() -> None:
    assert [("line 2.name", "name-reserved")] == problems_of(contacts_in, "nom\nPersonne effacée")
