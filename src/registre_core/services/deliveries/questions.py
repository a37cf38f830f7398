"""Use cases: what waits, and what was given up, in all workspaces together: for whoever watches over deliveries."""

from __future__ import annotations

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.pages import Total
from registre_core.ports.storage import Backlog, Fate, NoticeFilter
from registre_core.services.deliveries.desk import Desk
from registre_core.services.front_door import admit_operator

_DEAD = NoticeFilter(fate=Fate.GIVEN_UP)


@frozen
class DeadLetters:
    """The dead letters of one workspace."""

    workspace: WorkspaceId
    """Which one."""
    name: str
    """What it is called."""
    total: Total
    """How many there are."""


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

    def dead_letters(self, actor: Actor) -> tuple[DeadLetters, ...]:
        """Tell where notices were given up, by workspace: somebody looks at them there, and has them tried again.

        Args:
            actor: the operator; nobody else may.

        Raises:
            Forbidden: ``operator-only``.
        """
        admit_operator(actor, "deliveries.dead_letters")
        with self.ports.storage.operate() as door:
            workspaces = tuple(door.dead_letters())
        return tuple(filter(None, map(self._of, workspaces)))

    def _of(self, workspace: WorkspaceId) -> DeadLetters | None:
        """Look into one; it may have moved away since."""
        try:
            with self.ports.storage.read(workspace) as tx:
                return DeadLetters(workspace, tx.workspace.get().name, tx.outbox.count(_DEAD))
        except NotFound:
            return None
