"""Records that were made without network and arrived while access was cut: kept, listed, admitted at reopening."""

from __future__ import annotations

from typing import Protocol

from registre_core.access import Arrival, ArrivalState
from registre_core.kernel.identifiers import EntryId, UserId
from registre_core.kernel.pages import Cursor, Page
from registre_core.ports.storage.orders import ArrivalOrder


class ArrivalReader(Protocol):
    """What arrived."""

    def get(self, arrival: EntryId) -> Arrival:
        """Give one of them.

        Raises:
            NotFound: ``arrival-not-found``.
        """
        ...

    def find(self, arrival: EntryId) -> Arrival | None:
        """Give one of them, if it is there: whoever gets no answer sends it again."""
        ...

    def page(
        self,
        *,
        user: UserId | None = None,
        state: ArrivalState | None = None,
        order: ArrivalOrder = ArrivalOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Arrival]:
        """List them: of one user, in one state, or all."""
        ...


class ArrivalStore(ArrivalReader, Protocol):
    """The same, to write."""

    def add(self, arrival: Arrival) -> Arrival:
        """Keep what arrived.

        Raises:
            Conflict: ``already-exists``.
        """
        ...

    def save(self, arrival: Arrival) -> Arrival:
        """Keep what became of it, and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``arrival-not-found``.
        """
        ...
