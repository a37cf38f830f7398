"""What was erased is not in the file any more: SQLite would only forget where it stood."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from attrs import frozen

from registre_core.findings import CreatedBy
from registre_core.kernel.actors import ClientKind, PersonRef
from registre_core.kernel.identifiers import UserId, WorkspaceId
from registre_core.ports.storage import Transaction
from registre_core.register import PersonalPart
from registre_core.testing.builders import (
    IDS,
    a_contact,
    a_finding,
    a_notice,
    a_person,
    a_personal_part,
    a_site,
    a_user,
    a_workspace,
    an_entry,
    an_intervention,
)
from registre_storage_sqlalchemy import SqlStorage

NAME, EMAIL, PHONE, BEHALF = "Léa Durand-Œuvrard", "lea.durand@exemple.fr", "02 40 99 99 99", "M. Petit, au guichet"
EACH = 200
"""Entries of each workspace, where there are several."""
SECRETS = [text.encode() for text in (NAME, EMAIL, PHONE, BEHALF)]


@frozen
class Somebody:
    """Who is to be forgotten, under one identifier as account and as contact."""

    person: PersonRef
    parts: list[PersonalPart]

    @property
    def traces(self) -> list[bytes]:
        return [*SECRETS, *(part.salt for part in self.parts), *(part.content for part in self.parts)]

    def forget(self, tx: Transaction) -> None:
        tx.users.save(tx.users.get(self.person.id).erased())
        (contact,) = tx.contacts.page().items
        tx.contacts.save(contact.erased())
        assert len(self.parts) == tx.register.forget(self.person.id)
        assert 1 == tx.findings.forget_creator(self.person.id)
        assert 1 == tx.outbox.drop(EMAIL)


def somebody(count: int) -> Somebody:
    person = PersonRef(UserId(IDS.new()), NAME)
    content = f'{{"actor.name":"{NAME}","fact.user.email":"{EMAIL}"}}'.encode()
    return Somebody(person, [a_personal_part(person=person.id, content=content) for _ in range(count)])


@pytest.fixture
def lea(storage: SqlStorage, workspace: WorkspaceId) -> Somebody:
    """She acted forty times, among others, and is named wherever a name can stand."""
    lea, site = somebody(40), a_site()
    visit = an_intervention(site)
    with storage.begin(workspace) as tx:
        tx.sites.add(site)
        tx.interventions.add(visit)
        for _ in range(20):
            tx.users.add(a_user())
        tx.users.add(a_user(id=lea.person.id, name=NAME, email=EMAIL))
        tx.contacts.add(a_contact(name=NAME, email=EMAIL, phone=PHONE))
        tx.findings.add(a_finding(visit, created_by=CreatedBy(lea.person, ClientKind.WEB, BEHALF)))
        tx.findings.add(a_finding(visit, created_by=CreatedBy(a_person(), ClientKind.WEB)))
        for part in lea.parts:
            parts = [part, a_personal_part()]
            tx.register.append(an_entry(workspace, tx.register.head(), personal=parts))
        tx.outbox.queue(a_notice(recipient=EMAIL))
        tx.commit()
    return lea


Left = Callable[..., list[bytes]]


@pytest.fixture
def left(file: Path) -> Left:
    """Tell which of these bytes the file of the database holds, once nothing waits in its log."""

    def look(traces: list[bytes], *, vacuum: bool = False) -> list[bytes]:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            if vacuum:
                connection.execute("VACUUM")
            assert (0, 0, 0) == connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        held = b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))
        return [trace for trace in traces if trace in held]

    return look


def test_what_is_kept_is_found_in_the_file(lea: Somebody, left: Left) -> None:
    assert lea.traces == left(lea.traces)


def test_neither_name_nor_salt_is_found_in_the_file_after_erasing(
    storage: SqlStorage, workspace: WorkspaceId, lea: Somebody, left: Left
) -> None:
    with storage.begin(workspace) as tx:
        lea.forget(tx)
        tx.commit()

    assert [] == left(lea.traces)


def test_what_was_erased_and_given_up_is_still_there(
    storage: SqlStorage, workspace: WorkspaceId, lea: Somebody, left: Left
) -> None:
    with storage.begin(workspace) as tx:
        lea.forget(tx)

    assert lea.traces == left(lea.traces)


def test_copies_that_sqlite_made_when_it_moved_rows_go_with_the_next_vacuum(storage: SqlStorage, left: Left) -> None:
    """Rows of many workspaces are woven into each other: pages split, and what moved may leave a copy in a gap."""
    lives = {found(storage): somebody(EACH) for _ in range(5)}
    for turn in range(EACH * len(lives)):
        workspace, one = list(lives.items())[turn * 271 % 1009 % len(lives)]
        with storage.begin(workspace) as tx:
            said = one.parts[tx.register.head().number % EACH]
            other = a_personal_part(content=b"x" * (turn * 397 % 890))
            tx.register.append(an_entry(workspace, tx.register.head(), personal=[said, other]))
            tx.commit()
    for workspace, one in lives.items():
        with storage.begin(workspace) as tx:
            tx.register.forget(one.person.id)
            tx.commit()

    assert [] == left([trace for one in lives.values() for trace in one.traces], vacuum=True)


def found(storage: SqlStorage) -> WorkspaceId:
    workspace = a_workspace()
    with storage.found(workspace.id) as tx:
        tx.workspace.add(workspace)
        tx.commit()
    return workspace.id
