"""Invoices and the standing in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from registre_core.billing import Invoice, InvoiceTotals, Ledger, StandingRecord, totals
from registre_core.kernel.errors import Conflict
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import EVERY_INVOICE, InvoiceFilter, InvoiceOrder
from registre_core.testing.memory.rows import OnDesk, agrees, count, get, page, refuse_known, require, with_next_version


class MemoryInvoiceReader(OnDesk):
    """Invoices, to read."""

    def get(self, invoice: InvoiceId) -> Invoice:
        return get(self._desk.rows.invoices, invoice, "invoice")

    def numbered(self, numbers: Collection[str]) -> Mapping[str, Invoice]:
        return {one.number: one for one in self._desk.rows.invoices.values() if one.number in numbers}

    def page(
        self,
        where: InvoiceFilter = EVERY_INVOICE,
        *,
        order: InvoiceOrder = InvoiceOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Invoice]:
        return page(self._asked_for(where), order, after, limit)

    def count(self, where: InvoiceFilter = EVERY_INVOICE, *, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(where), cap)

    def totals(self, where: InvoiceFilter = EVERY_INVOICE) -> tuple[InvoiceTotals, ...]:
        return totals(self._asked_for(where))

    def unpaid(self) -> Ledger:
        return tuple(one for one in self._desk.rows.invoices.values() if not one.is_paid)

    def every(self) -> Iterator[Invoice]:
        yield from tuple(self._desk.rows.invoices.values())

    def version(self) -> int | None:
        return None if self._desk.has_changed_the_ledger else self._desk.rows.ledger_version

    def _asked_for(self, where: InvoiceFilter) -> Iterator[Invoice]:
        return (one for one in self._desk.rows.invoices.values() if _passes(where, one))


class MemoryInvoiceStore(MemoryInvoiceReader):
    """Invoices, to write."""

    def add(self, invoice: Invoice) -> Invoice:
        self.add_all([invoice])
        return invoice

    def add_all(self, invoices: Iterable[Invoice]) -> None:
        rows, kept = self._desk.rows, dict(self._desk.rows.invoices)
        owners = self._owners()
        for invoice in invoices:
            require_storable(invoice)
            refuse_known(kept, invoice.id, "invoice")
            _refuse_taken_number(owners, invoice)
            kept[invoice.id], owners[invoice.number] = invoice, invoice.id
        if len(kept) > len(rows.invoices):
            self._desk.change_the_ledger()
            rows.invoices = kept

    def save(self, invoice: Invoice) -> Invoice:
        rows = self._desk.rows
        require_storable(invoice)
        changed = with_next_version(rows.invoices, invoice.id, invoice, "invoice")
        _refuse_taken_number(self._owners(), invoice)
        self._desk.change_the_ledger()
        rows.invoices[invoice.id] = changed
        return changed

    def _owners(self) -> dict[str, InvoiceId]:
        return {one.number: one.id for one in self._desk.rows.invoices.values()}


def _refuse_taken_number(owners: Mapping[str, InvoiceId], invoice: Invoice) -> None:
    if owners.get(invoice.number, invoice.id) != invoice.id:
        said = f"there is an invoice {invoice.number!r} already"
        raise Conflict("invoice-number-taken", said, {"number": invoice.number})


class MemoryStandingReader(OnDesk):
    """The standing, to read."""

    def get(self) -> StandingRecord | None:
        return self._desk.rows.standing


class MemoryStandingStore(MemoryStandingReader):
    """The standing, to write."""

    def save(self, record: StandingRecord) -> None:
        rows = self._desk.rows
        require_storable(record)
        require(rows.invoices, [record.standing.cause], "invoice")
        rows.standing = record


def _passes(where: InvoiceFilter, invoice: Invoice) -> bool:
    return agrees(where.currency, invoice.currency) and (
        where.settlement is None or where.today is None or invoice.settlement(where.today) is where.settlement
    )
