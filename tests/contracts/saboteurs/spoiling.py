# ruff: noqa: ANN401, SLF001  # saboteurs reach into the fake, whatever they find there
"""How a storage is spoiled: its transactions and snapshots answer otherwise than the honest ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, ClassVar

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.testing.memory import MemoryStorage
from registre_core.testing.memory.rows import Rows

STORES = (
    *("sites", "contractors", "contacts", "profiles", "users", "interventions", "findings", "invoices", "arrivals"),
    *("signatures", "permits"),
)
"""Every store that lists something."""


class Saboteur(MemoryStorage):
    """A storage that spoils its transactions and snapshots as a subclass says."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with super().begin(workspace) as tx:
            self.spoil(tx)
            self.spoil_transaction(tx)
            yield tx

    @contextmanager
    def found(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with super().found(workspace) as tx:
            self.spoil(tx)
            self.spoil_transaction(tx)
            yield tx

    @contextmanager
    def read(self, workspace: WorkspaceId) -> Iterator[Snapshot]:
        with super().read(workspace) as snapshot:
            self.spoil(snapshot)
            self.spoil_snapshot(snapshot)
            yield snapshot

    def spoil(self, tx: Any) -> None:
        """Spoil a transaction or a snapshot."""

    def spoil_transaction(self, tx: Any) -> None:
        """Spoil a transaction."""

    def spoil_snapshot(self, snapshot: Any) -> None:
        """Spoil a snapshot."""


def instead(store: Any, question: str, answer: Callable[..., Any]) -> None:
    """Answer a question of a store otherwise; the answer is given the honest way to ask first."""
    setattr(store, question, partial(answer, getattr(store, question)))


def rows_of(tx: Any) -> Rows:
    """Reach what a transaction works on."""
    rows: Rows = tx.sites._desk.rows
    return rows
