"""PostgreSQL: connections, and how transactions begin.

As for SQLite, the driver is left in autocommit and every transaction says at once what it is: in one message it begins,
takes on its role, finds the schema, bounds its waiting and names its workspace. All of it is ``LOCAL``, gone with the
transaction: a connection that comes back to a pool, or to a pooler between here and the server, carries nothing over.

A change reads what is committed (``READ COMMITTED``) and that is enough: it locks the head of its workspace's register
before anything else, so changes of one workspace are serial and none of them sees the rows of another. A stricter
level would fix its view before it has waited for that lock, and fail whenever it had to wait. A snapshot, which locks
nothing, fixes its view (``REPEATABLE READ``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import WorkspaceId
from registre_storage_sqlalchemy.addresses import PREPARE
from registre_storage_sqlalchemy.errors import told_in_our_words
from registre_storage_sqlalchemy.roles import APPLICATION, OPERATOR, SCHEMA, run_as

_KEPT_OPEN = 5
"""Connections that stay open for the next transaction."""

_DEFAULTS: Mapping[str, str] = {
    "application_name": "registre",
    "connect_timeout": "10",  # seconds after which a server that does not answer is unreachable
}
"""What an address may say otherwise."""

_CHANGE = (
    "BEGIN ISOLATION LEVEL READ COMMITTED;"
    # What was acknowledged is on the disk, whatever the database was told; only what waits for more may stay.
    " SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'"
)
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class PostgresDatabase:
    """A database of a server and its pool of connections. Made for threads; a forked process must open its own."""

    def __init__(self, place: URL, patience: float) -> None:
        engine = engine_on(place, pool_size=_KEPT_OPEN, max_overflow=-1)  # how many threads is the host's business
        self.changing = self.reading = engine
        self._driver: Any = engine.dialect.dbapi
        self._patience = patience
        self._closed = False

    def change(self, workspace: WorkspaceId) -> AbstractContextManager[Connection]:
        """See and write the rows of this workspace, as they are committed."""
        return self._begun(_CHANGE, APPLICATION, workspace.hex)

    def snapshot(self, workspace: WorkspaceId) -> AbstractContextManager[Connection]:
        """Fix this moment: the last statement of the beginning is a question, the first that PostgreSQL counts."""
        return self._begun(_SNAPSHOT, APPLICATION, workspace.hex)

    def operate(self) -> AbstractContextManager[Connection]:
        """Fix this moment, of no workspace."""
        return self._begun(_SNAPSHOT, OPERATOR, "")

    def operating_change(self) -> AbstractContextManager[Connection]:
        """See and write what is the operator's, as it is committed."""
        return self._begun(_CHANGE, OPERATOR, "")

    def has_ended(self, connection: Connection) -> bool:
        """Tell whether the server was asked at all: what it answers with an error is over."""
        from psycopg.pq import TransactionStatus  # loaded by now

        if connection.invalidated:
            return True
        driver = cast("Any", connection.connection.driver_connection)
        return bool(driver.info.transaction_status != TransactionStatus.INTRANS)

    def close(self) -> None:
        """Close every connection; those in use close when they come back."""
        self._closed = True
        self.reading.dispose()

    @contextmanager
    def _begun(self, mode: str, role: str, workspace: str) -> Iterator[Connection]:
        if self._closed:
            raise AdapterFailure("storage-closed", "this storage was closed: open another")
        with told_in_our_words():
            connection = self._begin(role, beginning(mode, role, self._patience, workspace))
        try:
            yield connection
        finally:
            try:
                self._end(connection, only_read=mode == _SNAPSHOT)
            finally:
                connection.close()

    def _begin(self, role: str, statements: str) -> Connection:
        """Begin; on a new connection when the one from the pool turns out dead, since nothing is lost before it began.

        The pool lets go of every connection that was open by then, so the second is new: asking each time whether a
        connection still lives would cost a message a transaction, for what a restart of the server does once.
        """
        try:
            return self._begin_on(self.reading.connect(), role, statements)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        return self._begin_on(self.reading.connect(), role, statements)

    def _begin_on(self, connection: Connection, role: str, statements: str) -> Connection:
        try:
            run_as(connection, role, statements)
        except BaseException:
            connection.close()
            raise
        return connection

    def _end(self, connection: Connection, *, only_read: bool) -> None:
        """Roll back what is open; a server that is gone has done so.

        What only read may as well be committed: at a rollback psycopg would forget the statements it has prepared.
        """
        if connection.invalidated:
            return
        if self._closed:
            connection.detach()
        try:
            connection.connection.commit() if only_read else connection.connection.rollback()
        except self._driver.Error:
            connection.invalidate()


def engine_on(place: URL, **pooling: Any) -> Engine:  # noqa: ANN401  # what SQLAlchemy takes
    """Make connections to a database.

    Statements are prepared only where the address asks for it by ``prepare_threshold=5``, the number of times one must
    have run before: a read costs a third less then, but many a pooler hands the next transaction to another session.
    """
    threshold = place.query.get(PREPARE)
    unsaid = {name: value for name, value in _DEFAULTS.items() if name not in place.query}
    always = {"client_encoding": "UTF8", PREPARE: None if threshold is None else int(str(threshold))}
    return create_engine(
        place.difference_update_query([PREPARE]),
        connect_args={**unsaid, **always},
        isolation_level="AUTOCOMMIT",
        use_native_hstore=False,
        hide_parameters=True,  # names of persons have no business in logs
        **pooling,
    )


def waiting_at_most(patience: float) -> str:
    """Write what bounds the wait for locks until the transaction ends. 0 would mean for ever; 24 days are the most."""
    return f"SET LOCAL lock_timeout = {max(1, round(min(patience, 2_000_000) * 1000))}"


def beginning(mode: str, role: str, patience: float, workspace: str = "") -> str:
    """Write what begins a transaction.

    A server may have its own idea of dates: with another zone or style, instants near the ends of the calendar could
    not be read.
    """
    return "; ".join(
        (
            mode,
            f"SET LOCAL ROLE {role}",
            f"SET LOCAL search_path = {SCHEMA}, pg_temp",
            waiting_at_most(patience),
            "SET LOCAL TimeZone = 'UTC'",
            "SET LOCAL DateStyle = 'ISO'",
            f"SELECT set_config('registre.workspace', '{workspace}', true)",
        )
    )
