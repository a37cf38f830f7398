"""How quickly an outbox is emptied, against the table of messages that a user would write for himself.

His takes the first fifty that are due and marks each as sent when it was; it knows neither order nor urgency, nor what
becomes of what somebody had in hand when he died. With several deliverers he holds what he carries by a lock, since he
has no lease: the next one waits until it was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from time import perf_counter, sleep
from typing import Any

from attrs import frozen
from sqlalchemy import Connection, CursorResult, Engine, create_engine

from benchmarks.databases import DATABASES, beside
from benchmarks.measure import Contender, Measurement, Race
from benchmarks.waiting import NOW, due, fill, in_hand
from registre_core.testing.builders import a_workspace
from registre_core.testing.contracts.storage.deliverers import claim, deliver
from registre_storage_sqlalchemy import SqlStorage

WAITING = 100_000
"""Notices that are due, and as many that others have in hand."""
AT_ONCE = 50
DELIVERERS = 4
EACH = 5
"""What each of them carries in one turn."""
SENDING = 0.05
"""Seconds that a mail server takes for a message, if it is a quick one."""


@frozen
class Stage:
    """An outbox, and a table of messages beside it."""

    storage: SqlStorage
    peer: Engine

    def claimed(self) -> None:
        """Claim fifty, and settle each."""
        with self.storage.operate() as door:
            for one in claim(door, at=NOW, limit=AT_ONCE):
                assert deliver(door, one, one.notices[0])

    def selected(self) -> None:
        """Select fifty, and mark each, each in a commit of its own as it was sent."""
        with self.peer.connect() as connection:
            for (identifier,) in _first(connection, AT_ONCE).all():
                _mark(connection, identifier)

    def carried(self) -> None:
        """Let one deliverer of several carry some, one after the other, each under a lease."""
        for _ in range(EACH):
            with self.storage.operate() as door:
                [one] = claim(door, at=NOW, limit=1)
                sleep(SENDING)
                assert deliver(door, one, one.notices[0])

    def locked(self) -> None:
        """Let one carry some, each under a lock that lasts until it was sent."""
        left = EACH
        with self.peer.connect() as connection:
            is_server = connection.dialect.name == "postgresql"
            while left:
                connection.exec_driver_sql("BEGIN" if is_server else "BEGIN IMMEDIATE")
                for (identifier,) in _first(connection, 1, "FOR UPDATE" if is_server else "").all():
                    sleep(SENDING)
                    _mark(connection, identifier)
                    left -= 1
                connection.exec_driver_sql("COMMIT")


@contextmanager
def races() -> Iterator[Iterator[Measurement]]:
    """Fill an outbox and a table on each database."""
    with ExitStack() as stack:
        yield (race for name in DATABASES for race in _races(name, stack.enter_context(staged(name))))


def _races(name: str, stage: Stage) -> Iterator[Race]:
    yield Race(
        f"{name}: a notice goes out, one deliverer, {WAITING:,} due and as many in others' hands",
        (
            Contender("select fifty, mark each", stage.selected, units=AT_ONCE),
            Contender("claim fifty, settle each", stage.claimed, bound=3, units=AT_ONCE),
        ),
        rounds=12,
        calls=2,
        clock=perf_counter,
    )
    yield Race(
        f"{name}: a notice goes out, {DELIVERERS} deliverers, {SENDING * 1000:.0f} ms to send",
        (
            Contender("claim, send, settle", _together(stage.carried), units=DELIVERERS * EACH),
            Contender("lock, send, mark", _together(stage.locked), slower=1.5, units=DELIVERERS * EACH),
        ),
        rounds=12,
        calls=1,
        clock=perf_counter,
    )


def _together(one: Callable[[], None]) -> Callable[[], None]:
    def all_of_them() -> None:
        with ThreadPoolExecutor(DELIVERERS) as pool:
            for done in [pool.submit(one) for _ in range(DELIVERERS)]:
                done.result()

    return all_of_them


@contextmanager
def staged(name: str) -> Iterator[Stage]:
    """Fill an outbox, and what a user would have beside it."""
    with DATABASES[name]() as url, beside(url) as peers, SqlStorage.open(url) as storage:
        workspace = a_workspace()
        with storage.found(workspace.id) as tx:
            tx.workspace.add(workspace)
            tx.commit()
        fill(url, workspace.id, in_hand(WAITING), due(WAITING))
        engine = create_engine(peers, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            _fill(connection)
        try:
            yield Stage(storage, engine)
        finally:
            engine.dispose()


def _fill(connection: Connection) -> None:
    is_server = connection.dialect.name == "postgresql"
    if not is_server:
        connection.exec_driver_sql("PRAGMA journal_mode = wal")
        connection.exec_driver_sql("PRAGMA synchronous = FULL")
    connection.exec_driver_sql(
        "CREATE TABLE messages (id INTEGER PRIMARY KEY, recipient TEXT, body TEXT, due_at INTEGER, state TEXT)"
    )
    connection.exec_driver_sql(
        "INSERT INTO messages WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers"  # noqa: S608  # numbers
        f" WHERE n < {WAITING}) SELECT n, 'personne-' || n || '@exemple.fr', '', n, 'waiting' FROM numbers"
    )
    connection.exec_driver_sql("CREATE INDEX messages_due ON messages (state, due_at)")
    connection.exec_driver_sql("ANALYZE messages")


def _first(connection: Connection, number: int, locking: str = "") -> CursorResult[Any]:
    return connection.exec_driver_sql(
        f"SELECT id FROM messages WHERE state = 'waiting' ORDER BY due_at LIMIT {number} {locking}"  # noqa: S608
    )


def _mark(connection: Connection, identifier: int) -> None:
    connection.exec_driver_sql(f"UPDATE messages SET state = 'sent' WHERE id = {identifier}")  # noqa: S608
