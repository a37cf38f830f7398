"""What memory storages write on."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.memory.rows import Rows


class Medium:
    """What memory storages write on: two storages on one medium are two programs on one database."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._kept: dict[WorkspaceId, Rows] = {}
        self._locks: dict[WorkspaceId, Lock] = {}

    def kept(self) -> dict[WorkspaceId, Rows]:
        """Give everything as it is at this moment."""
        with self._guard:
            return dict(self._kept)

    def keep(self, workspace: WorkspaceId, rows: Rows) -> None:
        """Swap in the new rows of a workspace."""
        with self._guard:
            self._kept[workspace] = rows

    def lock(self, workspace: WorkspaceId, patience: float) -> Callable[[], None]:
        """Wait for the workspace, and give what releases it."""
        with self._guard:
            lock = self._locks.setdefault(workspace, Lock())
        if not lock.acquire(timeout=patience):
            said = "another change of this workspace takes too long: try again"
            raise AdapterFailure("storage-busy", said, {"seconds": str(patience)}, retryable=True)
        return lock.release
