"""A million accounts with their invoices, written straight into the tables: by use cases it would take days.

What a night reads is there as the stores would have written it the night before. One workspace stands behind the other
in every table, and so do its invoices: where they lie scattered, as they come in, whoever reads many of them takes
longer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import Table

from benchmarks.bulk import Row, bulk
from registre_core.billing import CLEAR, THE_SOURCES_OWN, Invoice, Standing, standing
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import genesis
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_storage_sqlalchemy.invoices import invoice_of
from registre_storage_sqlalchemy.schema import invoices, register_heads, rights_situations, standings, users, workspaces
from registre_storage_sqlalchemy.situations import content_of, digest_of

TONIGHT = A_MONDAY_MORNING.date()
"""The day whose night is measured; all that is kept was said the day before."""
DAY = timedelta(days=1)
YESTERDAY = TONIGHT - DAY

MOST_INVOICES = 5
"""Of one workspace; the next one has one more, and after five it begins with one again: three on the average."""
YEARS = 3
"""Over which they were made out, as many every day up to yesterday."""
TERMS = (30, 60)
"""Days there are to pay, each as often."""
PAID_AHEAD, PAID_LATE, PAID_LONG_AFTER = 0.30, 0.85, 0.995
"""How many are paid: of those not yet due, of those due in the last 30 days, and of those before."""
PARTLY_PAID, HELD = 0.05, 0.03
"""How many of the others are paid in part, and how many wait or waited: for a day up to three weeks from now."""

FILLED: Sequence[Table] = (workspaces, register_heads, invoices, standings, rights_situations, users)
"""Every table in which something is written, in the order in which they refer to each other."""

_MORNING = A_MONDAY_MORNING.isoformat(timespec="microseconds")
_WORKSPACE, _INVOICE, _USER = range(3)


@frozen
class Written:
    """What was written."""

    workspaces: int
    invoices: int
    unpaid: int
    """Of which something remains."""
    held: int
    """Of these, how many wait tonight."""

    def __str__(self) -> str:
        """Say it in one line."""
        shares = f"{self.unpaid:,} of them unpaid, {self.held:,} on hold"
        return f"{self.workspaces:,} workspaces, {self.invoices:,} invoices, {shares}"


def gather(url: str, count: int) -> Written:
    """Write so many workspaces, with their invoices and the standing that was told last."""
    number, unpaid = 0, dict[str, list[Invoice]]()

    def made() -> Iterator[Row]:
        nonlocal number
        for row in _invoices(count):
            number += 1
            if row["remaining"] > 0:
                unpaid.setdefault(row["workspace_id"], []).append(_as_entity(row))
            yield row

    with bulk(url, FILLED) as open_tables:
        open_tables.write(workspaces, _workspaces(count))
        open_tables.write(register_heads, _heads(count))
        open_tables.write(invoices, made())
        open_tables.write(standings, _standings(count, unpaid))
    ledgers = [invoice for ledger in unpaid.values() for invoice in ledger]
    return Written(count, number, len(ledgers), sum(invoice.is_held_on(TONIGHT) for invoice in ledgers))


def staff(url: str, some: Iterable[WorkspaceId]) -> None:
    """Give these workspaces somebody who is told: he has a mail address, and may see invoices and nothing else."""
    rows = [_user(workspace) for workspace in some]
    with bulk(url, [rights_situations, users]) as open_tables:
        open_tables.write(rights_situations, (situation for situation, _ in rows))
        open_tables.write(users, (user for _, user in rows))


def _id(kind: int, number: int) -> str:
    """Make one of version 7, in the order of numbers."""
    return f"{number:08x}000070008000{kind:012x}"


def _workspaces(count: int) -> Iterator[Row]:
    for number in range(count):
        named = {"workspace_id": _id(_WORKSPACE, number), "name": f"Commune n° {number}"}
        yield {**named, "founded_at": _MORNING, "version": 1}


def _heads(count: int) -> Iterator[Row]:
    for number in range(count):
        identifier = _id(_WORKSPACE, number)
        link = genesis(WorkspaceId(UUID(identifier))).link
        yield {"workspace_id": identifier, "number": 0, "link": link, "rights_version": 1, "ledger_version": 1}


def _invoices(count: int) -> Iterator[Row]:
    random, number = Random(1), 0  # noqa: S311  # the same accounts every time
    for workspace in range(count):
        owner = _id(_WORKSPACE, workspace)
        for _ in range(workspace % MOST_INVOICES + 1):
            yield {"workspace_id": owner, "id": _id(_INVOICE, number), **_invoice(random, number)}
            number += 1


def _invoice(random: Random, number: int) -> Row:
    issued = YESTERDAY - timedelta(random.randrange(365 * YEARS))
    due = issued + timedelta(random.choice(TERMS))
    total = 100 * random.randrange(60, 1200)
    paid, held_until = _paid(random, due, total), None
    movements, holds = [], []
    if paid:
        movements = [["payment", f"VIR-{number}", paid, min(due, YESTERDAY).isoformat(), "", None]]
    elif random.random() < HELD:
        first = max(issued, YESTERDAY - timedelta(20))
        held_until = max(first, YESTERDAY + timedelta(random.randrange(-5, 20))).isoformat()
        holds = [["dispute", f"LITIGE-{number}", "comptabilité", "montant", first.isoformat(), held_until, None]]
    return {
        "number": f"F-{number:07}",
        "issued_on": issued.isoformat(),
        "recorded_on": issued.isoformat(),
        "due_on": due.isoformat(),
        "currency": "EUR",
        "total": total,
        "lines": "[]",
        "movements": json.dumps(movements),
        "holds": json.dumps(holds),
        "remaining": total - paid,
        "held_until": held_until,
        "version": 1,
    }


def _paid(random: Random, due: date, total: int) -> int:
    late = (TONIGHT - due).days
    share = PAID_AHEAD if late <= 0 else PAID_LATE if late <= 30 else PAID_LONG_AFTER
    if random.random() < share:
        return total
    return total // 2 if random.random() < PARTLY_PAID else 0


def _as_entity(row: Mapping[str, Any]) -> Invoice:
    """Read it as the store does."""
    days = (date.fromisoformat(row[name]) for name in ("issued_on", "recorded_on", "due_on"))
    told = (json.loads(row[name]) for name in ("lines", "movements", "holds"))
    return invoice_of((UUID(row["id"]), row["number"], *days, row["currency"], row["total"], *told, row["version"]))


def _standings(count: int, unpaid: Mapping[str, Sequence[Invoice]]) -> Iterator[Row]:
    for number in range(count):
        identifier = _id(_WORKSPACE, number)
        ledger = unpaid.get(identifier)
        told = standing(ledger, on=YESTERDAY) if ledger else CLEAR
        yield {"workspace_id": identifier, **_standing(told)}


def _standing(told: Standing) -> Row:
    return {
        "since": YESTERDAY.isoformat(),
        "level": told.level.value,
        "shown_on": told.shown_on and told.shown_on.isoformat(),
        "cut_off_on": told.cut_off_on and told.cut_off_on.isoformat(),
        "cause": told.cause and told.cause.hex,
        "next_on": told.until and (told.until + DAY).isoformat(),
        "policy": THE_SOURCES_OWN.fingerprint,
    }


_GRANTED = ("invoices.consult",)
_CONTENT = content_of(profile=None, grants=list(_GRANTED), sites=None)


def _user(workspace: WorkspaceId) -> tuple[Row, Row]:
    """Make his situation, and him."""
    here, situation = {"workspace_id": workspace.hex}, digest_of(_CONTENT)
    number = workspace.int >> 96
    return (
        {**here, "digest": situation, "profile_id": None, "content": _CONTENT, "people": 1},
        {
            **here,
            "id": _id(_USER, number),
            "name": "Zoé Müller",
            "name_key": b"zoe muller",
            "email": f"zoe.muller@commune-{number}.example",
            "email_key": f"zoe.muller@commune-{number}.example",
            "profile_id": None,
            "grants": json.dumps(_GRANTED),
            "denials": "[]",
            "sites": None,
            "active": True,
            "kind": "person",
            "locked": False,
            "expires_on": None,
            "situation": situation,
            "version": 1,
        },
    )
