"""Many users at once: STO-34, STO-35."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from attrs import evolve

from registre_core.kernel.errors import NotFound, RegistreError
from registre_core.kernel.identifiers import ProfileId, SiteId
from registre_core.ports.storage import Storage
from registre_core.rights import User
from registre_core.testing.builders import IDS, a_user
from registre_core.testing.contracts.storage.furniture import Furnished, every, everything, found
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.obligations import obligation

MANY = 60
"""More than a page."""

REFUSED: Mapping[str, tuple[Callable[[Furnished, User], User], str]] = {
    "names a profile that is not there": (
        lambda _, user: evolve(user, profile_id=ProfileId(IDS.new())),
        "profile-not-found",
    ),
    "names a site that is not there": (
        lambda there, user: evolve(user, sites=frozenset({there.site.id, SiteId(IDS.new())})),
        "site-not-found",
    ),
    "cannot be kept": (lambda _, user: evolve(user, name="a\0b"), "value-not-storable"),
}
"""What is wrong with one of them, added or saved."""
REFUSED_TO_ADD = {**REFUSED, "is there already": (lambda there, _: there.user, "already-exists")}
REFUSED_TO_SAVE = {
    **REFUSED,
    "is not there": (lambda *_: a_user(), "user-not-found"),
    "was changed meanwhile": (lambda _, user: evolve(user, version=7), "stale-version"),
}


class SeveralContract(StorageUnderTest):
    """Many users at once."""

    @obligation("STO-34")
    def test_who_is_asked_for_is_given_by_identifier_whatever_the_order(
        self, storage: Storage, there: Furnished
    ) -> None:
        users = kept(storage, there)
        asked = [user.id for user in users]
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.users.several(asked[::-1]) == users
            assert snapshot.users.several([asked[3], asked[1], asked[3]]) == [users[1], users[3]]
            assert snapshot.users.several({asked[5]}) == [users[5]]
            assert snapshot.users.several([]) == []

    @obligation("STO-34")
    def test_the_first_who_is_not_there_is_named(self, storage: Storage, there: Furnished) -> None:
        missing = [a_user().id for _ in range(2)]
        elsewhere = found(storage, Furnished.new())
        users = [user.id for user in kept(storage, there)]
        with storage.read(there.workspace.id) as snapshot:
            for asked, named in (
                ([*users, missing[1], missing[0]], missing[0]),
                ([elsewhere.user.id], elsewhere.user.id),
            ):
                with pytest.raises(NotFound) as refused:
                    snapshot.users.several(asked)
                assert (refused.value.code, refused.value.facts["user"]) == ("user-not-found", str(named))

    @obligation("STO-34")
    def test_addresses_are_found_whatever_their_case(self, storage: Storage, there: Furnished) -> None:
        addresses = ("Élodie.ŒUVRE@Exemple.FR", "anna@exemple.fr", None)
        with storage.begin(there.workspace.id) as tx:
            tx.users.save(evolve(there.user, email=None))
            tx.users.add_all(a_user(email=address) for address in addresses)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            find = snapshot.users.addresses
            assert find(["éLODIE.œuvre@exemple.fr", "zoe@exemple.fr"]) == {"élodie.œuvre@exemple.fr"}
            assert find(["ANNA@EXEMPLE.FR", "Anna@exemple.fr"]) == {"anna@exemple.fr"}
            assert find([f"u{number}@exemple.fr" for number in range(3_000)]) == frozenset()
            assert find(["", "%", "anna", "elodie.oeuvre@exemple.fr", "a\0", "\ud83d"]) == frozenset()
            assert find([]) == frozenset()

    @obligation("STO-34")
    def test_an_address_that_was_given_up_or_is_another_workspace_s_is_not_found(
        self, storage: Storage, there: Furnished
    ) -> None:
        found(storage, evolve(new := Furnished.new(), user=evolve(new.user, email="ailleurs@exemple.fr")))
        with storage.begin(there.workspace.id) as tx:
            moved = tx.users.save(evolve(there.user, email="Nouvelle@exemple.fr"))
            asked = [str(there.user.email), "nouvelle@exemple.fr", "ailleurs@exemple.fr"]
            assert tx.users.addresses(asked) == {"nouvelle@exemple.fr"}
            tx.users.save(moved.erased())
            assert tx.users.addresses(asked) == frozenset()

    @obligation("STO-35")
    def test_many_are_added_as_one_is(self, storage: Storage, there: Furnished) -> None:
        users = [one(there, number) for number in range(MANY)]
        with storage.begin(there.workspace.id) as tx:
            tx.users.add_all(user for user in reversed(users))
            assert every(tx.users.page) == [there.user, *users]
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.users.page) == [there.user, *users]

    @obligation("STO-35")
    def test_many_are_saved_as_one_is_and_given_in_their_order(self, storage: Storage, there: Furnished) -> None:
        users = [*reversed(kept(storage, there))]
        changed = [evolve(user, name=f"Renommé {place}", sites=None) for place, user in enumerate(users)]
        with storage.begin(there.workspace.id) as tx:
            saved = tx.users.save_all(user for user in changed)
            assert saved == [evolve(user, version=2) for user in changed]
            again = tx.users.save_all([evolve(user, sites=frozenset({there.site.id})) for user in saved[:3]])
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.users.page) == [there.user, *reversed([*again, *saved[3:]])]

    @obligation("STO-35")
    @pytest.mark.parametrize("refused", REFUSED_TO_ADD.values(), ids=REFUSED_TO_ADD)
    def test_one_that_cannot_be_added_keeps_all_from_being_added(
        self, storage: Storage, there: Furnished, refused: tuple[Callable[..., User], str]
    ) -> None:
        spoil, code = refused
        users = [one(there, number) for number in range(5)]
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(RegistreError) as told:
                tx.users.add_all([*users[:3], spoil(there, users[3]), users[4]])
            tx.commit()
        assert told.value.code == code
        assert everything(storage, there) == before

    @obligation("STO-35")
    def test_who_is_among_those_added_twice_keeps_all_from_being_added(
        self, storage: Storage, there: Furnished
    ) -> None:
        users = [one(there, number) for number in range(3)]
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(RegistreError) as told:
                tx.users.add_all([*users, users[0]])
            assert told.value.code == "already-exists"
            assert every(tx.users.page) == [there.user]
            tx.users.add_all(users)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.users.page) == [there.user, *users]

    @obligation("STO-35")
    @pytest.mark.parametrize("refused", REFUSED_TO_SAVE.values(), ids=REFUSED_TO_SAVE)
    def test_one_that_cannot_be_saved_keeps_all_from_being_saved(
        self, storage: Storage, there: Furnished, refused: tuple[Callable[..., User], str]
    ) -> None:
        spoil, code = refused
        users = [evolve(user, name="Renommé", locked=True) for user in kept(storage, there)[:5]]
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(RegistreError) as told:
                tx.users.save_all([*users[:3], spoil(there, users[3]), users[4]])
            tx.commit()
        assert told.value.code == code
        assert everything(storage, there) == before

    @obligation("STO-35")
    def test_who_is_among_those_saved_twice_is_saved_one_time_after_the_other(
        self, storage: Storage, there: Furnished
    ) -> None:
        first = evolve(there.user, name="Une", locked=True, sites=None)
        second = evolve(first, name="Deux", locked=False, sites=frozenset({there.site.id}), version=2)
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(RegistreError) as told:
                tx.users.save_all([first, first])
            assert told.value.code == "stale-version"
            assert tx.users.save_all([first, second]) == [evolve(first, version=2), evolve(second, version=3)]
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.users.page) == [evolve(second, version=3)]
            assert [people for _, people in snapshot.users.situations()] == [1]


def one(there: Furnished, number: int) -> User:
    """Make somebody: some of them alike, some with a site."""
    kinds: tuple[dict[str, Any], ...] = (
        {"sites": frozenset({there.site.id})},
        {"profile_id": there.profile.id},
        {"grants": frozenset({f"m.{number % 7}"})},
    )
    return a_user(name=f"Agent {number}", email=f"agent{number}@exemple.fr", **kinds[number % 3])


def kept(storage: Storage, there: Furnished) -> list[User]:
    """Have many users, and give them by identifier."""
    users = [one(there, number) for number in range(MANY)]
    with storage.begin(there.workspace.id) as tx:
        tx.users.add_all(users)
        tx.commit()
    return users
