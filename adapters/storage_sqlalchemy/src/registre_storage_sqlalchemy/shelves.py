"""How entities lie in tables: the moves that every store makes, each at most a handful of statements.

A store asks before it writes. That is exact, since changes of a workspace come one after the other, and it is the same
everywhere: SQLite does not say which foreign key failed, and PostgreSQL ends the transaction when one does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar, cast
from uuid import UUID

import attrs
from attrs import evolve, frozen
from sqlalchemy import (
    Column,
    Select,
    Table,
    bindparam,
    delete,
    literal_column,
    null,
    select,
    union_all,
    update,
)

from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.storable import require_storable, unstorable
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built


class Entity(Protocol):
    """What every entity has."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...


Kept = TypeVar("Kept", bound=Entity)

BATCH = 2_000
"""Entities that one statement is about at most: no database takes as many parameters as one may have of them."""


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
        here, of, to = table.c.workspace_id == WORKSPACE, table.c[owner], table.c[thing]
        self._kept = select(of, to).where(here, of.in_(bindparam("of_ids", expanding=True)))
        self._drop = delete(table).where(here, of == bindparam("of_id"), to == bindparam("gone"))
        self._clear = delete(table).where(here, of == bindparam("of_id"))

    def settle(self, work: Work, entities: Sequence[Kept], *, are_new: bool) -> None:
        """Bring the pairs in step with these entities."""
        kept = (
            set()
            if are_new
            else {tuple(row) for row in work.rows(self._kept, {"of_ids": [one.id for one in entities]})}
        )
        wanted = {(entity.id, thing) for entity in entities for thing in self._things(entity)}
        if gone := kept - wanted:
            work.change(self._drop, *({"of_id": owner, "gone": thing} for owner, thing in gone))
        if new := wanted - kept:
            work.insert(self._table, *({self._owner: owner, self._thing: thing} for owner, thing in new))

    def clear(self, work: Work, owner: UUID) -> None:
        """Drop every pair of an entity that goes."""
        work.change(self._clear, {"of_id": owner})


@frozen
class Seen:
    """What is known of a row that is there."""

    version: int
    mark: Any = None
    """What the column holds that its shelf asks for beside the version, if any."""


Present = dict[tuple[str, UUID], Seen]
"""What was found to be there, by kind and identifier."""


@frozen
class Renewal(Generic[Kept]):
    """An entity that may take the place of the one that is kept."""

    entity: Kept
    """With its version raised."""
    before: Seen
    """Of the one that is kept."""


Guard = Callable[[Kept], None]
"""Raises what speaks against an entity."""


def _nothing_against(work: Work, entities: Sequence[Entity]) -> Guard[Any]:  # noqa: ARG001  # as all that guard
    """Let every entity pass."""
    return lambda _: None


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
        guarded: asks about entities, all at once, and gives what raises whatever else speaks against each; it is called
            last, for one after the other, so that it may remember those before.
        mark: a column whose old value is asked for along with the version.
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
        guarded: Callable[[Work, Sequence[Kept]], Guard[Kept]] = _nothing_against,
        mark: Column[Any] | None = None,
    ) -> None:
        self.kind, self.table, self.columns, self.read = kind, table, tuple(columns), read
        self._write = write
        self._references, self._links, self._guarded = references, links, guarded
        here, this = table.c.workspace_id == WORKSPACE, table.c.id == bindparam("of_id")
        these = table.c.id.in_(bindparam("of_ids", expanding=True))
        self._one = select(*columns).where(here, this)
        self._several = select(*columns).where(here, these).order_by(table.c.id)
        self._change = update(table).where(here, this, table.c.version == bindparam("of_version"))
        self._remove = delete(table).where(here, this)
        self._look = union_all(
            _present(kind, table, mark), *(_present(one.kind, one.table) for one in references if one.kind != kind)
        )

    def get(self, work: Work, identifier: UUID) -> Kept:
        """Give one.

        Raises:
            NotFound: with the code of its kind.
        """
        found = self.find(work, identifier)
        if found is None:
            raise NotFound.of(self.kind, identifier)
        return found

    def find(self, work: Work, identifier: UUID) -> Kept | None:
        """Give one, if it is there."""
        return next(iter(built(self.kind, self.read, work.rows(self._one, {"of_id": identifier}))), None)

    def several(self, work: Work, identifiers: Collection[UUID]) -> list[Kept]:
        """Give several, by identifier.

        Raises:
            NotFound: with the code of its kind, naming the first that is missing.
        """
        asked = sorted(set(identifiers))
        rows = [row for some in batches(asked) for row in work.rows(self._several, {"of_ids": some})]
        entities = built(self.kind, self.read, rows)
        if len(entities) < len(asked):
            raise NotFound.of(self.kind, min(set(asked).difference(entity.id for entity in entities)))
        return entities

    def add(self, work: Work, entity: Kept) -> Kept:
        """Keep a new one.

        Raises:
            InvalidInput: ``value-not-storable``.
            Conflict: ``already-exists``.
            NotFound: with the code of what it names.
        """
        self.admit(work, [entity])
        self.put(work, [entity])
        return entity

    def save(self, work: Work, entity: Kept) -> Kept:
        """Keep the changed one, its version raised.

        Raises:
            InvalidInput: ``value-not-storable``.
            Conflict: ``stale-version``.
            NotFound: with the code of its kind, or of what it names.
        """
        [renewal] = self.renewed(work, [entity])
        self.replace(work, [renewal])
        return renewal.entity

    def admit(self, work: Work, entities: Sequence[Kept]) -> None:
        """Raise the first thing that speaks against adding these, one after the other."""
        present, guard = self._seen(work, entities), self._guarded(work, entities)
        for entity in entities:
            require_storable(entity)
            if (self.kind, entity.id) in present:
                said = f"there is a {self.kind} with this identifier already"
                raise Conflict("already-exists", said, {self.kind: str(entity.id)})
            self._require_named(entity, present)
            guard(entity)
            present[self.kind, entity.id] = Seen(entity.version)

    def put(self, work: Work, entities: Sequence[Kept]) -> None:
        """Write new ones that were admitted."""
        for some in batches(entities):
            work.insert(self.table, *({"id": entity.id, **self._write(entity)} for entity in some))
            for link in self._links:
                link.settle(work, some, are_new=True)

    def renewed(self, work: Work, entities: Sequence[Kept]) -> list[Renewal[Kept]]:
        """Raise the versions of these, saved one after the other; or the first thing that speaks against it."""
        present, guard, renewals = self._seen(work, entities), self._guarded(work, entities), []
        for entity in entities:
            require_storable(entity)
            before = self._stored(entity, present)
            self._require_named(entity, present)
            guard(entity)
            changed = cast("Kept", attrs.evolve(cast("Any", entity), version=entity.version + 1))
            present[self.kind, entity.id] = evolve(before, version=changed.version)
            renewals.append(Renewal(changed, before))
        return renewals

    def replace(self, work: Work, renewals: Sequence[Renewal[Kept]]) -> None:
        """Write them instead of what is kept; each entity once."""
        for some in batches(renewals):
            values = [
                {**self._write(one.entity), "of_id": one.entity.id, "of_version": one.before.version} for one in some
            ]
            if work.change(self._change, *values) != len(values):
                raise self._stale(some[0].entity, None)
            for link in self._links:
                link.settle(work, [one.entity for one in some], are_new=False)

    def remove(self, work: Work, entity: Kept) -> None:
        """Drop one that nothing names any more."""
        for link in self._links:
            link.clear(work, entity.id)
        work.change(self._remove, {"of_id": entity.id})

    def require_stored(self, work: Work, entity: Kept) -> None:
        """Refuse an entity that is not the one that is kept.

        Raises:
            Conflict: ``stale-version``.
            NotFound: with the code of its kind.
        """
        self._stored(entity, self._seen(work, [entity]))

    def _seen(self, work: Work, entities: Sequence[Kept]) -> Present:
        """Ask whether entities and what they name are there: of one entity, in one statement."""
        present: Present = {}
        for some in batches(entities):
            wanted: dict[str, set[UUID]] = {self.kind: {entity.id for entity in some}}
            for other in self._references:  # which may name others of its own kind
                wanted.setdefault(other.kind, set()).update(name for entity in some for name in other.named(entity))
            for kind, identifier, version, mark in work.rows(self._look, {k: list(v) for k, v in wanted.items()}):
                present[kind, identifier] = Seen(version, mark)
        return present

    def _stored(self, entity: Kept, present: Present) -> Seen:
        before = present.get((self.kind, entity.id))
        if before is None:
            raise NotFound.of(self.kind, entity.id)
        if before.version != entity.version:
            raise self._stale(entity, before.version)
        return before

    def _stale(self, entity: Kept, stored: int | None) -> Conflict:
        said = f"somebody changed this {self.kind} in between: read it again"
        return Conflict("stale-version", said, {self.kind: str(entity.id), "stored": stored, "given": entity.version})

    def _require_named(self, entity: Kept, present: Present) -> None:
        for other in self._references:
            for identifier in other.named(entity):
                if (other.kind, identifier) not in present:
                    raise NotFound.of(other.kind, identifier)


def net(renewals: Iterable[Renewal[Kept]]) -> list[Renewal[Kept]]:
    """Give what saving one after the other comes to: of each entity the last, from what is kept."""
    last: dict[UUID, Renewal[Kept]] = {}
    for one in renewals:
        known = last.get(one.entity.id, one)
        last[one.entity.id] = evolve(one, before=known.before)
    return list(last.values())


def _present(kind: str, table: Table, mark: Column[Any] | None = None) -> Select[Any]:
    """Select those of some identifiers that are there."""
    beside = null() if mark is None else mark
    return select(literal_column(f"'{kind}'"), table.c.id, table.c.version, beside).where(
        table.c.workspace_id == WORKSPACE, table.c.id.in_(bindparam(kind, expanding=True))
    )


def askable(texts: Iterable[str]) -> list[str]:
    """Give those of these texts that may stand in a question: what no database can hold, no row holds."""
    return sorted({one for one in texts if not any(unstorable(one, "$"))})


def batches(things: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Cut into parts that one statement takes."""
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))
