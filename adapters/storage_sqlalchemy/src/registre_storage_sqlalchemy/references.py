"""Which documents the register refers to, and which a sweep takes away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound
from registre_core.ports.storage import Removal
from registre_storage_sqlalchemy.columns import as_bytes
from registre_storage_sqlalchemy.schema import document_references as references
from registre_storage_sqlalchemy.shelves import batches
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

_OWN = references.c.workspace_id == WORKSPACE
_COLUMNS = (references.c.digest, references.c.removal_id, references.c.begun_at, references.c.done_at)
_KNOWN = select(*_COLUMNS).where(_OWN, references.c.digest.in_(bindparam("of_digests", expanding=True)))
_UNFINISHED = (
    select(*_COLUMNS)
    .where(_OWN, references.c.removal_id.is_not(None), references.c.done_at.is_(None))
    .order_by(references.c.begun_at, references.c.digest)
)

_THIS = (_OWN, references.c.digest == bindparam("of_digest"), references.c.removal_id == bindparam("of_removal"))
_FINISH = update(references).where(*_THIS, references.c.done_at.is_(None)).values(done_at=bindparam("at"))
_WITHDRAW = delete(references).where(*_THIS, references.c.done_at.is_(None))
_WITHDRAW_DONE = delete(references).where(*_THIS, references.c.done_at == bindparam("done"))
_MARK_AGAIN = (
    update(references)
    .where(_OWN, references.c.digest == bindparam("of_digest"))
    .values(removal_id=bindparam("of_removal"), begun_at=bindparam("at"), done_at=None)
)

Known = Mapping[Digest, Removal | None]
"""Documents there is a row of: with their removal, or nothing where something refers to them."""


def _read(row: AnyRow) -> tuple[Digest, Removal | None]:
    kept, removal, begun_at, done_at = row
    digest = Digest(as_bytes(kept).hex())
    return digest, None if removal is None else Removal(removal, digest, begun_at, done_at)


class SqlReferenceReader:
    """What refers to documents, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def unreferenced(self, digests: Iterable[Digest]) -> tuple[Digest, ...]:
        """Give those that nothing refers to."""
        given = tuple(digests)
        known = self._known(given)
        return tuple(one for one in given if one not in known or known[one])

    def removal(self, digest: Digest) -> Removal | None:
        """Give the removal of a document."""
        return self._known([digest]).get(digest)

    def unfinished(self) -> tuple[Removal, ...]:
        """Give the removals that were not finished."""
        found = built("removal", _read, self._work.rows(_UNFINISHED))
        return tuple(removal for _, removal in found if removal)

    def _known(self, digests: Iterable[Digest]) -> Known:
        known: dict[Digest, Removal | None] = {}
        for some in batches(tuple(dict.fromkeys(digests))):
            known |= built("removal", _read, self._work.rows(_KNOWN, {"of_digests": [*map(bytes.fromhex, some)]}))
        return known


class SqlReferenceStore(SqlReferenceReader):
    """The same, to write."""

    def refer(self, digests: Iterable[Digest]) -> None:
        """Keep that something refers to these documents."""
        given = tuple(dict.fromkeys(digests))
        known = self._known(given)
        if marked := next(filter(known.get, given), None):
            raise NotFound.of("document", marked)
        if new := [{"digest": bytes.fromhex(one)} for one in given if one not in known]:
            self._work.insert(references, *new)

    def begin_removals(self, digests: Iterable[Digest], *, by: Iterable[UUID], at: datetime) -> tuple[Removal, ...]:
        """Mark documents that nothing refers to."""
        given = tuple(dict.fromkeys(digests))
        known = self._known(given)
        free = [one for one in given if one not in known or ((mark := known[one]) and mark.done_at)]
        begun = tuple(Removal(each, digest, at) for each, digest in zip(by, free, strict=False))
        new = [one for one in begun if one.digest not in known]
        if new:
            self._work.insert(references, *map(_row, new))
        if again := [{**_key(one), "at": at} for one in begun if one.digest in known]:
            self._work.change(_MARK_AGAIN, *again)
        return begun

    def finish_removal(self, removal: Removal, *, at: datetime) -> bool:
        """Keep that the bytes are gone."""
        return removal.done_at is None and bool(self._work.change(_FINISH, {**_key(removal), "at": at}))

    def withdraw_removal(self, removal: Removal) -> bool:
        """Take a mark away."""
        if removal.done_at is None:
            return bool(self._work.change(_WITHDRAW, _key(removal)))
        return bool(self._work.change(_WITHDRAW_DONE, {**_key(removal), "done": removal.done_at}))


def _key(removal: Removal) -> Mapping[str, Any]:
    return {"of_digest": bytes.fromhex(removal.digest), "of_removal": removal.id}


def _row(removal: Removal) -> Mapping[str, Any]:
    return {"digest": bytes.fromhex(removal.digest), "removal_id": removal.id, "begun_at": removal.begun_at}
