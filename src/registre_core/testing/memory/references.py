"""References to documents in memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from attrs import evolve

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound
from registre_core.ports.storage import Removal
from registre_core.testing.memory.rows import OnDesk, Rows


class MemoryReferenceReader(OnDesk):
    """What refers to documents, to read."""

    def unreferenced(self, digests: Iterable[Digest]) -> tuple[Digest, ...]:
        known = self._desk.rows.references
        return tuple(one for one in digests if one not in known or known[one])

    def removal(self, digest: Digest) -> Removal | None:
        return self._desk.rows.references.get(digest)

    def unfinished(self) -> tuple[Removal, ...]:
        begun = [one for one in self._desk.rows.references.values() if one and one.done_at is None]
        return tuple(sorted(begun, key=lambda one: (one.begun_at, one.digest)))


class MemoryReferenceStore(MemoryReferenceReader):
    """The same, to write."""

    def refer(self, digests: Iterable[Digest]) -> None:
        refer(self._desk.rows, digests)

    def begin_removals(self, digests: Iterable[Digest], *, by: Iterable[UUID], at: datetime) -> tuple[Removal, ...]:
        known = self._desk.rows.references
        free = [one for one in dict.fromkeys(digests) if one not in known or ((mark := known[one]) and mark.done_at)]
        begun = tuple(Removal(each, digest, at) for each, digest in zip(by, free, strict=False))
        known |= {one.digest: one for one in begun}
        return begun

    def finish_removal(self, removal: Removal, *, at: datetime) -> bool:
        stands = removal.done_at is None and self.removal(removal.digest) == removal
        if stands:
            self._desk.rows.references[removal.digest] = evolve(removal, done_at=at)
        return stands

    def withdraw_removal(self, removal: Removal) -> bool:
        stands = self.removal(removal.digest) == removal
        if stands:
            del self._desk.rows.references[removal.digest]
        return stands


def refer(rows: Rows, digests: Iterable[Digest]) -> None:
    """Keep that something refers to these documents.

    Raises:
        NotFound: ``document-not-found``.
    """
    given = tuple(digests)
    for digest in given:
        if rows.references.get(digest):
            raise NotFound.of("document", digest)
    rows.references |= dict.fromkeys(given)
