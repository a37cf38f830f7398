"""Lists come in pages and in the order asked for: every item once, nothing twice, and cursors are only passed on."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests.usecases.town import TODAY, Town

from registre_core import Actor, InvalidInput
from registre_core.findings import Severity
from registre_core.kernel.names import plain, sort_key
from registre_core.kernel.pages import Page, Total
from registre_core.ports.storage import FindingOrder, InterventionOrder, NamedOrder, Order
from registre_core.rights import Profile
from registre_core.services.paging import LARGEST_PAGE
from registre_core.services.rights import RightsService
from registre_core.workspace import Category, ErpType

Listing = Callable[..., Page[Any]]


def profiles_of(rights: RightsService) -> Listing:
    """List profiles without the number of their users."""

    def listing(actor: Actor, **asked: Any) -> Page[Profile]:  # noqa: ANN401  # whatever a list takes
        page = rights.profiles(actor, **asked)
        return Page(tuple(listed.profile for listed in page.items), page.next, page.total)

    return listing


LISTS: dict[str, Callable[[Town], Listing]] = {
    "sites": lambda town: town.registre.workspace.sites,
    "contractors": lambda town: town.registre.workspace.contractors,
    "contacts": lambda town: town.registre.workspace.contacts,
    "users": lambda town: town.registre.rights.users,
    "profiles": lambda town: profiles_of(town.registre.rights),
    "interventions": lambda town: town.registre.interventions.page,
    "findings": lambda town: town.registre.findings.page,
}


LISTED = {
    *(f"WorkspaceService.{name}" for name in ("sites", "contractors", "contacts")),
    *(f"RightsService.{name}" for name in ("users", "profiles")),
    *(f"{room}Service.page" for room in ("Interventions", "Findings")),
    "RegisterService.entries",
}
SHOWN_BESIDE = {
    f"RightsService.{name}"
    for name in (
        "profile_sheet",
        "who_can",
        "plan_edit",
        "plan_attach",
        "plan_detach",
        "plan_homogenise",
        "plan_delete",
    )
}
"""Pages of people beside something else."""


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
    assert {*SHOWN_BESIDE, *LISTED} == set(limits)
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
        due_on = TODAY + timedelta(days=number % 3) if number % 2 else None
        severity = [*Severity][number % 3]
        town.registre.findings.record(mayor, town.at_school.id, town.finding.passage, severity=severity, due_on=due_on)
    return town


ORDERED: list[tuple[str, Order]] = [
    *((name, order) for name in ("sites", "contractors", "contacts", "users", "profiles") for order in NamedOrder),
    *(("interventions", order) for order in InterventionOrder),
    *(("findings", order) for order in FindingOrder),
]
"""Each list with each order it is offered in."""

RANKS: dict[str, Callable[[Any], Any]] = {
    "created": lambda _: 0,
    "newest": lambda _: 0,
    "name": lambda named: sort_key(named.name),
    "planned": lambda intervention: intervention.planned_on,
    "latest": lambda intervention: intervention.planned_on,
    "urgent": lambda intervention: (not intervention.is_open, intervention.planned_on),
    "deadline": lambda finding: (finding.due_on is None, finding.due_on or TODAY),
    "gravest": lambda finding: (not finding.is_open, -[*Severity].index(finding.severity)),
}


def in_order(order: Order, items: Iterable[Any]) -> list[Any]:
    return sorted(items, key=lambda item: (RANKS[order](item), item.id), reverse=order in {"latest", "newest"})


def followed(listing: Listing, town: Town, **asked: object) -> Iterator[Page[Any]]:
    after = None
    while True:
        page = listing(town.mayor, after=after, **asked)
        yield page
        if (after := page.next) is None:
            return


@pytest.mark.parametrize("size", [1, 3, 200])
@pytest.mark.parametrize("name,order", ORDERED)
def test_following_next_gives_every_item_once_in_the_order_asked_for(
    crowded: Town, name: str, order: Order, size: int
) -> None:
    listing = LISTS[name](crowded)
    pages = list(followed(listing, crowded, order=order, limit=size))
    read = [item for page in pages for item in page.items]

    assert all(len(page.items) == size for page in pages[:-1])
    assert set(listing(crowded.mayor, limit=LARGEST_PAGE).items) == set(read)
    assert in_order(order, read) == read
    assert len(read) >= 7


@pytest.mark.parametrize(
    "name,order",
    [
        ("sites", NamedOrder.NAME),
        ("contractors", NamedOrder.NAME),
        ("contacts", NamedOrder.NAME),
        ("users", NamedOrder.NAME),
        ("profiles", NamedOrder.NAME),
        ("interventions", InterventionOrder.URGENT),
        ("findings", FindingOrder.NEWEST),
    ],
)
def test_unless_told_otherwise_people_find_names_by_name_what_is_to_be_done_and_what_is_recent_first(
    crowded: Town, name: str, order: Order
) -> None:
    listing = LISTS[name](crowded)

    assert listing(crowded.mayor, order=order) == listing(crowded.mayor)


def test_names_are_listed_as_in_a_french_dictionary(town: Town) -> None:
    book = town.registre.workspace
    for name in ("Zoé", "école", "Œuvre", "École", "Eclair"):
        book.add_contractor(town.mayor, name=name)

    shown = [firm.name for firm in book.contractors(town.mayor).items]
    assert ["Contrôle & Cie", "Eclair", "école", "École", "Œuvre", "Zoé"] == shown


@pytest.mark.parametrize("name", ["sites", "contractors", "contacts", "users", "profiles"])
@pytest.mark.parametrize("order", NamedOrder)
def test_names_are_found_by_how_they_begin(crowded: Town, name: str, order: NamedOrder) -> None:
    listing = LISTS[name](crowded)
    first = listing(crowded.mayor, order=order).items[0]
    found = listing(crowded.mayor, named=first.name.upper()[:3], order=order, counted=True)

    assert first in found.items
    assert all(plain(item.name).startswith(plain(first.name[:3])) for item in found.items)
    assert Total(len(found.items)) == found.total


def test_a_list_by_firm_or_profile_can_be_narrowed_down_by_name(town: Town) -> None:
    there = town.registre.workspace.add_contact(town.mayor, name="Élise", contractor=town.firm.id)

    assert (there,) == town.registre.workspace.contacts(town.mayor, contractor=town.firm.id, named="e").items
    assert (town.clerk,) == town.registre.rights.users(town.mayor, profile=town.profile.id, named="PAUL").items
    assert () == town.registre.rights.users(town.mayor, profile=town.profile.id, named="x").items


def test_findings_are_found_by_what_they_say(town: Town) -> None:
    elsewhere = town.registre.findings.record(
        town.mayor, town.at_school.id, town.finding.passage, text="Porte bloquée", place="Cage d’escalier"
    )
    page = town.registre.findings.page

    assert (elsewhere,) == page(town.mayor, text="PORTE bloquee").items
    assert (elsewhere,) == page(town.mayor, text="cage d'esc").items
    assert {town.finding, town.pool_finding} == set(page(town.mayor, text="secours").items)
    assert () == page(town.mayor, text="porte bloquée cage").items


@pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)
def test_a_total_is_told_to_who_asks_for_it(crowded: Town, listing: Callable[[Town], Listing]) -> None:
    every = list(followed(listing(crowded), crowded))
    first = listing(crowded)(crowded.mayor, limit=1, counted=True)

    assert {None} == {page.total for page in every}
    assert Total(sum(len(page.items) for page in every)) == first.total


def test_a_total_counts_what_one_may_see(crowded: Town) -> None:
    here = crowded.holder("sites.consult", "findings.consult", "interventions.consult", sites=[crowded.pool.id])

    assert Total(1) == crowded.registre.workspace.sites(here, counted=True).total
    assert Total(1) == crowded.registre.findings.page(here, counted=True).total
    assert Total(1) == crowded.registre.interventions.page(here, counted=True).total


@pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("after", ["x", "5", "019cad8f-ac00-7000-8000", "é", "=", "b" * 5])
def test_a_cursor_that_is_none_is_refused(town: Town, listing: Callable[[Town], Listing], after: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        listing(town)(town.mayor, after=after)

    assert [("after", "malformed-cursor")] == [(problem.path, problem.code) for problem in refusal.value.problems]


@pytest.mark.parametrize("name,order", ORDERED)
def test_a_cursor_of_another_order_is_refused(town: Town, name: str, order: Order) -> None:
    town.registre.interventions.plan(town.mayor, site=town.pool.id, type_code="works", planned_on=TODAY)
    listing = LISTS[name](town)
    [(_, other), *_] = [(listed, one) for listed, one in ORDERED if listed == name and one is not order]
    elsewhere = str(other.cursor(listing(town.mayor).items[0]))

    with pytest.raises(InvalidInput) as refusal:
        listing(town.mayor, order=order, after=elsewhere)

    assert "malformed-cursor" == refusal.value.code


@pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("limit", [0, -1, LARGEST_PAGE + 1])
def test_a_page_of_no_reasonable_size_is_refused(town: Town, listing: Callable[[Town], Listing], limit: int) -> None:
    with pytest.raises(InvalidInput) as refusal:
        listing(town)(town.mayor, limit=limit)

    assert ("page-size", {"limit": limit, "largest": LARGEST_PAGE}) == (refusal.value.code, refusal.value.facts)
