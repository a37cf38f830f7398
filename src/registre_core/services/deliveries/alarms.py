"""What a dead letter brings about: a safety notice is told of to administrators, a far end that is gone is left alone.

Both happen before the letter is marked: whoever dies in between does them again, which changes nothing.
"""

from __future__ import annotations

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Notice
from registre_core.services.deliveries.desk import Desk
from registre_core.services.deliveries.outcomes import Outcome
from registre_core.services.journal import Stamp
from registre_core.services.notices.readers import ADMINISTERS, those_who_may
from registre_core.services.notices.subscribing import Subscribing
from registre_core.services.notices.telling import Event, tell

UNDELIVERABLE = "notice-undeliverable"
"""The kind that tells of a safety notice nobody could be given."""


@frozen
class Alarms(Desk):
    """Does what has to be done before a notice is given up."""

    def _raise_alarm(self, workspace: WorkspaceId, notice: Notice, outcome: Outcome) -> None:
        """Tell the administrators, if safety may hang on it; stop the subscription, if its far end is gone."""
        if outcome.is_gone:
            Subscribing(self.ports, self.door).stop_gone(Actor.operator(workspace), notice.recipient)
        if notice.is_urgent and notice.kind != UNDELIVERABLE:
            self._tell_administrators(workspace, notice, outcome.failure)

    def _tell_administrators(self, workspace: WorkspaceId, dead: Notice, failure: str | None) -> None:
        """Write to everybody who administers the workspace, but at the address that takes nothing, once a day."""
        stamp = Stamp.of(self.ports)
        facts = {"notice": str(dead.id), "kind": dead.kind, "failure": failure}
        event = Event(UNDELIVERABLE, f"{dead.id}/{stamp.today}", "notice", dead.id, facts)
        with self.ports.storage.begin(workspace) as tx:
            administrators = those_who_may(tx, self.ports.catalogue, ADMINISTERS, None, stamp.today)
            tell(tx, event, [one for one in administrators if one.address != dead.recipient], stamp)
            tx.commit()
