"""The `Storage` port on a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from registre_core.kernel.errors import Conflict
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Operations, Snapshot, Staging, Transaction
from registre_storage_sqlalchemy.arrivals import SqlArrivalReader, SqlArrivalStore
from registre_storage_sqlalchemy.billing import SqlInvoiceReader, SqlInvoiceStore, SqlStandingReader, SqlStandingStore
from registre_storage_sqlalchemy.commissions import SqlVisitReader, SqlVisitStore
from registre_storage_sqlalchemy.databases import Database, opened
from registre_storage_sqlalchemy.filed import SqlFiledReader, SqlFiledStore
from registre_storage_sqlalchemy.findings import SqlFindingReader, SqlFindingStore
from registre_storage_sqlalchemy.interventions import SqlInterventionReader, SqlInterventionStore
from registre_storage_sqlalchemy.links import SqlLinkReader, SqlLinkStore
from registre_storage_sqlalchemy.logbook import SqlLogbookReader, SqlLogbookStore
from registre_storage_sqlalchemy.notices import (
    SqlMutingReader,
    SqlMutingStore,
    SqlNoticeSettingsReader,
    SqlNoticeSettingsStore,
    SqlSubscriptionReader,
    SqlSubscriptionStore,
)
from registre_storage_sqlalchemy.operations import SqlOperations
from registre_storage_sqlalchemy.outbox import SqlOutboxReader, SqlOutboxStore
from registre_storage_sqlalchemy.permits import SqlPermitReader, SqlPermitStore
from registre_storage_sqlalchemy.recognitions import SqlRecognitionReader, SqlRecognitionStore
from registre_storage_sqlalchemy.references import SqlReferenceReader, SqlReferenceStore
from registre_storage_sqlalchemy.register import SqlRegisterReader, SqlRegisterStore
from registre_storage_sqlalchemy.requests import SqlWorkRequestReader, SqlWorkRequestStore
from registre_storage_sqlalchemy.rights import SqlProfileReader, SqlProfileStore, SqlUserReader, SqlUserStore
from registre_storage_sqlalchemy.seals import SqlSealReader, SqlSealStore
from registre_storage_sqlalchemy.signatures import SqlSignatureReader, SqlSignatureStore
from registre_storage_sqlalchemy.staging import SqlStaging, SqlStagingStore
from registre_storage_sqlalchemy.tickets import SqlTicketReader, SqlTicketStore
from registre_storage_sqlalchemy.transactions import Work, workspace_exists
from registre_storage_sqlalchemy.workspace import (
    SqlContactReader,
    SqlContactStore,
    SqlContractorReader,
    SqlContractorStore,
    SqlSiteReader,
    SqlSiteStore,
    SqlWorkspaceReader,
    SqlWorkspaceStore,
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
        self.recognitions = SqlRecognitionReader(work)
        self.signatures = SqlSignatureReader(work)
        self.tickets = SqlTicketReader(work)
        self.seals = SqlSealReader(work)
        self.permits = SqlPermitReader(work)
        self.requests = SqlWorkRequestReader(work)
        self.links = SqlLinkReader(work)
        self.visits = SqlVisitReader(work)
        self.logbook = SqlLogbookReader(work)
        self.filed = SqlFiledReader(work)
        self.invoices = SqlInvoiceReader(work)
        self.standing = SqlStandingReader(work)
        self.arrivals = SqlArrivalReader(work)
        self.register = SqlRegisterReader(work)
        self.documents = SqlReferenceReader(work)
        self.outbox = SqlOutboxReader(work)
        self.notice_settings = SqlNoticeSettingsReader(work)
        self.mutings = SqlMutingReader(work)
        self.subscriptions = SqlSubscriptionReader(work)


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
        self.recognitions = SqlRecognitionStore(work)
        self.signatures = SqlSignatureStore(work)
        self.tickets = SqlTicketStore(work)
        self.seals = SqlSealStore(work)
        self.permits = SqlPermitStore(work)
        self.requests = SqlWorkRequestStore(work)
        self.links = SqlLinkStore(work)
        self.visits = SqlVisitStore(work)
        self.logbook = SqlLogbookStore(work)
        self.filed = SqlFiledStore(work)
        self.invoices = SqlInvoiceStore(work)
        self.standing = SqlStandingStore(work)
        self.arrivals = SqlArrivalStore(work)
        self.register = SqlRegisterStore(work)
        self.documents = SqlReferenceStore(work)
        self.outbox = SqlOutboxStore(work)
        self.notice_settings = SqlNoticeSettingsStore(work)
        self.mutings = SqlMutingStore(work)
        self.subscriptions = SqlSubscriptionStore(work)
        self.staged = SqlStagingStore(work)

    def commit(self) -> None:
        """Make everything last."""
        self._work.commit()


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
                raise workspace_exists(workspace) from error
            try:
                yield SqlTransaction(work)
            finally:
                work.end()

    @contextmanager
    def stage(self, workspace: WorkspaceId) -> Iterator[Staging]:
        """Begin a transaction of what is loaded of a workspace that is not there yet."""
        with self.database.change(workspace) as connection:
            work = Work.staging(self.database, connection, workspace)
            try:
                yield SqlStaging(work)
            finally:
                work.end()

    @contextmanager
    def operate(self) -> Iterator[Operations]:
        """Open the operator's door."""
        with self.database.operate() as connection:
            operations = SqlOperations(self.database, connection)
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
