"""The workspace, its sites, and whom one reaches."""

from datetime import datetime

import pytest

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import ContractorId, SiteId
from registre_core.testing.builders import IDS, a_contact, a_contractor, a_site, a_workspace
from registre_core.workspace import Category, Contractor, ErpType, Site


def problems_of(refusal: pytest.ExceptionInfo[InvalidInput]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in refusal.value.problems]


@pytest.mark.parametrize("siret", ["12345678901234", "00000000000000", None])
def test_a_siret_has_fourteen_digits_or_is_not_there(siret: str | None) -> None:
    assert siret == a_contractor(siret=siret).siret


@pytest.mark.parametrize(
    "siret",
    [
        "",
        "1234567890123",
        "123456789012345",
        "123 456 789 01234",
        "1234567890123A",
        "١٢٣٤٥٦٧٨٩٠١٢٣٤",
        "12345678901234\n",
    ],
)
def test_anything_else_is_no_siret(siret: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_contractor(siret=siret)

    assert [("siret", "malformed-text")] == problems_of(refusal)


def test_a_contact_may_stand_without_a_firm_an_address_or_a_telephone() -> None:
    contact = a_contact(email=None, phone="", contractor_id=None)

    assert (None, "", None) == (contact.email, contact.phone, contact.contractor_id)


def test_all_that_is_wrong_with_a_contact_is_told_at_once() -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_contact(name="\t", email="anne@", version=0)

    assert [("name", "blank-text"), ("email", "malformed-text"), ("version", "number-too-small")] == problems_of(
        refusal
    )


@pytest.mark.parametrize("build", [a_workspace, a_site, a_contractor, a_contact])
def test_everything_has_a_name(build: object) -> None:
    assert callable(build)
    with pytest.raises(InvalidInput) as refusal:
        build(name="")

    assert [("name", "blank-text")] == problems_of(refusal)


def test_a_workspace_is_founded_at_an_instant_that_carries_its_offset() -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_workspace(founded_at=datetime(2026, 3, 2))  # noqa: DTZ001  # that is the point

    assert [("founded_at", "naive-instant")] == problems_of(refusal)


def test_a_contractor_is_no_approved_body_unless_somebody_says_so() -> None:
    """CCH R. 143-34: technical verifications are for approved bodies (organismes agréés)."""
    assert not Contractor(ContractorId(IDS.new()), "Feu & Fils").approved


def test_an_address_may_wait() -> None:
    assert "" == Site(SiteId(IDS.new()), "École", ErpType.R, Category.FIFTH).address
