"""Seals: what is made of signatures."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, literal_column, select

from registre_core.kernel.identifiers import SealId
from registre_core.signatures import Seal, Subject
from registre_storage_sqlalchemy.fields import Fields
from registre_storage_sqlalchemy.schema import seals, signatures, sites
from registre_storage_sqlalchemy.shelves import Reference, Shelf, batches
from registre_storage_sqlalchemy.transactions import WORKSPACE, Work, built

_FIELDS = Fields(Seal, seals, beside={"subject_id": lambda seal: seal.subject.id})
_SEALS = Shelf(
    "seal",
    seals,
    _FIELDS.columns,
    read=_FIELDS.read,
    write=_FIELDS.write,
    references=[
        Reference("site", sites, lambda seal: (seal.site_id,)),
        Reference("signature", signatures, lambda seal: seal.signatures),
    ],
)
_OF_SUBJECTS = select(*_SEALS.columns).where(
    seals.c.workspace_id == WORKSPACE, seals.c.subject_id.in_(bindparam("subjects", expanding=True))
)
_PENDING = (
    select(*_SEALS.columns)
    .where(seals.c.workspace_id == WORKSPACE, seals.c.state == literal_column("'pending'"))
    .order_by(seals.c.asked_at, seals.c.id)
    .limit(bindparam("at_most"))
)


class SqlSealReader:
    """Seals, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, seal: SealId) -> Seal:
        """Give one seal."""
        return _SEALS.get(self._work, seal)

    def of_subjects(self, subjects: Iterable[Subject]) -> tuple[Seal, ...]:
        """Give the seals of these things."""
        wanted = set(subjects)
        things = sorted({subject.id for subject in wanted})
        rows = [row for some in batches(things) for row in self._work.rows(_OF_SUBJECTS, {"subjects": some})]
        kept = (seal for seal in built("seal", _SEALS.read, rows) if seal.subject in wanted)
        return tuple(sorted(kept, key=lambda seal: seal.id))

    def pending(self, *, limit: int = 50) -> tuple[Seal, ...]:
        """Give those that wait."""
        return tuple(built("seal", _SEALS.read, self._work.rows(_PENDING, {"at_most": limit})))


class SqlSealStore(SqlSealReader):
    """The same, to write."""

    def add(self, seal: Seal) -> Seal:
        """Keep a new one."""
        return _SEALS.add(self._work, seal)

    def save(self, seal: Seal) -> Seal:
        """Keep the changed one."""
        return _SEALS.save(self._work, seal)
