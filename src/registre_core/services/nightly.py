"""Use cases: what the host does every night, for every workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from attrs import frozen

from registre_core.access import Arrival, ArrivalState
from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.ports.storage import Snapshot
from registre_core.services.billing.turning import turn
from registre_core.services.everywhere import Trouble, each
from registre_core.services.findings.late import late_findings
from registre_core.services.front_door import admit_operator
from registre_core.services.interventions.late import late_interventions
from registre_core.services.journal import Stamp
from registre_core.services.notices import Late, Stewards, queue, reminders
from registre_core.services.signatures.late import late_signatures
from registre_core.services.signatures.subjects import Signables

__all__ = ["Night", "NightlyService", "Trouble"]


@frozen
class Night:
    """What one night's work came to."""

    on: date
    """The legal day it was done for."""
    workspaces: int
    """In how many workspaces something was late: an intervention, a finding, or a signature that is waited for."""
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
    signables: Signables
    """What can be signed."""

    def run(self, actor: Actor) -> Night:
        """Remind everybody of what is late, in one reminder each, and tell of every account that turned.

        What waited for access to be open again, and was not admitted as soon as it was, is admitted now.

        Late are interventions whose day has passed, findings past their deadline, and signatures that are waited for.
        Of each thing somebody is reminded once within the span that his workspace settled; of three late things in one
        reminder, and of what became late later in another. An account that stands otherwise than the register says is
        told of there, each change dated on its own day, and of the last one those are told who may see invoices.

        Workspaces are looked at one by one, each in a change of its own: what fails in one does not hold up the others.

        Args:
            actor: the operator; nobody else may.

        Raises:
            Forbidden: ``operator-only``.
        """
        bearer = admit_operator(actor, "nightly.run")
        stamp, terms = Stamp.of(self.ports), self.ports.billing
        late = self._late(stamp.at, stamp.today)
        with self.ports.storage.operate() as door:
            turning = tuple(door.turning(terms.day_of(stamp.at), terms.fingerprint))
            waiting = tuple(door.waiting())
        reminded = each(late, lambda workspace: self._reminded(workspace, stamp))
        turned = each(turning, lambda workspace: turn(self.ports, bearer, workspace))
        admitted = each(waiting, self.admit)
        return Night(
            stamp.today,
            sum(one.is_late for one in reminded.done),
            sum(one.notices for one in reminded.done) + sum(one.notices for one in turned.done),
            (*reminded.troubles, *turned.troubles, *admitted.troubles),
            sum(1 for one in turned.done if one.changes),
            sum(1 for some in admitted.done for one in some if one.state is not ArrivalState.WAITING),
        )

    def _late(self, at: datetime, today: date) -> tuple[WorkspaceId, ...]:
        """Name the workspaces in which somebody may have to be reminded of something."""
        with self.ports.storage.operate() as door:
            waiting = door.awaiting_signatures(at, asked_before=at - timedelta(days=1))
            return tuple(sorted({*door.overdue(today), *door.late_findings(today), *waiting}))

    def _reminded(self, workspace: WorkspaceId, stamp: Stamp) -> _Reminded:
        """Remind everybody of what is late, once in a while. On most nights that is nobody: then nothing is changed."""
        with self.ports.storage.read(workspace) as seen:
            late = self._late_in(seen, stamp)
            if not reminders(seen, late, stamp):
                return _Reminded(bool(late), 0)
        with self.ports.storage.begin(workspace) as tx:
            new = queue(tx, reminders(tx, self._late_in(tx, stamp), stamp))
            tx.commit()
        return _Reminded(bool(late), sum(notice.rides is None for notice in new))

    def _late_in(self, tx: Snapshot, stamp: Stamp) -> tuple[Late, ...]:
        stewards = Stewards(self.ports.catalogue, stamp.today)
        return (
            *late_interventions(tx, stewards, stamp),
            *late_findings(tx, stewards, stamp),
            *late_signatures(tx, self.signables, stamp),
        )


@frozen
class _Reminded:
    """What reminding came to in one workspace."""

    is_late: bool
    """Whether anything was late."""
    notices: int
    """How many notices are new, what rides with another left aside."""
