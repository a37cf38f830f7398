"""Pages, orders and filters: STO-9."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from registre_core.billing import Invoice
from registre_core.commissions import Visit
from registre_core.findings import Finding, Severity, State
from registre_core.interventions import Intervention
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import InterventionId, ProfileId, SiteId, UserId
from registre_core.kernel.names import sort_key
from registre_core.kernel.pages import Cursor
from registre_core.logbook import LogbookEntry
from registre_core.permits import HotWorkPermit
from registre_core.ports.storage import (
    ArrivalOrder,
    FiledOrder,
    FindingFilter,
    FindingOrder,
    InterventionFilter,
    InterventionOrder,
    InvoiceOrder,
    LogbookOrder,
    NamedOrder,
    Order,
    PermitOrder,
    SignatureOrder,
    Storage,
    VisitOrder,
    WorkRequestOrder,
)
from registre_core.testing.builders import (
    IDS,
    a_contact,
    a_finding,
    a_person,
    a_site,
    a_user,
    an_intervention,
)
from registre_core.testing.building import a_drill
from registre_core.testing.contracts.storage.furniture import KINDS, Furnished, Kind, every, pages
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.correcting import standing_at
from registre_core.testing.obligations import obligation

TODAY = date(2026, 3, 2)
LIMITS = (1, 2, 3, 6, 7, 8, 50)
"""Below, at and above the seven items there are."""


def _begins(item: Any) -> Any:  # noqa: ANN401  # a day or a moment
    match item:
        case Invoice():
            return item.due_on
        case HotWorkPermit():
            return item.valid_from
        case Visit():
            return item.visited_on
        case LogbookEntry():
            return item.day
    return item.planned_on


RANKS: Mapping[str, Callable[[Any], Any]] = {
    NamedOrder.NAME: lambda named: sort_key(named.name),
    InterventionOrder.PLANNED: lambda intervention: intervention.planned_on,
    InvoiceOrder.DUE: lambda invoice: invoice.due_on,
    InterventionOrder.URGENT: lambda one: (one.closed_at is not None or one.cancelled_at is not None, one.planned_on),
    FindingOrder.DEADLINE: lambda finding: finding.due_on or date.max,
    FindingOrder.GRAVEST: lambda one: (not one.is_open, [*Severity][::-1].index(one.severity)),
    "latest": _begins,
}
"""What the orders rank by that do not go by identifier alone; five of them are called alike."""


DESCENDING = ("latest", "newest")
"""Orders that begin at the great end."""


ORDERS: Mapping[str, type[Order]] = {
    "intervention": InterventionOrder,
    "finding": FindingOrder,
    "invoice": InvoiceOrder,
    "arrival": ArrivalOrder,
    "signature": SignatureOrder,
    "permit": PermitOrder,
    "request": WorkRequestOrder,
    "visit": VisitOrder,
    "logbook-entry": LogbookOrder,
    "filed-document": FiledOrder,
}
"""Those of kinds that are not listed by name."""


def orders_of(kind: Kind) -> tuple[Order, ...]:
    """Name the orders that a kind of entity is offered in."""
    return tuple(ORDERS.get(kind.name, NamedOrder))


ORDERED = [pytest.param(kind, order, id=f"{kind}s-{order}") for kind in KINDS for order in orders_of(kind)]
RANKED = [one for one in ORDERED if one.values[1] in RANKS and one.id != "profiles-name"]
"""Where several items can rank alike: two profiles never bear one name."""
every_order = pytest.mark.parametrize("kind,order", ORDERED)

NAMES = ("Zoé", "École", "Œuvre", "ecole du Nord", "Éclair", "zèle")
"""Not in the order of anything."""
STANDINGS = tuple(
    {"due_on": due_on, "severity": severity, **standing_at(state)}
    for due_on, severity, state in (
        (date(2026, 3, 9), Severity.MINOR, State.OPEN),
        (None, Severity.CRITICAL, State.CLEARED),
        (date(2026, 3, 2), Severity.CRITICAL, State.CORRECTED),
        (date.max, Severity.MAJOR, State.NOT_APPLICABLE),
        (date(2026, 3, 9), Severity.MINOR, State.CONTESTED),
        (None, Severity.CRITICAL, State.PLANNED),
    )
)
"""The same of findings: some without a deadline, and grave ones that nobody need care about any more."""
DAYS = (date(2026, 3, 9), date(2026, 3, 2), date(2026, 3, 30), date(2026, 3, 2), date(2025, 12, 31), date(2026, 3, 9))
"""The same, some of them twice."""

A_TEXT = "Éclairage de sécurité : l’issue de secours_2 à 100 %, manœuvre, a\\b"
SAID = (
    "ÉCLAIRAGE",
    "eclairage  de secur",
    "l'issue",
    "Œ",
    "100 %",
    "secours_2",
    "a\\b",
    "rdc",
    "",
    " ",
    "\0",
    "\ud800",
)
"""What that text or its place has in it, as people type it; what nobody sees is in every text."""
NOT_SAID = ("extincteur", "100%", "secoursX2", "s%rs", "a\\\\b", "b rdc")
"""What would be found by who takes signs for patterns, or text and place for one."""


def varied(kind: Kind, there: Furnished, place: int) -> Any:  # noqa: ANN401  # whichever entity it is
    """Build an entity that stands elsewhere in each order."""
    moved = ELSEWHERE[kind.name](place) if kind.name in ELSEWHERE else {"name": NAMES[place]}
    return evolve(kind.build(there), **moved)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(8), UTC)


ELSEWHERE: Mapping[str, Callable[[int], Mapping[str, Any]]] = {
    "intervention": lambda place: {"planned_on": DAYS[place]},
    "finding": STANDINGS.__getitem__,
    "invoice": lambda place: {"due_on": DAYS[place]},
    "permit": lambda place: {"valid_from": _moment(DAYS[place]), "valid_until": _moment(date(2026, 4, 1))},
    "visit": lambda place: {"visited_on": DAYS[place]},
    "logbook-entry": lambda place: {"content": a_drill(held_on=DAYS[place])},
    **{kind: lambda _: {} for kind in ("arrival", "signature", "request", "filed-document")},
}
"""Where each of several stands that have no name to be listed by."""


class ListContract(StorageUnderTest):
    """Pages, orders and filters."""

    @obligation("STO-9")
    @every_order
    def test_following_next_gives_every_item_once_in_its_order(
        self, storage: Storage, there: Furnished, kind: Kind, order: Order
    ) -> None:
        items = [there.of(kind), *(varied(kind, there, place) for place in range(6))]
        with storage.begin(there.workspace.id) as tx:
            for item in reversed(items[1:]):
                kind.store(tx).add(item)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            for limit in LIMITS:
                shown = list(pages(kind.store(snapshot).page, order=order, limit=limit))
                assert [item for page in shown for item in page.items] == in_order(order, items)
                assert [len(page.items) for page in shown[:-1]] == [limit] * (len(shown) - 1)
                assert 0 < len(shown[-1].items) <= limit, "the last page says that it is the last"

    @obligation("STO-9")
    @every_order
    def test_a_page_begins_behind_an_item_whether_or_not_it_is_there(
        self, storage: Storage, there: Furnished, kind: Kind, order: Order
    ) -> None:
        items = [there.of(kind), *(varied(kind, there, place) for place in (0, 1, 3))]
        gone = [varied(kind, there, place) for place in (2, 4)]
        with storage.begin(there.workspace.id) as tx:
            for item in items[1:]:
                kind.store(tx).add(item)
            for item in items + gone:
                behind = _behind(in_order(order, [*items, *gone]), item)
                expected = [one for one in behind if one not in gone]
                page = kind.store(tx).page(order=order, after=order.cursor(item))
                assert list(page.items) == expected
                assert page.next is None
                first = kind.store(tx).page(order=order, after=order.cursor(item), limit=1)
                assert list(first.items) == expected[:1]
                assert (first.next is None) == (len(expected) <= 1)

    @obligation("STO-9")
    @pytest.mark.parametrize("kind,order", RANKED)
    def test_items_that_rank_alike_go_by_identifier(
        self, storage: Storage, there: Furnished, kind: Kind, order: Order
    ) -> None:
        alike = [varied(kind, there, 0) for _ in range(5)]
        with storage.begin(there.workspace.id) as tx:
            for item in (alike[3], alike[1], alike[4], alike[0], alike[2]):
                kind.store(tx).add(item)
            for limit in (1, 2, 50):
                shown = every(kind.store(tx).page, order=order, limit=limit)
                assert [item for item in shown if item in alike] == in_order(order, alike)

    @obligation("STO-9")
    @every_order
    def test_a_cursor_of_another_order_or_of_none_is_refused_and_nothing_else_happens(
        self, storage: Storage, there: Furnished, kind: Kind, order: Order
    ) -> None:
        others = [other.cursor(there.of(kind)) for other in orders_of(kind) if other is not order]
        made_up = [evolve(order.cursor(there.of(kind)), key="x"), Cursor("by-size", there.of(kind).id)]
        with storage.begin(there.workspace.id) as tx:
            for cursor in others + made_up:
                with pytest.raises(InvalidInput) as refused:
                    kind.store(tx).page(order=order, after=cursor)
                assert refused.value.code == "malformed-cursor"
            assert list(kind.store(tx).page(order=order).items) == [there.of(kind)]

    @obligation("STO-9")
    def test_a_cursor_points_where_its_item_was(self, storage: Storage, there: Furnished) -> None:
        users = [a_user(name=name) for name in ("Anne", "Bruno", "Chloé", "Zoé")]
        with storage.begin(there.workspace.id) as tx:
            tx.users.save(evolve(there.user, name="Aaron"))
            for user in users:
                tx.users.add(user)
            cursor = NamedOrder.NAME.cursor(users[1])
            renamed = tx.users.save(evolve(users[1], name="Yves"))
            assert list(tx.users.page(order=NamedOrder.NAME, after=cursor).items) == [users[2], renamed, users[3]]

    @obligation("STO-9")
    def test_identifiers_are_ordered_as_numbers(self, storage: Storage, there: Furnished) -> None:
        sites = [a_site(id=SiteId(UUID(int=bits))) for bits in (1, 2**63, 2**64, 2**127, 2**128 - 1)]
        with storage.begin(there.workspace.id) as tx:
            for site in reversed(sites):
                tx.sites.add(site)
            for order in NamedOrder:
                assert every(tx.sites.page, order=order, limit=2) == by_identifier([*sites, there.site])

    @obligation("STO-9")
    def test_a_page_holds_fifty_items_by_identifier_unless_told_otherwise(
        self, storage: Storage, there: Furnished
    ) -> None:
        sites = [a_site(name=f"Site {99 - number}") for number in range(50)]
        with storage.begin(there.workspace.id) as tx:
            for site in sites:
                tx.sites.add(site)
            assert list(tx.sites.page().items) == [there.site, *sites[:49]]
            assert len(every(tx.sites.page)) == 51

    @obligation("STO-9")
    def test_sites_are_listed_among_those_named(self, storage: Storage, there: Furnished) -> None:
        sites = [there.site, *(a_site(name=name) for name in NAMES[:3])]
        with storage.begin(there.workspace.id) as tx:
            for site in sites[1:]:
                tx.sites.add(site)
            for among, order in product(subsets(sites), NamedOrder):
                expected = sites if among is None else [site for site in sites if site.id in among]
                assert every(tx.sites.page, among=among, order=order, limit=2) == in_order(order, expected)

    @obligation("STO-9")
    def test_many_sites_can_be_named(self, storage: Storage, there: Furnished) -> None:
        among = frozenset({there.site.id, *(SiteId(IDS.new()) for _ in range(3_000))})
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.sites.page, among=among) == [there.site]
            assert every(snapshot.interventions.page, where=InterventionFilter(among=among)) == [there.intervention]
            assert every(snapshot.findings.page, where=FindingFilter(among=among)) == [there.finding]

    @obligation("STO-9")
    @pytest.mark.parametrize("order", NamedOrder)
    def test_contacts_are_listed_by_contractor(self, storage: Storage, there: Furnished, order: NamedOrder) -> None:
        alone, colleague = a_contact(name="Anne"), a_contact(name="Bruno", contractor_id=there.contractor.id)
        everybody, colleagues = [there.contact, alone, colleague], [there.contact, colleague]
        with storage.begin(there.workspace.id) as tx:
            tx.contacts.add(alone)
            tx.contacts.add(colleague)
            page, firm = tx.contacts.page, there.contractor.id
            assert every(page, order=order) == in_order(order, everybody)
            assert every(page, contractor=firm, order=order, limit=1) == in_order(order, colleagues)
            assert every(page, contractor=IDS.new(), order=order) == []

    @obligation("STO-9")
    @pytest.mark.parametrize("order", NamedOrder)
    def test_users_are_listed_by_profile(self, storage: Storage, there: Furnished, order: NamedOrder) -> None:
        without, attached = a_user(name="Anne"), a_user(name="Bruno")
        with storage.begin(there.workspace.id) as tx:
            tx.users.add(without)
            attached = tx.users.save(evolve(tx.users.add(attached), profile_id=there.profile.id))
            page, profile = tx.users.page, there.profile.id
            assert every(page, order=order) == in_order(order, [there.user, without, attached])
            assert every(page, profile=profile, order=order, limit=1) == in_order(order, [there.user, attached])
            assert every(page, profile=ProfileId(IDS.new()), order=order) == []

    @obligation("STO-9")
    @pytest.mark.parametrize("order", FindingOrder)
    def test_conditions_on_findings_hold_together(
        self, storage: Storage, there: Furnished, order: FindingOrder
    ) -> None:
        sites, people = [there.site, a_site()], [there.finding.created_by.person, a_person()]
        origins = [there.intervention, an_intervention(sites[1])]
        findings = [
            there.finding,
            *(
                a_finding(origin, created_by=evolve(there.finding.created_by, person=person), text=text)
                for origin, person, text in product(origins, people, ("Porte bloquée", "Extincteur absent"))
            ),
        ]
        with storage.begin(there.workspace.id) as tx:
            tx.sites.add(sites[1])
            tx.interventions.add(origins[1])
            for finding in findings[1:]:
                tx.findings.add(finding)
            for where in finding_filters(sites, origins, [person.id for person in people]):
                expected = in_order(order, [one for one in findings if is_asked_for(where, one)])
                assert every(tx.findings.page, where=where, order=order, limit=2) == expected, where

    @obligation("STO-9")
    def test_a_finding_is_found_by_what_its_text_or_place_has_in_it(self, storage: Storage, there: Furnished) -> None:
        finding = a_finding(there.intervention, text=A_TEXT, place="RDC, côté cour")
        with storage.begin(there.workspace.id) as tx:
            tx.findings.add(finding)
            for text in SAID:
                assert finding in every(tx.findings.page, where=FindingFilter(text=text)), text
            for text in NOT_SAID:
                assert finding not in every(tx.findings.page, where=FindingFilter(text=text)), text


def by_identifier(items: Iterable[Any]) -> list[Any]:
    """Put items into the order they were made in."""
    return sorted(items, key=lambda item: item.id)


def in_order(order: Order, items: Iterable[Any]) -> list[Any]:
    """Put items into an order, told here once more."""
    if (rank := RANKS.get(order)) is None:
        return sorted(items, key=lambda item: item.id, reverse=order in DESCENDING)
    return sorted(items, key=lambda item: (rank(item), item.id), reverse=order in DESCENDING)


def _behind(items: list[Any], item: Any) -> list[Any]:  # noqa: ANN401  # whichever entity it is
    return items[items.index(item) + 1 :]


def subsets(sites: Iterable[Any]) -> tuple[frozenset[SiteId] | None, ...]:
    """Name none, some and all of these sites, those of which nothing is known among them."""
    first, second, *_ = [site.id for site in sites]
    unknown = SiteId(IDS.new())
    return (
        None,
        frozenset(),
        frozenset({first}),
        frozenset({second, unknown}),
        frozenset({unknown}),
        frozenset({first, second}),
    )


def finding_filters(
    sites: Iterable[Any], origins: Iterable[Intervention], people: Iterable[UserId]
) -> Iterator[FindingFilter]:
    """Combine the conditions that lists of findings began with, each with every other."""
    first, *_ = origins
    interventions, states = (None, InterventionId(IDS.new()), first.id), (None, State.OPEN, State.CLEARED)
    creators, texts = (None, UserId(IDS.new()), *people), (None, "EXTINCTEUR")
    for conditions in product(subsets(sites), interventions, states, creators, texts):
        yield FindingFilter(*conditions)


def is_asked_for(where: FindingFilter, finding: Finding) -> bool:
    """Whether a finding is one of those asked for."""
    among = where.among is None or finding.site_id in where.among
    wanted = (where.intervention, where.state, where.creator)
    actual = (finding.intervention_id, finding.state, finding.created_by.person.id)
    said = where.text is None or where.text.lower() in finding.text.lower()
    return among and said and all(one in {None, other} for one, other in zip(wanted, actual, strict=True))
