"""Everybody's situations, counted and listed: STO-32, STO-33."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random
from typing import Any

import pytest
from attrs import evolve

from registre_core.kernel.identifiers import ProfileId
from registre_core.ports.storage import NamedOrder, Snapshot, Storage, Transaction
from registre_core.rights import Situation, User
from registre_core.testing.builders import IDS, a_profile, a_site, a_user
from registre_core.testing.contracts.storage.furniture import Furnished, every, found
from registre_core.testing.contracts.storage.lists import in_order
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.obligations import obligation

MOVES = 60
"""Changes of a history."""

KINDS_OF_SITUATION: tuple[dict[str, Any], ...] = (
    {},
    {"active": False},
    {"locked": True},
    {"expires_on": date(2026, 3, 2)},
    {"expires_on": date(2026, 3, 3)},
    {"sites": frozenset()},
    {"grants": frozenset({"sites.consult"})},
    {"grants": frozenset({"sites.consult", "ghosts.haunt"})},
    {"denials": frozenset({"sites.consult"})},
    {"grants": frozenset({"sites.consult"}), "denials": frozenset({"sites.consult"})},
)
"""Ways to differ before rights."""


class SituationContract(StorageUnderTest):
    """Everybody's situations, counted and listed."""

    @obligation("STO-32")
    def test_who_differs_before_any_right_is_in_another_situation(self, storage: Storage, there: Furnished) -> None:
        site = a_site()
        kinds = [
            *KINDS_OF_SITUATION,
            {"profile_id": there.profile.id},
            {"sites": frozenset({site.id})},
            {"sites": frozenset({site.id, there.site.id})},
        ]
        with storage.begin(there.workspace.id) as tx:
            tx.sites.add(site)
            for times, kind in enumerate(kinds, start=1):
                for number in range(times):
                    tx.users.add(a_user(name=f"Agent {number}", email=f"a{number}@exemple.fr", **kind))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            expected = {Situation(**kind): times for times, kind in enumerate(kinds, start=1)}
            assert dict(snapshot.users.situations()) == {**expected, Situation.of(there.user): 1}
            assert_counted(snapshot)

    @obligation("STO-32")
    def test_numbers_are_exact_after_any_history(self, storage: Storage, there: Furnished) -> None:
        history = History(there)
        history.begin(storage)
        for _ in range(MOVES):
            with storage.begin(there.workspace.id) as tx:
                for _ in range(history.random.randrange(1, 4)):
                    history.move(tx)
                    assert_counted(tx)
                if history.random.randrange(4):
                    tx.commit()
            with storage.read(there.workspace.id) as snapshot:
                assert_counted(snapshot)

    @obligation("STO-32")
    def test_a_situation_that_nobody_is_in_is_not_given(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            user = tx.users.save(evolve(there.user, locked=True))
            assert list(tx.users.situations()) == [(Situation.of(user), 1)]
            user = tx.users.save(user.erased())
            assert list(tx.users.situations()) == [(Situation.of(user), 1)]
            assert list(tx.users.everybody()) == [(user.id, Situation.of(user))]
            user = tx.users.save(evolve(user, name="De retour", active=True))
            assert list(tx.users.situations()) == [(Situation.of(user), 1)]

    @obligation("STO-32")
    def test_profiles_are_told_apart_and_one_that_nobody_shares_has_none(
        self, storage: Storage, there: Furnished
    ) -> None:
        shared, bare, nobody_s = a_profile(name="Partagé"), a_profile(name="Vide"), ProfileId(IDS.new())
        with storage.begin(there.workspace.id) as tx:
            for profile in (shared, bare):
                tx.profiles.add(profile)
            users = [a_user(profile_id=shared.id, locked=locked) for locked in (True, False, True)]
            tx.users.add_all([*users, a_user()])
            asked = [bare.id, shared.id, there.profile.id, nobody_s]
            assert tx.users.numbers(asked) == dict(zip(asked, [0, 3, 1, 0], strict=True))
            assert tx.users.numbers([]) == {}
            situations = {Situation.of(users[0]): 2, Situation.of(users[1]): 1}
            assert dict(tx.users.situations(shared.id)) == situations
            assert list(tx.users.situations(bare.id)) == list(tx.users.situations(nobody_s)) == []

    @obligation("STO-32")
    def test_those_alike_share_one_value(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.users.add_all(a_user(**kind) for kind in KINDS_OF_SITUATION * 3)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            given = list(snapshot.users.everybody())
        assert len({id(situation) for _, situation in given}) == len({situation for _, situation in given})

    @obligation("STO-10", "STO-32")
    def test_another_workspace_s_users_are_not_counted(self, storage: Storage, there: Furnished) -> None:
        elsewhere = found(storage, Furnished.new())
        with storage.begin(elsewhere.workspace.id) as tx:
            tx.users.add_all(a_user(locked=True) for _ in range(3))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert dict(snapshot.users.situations()) == {Situation.of(there.user): 1}
            assert list(snapshot.users.everybody()) == [(there.user.id, Situation.of(there.user))]
            assert snapshot.users.numbers([elsewhere.profile.id]) == {elsewhere.profile.id: 0}

    @obligation("STO-33")
    @pytest.mark.parametrize("order", NamedOrder)
    @pytest.mark.parametrize("number", [0, 1, 2, 3, 40], ids=str)
    def test_those_in_some_situations_are_listed_and_nobody_else(
        self, storage: Storage, there: Furnished, order: NamedOrder, number: int
    ) -> None:
        kinds: list[dict[str, Any]] = [{"grants": frozenset({f"m.{kind}"})} for kind in range(41)]
        names = ("Zoé", "École", "zèle", "Œuvre")
        users = [a_user(name=names[place % 4], **kind) for place, kind in enumerate([*kinds[:5] * 3, *kinds[5:]])]
        some = [Situation(**kind) for kind in kinds[:number]]
        with storage.begin(there.workspace.id) as tx:
            tx.users.add_all(reversed(users))
            tx.commit()
        expected = in_order(order, [user for user in users if Situation.of(user) in some])
        with storage.read(there.workspace.id) as snapshot:
            for limit in (1, 2, 50):
                assert every(snapshot.users.page, among=some, order=order, limit=limit) == expected

    @obligation("STO-33")
    @pytest.mark.parametrize("order", NamedOrder)
    def test_situations_hold_together_with_what_else_is_asked_for(
        self, storage: Storage, there: Furnished, order: NamedOrder
    ) -> None:
        profile = there.profile.id
        users = [
            a_user(name=name, locked=locked, profile_id=of)
            for name in ("Anne", "Ånn", "Zoé")
            for locked in (True, False)
            for of in (None, profile)
        ]
        some = [Situation(locked=True), Situation(profile_id=profile, locked=True), Situation(active=False)]
        with storage.begin(there.workspace.id) as tx:
            tx.users.add_all(users)
            page = tx.users.page
            for among in (some, some[:1], some[1:], some[2:]):
                expected = [user for user in in_order(order, users) if Situation.of(user) in among]
                assert every(page, among=among, order=order, limit=2) == expected
                named = [user for user in expected if user.name != "Zoé"]
                assert every(page, among=among, named="an", order=order, limit=2) == named
                shared = [user for user in expected if user.profile_id == profile]
                assert every(page, among=among, profile=profile, order=order, limit=2) == shared

    @obligation("STO-33")
    def test_who_comes_into_a_situation_or_leaves_it_is_listed_there_or_not(
        self, storage: Storage, there: Furnished
    ) -> None:
        before = Situation.of(there.user)
        with storage.begin(there.workspace.id) as tx:
            renamed = tx.users.save(evolve(there.user, name="Renommée"))
            assert every(tx.users.page, among=[before]) == [renamed]
            locked = tx.users.save(evolve(renamed, locked=True))
            assert every(tx.users.page, among=[before]) == []
            assert every(tx.users.page, among=[before, Situation.of(locked)]) == [locked]


class History:
    """Changes of users, one after the other, that are the same each time."""

    def __init__(self, there: Furnished) -> None:
        self.there = there
        self.random = Random(1)  # noqa: S311  # the same history every time
        self.profiles = [there.profile.id, None]

    def begin(self, storage: Storage) -> None:
        """Have another profile to share."""
        with storage.begin(self.there.workspace.id) as tx:
            self.profiles.append(tx.profiles.add(a_profile(name="Autre")).id)
            tx.commit()

    def move(self, tx: Transaction) -> None:
        """Make one change of whoever there is."""
        users = every(tx.users.page)
        few = self.random.sample(users, self.random.randrange(len(users) + 1))
        match self.random.randrange(5):
            case 0:
                tx.users.add(self.situated(a_user()))
            case 1:
                tx.users.add_all(self.situated(a_user()) for _ in range(4))
            case 2:
                tx.users.save(self.situated(self.random.choice(users)))
            case 3:
                tx.users.save_all(map(self.situated, few))
            case 4:
                tx.users.save(self.random.choice(users).erased())

    def situated(self, user: User) -> User:
        """Put somebody into one of a few situations, or leave him where he is."""
        if not self.random.randrange(4):
            return evolve(user, name="Renommée", active=True)
        kind = self.random.choice(KINDS_OF_SITUATION)
        profile = self.random.choice(self.profiles)
        return Situation(**kind, profile_id=profile).given_to(evolve(user, name="Zoé Müller"))


def assert_counted(tx: Snapshot) -> None:
    """Compare what is told of everybody with what is seen of each."""
    users: list[User] = every(tx.users.page)
    told = list(tx.users.situations())
    assert len(dict(told)) == len(told), "each is given once"
    assert dict(told) == Counter(map(Situation.of, users))
    assert list(tx.users.everybody()) == [(user.id, Situation.of(user)) for user in users]
    shared = Counter(user.profile_id for user in users)
    for profile in tx.profiles.every():
        assert tx.users.numbers([profile]) == {profile: shared[profile]}
        of_one = Counter(Situation.of(user) for user in users if user.profile_id == profile)
        assert dict(tx.users.situations(profile)) == of_one
