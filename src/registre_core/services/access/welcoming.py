"""Use case: what a page needs at its start."""

from __future__ import annotations

from attrs import frozen

from registre_core.access import Welcome, welcome
from registre_core.kernel.actors import Actor
from registre_core.services.access.desk import Desk
from registre_core.services.front_door import workspace_of


@frozen
class Welcoming(Desk):
    """Receives whoever may act at all."""

    def welcome(self, actor: Actor) -> Welcome:
        """Tell whether the client is recent enough, which banner to show, and which modules and actions are open.

        It is refused to nobody whose account may act: whoever is stopped learns here why, and what to do.

        Raises:
            Forbidden: ``account-unknown``, ``account-inactive``, ``account-locked``, ``account-expired``,
                ``wrong-account-kind``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "access.welcome")
            return welcome(actor, bearer.grantor(), bearer.gate)
