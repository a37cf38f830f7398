"""Address books come from files: all of one file or none, each line with its entry."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from tests.usecases.town import Town

from registre_core import Forbidden, InvalidInput, NotFound
from registre_core.kernel.identifiers import ContractorId
from registre_core.kernel.pages import Page
from registre_core.services.progress import Progress, nobody
from registre_core.workspace import Contractor

SITES = "nom;type;catégorie;adresse\nMusée;Y;4;Place Dufour\nSalle Sicard;L;1;\n"
CONTRACTORS = "nom;siret;courriel;agréé\nFeu & Fils;;devis@exemple.fr;non\nBureau Loire;12345678901234;;oui\n"
CONTACTS = "nom;courriel;téléphone;prestataire\nLuc Petit;luc@exemple.fr;;Contrôle & Cie\nLéa Roux;;04 77;\n"


def imported(town: Town, what: str, text: str | bytes, progress: Progress = nobody) -> Any:  # noqa: ANN401  # whichever it is
    content = text.encode() if isinstance(text, str) else text
    return getattr(town.registre.workspace, f"import_{what}")(town.mayor, BytesIO(content), progress=progress)


EACH: dict[str, tuple[str, str, Callable[[Town], Page[Any]]]] = {
    "sites": (SITES, "site-added", lambda town: town.registre.workspace.sites(town.mayor)),
    "contractors": (CONTRACTORS, "contractor-added", lambda town: town.registre.workspace.contractors(town.mayor)),
    "contacts": (CONTACTS, "contact-added", lambda town: town.registre.workspace.contacts(town.mayor)),
}
each = pytest.mark.parametrize("what", EACH)


@each
def test_each_line_is_there_afterwards_with_an_entry_of_its_own(town: Town, what: str) -> None:
    text, kind, listed = EACH[what]
    before = len(town.entries())
    answer = imported(town, what, text)

    assert 2 == len(answer.items)
    assert set(answer.items) <= set(listed(town).items)
    assert ("utf-8", ";") == (answer.encoding, answer.separator)
    assert [kind, kind] == [entry.heading.kind for entry in town.entries()[before:]]
    assert town.registre.register.verify(town.operator).is_intact


@each
def test_what_a_french_spreadsheet_writes_is_read_as_it_is(town: Town, what: str) -> None:
    answer = imported(town, what, EACH[what][0].encode("cp1252"))

    assert ("windows-1252", 2) == (answer.encoding, len(answer.items))


@each
def test_the_same_file_again_adds_nothing_and_tells_each_line(town: Town, what: str) -> None:
    imported(town, what, EACH[what][0])
    before = town.kept()
    with pytest.raises(InvalidInput) as refusal:
        imported(town, what, EACH[what][0])

    assert [("line 2.name", "already-listed"), ("line 3.name", "already-listed")] == [
        (problem.path, problem.code) for problem in refusal.value.problems
    ]
    assert before == town.kept()


@each
def test_whoever_waits_is_told_how_far_it_is_and_may_give_up(town: Town, what: str) -> None:
    told = list[tuple[int, int]]()
    imported(town, what, EACH[what][0], lambda done, total: told.append((done, total)))
    before = town.kept()

    def give_up(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        header, _, rest = EACH[what][0].partition("\n")
        imported(town, what, f"{header}\n{rest.replace('u', 'o')}", give_up)

    assert [(1, 4), (2, 4), (4, 4)] == told
    assert before == town.kept()


@each
def test_whoever_may_not_add_one_may_not_add_many(town: Town, what: str) -> None:
    reader = town.holder("sites.consult", "contractors.consult")
    with pytest.raises(Forbidden):
        getattr(town.registre.workspace, f"import_{what}")(reader, BytesIO(b"nom\n"))


def test_one_person_may_stand_at_several_firms_and_once_at_each(town: Town) -> None:
    town.registre.workspace.add_contractor(town.mayor, name="Feu & Fils")
    answer = imported(town, "contacts", "nom;prestataire\nLuc;Contrôle & Cie\nLuc;Feu & Fils\nLuc;\n")

    assert 3 == len({contact.contractor_id for contact in answer.items})


def edited(town: Town, **given: Any) -> Contractor:  # noqa: ANN401  # whatever is changed
    return town.registre.workspace.edit_contractor(town.mayor, town.firm.id, **given)


def test_a_contractor_is_known_by_a_mail_address_of_its_own(town: Town) -> None:
    changed = edited(town, email="accueil@exemple.fr")

    assert ("accueil@exemple.fr", town.firm.siret, 2) == (changed.email, changed.siret, changed.version)
    assert changed == town.registre.workspace.contractor(town.mayor, town.firm.id)
    assert "contractor-edited" == town.entries()[-1].heading.kind


def test_what_is_no_longer_known_of_a_contractor_is_taken_away_and_the_rest_stays(town: Town) -> None:
    edited(town, email="accueil@exemple.fr", name="Contrôle et Compagnie", approved=False)
    changed = edited(town, email="", siret="")

    assert (None, None, "Contrôle et Compagnie", False) == (
        changed.email,
        changed.siret,
        changed.name,
        changed.approved,
    )


def test_a_contractor_that_is_not_there_is_not_found(town: Town) -> None:
    with pytest.raises(NotFound, match="contractor-not-found"):
        town.registre.workspace.edit_contractor(town.mayor, ContractorId(town.school.id), email="a@b.fr")


def test_everything_wrong_with_a_change_is_told_at_once(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        edited(town, name=" ", siret="12", email="chez")

    assert {"name", "siret", "email"} == {problem.path for problem in refusal.value.problems}


def test_a_new_contractor_brings_its_address_along(town: Town) -> None:
    firm = town.registre.workspace.add_contractor(town.mayor, name="Feu & Fils", email="devis@exemple.fr")

    assert firm == town.registre.workspace.contractor(town.mayor, firm.id)
