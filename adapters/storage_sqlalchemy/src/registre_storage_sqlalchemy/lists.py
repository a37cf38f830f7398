"""How entities are listed: a page by keyset and a count, each one statement that reads a bounded number of rows.

Every offered order has an index, and another with each condition that *leads* one: ``(workspace, value, key, id)``.
Such an index is read from the place that a cursor names, by row value. What leads none, be it several sites, a text, or
a second condition, is *sifted* out of a window of it: something rare would otherwise be looked for to the end of a long
list. Such a page may be short, and the next one begins where its window ended. A few values that lead an index each are
read a page each, which are then merged into one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from attrs import evolve, frozen
from sqlalchemy import (
    Column,
    ColumnElement,
    Executable,
    ScalarSelect,
    Table,
    and_,
    bindparam,
    case,
    func,
    literal,
    select,
    true,
    tuple_,
    union_all,
)

from registre_core.kernel.pages import Cursor, Page, Total
from registre_core.ports.storage import Order
from registre_storage_sqlalchemy.conditions import Asked, Condition, End
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

Kept = TypeVar("Kept")
Read_co = TypeVar("Read_co", covariant=True)

WINDOW = 5_000
"""Rows that one page or count sifts at most: milliseconds on either database, and more than most lists have."""

AT_ONCE = 500
"""Rows that are read at once where all are wanted: a few megabytes, and questions that are few beside them."""

_BEYOND: Mapping[type, tuple[Any, Any]] = {
    bytes: (b"", b"\xff"),
    date: (date.min, date.max),
    datetime: (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)),
    UUID: (UUID(int=0), UUID(int=2**128 - 1)),
}
"""What no key is beyond, by the type of keys."""


class Listed(Protocol[Read_co]):
    """Where those lie that are listed, such as a `Shelf`."""

    @property
    def kind(self) -> str: ...
    @property
    def table(self) -> Table: ...
    @property
    def columns(self) -> tuple[Column[Any], ...]: ...
    @property
    def read(self) -> Callable[[AnyRow], Read_co]: ...


@frozen
class _Shape:
    """What a statement depends on. One is built for each shape, since building takes longer than asking."""

    order: Order | None
    """The order of a page; a count has none."""
    read: tuple[Condition, ...]
    """What an index does."""
    sifted: tuple[Condition, ...]
    """What is left to do."""
    is_behind: bool = False
    """Whether it begins at a cursor."""

    @property
    def split(self) -> Condition | None:
        """What is read by several ways through an index, if anything is."""
        return next((condition for condition in self.read if condition.ways), None)

    def begun(self, key: Any, asked: Asked) -> _Shape:  # noqa: ANN401  # whatever the order compares
        """Begin at a cursor with this key, or where a condition lets the list begin if that comes later.

        Only one of the two is asked for: given both, a database may start at the nearer one and walk to the other.
        """
        is_descending = self.order is not None and self.order.is_descending
        for condition in self.read:
            if condition.column is None or condition.cuts is not (End.GREAT if is_descending else End.SMALL):
                continue
            start = asked[condition]
            if key >= start if is_descending else key < start:
                return self
            return evolve(self, read=tuple(one for one in self.read if one is not condition), is_behind=True)
        return evolve(self, is_behind=True)


class Listing(Generic[Kept]):
    """The lists of one kind of entity.

    Args:
        shelf: where the entities lie.
        keys: the columns that orders compare before identifiers.
        always: what holds of all that are listed, and of all rows in each index that a condition leads.
    """

    def __init__(
        self, shelf: Listed[Kept], keys: Mapping[Order, Column[Any]], *, always: Sequence[ColumnElement[bool]] = ()
    ) -> None:
        self._shelf, self._keys, self._always = shelf, keys, tuple(always)
        self._id: Column[Any] = shelf.table.c.id
        self._statements: dict[_Shape, Executable] = {}

    def page(self, work: Work, order: Order, after: Cursor | None, limit: int, asked: Asked) -> Page[Kept]:
        """Read a page; one row more than asked for tells whether the list goes on.

        Args:
            work: the transaction.
            order: the order to read in.
            after: where the page begins.
            limit: how many at most.
            asked: conditions with their values.

        Raises:
            InvalidInput: ``malformed-cursor``.
        """
        shape = self._shape(order, asked)
        values: dict[str, Any] = {"at_most": limit + 1, "window_end": WINDOW - 1}
        if after is not None:
            key = order.value_in(after)
            start = (key, after.id) if order in self._keys else (after.id,)
            values |= {f"behind_{place}": value for place, value in enumerate(start)}
            shape = shape.begun(key, asked)
        rows = self._rows(work, shape, asked, values)
        return self._sifted(order, rows, limit) if shape.sifted else self._whole(order, rows, limit)

    def count(self, work: Work, cap: int, asked: Asked) -> Total:
        """Count up to `cap`, and what is sifted as far as a window goes."""
        shape, window = self._shape(None, asked), max(WINDOW, cap + 1)
        [(counted, seen)] = self._rows(work, shape, asked, {"at_most": window if shape.sifted else cap + 1})
        total = Total.capped(counted, cap)
        return evolve(total, is_whole=total.is_more or not shape.sifted or seen < window)

    def every(self, work: Work, order: Order, asked: Asked) -> Iterator[Kept]:
        """Read the whole list, a page after the other, so that no more than one is ever held."""
        after: Cursor | None = None
        while True:
            page = self.page(work, order, after, AT_ONCE, asked)
            yield from page.items
            if page.next is None:
                return
            after = Cursor.read(page.next)

    def _whole(self, order: Order, rows: Sequence[AnyRow], limit: int) -> Page[Kept]:
        shown = built(self._shelf.kind, self._shelf.read, rows[:limit])
        return Page(tuple(shown), str(order.cursor(shown[-1])) if len(rows) > len(shown) > 0 else None)

    def _sifted(self, order: Order, rows: Sequence[AnyRow], limit: int) -> Page[Kept]:
        """Tell apart what passed and the row where the window ended, which comes along whether or not it passes."""
        page = self._whole(order, [row[:-2] for row in rows if row[-2]], limit)
        if page.next is not None or not rows or not rows[-1][-1]:
            return page
        *last, passes, _ = rows[-1]
        [end] = page.items[-1:] if passes else built(self._shelf.kind, self._shelf.read, [last])
        return evolve(page, next=str(order.cursor(end)))

    def _shape(self, order: Order | None, asked: Asked) -> _Shape:
        given = [condition for condition, value in asked.items() if value is not None]
        leading = (*(condition for condition in given if condition.leads), None)
        shapes = (self._led_by(one, order, given) for one in leading)
        return next(shape for shape in shapes if shape.split is None or not shape.sifted)

    def _led_by(self, leading: Condition | None, order: Order | None, given: Sequence[Condition]) -> _Shape:
        key = None if order is None else self._keys.get(order)
        read = tuple(
            condition
            for condition in given
            if condition is leading or (condition.column is not None and (order is None or condition.column is key))
        )
        return _Shape(order, read, tuple(condition for condition in given if condition not in read))

    def _rows(self, work: Work, shape: _Shape, asked: Asked, values: Mapping[str, Any]) -> Sequence[AnyRow]:
        if shape not in self._statements:
            self._statements[shape] = self._built(shape)
        named = dict(values)
        for condition in shape.read:  # a count goes no several ways
            given = asked[condition]
            named |= condition.named(given) if shape.order is None else condition.named_each(given)
        for condition in shape.sifted:
            named |= condition.named(asked[condition])
        return work.rows(self._statements[shape], named)

    def _built(self, shape: _Shape) -> Executable:
        if shape.order is None:
            return self._counting(shape)
        return self._sifting(shape, shape.order) if shape.sifted else self._reading(shape, shape.order)

    def _reading(self, shape: _Shape, order: Order) -> Executable:
        """Read along the index."""
        if shape.split is not None:
            return self._merging(shape, order, shape.split)
        asked = select(*self._shelf.columns).where(*self._within(shape))
        return asked.order_by(*_turned(order, self._ranked(order))).limit(bindparam("at_most"))

    def _merging(self, shape: _Shape, order: Order, split: Condition) -> Executable:
        """Read a page each way, and of all these the page that comes first."""
        ranked = self._ranked(order)
        within = self._within(evolve(shape, read=tuple(one for one in shape.read if one is not split)))
        each = select(*self._shelf.columns, *ranked[:-1]).where(*within)
        pages = [
            each.where(way).order_by(*_turned(order, ranked)).limit(bindparam("at_most")).subquery()
            for way in split.ways
        ]
        merged = union_all(*(select(page) for page in pages)).subquery()
        return (
            select(*(merged.c[column.name] for column in self._shelf.columns))
            .order_by(*_turned(order, [merged.c[one.name] for one in ranked]))
            .limit(bindparam("at_most"))
        )

    def _sifting(self, shape: _Shape, order: Order) -> Executable:
        """Read along the index as far as the window goes: up to the row at its end, or to the end of everything.

        That row comes along whether or not it passes. What is sifted stands in a ``CASE``, so that no database takes
        it for a reason to read another index; the end of everything, too, since PostgreSQL does not trust ``COALESCE``
        with what row-level security guards.
        """
        ranked, within = self._ranked(order), self._within(shape)
        turned = _turned(order, ranked)
        last = select(*ranked).where(*within).order_by(*turned).limit(1).offset(bindparam("window_end")).cte("last")
        ends = (self._id == select(last.c.id).scalar_subquery()).label("ends")
        passes = and_(*(condition.clause for condition in shape.sifted)).label("passes")
        until = tuple_(*(_or_beyond(order, select(last.c[one.name]).scalar_subquery(), one) for one in ranked))
        reached = tuple_(*ranked) >= until if order.is_descending else tuple_(*ranked) <= until
        seen = select(*self._shelf.columns, *ranked[:-1], passes, ends).where(*within, reached).subquery()
        shown = (*(seen.c[column.name] for column in self._shelf.columns), seen.c.passes, seen.c.ends)
        return (
            select(*shown)
            .where(case((seen.c.passes, true()), else_=seen.c.ends))
            .order_by(*_turned(order, [seen.c[one.name] for one in ranked]))
            .limit(bindparam("at_most"))
        )

    def _counting(self, shape: _Shape) -> Executable:
        """Look at so many rows, in the order of the index that is meant; count those that pass, and all."""
        passes = and_(*(condition.clause for condition in shape.sifted)) if shape.sifted else true()
        counted = case((passes, 1)).label("counted")
        ranked = [condition.column for condition in shape.read if condition.column is not None][:1]
        looked = select(counted).where(*self._within(shape)).order_by(*ranked, self._id)
        seen = looked.limit(bindparam("at_most")).subquery()
        return select(func.count(seen.c.counted), func.count())

    def _within(self, shape: _Shape) -> list[ColumnElement[bool]]:
        """Say what the index does: the workspace, the conditions, and where to begin."""
        asked = (condition.clause for condition in shape.read)
        clauses = [self._shelf.table.c.workspace_id == WORKSPACE, *self._always, *asked]
        if shape.order is not None and shape.is_behind:
            ranked = self._ranked(shape.order)
            start = tuple_(*(bindparam(f"behind_{place}", type_=one.type) for place, one in enumerate(ranked)))
            clauses.append(tuple_(*ranked) < start if shape.order.is_descending else tuple_(*ranked) > start)
        return clauses

    def _ranked(self, order: Order) -> tuple[Column[Any], ...]:
        return (self._keys[order], self._id) if order in self._keys else (self._id,)


def _turned(order: Order, ranked: Iterable[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    return [one.desc() if order.is_descending else one.asc() for one in ranked]


def _or_beyond(order: Order, end: ScalarSelect[Any], column: Column[Any]) -> ColumnElement[Any]:
    """Give the key at the end of a window; where there is none, what no key is beyond."""
    smallest, greatest = _BEYOND[column.type.python_type]
    beyond = literal(smallest if order.is_descending else greatest, type_=column.type)
    return case((end.is_(None), beyond), else_=end)
