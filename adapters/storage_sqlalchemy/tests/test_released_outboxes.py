"""What waited in the outbox of an earlier release waits in this one, and goes out by its moves."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from adapters.storage_sqlalchemy.tests.released import WORKSPACE, fill
from sqlalchemy import create_engine
from tests.postgres_server import connected

from registre_core.kernel.identifiers import NoticeId, WorkspaceId
from registre_core.notices import Muting, NoticeSettings, StopReason
from registre_core.ports.storage import Fate, NoticeFilter, NoticeOrder
from registre_core.testing.contracts.storage.deliverers import claim, deliver
from registre_storage_sqlalchemy import SqlStorage, migrate

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])

HERE = WorkspaceId(UUID(WORKSPACE))
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEASED = AT + timedelta(minutes=3)

HELD = f"""
    INSERT INTO outbox (workspace_id, id, position, key, kind, recipient, subject_kind, subject_id, queued_at, facts,
                        state, attempts, due_at, leased_until)
    SELECT workspace_id, '{{id}}', {{position}}, '{{id}}', kind, recipient, subject_kind, '{{id}}', queued_at, facts,
           '{{state}}', 1, due_at, '{LEASED.isoformat(timespec="microseconds")}'
    FROM outbox WHERE position = 1
"""  # noqa: S608  # our own words
"""Rows as deliverers left them before 0008, each about a subject of its own: in somebody's hands, and settled."""


def leave_some_in_hand(url: str) -> None:
    states = {UUID(int=number): state for number, state in enumerate(("waiting", "delivered", "given-up"), start=3)}
    statements = [HELD.format(id=key.hex, position=key.int, state=state) for key, state in states.items()]
    if url.startswith("sqlite:"):
        with create_engine(url).begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        return
    with connected(url) as session, session.transaction():
        session.execute("SET LOCAL ROLE registre_owner; SET LOCAL search_path = registre")
        session.execute("ALTER TABLE outbox NO FORCE ROW LEVEL SECURITY")
        for statement in statements:
            session.execute(statement)
        session.execute("ALTER TABLE outbox FORCE ROW LEVEL SECURITY")


@on_both
def test_what_waited_goes_out_and_what_was_in_hand_when_its_lease_ends(bare_url: str) -> None:
    migrate(bare_url, revision="0007")
    fill(bare_url, "0007")
    leave_some_in_hand(bare_url)
    migrate(bare_url)
    with SqlStorage.open(bare_url) as storage, storage.operate() as door:
        assert [2, 1] == [len(claim(door, at=AT)), len(claim(door, at=LEASED))]
        assert [HERE] == list(door.dead_letters())
        with storage.begin(HERE) as tx:
            again = tx.outbox.requeue(NoticeId(UUID(int=5)), at=AT)
            assert (Fate.WAITING, 0, None) == (again.fate, again.attempts, again.settled_at)
            assert not tx.outbox.queue(again.notice)
            assert None is tx.outbox.get(NoticeId(UUID(int=4))).settled_at, "nobody wrote it down"


@on_both
def test_an_outbox_of_every_fate_stays_as_it_was(bare_url: str) -> None:
    migrate(bare_url, revision="0008")
    fill(bare_url, "0008")
    migrate(bare_url)
    with SqlStorage.open(bare_url) as storage:
        with storage.read(HERE) as snapshot:
            listed = snapshot.outbox.page(order=NoticeOrder.CREATED).items
            assert ["delivered", "given-up", "moot", *["waiting"] * 5] == sorted(one.fate.value for one in listed)
            [reminder] = snapshot.outbox.page(NoticeFilter(kind="reminder"), order=NoticeOrder.NEWEST).items
            assert ["finding-overdue"] == [one.kind for one in snapshot.outbox.parts(reminder.id)]
            assert ["recipient-gone"] == [one.failure for one in listed if one.fate is Fate.GIVEN_UP]
        with storage.operate() as door:
            urgent, *_ = claims = claim(door, at=AT)
            assert ["round-missed"] == [notice.kind for notice in urgent.notices]
            assert all(deliver(door, one, notice) for one in claims for notice in one.notices)


@on_both
def test_what_was_settled_of_notices_stays_settled(bare_url: str) -> None:
    migrate(bare_url, revision="0008")
    fill(bare_url, "0008")
    migrate(bare_url)
    settled = NoticeSettings(
        frozenset({"intervention-planned"}), 10, time(19, 30), time(7), "securite@exemple.fr", version=2
    )
    with SqlStorage.open(bare_url) as storage, storage.read(HERE) as snapshot:
        assert settled == snapshot.notice_settings.get()
        assert (Muting("zoe@exemple.fr", frozenset({"finding-overdue"})),) == snapshot.mutings.every()
        [gone] = snapshot.subscriptions.every(stopped=True)
        assert (StopReason.GONE, frozenset(), ()) == (gone.stopped_for, gone.kinds, snapshot.subscriptions.every())
