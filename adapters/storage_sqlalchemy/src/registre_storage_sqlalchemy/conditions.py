"""What lists are asked for, in clauses: which of it an index can do is decided in `lists`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from itertools import chain, islice, repeat
from typing import Any

from attrs import frozen
from sqlalchemy import Column, ColumnElement, ColumnExpressionArgument, Table, bindparam, false, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import Integer

from registre_core.kernel.names import keys_of_names


class End(StrEnum):
    """The end of an order that a condition on its column cuts off."""

    SMALL = "small"
    """The keys below a value."""
    GREAT = "great"
    """A value and the keys above it."""


@frozen(eq=False)
class Condition:
    """One condition of a list, told apart by being itself: clauses cannot be compared."""

    clause: ColumnElement[bool]
    """What must hold."""
    name: str | None = None
    """The parameter it asks for, if any."""
    leads: bool = False
    """Whether each order has an index that it leads."""
    column: Column[Any] | None = None
    """The column of an order that it cuts an end off, if any: in that order an index does so by itself."""
    cuts: End = End.SMALL
    """Which end."""
    ways: tuple[ColumnElement[bool], ...] = ()
    """Clauses of one value each, for one that asks for several: each leads an index where the whole leads none."""
    nothing: Any = None
    """What no row holds, for ways that are left over; of ``NULL`` PostgreSQL does not know that an index finds none."""

    def named(self, given: Any) -> Mapping[str, Any]:  # noqa: ANN401  # whatever is compared
        """Name what is asked for."""
        return {} if self.name is None else {self.name: given}

    def named_each(self, given: Any) -> Mapping[str, Any]:  # noqa: ANN401  # whatever is compared
        """Name it for an index that it leads."""
        if not self.ways:
            return self.named(given)
        each = islice(chain(given, repeat(self.nothing)), len(self.ways))
        return {f"{self.name}_{way}": value for way, value in enumerate(each)}


Asked = Mapping[Condition, Any]
"""Conditions with their values, the narrowest first; ``None`` is no condition."""


def equal(column: Column[Any], name: str) -> Condition:
    """Ask for one value, by an index that it leads."""
    return Condition(column == bindparam(name), name, leads=True)


def at_least(column: Column[Any], name: str) -> Condition:
    """Ask for keys from a value on."""
    return Condition(column >= bindparam(name), name, column=column, cuts=End.SMALL)


def below(column: Column[Any], name: str) -> Condition:
    """Ask for keys up to a value, not with it."""
    return Condition(column < bindparam(name), name, column=column, cuts=End.GREAT)


def linked(own: Column[Any], table: Table, owner: str, thing: str) -> Condition:
    """Ask for what holds one thing among several, by the table of pairs beside it: it leads no order's index."""
    holds = table.c.workspace_id == own.table.c.workspace_id, table.c[owner] == own, table.c[thing] == bindparam(thing)
    return Condition(select(table.c[owner]).where(*holds).exists(), thing)


class Beginning:
    """The condition that a name begins so: a range of sort keys."""

    def __init__(self, key: Column[Any]) -> None:
        self._first, self._beyond = at_least(key, "first_key"), below(key, "key_beyond")

    def asked(self, named: str | None) -> Asked:
        """Ask for names that begin as `named`, if it is given."""
        if named is None:
            return {}
        first, beyond = keys_of_names(named)
        return {self._first: first, self._beyond: beyond}


class Places:
    """The condition that something is on one of some sites."""

    def __init__(self, site: Column[Any]) -> None:
        self._nowhere = Condition(false(), leads=True)
        self._here = equal(site, "here")
        self._among = Condition(site.in_(bindparam("among", expanding=True)), "among")

    def asked(self, among: frozenset[Any] | None) -> Asked:
        """Ask for one site by its index, and for several by sifting."""
        if among is None:
            return {}
        if not among:
            return {self._nowhere: True}
        return {self._among: among} if len(among) > 1 else {self._here: next(iter(among))}


class OneOf:
    """The condition that a column holds one of some values, by an index that each of them leads.

    Where there are too many for that, they are sifted.

    Args:
        column: the column.
        name: what the parameter is called.
        nothing: a value that it never holds.
    """

    def __init__(self, column: Column[Any], name: str, nothing: Any) -> None:  # noqa: ANN401  # whatever is compared
        self._none, self._one = Condition(false(), leads=True), equal(column, name)
        any_of = column.in_(bindparam(name, expanding=True))
        self._some = [
            Condition(any_of, name, leads=True, ways=_ways(column, name, number), nothing=nothing) for number in _WAYS
        ]
        self._many = Condition(any_of, name)

    def asked(self, values: Collection[Any] | None) -> Asked:
        """Ask for these values, if they are given."""
        if values is None:
            return {}
        match len(values):
            case 0:
                return {self._none: True}
            case 1:
                return {self._one: next(iter(values))}
        return {next((some for some in self._some if len(some.ways) >= len(values)), self._many): values}


def _ways(column: Column[Any], name: str, number: int) -> tuple[ColumnElement[bool], ...]:
    return tuple(column == bindparam(f"{name}_{way}") for way in range(number))


_WAYS = (2, 4, 8, 16, 32)
"""For how many values there is a statement; between them it asks for more than there are."""


class place_of(GenericFunction[int]):  # noqa: N801  # a function of SQL
    """Where a text has another in it, counted from 1: to the letter, whatever ``LIKE`` makes of signs and case."""

    type = Integer()
    inherit_cache = True


@compiles(place_of)
def _strpos(function: place_of, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  # SQLAlchemy's own
    return f"strpos({compiler.process(function.clauses, **options)})"


@compiles(place_of, "sqlite")
def _instr(function: place_of, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"instr({compiler.process(function.clauses, **options)})"


def containing(column: ColumnExpressionArgument[str], name: str) -> Condition:
    """Ask for texts that have one in them."""
    return Condition(place_of(column, bindparam(name)) > 0, name)
