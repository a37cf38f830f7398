"""H2, H5: what rights cost does not grow with users. How situations are kept, and counted by whoever writes at once."""

from __future__ import annotations

import pickle
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve, field, frozen
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event

from registre_core.kernel.errors import IntegrityBreach
from registre_core.kernel.identifiers import ProfileId, SiteId, WorkspaceId
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.rights import Profile, Situation, User
from registre_core.testing.builders import a_profile, a_site, a_user
from registre_core.testing.contracts.storage.furniture import every
from registre_core.testing.contracts.storage.situations import assert_counted
from registre_storage_sqlalchemy import SqlStorage, shelves
from registre_storage_sqlalchemy.columns import numbers_in_a_row, uuids
from registre_storage_sqlalchemy.situations import interned, situation_of

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])
FEW, MANY = 10, 1_000


@frozen
class Cost:
    """What the database was asked for."""

    asked: list[str] = field(factory=list)
    """Statements that read."""
    written: Counter[str] = field(factory=Counter)
    """Rows by the first words of the statement that wrote them."""

    def note(self, statement: str, rows: int) -> None:
        if statement.startswith("SELECT"):
            self.asked.append(statement)
        elif statement.startswith(("INSERT", "UPDATE", "DELETE")):
            self.written[" ".join(statement.split()[: 2 if statement.startswith("UPDATE") else 3])] += rows

    def clear(self) -> None:
        self.asked.clear()
        self.written.clear()

    @property
    def both(self) -> tuple[int, dict[str, int]]:
        """How many statements read, and what was written."""
        return len(self.asked), dict(self.written)


@pytest.fixture
def cost() -> Iterator[Cost]:
    cost = Cost()

    def note(connection: Connection, cursor: Any, statement: str, *_: object) -> None:  # noqa: ANN401  # a driver's
        cost.note(statement, cursor.rowcount)

    event.listen(Engine, "after_cursor_execute", note)
    yield cost
    event.remove(Engine, "after_cursor_execute", note)


def peopled(storage: SqlStorage, workspace: WorkspaceId, count: int) -> Profile:
    """Have so many users share a profile, in a few situations."""
    with storage.begin(workspace) as tx:
        profile = tx.profiles.add(a_profile())
        tx.users.add_all(a_user(profile_id=profile.id, locked=not number % 3) for number in range(count))
        tx.commit()
    return profile


# ---- what does not grow with users -----------------------------------------------------------------------------------


@on_both
@pytest.mark.parametrize("count", [FEW, MANY])
def test_an_edit_of_a_profile_writes_its_row_and_the_version_whoever_shares_it(
    storage: SqlStorage, workspace: WorkspaceId, cost: Cost, count: int
) -> None:
    profile = peopled(storage, workspace, count)
    with storage.begin(workspace) as tx:
        cost.clear()
        tx.profiles.save(evolve(profile, rights=frozenset({"sites.consult"})))
        tx.commit()
    assert (2, {"UPDATE register_heads": 1, "UPDATE profiles": 1}) == cost.both


@on_both
@pytest.mark.parametrize("count", [FEW, MANY])
def test_what_decides_about_everybody_s_rights_is_read_in_two_statements(
    storage: SqlStorage, workspace: WorkspaceId, cost: Cost, count: int
) -> None:
    peopled(storage, workspace, count)
    with storage.read(workspace) as snapshot:
        cost.clear()
        profiles, everybody = snapshot.profiles.every(), list(snapshot.users.everybody())
        assert (2, {}) == cost.both
    assert count == len(everybody)
    assert {situation.profile_id for _, situation in everybody} == profiles.keys()


@on_both
@pytest.mark.parametrize("count", [FEW, MANY])
def test_many_users_take_as_many_statements_as_few(
    storage: SqlStorage, workspace: WorkspaceId, cost: Cost, count: int
) -> None:
    users = [a_user(locked=not number % 3) for number in range(count)]
    with storage.begin(workspace) as tx:
        cost.clear()
        tx.users.add_all(users)
        assert (1, {"UPDATE register_heads": 1, "INSERT INTO rights_situations": 2, "INSERT INTO users": count}) == (
            cost.both
        )
        cost.clear()
        tx.users.save_all([evolve(user, locked=True) for user in users])
        read, written = cost.both
        assert 2 == read
        assert {"UPDATE users": count, "UPDATE rights_situations": 1, "DELETE FROM rights_situations": 1} == {
            what: rows for what, rows in written.items() if what != "INSERT INTO rights_situations"
        }


@on_both
def test_who_stays_in_his_situation_is_not_counted_anew(
    storage: SqlStorage, workspace: WorkspaceId, cost: Cost
) -> None:
    with storage.begin(workspace) as tx:
        user = tx.users.add(a_user())
        cost.clear()
        tx.users.save(evolve(user, name="Renommé", email=None))
        assert {"UPDATE users": 1} == dict(cost.written)
        tx.commit()


@on_both
def test_the_version_of_the_rights_comes_with_the_transaction(
    storage: SqlStorage, workspace: WorkspaceId, cost: Cost
) -> None:
    with storage.read(workspace) as snapshot:
        cost.clear()
        assert snapshot.users.version() is not None
        assert (0, {}) == cost.both


# ---- many at once ----------------------------------------------------------------------------------------------------


@on_both
def test_more_users_than_a_batch_are_kept_saved_and_found(
    storage: SqlStorage, workspace: WorkspaceId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "BATCH", 7)
    with storage.begin(workspace) as tx:
        sites = [tx.sites.add(a_site()).id for _ in range(3)]
        users = [
            a_user(email=f"U{n}@exemple.fr", grants=frozenset({f"m.{n % 9}"}), sites=frozenset({sites[n % 3]}))
            for n in range(30)
        ]
        tx.users.add_all(users)
        assert_counted(tx)
        saved = tx.users.save_all([evolve(user, sites=frozenset(sites[:2])) for user in users])
        assert_counted(tx)
        tx.commit()
    with storage.read(workspace) as snapshot:
        assert saved == snapshot.users.several([user.id for user in users])
        asked = [f"u{n}@exemple.fr" for n in range(10, 40)]
        assert frozenset(asked[:20]) == snapshot.users.addresses(asked)
        assert_counted(snapshot)


@on_both
def test_those_who_write_at_once_lose_nobody(storage: SqlStorage, workspace: WorkspaceId) -> None:
    failures: list[Exception] = []

    def write() -> None:
        try:
            for number in range(10):
                with storage.begin(workspace) as tx:
                    user = tx.users.add(a_user(locked=not number % 2))
                    tx.commit()
                with storage.begin(workspace) as tx:
                    tx.users.save(evolve(user, locked=False))
                    tx.commit()
        except Exception as error:  # noqa: BLE001  # told below
            failures.append(error)

    writers = [Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [] == failures
    with storage.read(workspace) as snapshot:
        assert [(Situation(), 40)] == list(snapshot.users.situations())


@on_both
def test_a_page_of_more_situations_than_are_read_one_by_one_goes_on_to_the_end(
    storage: SqlStorage, workspace: WorkspaceId
) -> None:
    situations = [Situation(grants=frozenset({f"m.{number}"})) for number in range(100)]
    with storage.begin(workspace) as tx:
        users = [one.given_to(a_user()) for one in situations]
        tx.users.add_all(users)
        tx.commit()
    with storage.read(workspace) as snapshot:
        assert users[10:90] == every(snapshot.users.page, among=situations[10:90], limit=7)
        assert users[10:30] == every(snapshot.users.page, among=situations[10:30], limit=7)


# ---- how they are kept -----------------------------------------------------------------------------------------------


SITE, PROFILE = SiteId(UUID(int=1)), ProfileId(UUID(int=2))

KEPT = {
    Situation(): ("{}", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"),
    Situation(
        PROFILE,
        frozenset({"b.é", "a.x"}),
        frozenset({"c.z"}),
        frozenset({SITE}),
        active=False,
        locked=True,
        expires_on=date(2026, 12, 31),
    ): (
        (
            '{"active":false,"denials":["c.z"],"expires_on":"2026-12-31","grants":["a.x","b.é"],"locked":true,'
            '"profile":"00000000-0000-0000-0000-000000000002","sites":["00000000-0000-0000-0000-000000000001"]}'
        ),
        "37fb3358e30560bece9c5d7f795b7a883b9cfd46178df5d4fca7d81aad2f27c6",
    ),
    Situation(sites=frozenset()): ('{"sites":[]}', "513fdc8241fade2061d052926a77b70a6fdbde74593d9f3265eb137f5f770d66"),
}
"""What stands in the databases of those who use this: never to be said otherwise."""


@pytest.mark.parametrize("situation", KEPT, ids=["usual", "unusual", "nowhere"])
def test_a_situation_is_kept_in_the_words_and_under_the_digest_it_always_was(situation: Situation) -> None:
    kept = interned(situation)
    assert KEPT[situation] == (kept.content, kept.digest.hex())
    assert situation == situation_of(kept.content)


DAMAGE = {
    "cut off": "substr(content, 2)",
    "of another kind": "'[]'",
    "with what nobody knows": """'{"wealthy":true}'""",
    "with a site that is none": """'{"sites":["nowhere"]}'""",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_situation_that_cannot_be_read_is_said_to_be_damaged(
    storage: SqlStorage, workspace: WorkspaceId, file: Path, damage: str
) -> None:
    peopled(storage, workspace, FEW)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE rights_situations SET content = {damage}")  # noqa: S608
    questions: list[Callable[[Snapshot], object]] = [
        lambda read: list(read.users.situations()),
        lambda read: list(read.users.everybody()),
    ]
    for ask in questions:
        with storage.read(workspace) as snapshot, pytest.raises(IntegrityBreach) as told:
            ask(snapshot)
        assert "storage-damaged" == told.value.code


@pytest.mark.parametrize("identifier", ["substr(id, 2)", "'x' || substr(id, 2)"], ids=["short", "no number"])
def test_an_identifier_that_cannot_be_read_is_said_to_be_damaged(
    storage: SqlStorage, workspace: WorkspaceId, file: Path, identifier: str
) -> None:
    peopled(storage, workspace, 1)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE users SET id = {identifier}")  # noqa: S608
    with storage.read(workspace) as snapshot, pytest.raises(IntegrityBreach) as told:
        list(snapshot.users.everybody())
    assert "storage-damaged" == told.value.code


@given(st.lists(st.uuids(), max_size=5))
def test_identifiers_made_by_the_dozen_are_those_that_are_made_one_by_one(identifiers: list[UUID]) -> None:
    made = uuids(numbers_in_a_row("".join(one.hex for one in identifiers)))
    assert identifiers == made
    assert [*map(hash, identifiers)] == [*map(hash, made)]
    assert [*map(repr, identifiers)] == [*map(repr, made)]
    assert identifiers == pickle.loads(pickle.dumps(made))  # noqa: S301  # our own
    assert {one.is_safe for one in identifiers} == {one.is_safe for one in made}


@on_both
def test_who_leaves_a_profile_in_the_transaction_that_removes_it_is_no_hindrance(
    storage: SqlStorage, workspace: WorkspaceId
) -> None:
    profile = peopled(storage, workspace, FEW)

    def leave(tx: Transaction) -> list[User]:
        return tx.users.save_all([evolve(user, profile_id=None) for user in every(tx.users.page)])

    with storage.begin(workspace) as tx:
        leave(tx)
        tx.profiles.remove(profile)
        tx.commit()
    with storage.read(workspace) as snapshot:
        assert {} == snapshot.profiles.every()
        assert_counted(snapshot)
