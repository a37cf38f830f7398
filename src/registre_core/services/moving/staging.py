"""Use cases: a workspace is loaded in batches, seen by nobody; or what was loaded is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from attrs import frozen

from registre_core.codec import CONTENTS, DOCUMENTS, END, LOST, MANIFEST, Manifest
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import StagedPart
from registre_core.services.documents import keep_ahead
from registre_core.services.front_door import admit_operator, workspace_of
from registre_core.services.moving.arriving import Arriving
from registre_core.services.moving.desk import Desk, untold
from registre_core.services.register import Tell

MOST_PROBLEMS = 1_000
"""After so many nobody reads on."""

MOST_TOGETHER = 200
"""Of what is small, a page or a name, so many are kept in one transaction: a workspace has as many as signatures."""
_SMALL = (f"{CONTENTS}/", f"{DOCUMENTS}/", f"{LOST}/")


@frozen
class Loaded:
    """How far a workspace is that comes from elsewhere."""

    workspace: WorkspaceId
    """Which one: the same as where it comes from."""
    name: str
    """What it is called."""
    parts: int
    """How many parts are kept."""
    documents: int
    """How many documents came this time."""
    lost: tuple[Digest, ...]
    """Documents that were no longer whole where it comes from."""


@frozen
class Staging(Desk):
    """Loads workspaces."""

    def stage(self, actor: Actor, archive: BinaryIO, *, tell: Tell = untold) -> Loaded:
        """Load what `export` wrote, and keep it aside: nobody sees anything of it before `finish`.

        Every part is kept as soon as it was checked. Whoever is interrupted calls it again with the same archive, and
        it goes on behind what was kept; nothing comes twice.

        Args:
            actor: the operator; nobody else may.
            archive: the bytes; where the stream can seek, what is kept already is not read again.
            tell: is told of so many more parts and documents.

        Raises:
            Forbidden: ``operator-only``.
            Conflict: ``workspace-exists``; ``not-the-next-part``, while somebody else loads the same workspace.
            InvalidInput: ``not-a-workspace-archive``, ``archive-too-new``, ``archive-cut-short``, ``unknown-member``,
                ``another-archive``, ``another-workspace``; or everything that is wrong in it with where it stands:
                ``member-altered``, ``member-missing``, ``archive-altered``, and whatever a line has against it. What
                stands before the first of them is kept aside, and nothing behind it.
        """
        admit_operator(actor, "moving.stage")
        arriving = Arriving.of(archive)
        _require_asked_for(actor, arriving.manifest)
        last = self._loaded(arriving, self._begun(arriving), tell)
        return Loaded(
            arriving.manifest.workspace, arriving.manifest.name, last.number, arriving.documents, tuple(arriving.lost)
        )

    def discard(self, actor: Actor) -> int:
        """Drop what was loaded of a workspace that is not there yet, and tell how many parts there were.

        Its documents stay where they are, for whoever loads it again: no sweep looks at a workspace that is not there.

        Args:
            actor: the operator, in that workspace.

        Raises:
            Forbidden: ``operator-only``.
            Conflict: ``workspace-exists``.
        """
        admit_operator(actor, "moving.discard")
        with self.ports.storage.stage(workspace_of(actor)) as tx:
            count = tx.staged.clear()
            tx.commit()
        return count

    def unfinished(self, actor: Actor) -> tuple[WorkspaceId, ...]:
        """List the workspaces of which something was loaded, and which are not there yet.

        Raises:
            Forbidden: ``operator-only``.
        """
        admit_operator(actor, "moving.unfinished")
        with self.ports.storage.operate() as door:
            return tuple(door.staged())

    def _begun(self, arriving: Arriving) -> StagedPart:
        """Give the last part that is kept, and look through those before it; the manifest is the first."""
        with self.ports.storage.stage(arriving.manifest.workspace) as tx:
            last = tx.staged.last()
            if last is None:
                last = StagedPart(1, MANIFEST, arriving.written)
                tx.staged.add(last)
                tx.commit()
            elif last.name != END:
                for part in tx.staged.parts():
                    arriving.recall(part.name, part.content)
        return last

    def _loaded(self, arriving: Arriving, last: StagedPart, tell: Tell) -> StagedPart:
        """Keep part after part, as long as nothing is wrong; then only look on."""
        workspace = arriving.manifest.workspace

        def put(stream: BinaryIO, cap: int) -> Digest:
            return keep_ahead(self.ports, workspace, stream, cap=cap).digest

        together = list[StagedPart]()
        for name, content in _with_problems(arriving, arriving.parts(last.mark, put)):
            if len(arriving.problems) > MOST_PROBLEMS or last.name == END:  # of the latter only names were compared
                break
            last = StagedPart(last.number + 1, name, content, str(arriving.tally))
            together.append(last)
            if len(together) == MOST_TOGETHER or not name.startswith(_SMALL):
                self._keep(workspace, [] if arriving.problems else together)
                tell(len(together))
                together.clear()
        if arriving.problems:
            raise InvalidInput.of(arriving.problems[:MOST_PROBLEMS])
        return last

    def _keep(self, workspace: WorkspaceId, parts: Iterable[StagedPart]) -> None:
        with self.ports.storage.stage(workspace) as tx:
            for part in parts:
                tx.staged.add(part)
            tx.commit()


def _with_problems(arriving: Arriving, parts: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Tell what was wrong before, too, when an archive cannot be read any further."""
    try:
        yield from parts
    except InvalidInput as error:
        raise InvalidInput.of([*arriving.problems, *error.problems]) from error


def _require_asked_for(actor: Actor, manifest: Manifest) -> None:
    if actor.workspace not in (None, manifest.workspace):
        said = f"the archive is of another workspace, {manifest.workspace}"
        raise InvalidInput.at("archive", "another-workspace", said, workspace=str(manifest.workspace))
