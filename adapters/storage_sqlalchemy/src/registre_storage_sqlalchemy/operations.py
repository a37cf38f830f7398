"""The operator's door on a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Select,
    Table,
    Uuid,
    bindparam,
    literal_column,
    select,
    text,
    union,
)

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure, IntegrityBreach
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Backlog, Claim, Fate, Notice
from registre_core.register import Head
from registre_core.workspace import Workspace
from registre_storage_sqlalchemy import claims
from registre_storage_sqlalchemy.databases import Database
from registre_storage_sqlalchemy.errors import told_in_our_words
from registre_storage_sqlalchemy.schema import (
    arrivals,
    findings,
    interventions,
    outbox,
    permits,
    register_heads,
    request_links,
    seals,
    signatures,
    staged_parts,
    standings,
    tickets,
    workspaces,
)
from registre_storage_sqlalchemy.standing_open import still_open
from registre_storage_sqlalchemy.transactions import HEAD_COLUMNS, AnyRow, built, head
from registre_storage_sqlalchemy.workspace import WORKSPACE_COLUMNS, workspace_of

_BATCH = 500

_WORKSPACES = (
    select(*WORKSPACE_COLUMNS, *HEAD_COLUMNS)
    .join_from(workspaces, register_heads, workspaces.c.workspace_id == register_heads.c.workspace_id)
    .where(workspaces.c.workspace_id > bindparam("behind"))
    .order_by(workspaces.c.workspace_id)
    .limit(_BATCH)
)

_OVERDUE = (
    select(workspaces.c.workspace_id)
    .where(
        workspaces.c.workspace_id > bindparam("behind"),
        select(interventions.c.workspace_id)
        .where(
            interventions.c.workspace_id == workspaces.c.workspace_id,
            interventions.c.closed_at.is_(None),
            interventions.c.cancelled_at.is_(None),
            interventions.c.asked_at.is_(None),
            interventions.c.planned_on < bindparam("on"),
        )
        .exists(),
    )
    .order_by(workspaces.c.workspace_id)
    .limit(bindparam("at_most"))
)

_LATE = (
    select(workspaces.c.workspace_id)
    .where(
        workspaces.c.workspace_id > bindparam("behind"),
        select(findings.c.workspace_id)
        .where(
            findings.c.workspace_id == workspaces.c.workspace_id,
            still_open(findings.c.state, findings.c.gravity),
            findings.c.due_by < bindparam("on"),
        )
        .exists(),
    )
    .order_by(workspaces.c.workspace_id)
    .limit(bindparam("at_most"))
)
"""One look into the index by deadline for each workspace: of a million that are in time none is read."""

_BEHIND = standings.c.workspace_id > bindparam("behind")
_TURNS = union(
    *(
        select(standings.c.workspace_id).where(_BEHIND, turns)
        for turns in (
            standings.c.next_on <= bindparam("on"),
            standings.c.policy < bindparam("policy"),
            standings.c.policy > bindparam("policy"),
        )
    )
).subquery()
_TURNING = select(_TURNS.c.workspace_id).order_by(_TURNS.c.workspace_id).limit(bindparam("at_most"))
"""Three ways into an index, since no index knows what is *other* than a policy. They are put into order only where they
meet: asked for an order of its own, each would follow that of the key, through every workspace there is."""

_TURNING_BATCH = 50_000
"""Each batch goes these ways from their beginning, so it is a large one: on the night after the terms were changed, a
million turn."""


def _once_each(table: Table, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Select the workspaces with rows in an index that holds only what somebody waits for, and is led by them."""
    return (
        select(table.c.workspace_id)
        .where(*conditions, table.c.workspace_id > bindparam("behind"))
        .distinct()
        .order_by(table.c.workspace_id)
        .limit(bindparam("at_most"))
    )


_STAGED = _once_each(staged_parts)
_WAITING = _once_each(arrivals, arrivals.c.state == literal_column("'waiting'"))
_WATCHING = _once_each(permits, permits.c.watch_due_from <= bindparam("at"))
_DEAD = _once_each(outbox, outbox.c.state == literal_column(f"'{Fate.GIVEN_UP}'"))
_AWAITED = _once_each(
    signatures,
    signatures.c.state.in_(literal_column(f"'{state}'") for state in ("requested", "shown")),
    signatures.c.asked_at < bindparam("asked_before"),
    signatures.c.expires_at > bindparam("at"),
)
_UNSEALED = _once_each(seals, seals.c.state == literal_column("'pending'"))
_TICKET, _LINK = (
    select(table.c.workspace_id).where(table.c.secret_digest == bindparam("secret"))
    for table in (tickets, request_links)
)

_STRAY_REGISTER = text("""
    WITH RECURSIVE owners (id) AS (
        SELECT (SELECT workspace_id FROM register_entries ORDER BY workspace_id LIMIT 1)
        UNION ALL
        SELECT (
            SELECT workspace_id FROM register_entries
            WHERE workspace_id > owners.id ORDER BY workspace_id LIMIT 1
        ) FROM owners WHERE id IS NOT NULL
    )
    SELECT id FROM owners WHERE id IS NOT NULL AND id NOT IN (SELECT workspace_id FROM register_heads) LIMIT 1
""").columns(id=Uuid)
"""One look into the index for each workspace that has entries: a plain scan would read every entry there is."""

_HEADS = select(register_heads.c.workspace_id)
_NAMED = select(workspaces.c.workspace_id)
_STRAYS: tuple[Executable, ...] = (
    _STRAY_REGISTER,
    _NAMED.where(workspaces.c.workspace_id.not_in(_HEADS)).limit(1),
    _HEADS.where(register_heads.c.workspace_id.not_in(_NAMED)).limit(1),
)
"""What a register without its head, or without its workspace, leaves behind: only tampering can do that."""


class SqlOperations:
    """The operator's door: questions on one connection and of one moment, each claim in a transaction of its own."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self._database, self._connection = database, connection
        self._is_open = True

    def workspaces(self) -> Iterator[tuple[Workspace, Head]]:
        """List every workspace with the head of its register."""
        behind = UUID(int=0)
        while batch := built("workspace", _with_head, self._rows(_WORKSPACES, {"behind": behind})):
            yield from batch
            behind = batch[-1][0].id
        self._refuse_strays()

    def staged(self) -> Iterator[WorkspaceId]:
        """List the workspaces of which something was loaded."""
        yield from self._workspaces_that(_STAGED, _BATCH)

    def overdue(self, on: date) -> Iterator[WorkspaceId]:
        """List the workspaces with something overdue."""
        yield from self._workspaces_that(_OVERDUE, _BATCH, on=on)

    def late_findings(self, on: date) -> Iterator[WorkspaceId]:
        """List the workspaces with a finding past its deadline."""
        yield from self._workspaces_that(_LATE, _BATCH, on=on)

    def awaiting_signatures(self, at: datetime, *, asked_before: datetime) -> Iterator[WorkspaceId]:
        """List the workspaces in which a signature is waited for."""
        yield from self._workspaces_that(_AWAITED, _BATCH, at=at, asked_before=asked_before)

    def turning(self, on: date, policy: str) -> Iterator[WorkspaceId]:
        """List the workspaces whose standing no longer holds."""
        yield from self._workspaces_that(_TURNING, _TURNING_BATCH, on=on, policy=policy)

    def waiting(self) -> Iterator[WorkspaceId]:
        """List the workspaces in which arrivals wait."""
        yield from self._workspaces_that(_WAITING, _BATCH)

    def ticket_of(self, secret_digest: Digest) -> WorkspaceId | None:
        """Tell in which workspace a ticket was issued."""
        return self._workspace_of(_TICKET, secret_digest)

    def link_of(self, secret_digest: Digest) -> WorkspaceId | None:
        """Tell in which workspace a link was issued."""
        return self._workspace_of(_LINK, secret_digest)

    def watching(self, at: datetime) -> Iterator[WorkspaceId]:
        """List the workspaces in which rounds of a fire watch are waited for."""
        yield from self._workspaces_that(_WATCHING, _BATCH, at=at)

    def unsealed(self) -> Iterator[WorkspaceId]:
        """List the workspaces in which seals are pending."""
        yield from self._workspaces_that(_UNSEALED, _BATCH)

    def dead_letters(self) -> Iterator[WorkspaceId]:
        """List the workspaces in which notices were given up."""
        yield from self._workspaces_that(_DEAD, _BATCH)

    def backlog(self, at: datetime) -> Backlog:
        """Tell what waits in all workspaces together."""
        self._require_open()
        with told_in_our_words():
            return claims.backlog(self._connection, at)

    def claim(self, *, by: UUID, at: datetime, lease: timedelta, limit: int = 50) -> tuple[Claim, ...]:
        """Claim notices that are due."""
        with self._changing() as connection:
            return tuple(claims.claim(connection, by, at, at + lease, limit))

    def hold(self, claim: Claim, notice: Notice, *, until: datetime) -> int | None:
        """Begin to carry a notice, or go on."""
        with self._changing() as connection:
            return claims.hold(connection, claim, notice, until)

    def settle(self, claim: Claim, notice: Notice, fate: Fate, *, at: datetime, failure: str | None = None) -> bool:
        """Say what became of a notice."""
        with self._changing() as connection:
            return claims.settle(connection, claim, notice, fate, at, failure)

    def postpone(self, claim: Claim, notice: Notice, *, until: datetime, failure: str | None = None) -> bool:
        """Give a notice back, to be claimed again from then on."""
        with self._changing() as connection:
            return claims.postpone(connection, claim, notice, until, failure)

    def end(self) -> None:
        """Shut the door."""
        self._is_open = False

    def _refuse_strays(self) -> None:
        """Refuse to pass over what no workspace lists: a register whose head was taken away must not look like none."""
        for question in _STRAYS:
            for (stray,) in self._rows(question):
                said = f"workspace {stray} is there without the head of its register: it was taken away"
                raise IntegrityBreach("register-without-head", said, {"workspace": str(stray)})

    def _workspaces_that(
        self, question: Executable, at_most: int, **values: date | datetime | str
    ) -> Iterator[WorkspaceId]:
        behind = UUID(int=0)
        while batch := self._rows(question, {"behind": behind, "at_most": at_most, **values}):
            yield from (WorkspaceId(identifier) for (identifier,) in batch)
            if len(batch) < at_most:
                return
            behind = batch[-1][0]

    def _workspace_of(self, question: Executable, secret_digest: Digest) -> WorkspaceId | None:
        rows = self._rows(question, {"secret": secret_digest})
        return next((WorkspaceId(workspace) for (workspace,) in rows), None)

    def _rows(self, question: Executable, values: Mapping[str, Any] | None = None) -> Sequence[AnyRow]:
        self._require_open()
        with told_in_our_words():
            return self._connection.execute(question, values or {}).all()

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """Begin a change of its own, and keep it at the end."""
        self._require_open()
        with self._database.operating_change() as connection, told_in_our_words():
            yield connection
            connection.exec_driver_sql("COMMIT").close()

    def _require_open(self) -> None:
        if not self._is_open:
            raise AdapterFailure("transaction-closed", "the operator's door has been shut: open it again")


def _with_head(row: AnyRow) -> tuple[Workspace, Head]:
    width = len(WORKSPACE_COLUMNS)
    return workspace_of(row[:width]), head(row[width:])
