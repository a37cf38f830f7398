"""What a database says that it will do with a statement, in words that mean the same of each database."""

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import count
from typing import Any

from attrs import frozen
from psycopg.sql import Literal
from sqlalchemy import Connection, PrimaryKeyConstraint, UniqueConstraint

from registre_storage_sqlalchemy.schema import metadata

Values = tuple[Any, ...] | Mapping[str, Any]
"""Parameters of a statement, as a driver takes them."""

OF_THE_OPERATOR = {
    "ix_outbox_due",
    "ix_standings_next",
    "ix_request_links_secret",
    "ix_standings_policy",
    "ix_tickets_secret",
}
"""The indexes of his own questions, which are about all workspaces: every other is led by one."""


@frozen
class Plan:
    """How a statement will be answered."""

    indexes: AbstractSet[str]
    """Those that are read; that of the primary key as ``pk_`` and the table."""
    scanned: AbstractSet[str] = frozenset()
    """Tables that are read from one end to the other."""
    sorts: bool = False
    """Whether rows are put into order."""


STEPS_A_ROW = 60
"""What seeking, sifting by three conditions and reading a row takes at most, in instructions of SQLite's machine."""


def plan_of(connection: Connection, statement: str, values: Values) -> Plan:
    """Ask for the plan of a statement with these values."""
    return _PLANS[connection.dialect.name](connection, statement, values)


def _of_sqlite(connection: Connection, statement: str, values: Values) -> Plan:
    lines = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    materialized = {found.group(1) for line in lines if (found := re.match(r"(?:MATERIALIZE|CO-ROUTINE) (.+)", line))}
    scanned = {found.group(1) for line in lines if (found := re.match(r"SCAN (\S+)", line))}
    indexes = [found.group(1) for line in lines if (found := re.search(r"INDEX (\w+)", line))]
    return Plan(
        frozenset(_constraint_of(connection, one) for one in indexes),
        frozenset(scanned - materialized),
        any("TEMP B-TREE" in line for line in lines),
    )


def _constraint_of(connection: Connection, index: str) -> str:
    """Name the constraint for which SQLite made an index; it numbers those of a table, in no order that lasts."""
    if not (found := re.fullmatch(r"sqlite_autoindex_(\w+)_\d+", index)):
        return index
    covered = {row[2] for row in connection.exec_driver_sql(f"PRAGMA index_info({index})")}
    keys = (PrimaryKeyConstraint, UniqueConstraint)
    constraints = [one for one in metadata.tables[found.group(1)].constraints if isinstance(one, keys)]
    return next(str(one.name) for one in constraints if {column.name for column in one.columns} == covered)


def _of_postgresql(connection: Connection, statement: str, values: Values) -> Plan:
    return _planned(connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values).scalar_one())


def general_plan_of(connection: Connection, statement: str, values: Values) -> Plan:
    """Ask a server for the plan that it makes for any values, as for a prepared statement that it runs often."""
    driver: Any = connection.connection.driver_connection
    named = dict(values)
    numbered = {name: f"${number}" for number, name in enumerate(named, 1)}
    given = ", ".join(Literal(value).as_string(driver) for value in named.values())
    driver.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    driver.execute(f"PREPARE asked AS {statement % numbered}")
    [(told,)] = driver.execute(f"EXPLAIN (FORMAT JSON) EXECUTE asked ({given})").fetchall()
    driver.execute("DEALLOCATE asked")
    return _planned(told)


def _planned(told: Any) -> Plan:  # noqa: ANN401  # JSON
    nodes = list(_nodes(told[0]["Plan"]))
    return Plan(
        frozenset(node["Index Name"] for node in nodes if "Index Name" in node),
        frozenset(node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"),
        any("Sort" in node["Node Type"] for node in nodes),
    )


def _nodes(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


_PLANS: Mapping[str, Callable[[Connection, str, Values], Plan]] = {
    "sqlite": _of_sqlite,
    "postgresql": _of_postgresql,
}


def rows_looked_at(connection: Connection, statement: str, values: Values) -> float:
    """Run a statement, and tell how many rows of tables and indexes it looked at: of SQLite, at least so many."""
    return _METERS[connection.dialect.name](connection, statement, values)


def _by_steps(connection: Connection, statement: str, values: Values) -> float:
    """Count what SQLite's machine does: it tells nobody how many rows it reads."""
    steps = count()
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: next(steps) and None, 1)
    try:
        connection.exec_driver_sql(statement, values).all()
    finally:
        driver.set_progress_handler(None, 0)
    return next(steps) / STEPS_A_ROW


def _by_rows(connection: Connection, statement: str, values: Values) -> float:
    told = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values).scalar_one()
    nodes = _nodes(told[0]["Plan"])
    return sum(map(_looked_at, (node for node in nodes if "Relation Name" in node)))


def _looked_at(node: Mapping[str, Any]) -> float:
    removed = (node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
    return float(node["Actual Loops"] * (node["Actual Rows"] + sum(removed)))


_METERS: Mapping[str, Callable[[Connection, str, Values], float]] = {
    "sqlite": _by_steps,
    "postgresql": _by_rows,
}
