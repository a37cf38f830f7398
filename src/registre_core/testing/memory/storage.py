"""Storage in memory: transactions on copied rows, swapped in at commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from registre_core.kernel.errors import AdapterFailure, Conflict, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Operations, Snapshot, Staging, Transaction
from registre_core.register import genesis
from registre_core.testing.memory import (
    arrivals,
    billing,
    commissions,
    findings,
    interventions,
    journal,
    logbook,
    notices,
    outbox,
    permits,
    recognitions,
    references,
    requests,
    rights,
    signatures,
    staging,
    workspace,
)
from registre_core.testing.memory.medium import Medium
from registre_core.testing.memory.operations import MemoryOperations
from registre_core.testing.memory.rows import Desk, Rows


class MemorySnapshot:
    """Every store, to read."""

    def __init__(self, desk: Desk) -> None:
        self.workspace = workspace.MemoryWorkspaceReader(desk)
        self.sites = workspace.MemorySiteReader(desk)
        self.contractors = workspace.MemoryContractorReader(desk)
        self.contacts = workspace.MemoryContactReader(desk)
        self.profiles = rights.MemoryProfileReader(desk)
        self.users = rights.MemoryUserReader(desk)
        self.interventions = interventions.MemoryInterventionReader(desk)
        self.findings = findings.MemoryFindingReader(desk)
        self.recognitions = recognitions.MemoryRecognitionReader(desk)
        self.signatures = signatures.MemorySignatureReader(desk)
        self.tickets = signatures.MemoryTicketReader(desk)
        self.seals = signatures.MemorySealReader(desk)
        self.permits = permits.MemoryPermitReader(desk)
        self.requests = requests.MemoryWorkRequestReader(desk)
        self.links = requests.MemoryLinkReader(desk)
        self.visits = commissions.MemoryVisitReader(desk)
        self.logbook = logbook.MemoryLogbookReader(desk)
        self.filed = logbook.MemoryFiledReader(desk)
        self.invoices = billing.MemoryInvoiceReader(desk)
        self.standing = billing.MemoryStandingReader(desk)
        self.arrivals = arrivals.MemoryArrivalReader(desk)
        self.register = journal.MemoryRegisterReader(desk)
        self.documents = references.MemoryReferenceReader(desk)
        self.outbox = outbox.MemoryOutboxReader(desk)
        self.notice_settings = notices.MemoryNoticeSettingsReader(desk)
        self.mutings = notices.MemoryMutingReader(desk)
        self.subscriptions = notices.MemorySubscriptionReader(desk)


class MemoryTransaction:
    """Every store, to write; kept by `commit`, forgotten otherwise."""

    def __init__(self, desk: Desk, medium: Medium) -> None:
        self._desk = desk
        self._medium = medium
        self.workspace = workspace.MemoryWorkspaceStore(desk)
        self.sites = workspace.MemorySiteStore(desk)
        self.contractors = workspace.MemoryContractorStore(desk)
        self.contacts = workspace.MemoryContactStore(desk)
        self.profiles = rights.MemoryProfileStore(desk)
        self.users = rights.MemoryUserStore(desk)
        self.interventions = interventions.MemoryInterventionStore(desk)
        self.findings = findings.MemoryFindingStore(desk)
        self.recognitions = recognitions.MemoryRecognitionStore(desk)
        self.signatures = signatures.MemorySignatureStore(desk)
        self.tickets = signatures.MemoryTicketStore(desk)
        self.seals = signatures.MemorySealStore(desk)
        self.permits = permits.MemoryPermitStore(desk)
        self.requests = requests.MemoryWorkRequestStore(desk)
        self.links = requests.MemoryLinkStore(desk)
        self.visits = commissions.MemoryVisitStore(desk)
        self.logbook = logbook.MemoryLogbookStore(desk)
        self.filed = logbook.MemoryFiledStore(desk)
        self.invoices = billing.MemoryInvoiceStore(desk)
        self.standing = billing.MemoryStandingStore(desk)
        self.arrivals = arrivals.MemoryArrivalStore(desk)
        self.register = journal.MemoryRegisterStore(desk)
        self.documents = references.MemoryReferenceStore(desk)
        self.outbox = outbox.MemoryOutboxStore(desk)
        self.notice_settings = notices.MemoryNoticeSettingsStore(desk)
        self.mutings = notices.MemoryMutingStore(desk)
        self.subscriptions = notices.MemorySubscriptionStore(desk)
        self.staged = staging.MemoryStagingStore(desk, medium)

    def commit(self) -> None:
        self.workspace.get()  # a workspace that nobody added cannot be founded
        self._medium.stage(self._desk.workspace, self.staged.kept)
        self._medium.keep(self._desk.workspace, self._desk.rows)
        self._desk.end()


class MemoryStorage:
    """The whole `Storage` port in memory, every obligation of it, durable as long as its medium lives.

    Args:
        medium: what it writes on; its own unless given.
        patience: how many seconds a change waits for the workspace before it is ``storage-busy``.
    """

    def __init__(self, medium: Medium | None = None, *, patience: float = 5.0) -> None:
        self._medium = medium or Medium()
        self._patience = patience
        self._closed = False

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with self._desk(workspace) as desk:
            yield MemoryTransaction(desk, self._medium)

    @contextmanager
    def found(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with self._desk(workspace, new=True) as desk:
            yield MemoryTransaction(desk, self._medium)

    @contextmanager
    def stage(self, workspace: WorkspaceId) -> Iterator[Staging]:
        with self._desk(workspace, new=True) as desk:
            yield staging.MemoryStaging(desk, self._medium)

    @contextmanager
    def read(self, workspace: WorkspaceId) -> Iterator[Snapshot]:
        self._require_open()
        rows = self._medium.kept().get(workspace)
        if rows is None:
            raise NotFound.of("workspace", workspace)
        desk = Desk(workspace, rows)
        try:
            yield MemorySnapshot(desk)
        finally:
            desk.end()

    @contextmanager
    def operate(self) -> Iterator[Operations]:
        self._require_open()
        operations = MemoryOperations(self._medium, self._patience)
        try:
            yield operations
        finally:
            operations.end()

    def close(self) -> None:
        """Refuse every further transaction; what was committed stays on the medium."""
        self._closed = True

    @contextmanager
    def _desk(self, workspace: WorkspaceId, *, new: bool = False) -> Iterator[Desk]:
        self._require_open()
        release = self._medium.lock(workspace, self._patience)
        try:
            rows = self._rows(workspace, new=new)
        except BaseException:
            release()
            raise
        desk = Desk(workspace, rows, release)
        try:
            yield desk
        finally:
            desk.end()

    def _rows(self, workspace: WorkspaceId, *, new: bool) -> Rows:
        rows = self._medium.kept().get(workspace)
        if new and rows is not None:
            raise Conflict("workspace-exists", "this workspace is there already", {"workspace": str(workspace)})
        if not new and rows is None:
            raise NotFound.of("workspace", workspace)
        return rows.copy() if rows else Rows(genesis(workspace))

    def _require_open(self) -> None:
        if self._closed:
            raise AdapterFailure("storage-closed", "this storage was closed: open another")
