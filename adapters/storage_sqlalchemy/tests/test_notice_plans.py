"""H4 of notices: a page of them is read by its index and looks at what it shows, however many go out with others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import pytest
from adapters.storage_sqlalchemy.tests.plans import Plan, plan_of, rows_looked_at
from adapters.storage_sqlalchemy.tests.test_claim_plans import asked_of
from benchmarks.waiting import Queue, due, fill, settled
from tests.postgres_server import Server

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.pages import Cursor
from registre_core.ports.storage import EVERY_NOTICE, Fate, NoticeFilter, NoticeOrder
from registre_core.testing.builders import a_workspace
from registre_storage_sqlalchemy import SqlStorage, migrate

SHOWN = 10
SOME = 2_000

LISTED: Mapping[str, tuple[str, NoticeFilter]] = {
    "all": ("ix_outbox_listed", EVERY_NOTICE),
    "dead letters": ("ix_outbox_state", NoticeFilter(Fate.GIVEN_UP)),
    "of a kind": ("ix_outbox_kind", NoticeFilter(kind="permit-awaiting")),
    "to somebody": ("ix_outbox_recipient", NoticeFilter(recipient="mairie@exemple.fr")),
}
"""By what is asked, with the index it is read by."""


def rare(number: int) -> Queue:
    """Let some have been given up, be of another kind, or go to one address, one in three each."""
    others = ({"state": "given-up"}, {"kind": "permit-awaiting"}, {"recipient": "mairie@exemple.fr"})
    return ({"recipient": f"rare-{place}@exemple.fr", **others[place % 3]} for place in range(number))


def riding(number: int) -> Queue:
    """Let as many go out with the first one, whoever it goes to."""
    return ({**one, "state": "riding", "rides": UUID(int=1).hex} for one in due(number))


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def crowded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[SqlStorage, WorkspaceId]]:
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path_factory.mktemp('notices')}/registre.db"
        if request.param == "postgres":
            server: Server = request.getfixturevalue("postgres")
            url = server.address(stack.enter_context(server.database()))
        migrate(url)
        storage = stack.enter_context(SqlStorage.open(url))
        workspace = a_workspace()
        with storage.found(workspace.id) as tx:
            tx.workspace.add(workspace)
            tx.commit()
        fill(url, workspace.id, due(1), riding(SOME), settled(SOME), rare(60), due(SOME), riding(SOME))
        yield storage, workspace.id


@pytest.mark.parametrize("order", NoticeOrder)
@pytest.mark.parametrize("listed", LISTED)
def test_a_page_of_notices_is_one_statement_by_its_index_that_looks_at_what_it_shows(
    crowded: tuple[SqlStorage, WorkspaceId], listed: str, order: NoticeOrder
) -> None:
    (storage, workspace), (index, where) = crowded, LISTED[listed]
    with asked_of(storage.database.reading, ("SELECT outbox", "WITH")) as asked, storage.read(workspace) as snapshot:
        page = snapshot.outbox.page(where, order=order, limit=SHOWN)
        snapshot.outbox.page(where, order=order, limit=SHOWN, after=Cursor.read(page.next or ""))
    assert SHOWN == len(page.items)
    for statement, values in told(asked):
        with storage.database.snapshot(workspace) as connection:
            assert Plan({index}) == plan_of(connection, statement, values)
            assert rows_looked_at(connection, statement, values) <= SHOWN + 1


def told(asked: list[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    """Give both questions, before measuring adds to them."""
    assert 2 == len(asked)
    return tuple(asked)
