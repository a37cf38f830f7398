"""Use cases: what the host does every night, for every workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from attrs import frozen

from registre_core.access import Arrival, ArrivalState
from registre_core.interventions import Intervention, Status
from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.ports.storage import InterventionFilter, Snapshot
from registre_core.services.billing.turning import turn
from registre_core.services.everywhere import Trouble, each
from registre_core.services.front_door import admit_operator
from registre_core.services.notices import tell_contacts
from registre_core.services.paging import LARGEST_PAGE, cursor

__all__ = ["Night", "NightlyService", "Trouble"]


@frozen
class Night:
    """What one night's work came to."""

    on: date
    """The legal day it was done for."""
    workspaces: int
    """In how many workspaces an intervention was overdue."""
    notices: int
    """How many notices are new; a second run the same night queues none."""
    troubles: tuple[Trouble, ...] = ()
    """What could not be done."""
    standings: int = 0
    """In how many workspaces the account stands otherwise than the register said."""
    arrivals: int = 0
    """How many records that waited for access to be open again were admitted or refused."""


@frozen
class NightlyService:
    """Does what time alone brings about. Any number of missed nights is caught up by the next one."""

    ports: Ports
    admit: Callable[[WorkspaceId], tuple[Arrival, ...]]
    """Takes in what waits in a workspace."""

    def run(self, actor: Actor) -> Night:
        """Remind the contacts of every open intervention whose day has passed, and tell of every account that turned.

        What waited for access to be open again, and was not admitted as soon as it was, is admitted now.

        Contacts are reminded once for each planned day. An account that stands otherwise than the register says is
        told of there, each change dated on its own day, and of the last one those are told who may see invoices.

        Workspaces are looked at one by one, each in a change of its own: what fails in one does not hold up the others.

        Args:
            actor: the operator; nobody else may.

        Raises:
            Forbidden: ``operator-only``.
        """
        bearer = admit_operator(actor, "nightly.run")
        now = self.ports.clock.now()
        today, terms = self.ports.clock.day_of(now), self.ports.billing
        with self.ports.storage.operate() as door:
            overdue = tuple(door.overdue(today))
            turning = tuple(door.turning(terms.day_of(now), terms.fingerprint))
            waiting = tuple(door.waiting())
        reminded = each(overdue, lambda workspace: self._reminded(workspace, today))
        turned = each(turning, lambda workspace: turn(self.ports, bearer, workspace))
        admitted = each(waiting, self.admit)
        return Night(
            today,
            len(overdue),
            sum(reminded.done) + sum(one.notices for one in turned.done),
            (*reminded.troubles, *turned.troubles, *admitted.troubles),
            sum(1 for one in turned.done if one.changes),
            sum(1 for some in admitted.done for one in some if one.state is not ArrivalState.WAITING),
        )

    def _reminded(self, workspace: WorkspaceId, today: date) -> int:
        at, ids = self.ports.clock.now(), self.ports.ids
        with self.ports.storage.begin(workspace) as tx:
            new = sum(tell_contacts(tx, "intervention-overdue", one, at, ids) for one in _overdue(tx, today))
            if new:
                tx.commit()
        return new


def _overdue(tx: Snapshot, today: date) -> Iterator[Intervention]:
    where = InterventionFilter(status=Status.OVERDUE, today=today)
    page = tx.interventions.page(where, limit=LARGEST_PAGE)
    yield from page.items
    while page.next is not None:
        page = tx.interventions.page(where, after=cursor(page.next), limit=LARGEST_PAGE)
        yield from page.items
