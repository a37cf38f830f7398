"""An open transaction, and what stores ask through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Self, TypeVar

from sqlalchemy import BindParameter, Connection, Executable, Table, bindparam, insert, select, update

from registre_core.kernel.errors import AdapterFailure, Conflict, IntegrityBreach, NotFound, RegistreError
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Head, genesis
from registre_storage_sqlalchemy.columns import as_bytes, raw
from registre_storage_sqlalchemy.databases import Database
from registre_storage_sqlalchemy.errors import told_in_our_words, told_of_a_commit
from registre_storage_sqlalchemy.schema import register_heads

WORKSPACE: BindParameter[Any] = bindparam("workspace")
"""Stands in every statement of a store; `Work` fills it in, so no caller can name another workspace."""

AnyRow = Sequence[Any]
"""Values in the order of the columns asked for."""

HEAD_COLUMNS = (raw(register_heads.c.number), raw(register_heads.c.link))
"""What `head` reads."""

_VERSIONS = (register_heads.c.rights_version, register_heads.c.ledger_version)
_HEAD = select(*HEAD_COLUMNS, *_VERSIONS).where(register_heads.c.workspace_id == WORKSPACE)
_LOCKED_HEAD = _HEAD.with_for_update()  # says nothing on SQLite, whose transaction holds the only write lock

_RIGHTS_CHANGE, _LEDGER_CHANGE = (
    update(register_heads).where(register_heads.c.workspace_id == WORKSPACE).values({version: version + 1})
    for version in _VERSIONS
)

_insert = cache(insert)
"""One statement object a table: SQLAlchemy finds what it compiled for it without looking at it again."""


class Work:
    """One open transaction on one connection, of one workspace.

    The head of the register is read when it opens: to lock it in a change, to know the workspace in a snapshot. Nobody
    else can move it before the end, so it is never read again. The versions of rights and ledger come along with it.
    """

    def __init__(self, database: Database, connection: Connection, workspace: WorkspaceId) -> None:
        self.workspace = workspace
        self._database = database
        self._connection = connection
        self._head = genesis(workspace)
        self._rights_version: int | None = 1
        self._ledger_version: int | None = 1
        self._is_open = True

    @classmethod
    def on(cls, database: Database, connection: Connection, workspace: WorkspaceId, *, locked: bool) -> Self:
        """Open a transaction of a workspace that is there, its head locked if this is a change.

        Raises:
            NotFound: ``workspace-not-found``.
        """
        work = cls(database, connection, workspace)
        for *row, rights, ledger in work.rows(_LOCKED_HEAD if locked else _HEAD):
            work.head, work._rights_version, work._ledger_version = head(row), rights, ledger
            return work
        raise NotFound.of("workspace", workspace)

    @classmethod
    def founding(cls, database: Database, connection: Connection, workspace: WorkspaceId) -> Self:
        """Open the first transaction of a workspace: its head is there before the workspace is.

        Raises:
            Conflict: ``already-exists``.
        """
        work = cls(database, connection, workspace)
        work.insert(register_heads, {"number": work.head.number, "link": work.head.link})
        return work

    @classmethod
    def staging(cls, database: Database, connection: Connection, workspace: WorkspaceId) -> Self:
        """Open a transaction of a workspace that is not there yet, and of which something is loaded.

        Raises:
            Conflict: ``workspace-exists``.
        """
        work = cls(database, connection, workspace)
        if work.rows(_HEAD):
            raise workspace_exists(workspace)
        return work

    @property
    def head(self) -> Head:
        """Where the register ends."""
        self.require_open()
        return self._head

    @head.setter
    def head(self, moved: Head) -> None:
        self._head = moved

    @property
    def rights_version(self) -> int | None:
        """The version of the rights as they were committed; ``None`` once this transaction has changed some."""
        self.require_open()
        return self._rights_version

    def change_rights(self) -> None:
        """Raise the version of the rights, once a transaction: it says that they changed, not how often."""
        if self._rights_version is not None:
            self.change(_RIGHTS_CHANGE)
            self._rights_version = None

    @property
    def ledger_version(self) -> int | None:
        """The version of the ledger as it was committed; ``None`` once this transaction has changed it."""
        self.require_open()
        return self._ledger_version

    def change_ledger(self) -> None:
        """Raise the version of the ledger, once a transaction."""
        if self._ledger_version is not None:
            self.change(_LEDGER_CHANGE)
            self._ledger_version = None

    def rows(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[AnyRow]:
        """Ask; every row at once."""
        with self._asking():
            return self._connection.execute(statement, {**(values or {}), "workspace": self.workspace}).all()

    def change(self, statement: Executable, *values: Mapping[str, Any]) -> int:
        """Change rows, once with each of these values, and tell how many."""
        with self._asking():
            given = [{**one, "workspace": self.workspace} for one in values or ({},)]
            return self._connection.execute(statement, given).rowcount

    def insert(self, table: Table, *rows: Mapping[str, Any]) -> None:
        """Add rows of this workspace."""
        with self._asking():
            self._connection.execute(_insert(table), [{**row, "workspace_id": self.workspace} for row in rows])

    def commit(self) -> None:
        """Make everything last, and end."""
        try:
            with self._asking(), told_of_a_commit():
                self._connection.exec_driver_sql("COMMIT").close()
        except NotFound as error:  # the one foreign key that is checked so late: a head without its workspace
            raise NotFound.of("workspace", self.workspace) from error
        self.end()

    def end(self) -> None:
        """Refuse every further question."""
        self._is_open = False

    def require_open(self) -> None:
        """Refuse what is asked after the end.

        Raises:
            AdapterFailure: ``transaction-closed``.
        """
        if not self._is_open:
            raise AdapterFailure("transaction-closed", "the transaction or snapshot has ended: begin another")

    @contextmanager
    def _asking(self) -> Iterator[None]:
        self.require_open()
        try:
            with told_in_our_words():
                yield
        except RegistreError as error:
            # A database may have rolled back by itself, PostgreSQL at any error: what came next would stand alone.
            if isinstance(error, AdapterFailure) or self._database.has_ended(self._connection):
                self.end()
            raise


Built = TypeVar("Built")


def built(kind: str, read: Callable[[AnyRow], Built], rows: Sequence[AnyRow]) -> list[Built]:
    """Build what these rows hold.

    Raises:
        IntegrityBreach: ``storage-damaged``, when a row cannot be what was kept.
    """
    things: list[Built] = []
    try:
        things.extend(map(read, rows))
    except (RegistreError, ValueError, TypeError, LookupError, ArithmeticError) as error:
        said = f"a stored {kind} cannot be read: {error}"
        raise IntegrityBreach("storage-damaged", said, {kind: str(rows[len(things)][0])}) from error
    return things


def workspace_exists(workspace: WorkspaceId) -> Conflict:
    """Say that nothing can be founded or loaded under this identifier."""
    return Conflict("workspace-exists", "this workspace is there already", {"workspace": str(workspace)})


def head(row: AnyRow) -> Head:
    """Read the head of a register.

    Raises:
        IntegrityBreach: ``storage-damaged``, when its number is none.
    """
    number, link = row
    if type(number) is not int:
        raise IntegrityBreach("storage-damaged", "the number in the head of the register is not one")
    return Head(number, as_bytes(link))
