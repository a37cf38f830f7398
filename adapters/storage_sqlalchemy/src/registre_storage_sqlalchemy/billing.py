"""What is asked about invoices, and where the account was last said to stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, bindparam, case, func, literal_column, or_, select, text, true

from registre_core.billing import (
    Invoice,
    InvoiceTotals,
    Ledger,
    Level,
    Settlement,
    Standing,
    StandingRecord,
)
from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.money import Money
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import EVERY_INVOICE, InvoiceFilter, InvoiceOrder
from registre_storage_sqlalchemy.conditions import Asked, Condition, below, equal
from registre_storage_sqlalchemy.invoices import INVOICES
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import invoices, standings
from registre_storage_sqlalchemy.shelves import askable, batches
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

DAY = timedelta(days=1)

BATCH = 500
"""Invoices read at once: streams take constant memory, and leave no open cursor behind a transaction."""

_ZERO: ColumnElement[int] = literal_column("0")  # a parameter would not show that an index of the unpaid ones will do
_LISTS = Listing(INVOICES, {InvoiceOrder.DUE: invoices.c.due_on, InvoiceOrder.LATEST: invoices.c.due_on})
_UNPAID = Condition(invoices.c.remaining > _ZERO, leads=True)
_PAID = Condition(invoices.c.remaining <= _ZERO, leads=True)
_BEFORE = below(invoices.c.due_on, "before")
_HELD = invoices.c.held_until >= bindparam("today")
_FREE = Condition(_HELD.is_not(true()), "today")
_IN_TIME = Condition(or_(invoices.c.due_on >= bindparam("today"), _HELD), "today")
_OF_CURRENCY = equal(invoices.c.currency, "currency")


def _asked(where: InvoiceFilter) -> Asked:
    """Name the narrowest first: few are unpaid, most are paid."""
    return {**_settled(where.settlement, where.today), _OF_CURRENCY: where.currency}


def _settled(settlement: Settlement | None, today: date | None) -> Asked:
    """Say in columns what `Invoice.settlement` derives."""
    match settlement:
        case Settlement.OVERDUE:
            return {_UNPAID: True, _BEFORE: today, _FREE: today}
        case Settlement.DUE:
            return {_UNPAID: True, _IN_TIME: today}
        case Settlement.PAID:
            return {_PAID: True}
    return {}


_HERE = invoices.c.workspace_id == WORKSPACE
_OWED = select(*INVOICES.columns).where(_HERE, _UNPAID.clause)
_NUMBERED = select(*INVOICES.columns).where(_HERE, invoices.c.number.in_(bindparam("numbers", expanding=True)))
_NEXT = (
    select(*INVOICES.columns)
    .where(_HERE, invoices.c.id > bindparam("behind"))
    .order_by(invoices.c.id)
    .limit(bindparam("at_most"))
)
_TOTALS = (
    select(
        invoices.c.currency,
        func.count(),
        func.sum(invoices.c.total),
        func.sum(case((_UNPAID.clause, invoices.c.remaining), else_=_ZERO)),
    )
    .where(_HERE)
    .group_by(invoices.c.currency)
)


class SqlInvoiceReader:
    """Invoices, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, invoice: InvoiceId) -> Invoice:
        """Give one invoice."""
        return INVOICES.get(self._work, invoice)

    def numbered(self, numbers: Collection[str]) -> Mapping[str, Invoice]:
        """Find invoices by number."""
        asked = batches(askable(numbers))
        return {one.number: one for some in asked for one in self._read(_NUMBERED, {"numbers": some})}

    def page(
        self,
        where: InvoiceFilter = EVERY_INVOICE,
        *,
        order: InvoiceOrder = InvoiceOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Invoice]:
        """List invoices."""
        return _LISTS.page(self._work, order, after, limit, _asked(where))

    def count(self, where: InvoiceFilter = EVERY_INVOICE, *, cap: int = LARGEST_COUNT) -> Total:
        """Count invoices."""
        return _LISTS.count(self._work, cap, _asked(where))

    def totals(self, where: InvoiceFilter = EVERY_INVOICE) -> tuple[InvoiceTotals, ...]:
        """Add invoices up, currency by currency."""
        given = {condition: value for condition, value in _asked(where).items() if value is not None}
        values = {name: one for condition, value in given.items() for name, one in condition.named(value).items()}
        rows = self._work.rows(_TOTALS.where(*(condition.clause for condition in given)), values)
        return tuple(_totals(*row) for row in sorted(rows, key=itemgetter(0)))

    def unpaid(self) -> Ledger:
        """Give every invoice of which something remains."""
        return tuple(self._read(_OWED))

    def every(self) -> Iterator[Invoice]:
        """Give every invoice."""
        behind = UUID(int=0)
        while some := self._read(_NEXT, {"behind": behind, "at_most": BATCH}):
            yield from some
            behind = some[-1].id

    def version(self) -> int | None:
        """Tell the version of the ledger, which came with the head."""
        return self._work.ledger_version

    def _read(self, question: Select[Any], values: Mapping[str, Any] | None = None) -> list[Invoice]:
        return built(INVOICES.kind, INVOICES.read, self._work.rows(question, values))


def _totals(currency: str, number: int, total: int | Decimal, remaining: int | Decimal) -> InvoiceTotals:
    """Read sums, which a server gives as decimals lest they grow too large."""
    return InvoiceTotals(number, Money.sum_of(int(total), currency), Money.sum_of(int(remaining), currency))


class SqlInvoiceStore(SqlInvoiceReader):
    """Invoices, to write."""

    def add(self, invoice: Invoice) -> Invoice:
        """Keep a new invoice."""
        self.add_all([invoice])
        return invoice

    def add_all(self, invoices: Iterable[Invoice]) -> None:
        """Keep new invoices."""
        new = list(invoices)
        INVOICES.admit(self._work, new)
        if new:
            self._work.change_ledger()
            INVOICES.put(self._work, new)

    def save(self, invoice: Invoice) -> Invoice:
        """Keep the changed invoice."""
        [renewal] = INVOICES.renewed(self._work, [invoice])
        self._work.change_ledger()
        INVOICES.replace(self._work, [renewal])
        return renewal.entity


# ---- where the account was last said to stand ------------------------------------------------------------------------


_LEVELS = {one.value: one for one in Level}
_STANDING = select(
    standings.c.workspace_id,
    standings.c.since,
    standings.c.level,
    standings.c.shown_on,
    standings.c.cut_off_on,
    standings.c.cause,
    standings.c.next_on,
    standings.c.policy,
).where(standings.c.workspace_id == WORKSPACE)

_COLUMNS = [column.name for column in standings.columns if column.name != "workspace_id"]
_KEEP = (
    text(f"""
    INSERT INTO standings (workspace_id, {", ".join(_COLUMNS)})
    SELECT :workspace, {", ".join(f":{name}" for name in _COLUMNS)}
    WHERE :cause IS NULL OR EXISTS (SELECT 1 FROM invoices WHERE workspace_id = :workspace AND id = :cause)
    ON CONFLICT (workspace_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS)}
""")  # noqa: S608  # our own names
    .bindparams(*(bindparam(column.name, type_=column.type) for column in standings.columns if column.name in _COLUMNS))
    .bindparams(bindparam("workspace", type_=Uuid))
    .execution_options(preserve_rowcount=True)
)
"""Keeps it instead of what was told before, unless the invoice behind it is not there."""


class SqlStandingReader:
    """The standing, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self) -> StandingRecord | None:
        """Give what was told last."""
        for record in built("standing", _record, self._work.rows(_STANDING)):
            return record
        return None


class SqlStandingStore(SqlStandingReader):
    """The standing, to write."""

    def save(self, record: StandingRecord) -> None:
        """Keep this in its place."""
        require_storable(record)
        if not self._work.change(_KEEP, _record_row(record)):
            raise NotFound.of("invoice", record.standing.cause)


def _record(row: AnyRow) -> StandingRecord:
    _, since, level, shown_on, cut_off_on, cause, next_on, policy = row
    until = None if next_on is None else next_on - DAY
    return StandingRecord(since, Standing(_LEVELS[level], shown_on, cut_off_on, cause, until), policy)


def _record_row(record: StandingRecord) -> Mapping[str, Any]:
    told = record.standing
    return {
        "since": record.since,
        "level": told.level.value,
        "shown_on": told.shown_on,
        "cut_off_on": told.cut_off_on,
        "cause": told.cause,
        "next_on": None if told.until is None else told.until + DAY,
        "policy": record.policy,
    }
