"""Use case: whoever is to look at the place is told that it is time, and that it was (S9)."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from registre_core import permits
from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Notice, Snapshot
from registre_core.services.everywhere import Trouble, each
from registre_core.services.front_door import admit_operator
from registre_core.services.journal import Stamp
from registre_core.services.notices import addressed, queue, untold
from registre_core.services.permits.desk import Desk
from registre_core.services.permits.notices import round_events, watchers


@frozen
class Reminded:
    """What one look at all watches came to."""

    at: datetime
    """When."""
    workspaces: int
    """In how many workspaces a watch lacked rounds."""
    notices: int
    """How many notices are new: nobody is told the same twice."""
    troubles: tuple[Trouble, ...] = ()
    """What could not be done; the others were."""


@frozen
class Reminding(Desk):
    """Tells those who watch, and those who answer for the site. Meant to run every minute; it catches up by itself."""

    def remind(self, actor: Actor) -> Reminded:
        """Tell the watcher and the operator's people of every round that is due, or was missed.

        Each is told once of each round, when its window opens and when it has passed, by mail where he has an address.
        An end of work that is declared later counts anew.

        Args:
            actor: the operator; nobody else may.

        Raises:
            Forbidden: ``operator-only``.
        """
        admit_operator(actor, "permits.remind")
        stamp = Stamp.of(self.ports)
        with self.ports.storage.operate() as door:
            watching = tuple(door.watching(stamp.at))
        told = each(watching, lambda workspace: self._told(workspace, stamp))
        return Reminded(stamp.at, len(watching), sum(told.done), told.troubles)

    def _told(self, workspace: WorkspaceId, stamp: Stamp) -> int:
        """Tell what was not told. In most minutes that is nothing: then nobody who changes something has to wait."""
        with self.ports.storage.read(workspace) as seen:
            if not _untold(seen, stamp):
                return 0
        with self.ports.storage.begin(workspace) as tx:
            new = queue(tx, _untold(tx, stamp))
            tx.commit()
        return len(new)


def _untold(tx: Snapshot, stamp: Stamp) -> tuple[Notice, ...]:
    """Give what is to be told of all watches that lack rounds, and was not; people are looked up where there is any."""
    return untold(
        tx,
        (
            notice
            for permit in tx.permits.watched(stamp.at)
            for event in round_events(permit, permits.watch_rounds(permit, stamp.at))
            for notice in addressed(tx, event, watchers(tx, permit, stamp), stamp)
        ),
    )
