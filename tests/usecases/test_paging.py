"""Lists come in pages: every item once, nothing twice, and cursors are only passed on."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from tests.usecases.town import TODAY, Town

from registre_core import InvalidInput
from registre_core.kernel.pages import Page
from registre_core.services.paging import LARGEST_PAGE
from registre_core.workspace import Category, ErpType

Listing = Callable[..., Page[Any]]

LISTS: dict[str, Callable[[Town], Listing]] = {
    "sites": lambda town: town.registre.workspace.sites,
    "contractors": lambda town: town.registre.workspace.contractors,
    "contacts": lambda town: town.registre.workspace.contacts,
    "users": lambda town: town.registre.rights.users,
    "profiles": lambda town: town.registre.rights.profiles,
    "interventions": lambda town: town.registre.interventions.page,
    "findings": lambda town: town.registre.findings.page,
}


def methods_of(room: object) -> list[tuple[str, Callable[..., Any]]]:
    return [(name, method) for name, method in inspect.getmembers(room, inspect.ismethod) if not name.startswith("_")]


def test_a_page_holds_fifty_unless_asked_otherwise_and_two_hundred_at_most(town: Town) -> None:
    rooms = [getattr(town.registre, room) for room in ("workspace", "rights", "interventions", "findings", "register")]
    use_cases = {f"{type(room).__name__}.{name}": method for room in rooms for name, method in methods_of(room)}
    limits = {
        name: inspect.signature(method).parameters["limit"].default
        for name, method in use_cases.items()
        if "limit" in inspect.signature(method).parameters
    }

    assert {50} == set(limits.values())
    assert len(LISTS) + 1 == len(limits), "and the register's own list"
    assert 200 == LARGEST_PAGE


@pytest.fixture
def crowded(town: Town) -> Town:
    """Seven more of everything."""
    book, rights, mayor = town.registre.workspace, town.registre.rights, town.mayor
    for number in range(7):
        book.add_site(mayor, name=f"Site {number}", erp_type=ErpType.W, category=Category.FIFTH)
        book.add_contractor(mayor, name=f"Firme {number}")
        book.add_contact(mayor, name=f"Contact {number}")
        rights.create_user(mayor, name=f"Agent {number}")
        rights.create_profile(mayor, name=f"Profil {number}", rights=[])
        town.registre.interventions.plan(mayor, site=town.school.id, type_code="works", planned_on=TODAY)
        town.registre.findings.record(mayor, town.at_school.id, town.finding.passage)
    return town


@pytest.mark.parametrize("size", [1, 3, 200])
@pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)
def test_following_next_gives_every_item_once_in_the_order_of_identifiers(
    crowded: Town, listing: Callable[[Town], Listing], size: int
) -> None:
    whole = listing(crowded)(crowded.mayor, limit=LARGEST_PAGE)
    read: list[Any] = []
    after = None
    while True:
        page = listing(crowded)(crowded.mayor, after=after, limit=size)
        assert len(page.items) <= size
        read += page.items
        if (after := page.next) is None:
            break

    assert (list(whole.items), None) == (read, whole.next)
    assert sorted(read, key=lambda item: item.id) == read
    assert len(read) >= 7


@pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("after", ["x", "5", "019cad8f-ac00-7000-8000"])
def test_a_cursor_that_is_none_is_refused(town: Town, listing: Callable[[Town], Listing], after: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        listing(town)(town.mayor, after=after)

    assert "malformed-cursor" == refusal.value.code


@pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("limit", [0, -1, LARGEST_PAGE + 1])
def test_a_page_of_no_reasonable_size_is_refused(town: Town, listing: Callable[[Town], Listing], limit: int) -> None:
    with pytest.raises(InvalidInput) as refusal:
        listing(town)(town.mayor, limit=limit)

    assert ("page-size", {"limit": limit, "largest": LARGEST_PAGE}) == (refusal.value.code, refusal.value.facts)
