"""Use case: a whole workspace is carried out, into one stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from attrs import frozen

from registre_core.codec import (
    END,
    MANIFEST,
    REGISTER,
    Cover,
    Manifest,
    MemberWriter,
    write_end,
    write_export,
    write_manifest,
    write_moved,
)
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import Forbidden
from registre_core.ports.storage import Snapshot
from registre_core.services.front_door import Bearer, workspace_of
from registre_core.services.moving.desk import Desk, untold
from registre_core.services.moving.naming import Named, named_in
from registre_core.services.moving.packing import Courier, Packer
from registre_core.services.moving.proving import require_intact
from registre_core.services.moving.sources import SOURCES
from registre_core.services.register import Tell, erasures_in


@frozen
class Exported:
    """What an archive holds."""

    entities: int
    """How many entities, of all kinds."""
    entries: int
    """How many entries of the register."""
    documents: int
    """How many documents."""
    lost: tuple[Digest, ...] = ()
    """Files that are named and were not there, or no longer whole: the archive says so of each."""


@frozen
class Exporting(Desk):
    """Carries workspaces out."""

    def export(self, actor: Actor, into: BinaryIO, *, tell: Tell = untold) -> Exported:
        """Write everything of a workspace, so that it can be taken elsewhere, or read by others.

        The archive is a tar in the format ``registre-workspace/1``. It holds names and addresses of persons, and every
        document. Tickets, links and notices stay behind: they are promises of this place. What is in it is as of one
        moment, however long it takes; the register is verified first, so that nothing broken passes for whole.

        Args:
            actor: the operator, or whoever administers users on all sites.
            into: where it goes; it need not seek.
            tell: is told of so many more lines and files.

        Raises:
            Forbidden: without ``users.administer``; ``sites-withheld``, when some sites are not his.
            IntegrityBreach: ``register-broken``.
        """
        workspace, now = workspace_of(actor), self.ports.clock.now()
        with self.ports.storage.read(workspace) as tx:
            _require_all_sites(self.door.authorise(tx, actor, "moving.export"))
            require_intact(tx.register, workspace)
            cover = Cover(workspace, tx.workspace.get().name, tx.register.head())
            writer = MemberWriter(into)
            writer.plain(MANIFEST, write_manifest(Manifest(workspace, cover.name, now, cover.head)))
            packer = Packer(writer, tx.signatures.content, tell)
            entities = sum(packer.lines(kind, map(_moved, source(tx))) for kind, source in SOURCES.items())
            packer.lines(REGISTER, _entries(tx, cover))
        courier = Courier(writer, self.ports, workspace, tell)
        courier.carry(packer.documents())
        writer.plain(END, write_end(writer.tally))
        writer.end()
        return Exported(entities, cover.head.number, courier.carried, (*packer.lost, *courier.lost))


def _moved(entity: object) -> tuple[bytes, Iterable[Named]]:
    return write_moved(entity), named_in(entity)


def _entries(tx: Snapshot, cover: Cover) -> Iterator[tuple[bytes, Iterable[Named]]]:
    lines = write_export(cover, tx.register.entries(), shown=lambda _: True, erasures=erasures_in(tx.register))
    return ((line, ()) for line in lines)


def _require_all_sites(bearer: Bearer) -> None:
    if bearer.sites is not None:
        raise Forbidden("sites-withheld", "only whoever works on all sites can carry the whole workspace out")
