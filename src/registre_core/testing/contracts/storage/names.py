"""Names in the order of a French dictionary, and found by how they begin: STO-19."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from attrs import evolve

from registre_core.kernel.names import LONGEST_SORT_KEY
from registre_core.ports.storage import NamedOrder, Storage
from registre_core.testing.builders import IDS, a_contact, a_site, a_user
from registre_core.testing.contracts.storage.furniture import KINDS, Furnished, Kind, every
from registre_core.testing.contracts.storage.lists import in_order
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.obligations import obligation

NAMED = [kind for kind in KINDS if kind.name in {"site", "contractor", "contact", "profile", "user"}]
every_named_kind = pytest.mark.parametrize("kind", NAMED, ids=str)

DICTIONARY = (
    "(ancien) Lycée",
    "« Le Phare »",
    "🔥 Pompiers",
    "1er régiment",
    "2e étage",
    "À l’angle",
    "Chêne",
    "Cote",
    "coté nord",
    "Côte nord 2",
    "École",
    "École des Œillets",
    "Ecole Ferry",
    "L'Étoile",
    "L’Étoile du Nord",
    "Œuvre",
    "Ohé",
    "Saint Étienne",
    "Saint-Etienne 2",
    "Saintes",
    "zèbre",
    "Ωméga",
    "東京",
)
"""In their order, each folding otherwise than the others."""

LIKE_LETTERS = ("cote", "Cote", "COTE", "coté", "Coté", "côte", "Côte", "côté", "CÔTÉ")
"""In their order: accents are read from the beginning, and outweigh case."""

BEGINNINGS = {
    "E": ("École", "École des Œillets", "Ecole Ferry"),
    "écol": ("École", "École des Œillets", "Ecole Ferry"),
    "ÉCOLE ": ("École", "École des Œillets", "Ecole Ferry"),
    "école  d": ("École des Œillets",),
    "oe": ("Œuvre",),
    "l'e": ("L'Étoile", "L’Étoile du Nord"),
    "L’É": ("L'Étoile", "L’Étoile du Nord"),
    "saint": ("Saint Étienne", "Saint-Etienne 2", "Saintes"),
    "saint-e": ("Saint-Etienne 2",),
    "coté": ("Cote", "coté nord", "Côte nord 2"),
    "(": ("(ancien) Lycée",),
    "🔥": ("🔥 Pompiers",),
    "ω": ("Ωméga",),
    "": DICTIONARY,
    "\0": DICTIONARY,
    "\ud800": DICTIONARY,
    "colé": (),
    "%": (),
    "z" * LONGEST_SORT_KEY: (),
}
"""Which of them begin so."""


class NameContract(StorageUnderTest):
    """The order of names, and how they are found."""

    @obligation("STO-19")
    @every_named_kind
    def test_names_are_listed_as_in_a_french_dictionary(self, storage: Storage, there: Furnished, kind: Kind) -> None:
        add_named(storage, there, kind, reversed(DICTIONARY))
        with storage.read(there.workspace.id) as snapshot:
            for limit in (3, 50):
                names = [item.name for item in every(kind.store(snapshot).page, order=NamedOrder.NAME, limit=limit)]
                assert [name for name in names if name != there.of(kind).name] == list(DICTIONARY)

    @obligation("STO-19")
    def test_names_of_the_same_letters_go_by_accents_and_then_by_case(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            for name in reversed(LIKE_LETTERS):
                tx.contacts.add(a_contact(name=name))
            shown = every(tx.contacts.page, named="cote", order=NamedOrder.NAME, limit=2)
        assert [contact.name for contact in shown] == list(LIKE_LETTERS)

    @obligation("STO-19")
    @every_named_kind
    @pytest.mark.parametrize("order", NamedOrder)
    def test_names_are_found_by_how_they_begin(
        self, storage: Storage, there: Furnished, kind: Kind, order: NamedOrder
    ) -> None:
        items = add_named(storage, there, kind, DICTIONARY)
        items = [item for item in items if item.name != there.of(kind).name]
        with storage.read(there.workspace.id) as snapshot:
            for named, names in BEGINNINGS.items():
                found = every(kind.store(snapshot).page, named=named, order=order, limit=2)
                expected = in_order(order, [item for item in items if item.name in names])
                assert [item for item in found if item.name != there.of(kind).name] == expected, named

    @obligation("STO-9", "STO-19")
    @pytest.mark.parametrize("order", NamedOrder)
    def test_a_beginning_holds_together_with_what_else_is_asked_for(
        self, storage: Storage, there: Furnished, order: NamedOrder
    ) -> None:
        profile, firm = there.profile.id, there.contractor.id
        sites = [a_site(name=name) for name in ("Anse", "Ansé", "Bron")]
        users = [a_user(name=name, profile_id=of) for name, of in product(("Anne", "Zoé"), (None, profile))]
        contacts = [a_contact(name=name, contractor_id=of) for name, of in product(("Anne", "Zoé"), (None, firm))]
        with storage.begin(there.workspace.id) as tx:
            for site, user, contact in zip([*sites, a_site()], users, contacts, strict=True):
                tx.sites.add(site), tx.users.add(user), tx.contacts.add(contact)
            among = frozenset({sites[1].id, sites[2].id, there.site.id})
            assert every(tx.sites.page, named="an", among=among, order=order) == [sites[1]]
            assert every(tx.users.page, named="AN", profile=profile, order=order) == [users[1]]
            assert every(tx.contacts.page, named="AN", contractor=firm, order=order) == [contacts[1]]

    @obligation("STO-19")
    def test_who_is_renamed_moves(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            other = tx.users.add(a_user(name="Milieu"))
            first = tx.users.save(evolve(there.user, name="Abel"))
            assert every(tx.users.page, order=NamedOrder.NAME) == [first, other]
            last = tx.users.save(evolve(first, name="Zoé"))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.users.page, order=NamedOrder.NAME) == [other, last]
            assert every(snapshot.users.page, named="abel") == []

    @obligation("STO-19")
    def test_names_of_any_length_have_their_place(self, storage: Storage, there: Furnished) -> None:
        long = ["B" * LONGEST_SORT_KEY + end for end in ("é", "a", "")]
        sites = [a_site(name=name) for name in (*long, "Ç", "A" * 3 * LONGEST_SORT_KEY)]
        with storage.begin(there.workspace.id) as tx:
            for site in sites:
                tx.sites.add(site)
            shown = [site for site in every(tx.sites.page, order=NamedOrder.NAME, limit=1) if site != there.site]
            assert shown == [sites[4], *sites[:3], sites[3]], "cut keys are equal, so these go by identifier"
            assert every(tx.sites.page, named=long[0], order=NamedOrder.NAME) == sites[:3]


def add_named(storage: Storage, there: Furnished, kind: Kind, names: Any) -> list[Any]:  # noqa: ANN401  # of whichever kind
    """Keep an entity of each name, and give them."""
    items = [evolve(kind.build(there), id=IDS.new(), name=name) for name in names]
    with storage.begin(there.workspace.id) as tx:
        for item in items:
            kind.store(tx).add(item)
        tx.commit()
    return items
