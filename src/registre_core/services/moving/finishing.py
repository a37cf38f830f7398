"""Use case: what was loaded becomes a workspace, all of it in one transaction."""

from __future__ import annotations

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import InvalidInput, NotFound
from registre_core.services.front_door import admit_operator, workspace_of
from registre_core.services.moving.desk import Desk, untold
from registre_core.services.moving.proving import require_intact
from registre_core.services.moving.settling import Settling, manifest_of
from registre_core.services.register import Tell
from registre_core.workspace import Workspace


@frozen
class Finishing(Desk):
    """Lets workspaces be seen."""

    def finish(self, actor: Actor, *, tell: Tell = untold) -> Workspace:
        """Let a workspace be seen that was loaded: everything of it at once, or nothing.

        All its entities are put where they belong, each with the version it had; what one names must be there. The
        register is chained again entry by entry, and must end where the archive says; then it is verified as a whole.
        Nothing is recorded: a workspace is the same before and after it moves.

        Args:
            actor: the operator, in that workspace.
            tell: is told of so many more lines.

        Raises:
            Forbidden: ``operator-only``.
            NotFound: ``staging-not-found``: nothing of it was loaded.
            Conflict: ``workspace-exists``.
            InvalidInput: ``staging-unfinished``, when its end was not loaded yet; or everything that is wrong with it.
            IntegrityBreach: ``register-broken``.
        """
        admit_operator(actor, "moving.finish")
        workspace = workspace_of(actor)
        with self.ports.storage.found(workspace) as tx:
            last = tx.staged.last()
            if last is None:
                raise NotFound.of("staging", workspace)
            manifest = manifest_of(tx.staged, last)
            settling = Settling(tx, tell)
            settling.settle()
            if settling.problems:
                raise InvalidInput.of(settling.problems)
            _require_end(tx.register.head() == manifest.head)
            require_intact(tx.register, workspace)
            founded = tx.workspace.get()
            tx.staged.clear()
            tx.commit()
        return founded


def _require_end(is_there: bool) -> None:  # noqa: FBT001  # it is the question
    if not is_there:
        said = "the register does not end where the archive says"
        raise InvalidInput.at("register", "register-incomplete", said)
