"""How entities lie in tables: the moves that every store makes, each at most a handful of statements.

A store asks before it writes. That is exact, since changes of a workspace come one after the other, and it is the same
everywhere: SQLite does not say which foreign key failed, and PostgreSQL ends the transaction when one does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar, cast
from uuid import UUID

import attrs
from attrs import frozen
from sqlalchemy import (
    Column,
    Select,
    Table,
    bindparam,
    delete,
    literal_column,
    select,
    union_all,
    update,
)

from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.storable import require_storable
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built


class Entity(Protocol):
    """What every entity has."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...


Kept = TypeVar("Kept", bound=Entity)


@frozen
class Reference(Generic[Kept]):
    """What an entity names in another table."""

    kind: str
    """What kind of thing, as in ``site-not-found``."""
    table: Table
    """Where it must be."""
    named: Callable[[Kept], Iterable[UUID]]
    """Which ones the entity names."""


class Link(Generic[Kept]):
    """A table of pairs beside an entity's own, from the entity to what it holds several of."""

    def __init__(self, table: Table, owner: str, thing: str, things: Callable[[Kept], Iterable[Any]]) -> None:
        self._table, self._owner, self._thing, self._things = table, owner, thing, things
        own = (table.c.workspace_id == WORKSPACE, table.c[owner] == bindparam("of_id"))
        self._kept = select(table.c[thing]).where(*own)
        self._drop = delete(table).where(*own, table.c[thing].in_(bindparam("gone", expanding=True)))

    def settle(self, work: Work, entity: Kept, *, is_new: bool) -> None:
        """Bring the pairs in step with the entity."""
        kept = set() if is_new else {row[0] for row in work.rows(self._kept, {"of_id": entity.id})}
        wanted = set(self._things(entity))
        if gone := kept - wanted:
            work.change(self._drop, {"of_id": entity.id, "gone": list(gone)})
        if new := wanted - kept:
            work.insert(self._table, *({self._owner: entity.id, self._thing: thing} for thing in new))


def _nothing_against(work: Work, entity: Entity) -> None:
    """Let every entity pass."""


class Shelf(Generic[Kept]):
    """One kind of entity in its table.

    Args:
        kind: what it is called in codes, such as ``site``.
        table: where it lies.
        columns: what is read, in the order in which `read` takes it; the identifier first.
        read: builds the entity from a row, by position.
        write: gives the columns' values.
        references: what it names elsewhere.
        links: what it holds several of.
        guard: raises what else speaks against an entity, asked last before it is written.
    """

    def __init__(
        self,
        kind: str,
        table: Table,
        columns: Sequence[Column[Any]],
        read: Callable[[AnyRow], Kept],
        write: Callable[[Kept], Mapping[str, Any]],
        *,
        references: Sequence[Reference[Kept]] = (),
        links: Sequence[Link[Kept]] = (),
        guard: Callable[[Work, Kept], None] = _nothing_against,
    ) -> None:
        self.kind, self.table, self.columns, self.read = kind, table, tuple(columns), read
        self._write = write
        self._references, self._links, self._guard = references, links, guard
        self._one = select(*columns).where(table.c.workspace_id == WORKSPACE, table.c.id == bindparam("of_id"))
        self._change = update(table).where(
            table.c.workspace_id == WORKSPACE,
            table.c.id == bindparam("of_id"),
            table.c.version == bindparam("of_version"),
        )
        self._look = union_all(_present(kind, table), *(_present(other.kind, other.table) for other in references))

    def get(self, work: Work, identifier: UUID) -> Kept:
        """Give one.

        Raises:
            NotFound: with the code of its kind.
        """
        for entity in built(self.kind, self.read, work.rows(self._one, {"of_id": identifier})):
            return entity
        raise NotFound.of(self.kind, identifier)

    def add(self, work: Work, entity: Kept) -> Kept:
        """Keep a new one.

        Raises:
            InvalidInput: ``value-not-storable``.
            Conflict: ``already-exists``.
            NotFound: with the code of what it names.
        """
        require_storable(entity)
        present = self._seen(work, entity)
        if (self.kind, entity.id) in present:
            said = f"there is a {self.kind} with this identifier already"
            raise Conflict("already-exists", said, {self.kind: str(entity.id)})
        self._require_named(entity, present)
        self._guard(work, entity)
        work.insert(self.table, {"id": entity.id, **self._write(entity)})
        for link in self._links:
            link.settle(work, entity, is_new=True)
        return entity

    def save(self, work: Work, entity: Kept) -> Kept:
        """Keep the changed one, its version raised.

        Raises:
            InvalidInput: ``value-not-storable``.
            Conflict: ``stale-version``.
            NotFound: with the code of its kind, or of what it names.
        """
        require_storable(entity)
        present = self._seen(work, entity)
        stored = present.get((self.kind, entity.id))
        if stored is None:
            raise NotFound.of(self.kind, entity.id)
        self._require_fresh(entity, stored)
        self._require_named(entity, present)
        self._guard(work, entity)
        changed = cast("Kept", attrs.evolve(cast("Any", entity), version=entity.version + 1))
        values = {**self._write(changed), "of_id": entity.id, "of_version": entity.version}
        if work.change(self._change, values) != 1:
            self._require_fresh(entity, None)
        for link in self._links:
            link.settle(work, changed, is_new=False)
        return changed

    def _seen(self, work: Work, entity: Kept) -> dict[tuple[str, UUID], int]:
        """Ask in one statement whether the entity and what it names are there; its own version beside it."""
        wanted = {self.kind: [entity.id]} | {other.kind: list(other.named(entity)) for other in self._references}
        return {(kind, identifier): version for kind, identifier, version in work.rows(self._look, wanted)}

    def _require_named(self, entity: Kept, present: Mapping[tuple[str, UUID], int]) -> None:
        for other in self._references:
            for identifier in other.named(entity):
                if (other.kind, identifier) not in present:
                    raise NotFound.of(other.kind, identifier)

    def _require_fresh(self, entity: Kept, stored: int | None) -> None:
        if stored != entity.version:
            said = f"somebody changed this {self.kind} in between: read it again"
            facts = {self.kind: str(entity.id), "stored": stored, "given": entity.version}
            raise Conflict("stale-version", said, facts)


def _present(kind: str, table: Table) -> Select[Any]:
    """Select those of some identifiers that are there."""
    return select(literal_column(f"'{kind}'"), table.c.id, table.c.version).where(
        table.c.workspace_id == WORKSPACE, table.c.id.in_(bindparam(kind, expanding=True))
    )
