"""What stands before everybody's rights: where the workspace stands, and what was claimed before access was cut."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from attrs import frozen

from registre_core.access import Action, Gate, Gates
from registre_core.billing import CLEAR, Level, level, standing
from registre_core.kernel.actors import Actor, Offline
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.ports.storage import Snapshot

MOST_STANDINGS = 1_000
"""Of so many workspaces the standing is kept; then it begins anew, which costs each of them one short question."""
AHEAD = timedelta(minutes=5)
"""By so much a telephone's clock may be ahead of the server's before what it claims is taken for a mistake."""
BEHIND = timedelta(days=366)
"""What is claimed from longer ago opens nothing, and waits like what came later: clocks that were reset say 1970."""


class Standings:
    """Gives the gate that an actor finds. What it knows is kept while ledger and day allow.

    Args:
        ports: whose policies and clock count.
    """

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self._known: dict[WorkspaceId, _Known] = {}

    def gate(self, tx: Snapshot, workspace: WorkspaceId, actor: Actor, action: Action) -> Gate:
        """Give the gate of an actor before an action.

        What was recorded without network passes as it would have on the day it was recorded, by the telephone's clock.
        That day is compared with the standing of that very day, as was known then: whoever was reopened and cut again
        does not slip through with what he claims from the first cut. A claim opens what telephones record without
        network (`Action.offline`) and nothing else: no list, and no right that is given away.

        Raises:
            InvalidInput: ``claimed-in-the-future``.
        """
        now = self.ports.clock.now()
        gates = self._gates(tx, workspace, self.ports.billing.day_of(now))
        gate = gates.of(actor.client)
        if actor.offline is None:
            return gate
        claimed = _claimed(actor.offline, now)
        if gate.suspension is None or not action.offline or self._was_suspended(tx, claimed, now):
            return gate
        return Gates.under(CLEAR, self.ports.clients, self.ports.billing).of(actor.client)

    def _gates(self, tx: Snapshot, workspace: WorkspaceId, day: date) -> Gates:
        """Two threads may both work out what neither finds: the last one is kept, and both are right."""
        version = tx.invoices.version()
        known = self._known.get(workspace)
        if known is not None and known.version == version and known.on <= day <= known.until:
            return known.gates
        found = standing(tx.invoices.unpaid(), on=day, policy=self.ports.billing)
        gates = Gates.under(found, self.ports.clients, self.ports.billing)
        if version is not None:  # otherwise what is read may be rolled back
            if len(self._known) >= MOST_STANDINGS:
                self._known.clear()
            self._known[workspace] = _Known(version, day, found.until or date.max, gates)
        return gates

    def _was_suspended(self, tx: Snapshot, claimed: datetime, now: datetime) -> bool:
        if claimed < now - BEHIND:
            return True
        policy = self.ports.billing
        return level(tx.invoices.every(), on=policy.day_of(claimed), policy=policy) is Level.SUSPENDED


@frozen
class _Known:
    """Where one workspace stood when its ledger last changed, or a day last made a difference."""

    version: int
    """Of the ledger."""
    on: date
    """The first day it is true of: a clock that goes back asks for one that was not looked at."""
    until: date
    """The last, kept beside it so that a request compares in place."""
    gates: Gates
    """What was found."""


def _claimed(offline: Offline, now: datetime) -> datetime:
    """Give the time that a telephone claims, or the server's when that is a little earlier.

    Raises:
        InvalidInput: ``claimed-in-the-future``.
    """
    if offline.at > now + AHEAD:
        said = f"{offline.at.isoformat()} is to come: the telephone's clock is wrong, and it is {now.isoformat()}"
        facts = {"claimed_at": offline.at.isoformat(), "now": now.isoformat()}
        raise InvalidInput.at("offline.at", "claimed-in-the-future", said, **facts)
    return min(offline.at, now)
