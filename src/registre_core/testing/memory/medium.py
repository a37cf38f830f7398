"""What memory storages write on."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import StagedPart
from registre_core.testing.memory.rows import Rows


class Medium:
    """What memory storages write on: two storages on one medium are two programs on one database."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._kept: dict[WorkspaceId, Rows] = {}
        self._staged: dict[WorkspaceId, tuple[StagedPart, ...]] = {}
        self._locks: dict[WorkspaceId, Lock] = {}

    def kept(self) -> dict[WorkspaceId, Rows]:
        """Give everything as it is at this moment."""
        with self._guard:
            return dict(self._kept)

    def keep(self, workspace: WorkspaceId, rows: Rows) -> None:
        """Swap in the new rows of a workspace."""
        with self._guard:
            self._kept[workspace] = rows

    def staged(self, workspace: WorkspaceId) -> tuple[StagedPart, ...]:
        """Give what was loaded of a workspace that is not there yet."""
        with self._guard:
            return self._staged.get(workspace, ())

    def loading(self) -> list[WorkspaceId]:
        """Name the workspaces of which something was loaded."""
        with self._guard:
            return sorted(self._staged)

    def stage(self, workspace: WorkspaceId, parts: tuple[StagedPart, ...]) -> None:
        """Swap in what is loaded of a workspace now."""
        with self._guard:
            self._staged.pop(workspace, None)
            if parts:
                self._staged[workspace] = parts

    def lock(self, workspace: WorkspaceId, patience: float) -> Callable[[], None]:
        """Wait for the workspace, and give what releases it."""
        with self._guard:
            lock = self._locks.setdefault(workspace, Lock())
        if not lock.acquire(timeout=patience):
            said = "another change of this workspace takes too long: try again"
            raise AdapterFailure("storage-busy", said, {"seconds": str(patience)}, retryable=True)
        return lock.release
