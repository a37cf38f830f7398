"""Use cases: what the host does every night, for every workspace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from registre_core.interventions import Intervention, Status
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import RegistreError
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.ports.storage import InterventionFilter, Snapshot
from registre_core.services.front_door import admit_operator
from registre_core.services.notices import tell_contacts
from registre_core.services.paging import LARGEST_PAGE, cursor


@frozen
class Trouble:
    """A workspace whose night's work could not be done; the others' was."""

    workspace: WorkspaceId
    """Which one."""
    error: RegistreError
    """Why."""


@frozen
class Night:
    """What one night's work came to."""

    on: date
    """The legal day it was done for."""
    workspaces: int
    """In how many workspaces something was overdue."""
    notices: int
    """How many notices are new; a second run the same night queues none."""
    troubles: tuple[Trouble, ...] = ()
    """What could not be done."""


@frozen
class NightlyService:
    """Does what time alone brings about. Any number of missed nights is caught up by the next one."""

    ports: Ports

    def run(self, actor: Actor) -> Night:
        """Remind the contacts of every open intervention whose day has passed, each of them once.

        Workspaces are looked at one by one, each in a change of its own: what fails in one does not hold up the others.

        Args:
            actor: the operator; nobody else may.

        Raises:
            Forbidden: ``operator-only``.
        """
        admit_operator(actor, "nightly.run")
        today = self.ports.clock.today()
        with self.ports.storage.operate() as door:
            overdue = tuple(door.overdue(today))
        outcomes = [self._reminded(workspace, today) for workspace in overdue]
        troubles = tuple(one for one in outcomes if isinstance(one, Trouble))
        return Night(today, len(overdue), sum(one for one in outcomes if isinstance(one, int)), troubles)

    def _reminded(self, workspace: WorkspaceId, today: date) -> int | Trouble:
        at, ids = self.ports.clock.now(), self.ports.ids
        try:
            with self.ports.storage.begin(workspace) as tx:
                new = sum(tell_contacts(tx, "intervention-overdue", one, at, ids) for one in _overdue(tx, today))
                if new:
                    tx.commit()
        except RegistreError as error:
            return Trouble(workspace, error)
        return new


def _overdue(tx: Snapshot, today: date) -> Iterator[Intervention]:
    where = InterventionFilter(status=Status.OVERDUE, today=today)
    page = tx.interventions.page(where, limit=LARGEST_PAGE)
    yield from page.items
    while page.next is not None:
        page = tx.interventions.page(where, after=cursor(page.next), limit=LARGEST_PAGE)
        yield from page.items
