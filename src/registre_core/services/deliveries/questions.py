"""Use cases: what waits, and what was given up, in all workspaces together: for whoever watches over deliveries."""

from __future__ import annotations

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Backlog
from registre_core.services.deliveries.desk import Desk
from registre_core.services.front_door import admit_operator


@frozen
class Questions(Desk):
    """Tells how deliveries are getting on."""

    def backlog(self, actor: Actor) -> Backlog:
        """Tell what waits, what is due, and what was given up, everywhere together.

        Args:
            actor: the operator; nobody else may.

        Raises:
            Forbidden: ``operator-only``.
        """
        admit_operator(actor, "deliveries.backlog")
        with self.ports.storage.operate() as door:
            return door.backlog(self.ports.clock.now())

    def dead_letters(self, actor: Actor) -> tuple[WorkspaceId, ...]:
        """Tell in which workspaces notices were given up: somebody looks at them there, and has them tried again.

        Args:
            actor: the operator; nobody else may.

        Raises:
            Forbidden: ``operator-only``.
        """
        admit_operator(actor, "deliveries.dead_letters")
        with self.ports.storage.operate() as door:
            return tuple(door.dead_letters())
