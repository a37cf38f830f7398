"""The `Storage` port on a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self
from uuid import UUID

from sqlalchemy import Connection, bindparam, select, union

from registre_core.kernel.errors import AdapterFailure, Conflict, IntegrityBreach
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Operations, Snapshot, Transaction
from registre_core.register import Head
from registre_core.workspace import Workspace
from registre_storage_sqlalchemy.databases import Database, opened
from registre_storage_sqlalchemy.errors import told_in_our_words
from registre_storage_sqlalchemy.findings import SqlFindingReader, SqlFindingStore
from registre_storage_sqlalchemy.interventions import SqlInterventionReader, SqlInterventionStore
from registre_storage_sqlalchemy.outbox import SqlOutboxReader, SqlOutboxStore
from registre_storage_sqlalchemy.register import SqlRegisterReader, SqlRegisterStore
from registre_storage_sqlalchemy.rights import SqlProfileReader, SqlProfileStore, SqlUserReader, SqlUserStore
from registre_storage_sqlalchemy.schema import register_entries, register_heads, workspaces
from registre_storage_sqlalchemy.transactions import HEAD_COLUMNS, AnyRow, Work, built, head
from registre_storage_sqlalchemy.workspace import (
    WORKSPACE_COLUMNS,
    SqlContactReader,
    SqlContactStore,
    SqlContractorReader,
    SqlContractorStore,
    SqlSiteReader,
    SqlSiteStore,
    SqlWorkspaceReader,
    SqlWorkspaceStore,
    workspace_of,
)

PATIENCE = 5.0
"""Seconds a change waits for another to end before it is ``storage-busy``."""


class SqlSnapshot:
    """Every store, to read."""

    def __init__(self, work: Work) -> None:
        self.workspace = SqlWorkspaceReader(work)
        self.sites = SqlSiteReader(work)
        self.contractors = SqlContractorReader(work)
        self.contacts = SqlContactReader(work)
        self.profiles = SqlProfileReader(work)
        self.users = SqlUserReader(work)
        self.interventions = SqlInterventionReader(work)
        self.findings = SqlFindingReader(work)
        self.register = SqlRegisterReader(work)
        self.outbox = SqlOutboxReader(work)


class SqlTransaction:
    """Every store, to write; kept by `commit`, forgotten otherwise."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.workspace = SqlWorkspaceStore(work)
        self.sites = SqlSiteStore(work)
        self.contractors = SqlContractorStore(work)
        self.contacts = SqlContactStore(work)
        self.profiles = SqlProfileStore(work)
        self.users = SqlUserStore(work)
        self.interventions = SqlInterventionStore(work)
        self.findings = SqlFindingStore(work)
        self.register = SqlRegisterStore(work)
        self.outbox = SqlOutboxStore(work)

    def commit(self) -> None:
        """Make everything last."""
        self._work.commit()


_BATCH = 500

_WORKSPACES = (
    select(*WORKSPACE_COLUMNS, *HEAD_COLUMNS)
    .join_from(workspaces, register_heads, workspaces.c.workspace_id == register_heads.c.workspace_id)
    .where(workspaces.c.workspace_id > bindparam("behind"))
    .order_by(workspaces.c.workspace_id)
    .limit(_BATCH)
)


_STRAYS = union(
    select(register_entries.c.workspace_id).where(
        register_entries.c.workspace_id.not_in(select(register_heads.c.workspace_id))
    ),
    select(workspaces.c.workspace_id).where(workspaces.c.workspace_id.not_in(select(register_heads.c.workspace_id))),
    select(register_heads.c.workspace_id).where(
        register_heads.c.workspace_id.not_in(select(workspaces.c.workspace_id))
    ),
).limit(1)
"""What a register without its head, or without its workspace, leaves behind: only tampering can do that."""


def _with_head(row: AnyRow) -> tuple[Workspace, Head]:
    width = len(WORKSPACE_COLUMNS)
    return workspace_of(row[:width]), head(row[width:])


class SqlOperations:
    """The operator's door."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_open = True

    def workspaces(self) -> Iterator[tuple[Workspace, Head]]:
        """List every workspace with the head of its register."""
        behind = UUID(int=0)
        while batch := self._batch(behind):
            yield from batch
            behind = batch[-1][0].id
        self._refuse_strays()

    def _refuse_strays(self) -> None:
        """Refuse to pass over what no workspace lists: a register whose head was taken away must not look like none."""
        with told_in_our_words():
            stray = self._connection.execute(_STRAYS).scalar()
        if stray is not None:
            said = f"workspace {stray} is there without the head of its register: it was taken away"
            raise IntegrityBreach("register-without-head", said, {"workspace": str(stray)})

    def _batch(self, behind: UUID) -> list[tuple[Workspace, Head]]:
        if not self._is_open:
            raise AdapterFailure("transaction-closed", "the operator's door has been shut: open it again")
        with told_in_our_words():
            rows = self._connection.execute(_WORKSPACES, {"behind": behind}).all()
        return built("workspace", _with_head, rows)

    def end(self) -> None:
        """Shut the door."""
        self._is_open = False


class SqlStorage:
    """The whole `Storage` port on one database. Open it with `open`; close it when done."""

    def __init__(self, database: Database) -> None:
        self.database = database
        """Its connections."""

    @classmethod
    def open(cls, url: str, *, patience: float = PATIENCE) -> Self:
        """Open a register's database whose schema is the one this package knows.

        Creates nothing: that is what `migrate` is for.

        Args:
            url: such as ``sqlite:///registre.db`` or ``postgresql+psycopg://login@host/registre``.
            patience: how many seconds a change waits for another.

        Raises:
            ConfigurationError: ``unknown-storage-scheme``, ``malformed-storage-url``, ``not-a-register``,
                ``schema-missing``, ``schema-too-old`` or ``schema-too-new``; of a file ``folder-missing``,
                ``folder-not-writable`` or ``pragma-refused``; of a server ``server-too-old``, ``server-not-utf8``,
                ``roles-missing``, ``role-too-powerful`` or ``role-not-granted``.
            AdapterFailure: ``storage-unreachable``.
        """
        return cls(opened(url, patience))

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        """Begin a change."""
        with self.database.change(workspace) as connection:
            work = Work.on(self.database, connection, workspace, locked=True)
            try:
                yield SqlTransaction(work)
            finally:
                work.end()

    @contextmanager
    def read(self, workspace: WorkspaceId) -> Iterator[Snapshot]:
        """Open a read-only snapshot."""
        with self.database.snapshot(workspace) as connection:
            work = Work.on(self.database, connection, workspace, locked=False)
            try:
                yield SqlSnapshot(work)
            finally:
                work.end()

    @contextmanager
    def found(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        """Begin the transaction that founds a workspace."""
        with self.database.change(workspace) as connection:
            try:
                work = Work.founding(self.database, connection, workspace)
            except Conflict as error:
                said = "this workspace is there already"
                raise Conflict("workspace-exists", said, {"workspace": str(workspace)}) from error
            try:
                yield SqlTransaction(work)
            finally:
                work.end()

    @contextmanager
    def operate(self) -> Iterator[Operations]:
        """Open the operator's door."""
        with self.database.operate() as connection:
            operations = SqlOperations(connection)
            try:
                yield operations
            finally:
                operations.end()

    def close(self) -> None:
        """Give every connection back."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
