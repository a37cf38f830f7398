"""What is still open among findings, in the words of the indexes that hold only that."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import NullType

from registre_core.findings import STILL_OPEN, State


class still_open(GenericFunction[bool]):  # noqa: N801  # a function of SQL
    """Whether somebody still has to do something about a finding: in the words of the indexes that hold only those."""

    type: Any = NullType()  # of a truth value SQLAlchemy would ask on SQLite whether it is 1, which is no index's word
    inherit_cache = True


@compiles(still_open)
def _by_place(function: still_open, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  # SQLAlchemy's own
    _, gravity = function.clauses
    return f"{compiler.process(gravity, **options)} < CAST('1' AS BYTEA)"


@compiles(still_open, "sqlite")
def _by_state(function: still_open, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    state, _ = function.clauses
    states = ", ".join(f"'{one.value}'" for one in State if one in STILL_OPEN)
    return f"{compiler.process(state, **options)} IN ({states})"
