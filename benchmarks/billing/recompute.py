"""What one would do without an index of who turns: work out all accounts anew, in SQL, in the same database.

The level alone, of the terms of the source: a night tells more than that. Since a payment that went back stands in no
column of its own, no account here has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Date, TextClause, Uuid, bindparam, text

from registre_core.billing import THE_SOURCES_OWN, Level

_UNPAID = """
    SELECT workspace_id, min(due_on) AS due_on FROM invoices
    WHERE remaining > 0 AND recorded_on <= :today AND (held_until IS NULL OR held_until < :today)
    GROUP BY workspace_id
"""
"""The oldest due date that counts: the one thing that decides the level."""

_LEVEL = """
    CASE WHEN due_on <= :cut THEN 'suspended' WHEN due_on <= :red THEN 'overdue' WHEN due_on <= :orange THEN 'due_soon'
    ELSE 'clear' END
"""

_EVERYBODY = f"""
    SELECT standings.workspace_id, standings.level AS told, {_LEVEL} AS level
    FROM standings LEFT JOIN ({_UNPAID}) AS unpaid ON unpaid.workspace_id = standings.workspace_id
"""  # noqa: S608  # our own words, here and below

_OWING = f"""
    SELECT unpaid.workspace_id, coalesce(loud.level, 'clear') AS told, {_LEVEL} AS level
    FROM ({_UNPAID}) AS unpaid
    LEFT JOIN (SELECT workspace_id, level FROM standings WHERE level <> 'clear') AS loud
    ON loud.workspace_id = unpaid.workspace_id
    UNION ALL
    SELECT workspace_id, level, 'clear' FROM standings WHERE level <> 'clear' AND NOT EXISTS (
        SELECT 1 FROM invoices
        WHERE invoices.workspace_id = standings.workspace_id
        AND remaining > 0 AND recorded_on <= :today AND (held_until IS NULL OR held_until < :today)
    )
"""  # noqa: S608
"""The same for those alone who owe something, or were told so: whoever is paid up and was told so is left out."""

_CHANGED = "SELECT workspace_id, level FROM ({accounts}) AS accounts WHERE told <> level"

_WRITTEN = """
    WITH changed AS MATERIALIZED ({changed})
    UPDATE standings SET level = changed.level, since = :today FROM changed
    WHERE changed.workspace_id = standings.workspace_id
"""
"""Left to itself, SQLite looks for each account that it updates before it knows whether its level is another."""

_COVERING = "workspace_id, due_on, recorded_on, held_until, remaining"
INDEXES = (
    f"CREATE INDEX ix_peer_unpaid ON invoices ({_COVERING}) WHERE remaining > 0",
    "CREATE INDEX ix_peer_told ON standings (workspace_id, level)",
    "CREATE INDEX ix_peer_loud ON standings (workspace_id, level) WHERE level <> 'clear'",
)
"""What helps it most: it reads no row of the tables but those it changes, and has each account's invoices together.
Whoever keeps a standing has them to keep in step, the library as well."""


def _on_a_day(statement: str) -> TextClause:
    return text(statement).bindparams(*(bindparam(name, type_=Date) for name in ("today", "cut", "red", "orange")))


_ALL = _on_a_day(_EVERYBODY).columns(workspace_id=Uuid)
_CHANGED_OF_ALL, _CHANGED_OF_OWING = (
    _on_a_day(_CHANGED.format(accounts=some)).columns(workspace_id=Uuid) for some in (_EVERYBODY, _OWING)
)
_WRITE_ALL, _WRITE_OWING = (
    _on_a_day(_WRITTEN.format(changed=_CHANGED.format(accounts=some))) for some in (_EVERYBODY, _OWING)
)


def days(on: date) -> Mapping[str, date]:
    """Name the last due dates that are in each window on a day."""
    terms = THE_SOURCES_OWN
    back = {"cut": terms.suspension, "red": terms.overdue, "orange": -terms.before}
    return {"today": on, **{name: on - timedelta(count) for name, count in back.items()}}


def levels(connection: Connection, on: date) -> Iterator[tuple[UUID, Level]]:
    """Tell the level of every account."""
    for workspace, _, level in connection.execute(_ALL, days(on)):
        yield workspace, Level(level)


def changed(connection: Connection, on: date, *, everybody: bool) -> Mapping[UUID, str]:
    """Tell whose level is another than was told last, working out everybody's, or that of those who owe something."""
    asked = _CHANGED_OF_ALL if everybody else _CHANGED_OF_OWING
    rows: list[tuple[UUID, str]] = [tuple(row) for row in connection.execute(asked, days(on))]
    return dict(rows)


def written(connection: Connection, on: date, *, everybody: bool) -> int:
    """Do the same, and keep the level of those where it is another, in one statement."""
    asked = _WRITE_ALL if everybody else _WRITE_OWING
    given: Any = days(on)
    return connection.execute(asked, given).rowcount
