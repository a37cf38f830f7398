"""Questions about invoices, and about where the account was last said to stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from attrs import frozen

from registre_core.billing import Invoice, InvoiceTotals, Ledger, Settlement, StandingRecord
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import unstorable
from registre_core.kernel.validation import Checked
from registre_core.ports.storage.orders import InvoiceOrder


@frozen
class InvoiceFilter(Checked):
    """Which invoices a list shows; every condition named must hold."""

    settlement: Settlement | None = None
    """Only those that stand so on the day `today`."""
    today: date | None = None
    """The day that a settlement is asked for; needed with `settlement`. It is the present one: nothing that happened to
    an invoice was recorded after it."""
    currency: str | None = None
    """Only of this currency."""

    def contradictions(self) -> list[Problem]:
        """A settlement is that of a day; a currency is a text that may stand in a question."""
        found = list(unstorable(self.currency, "currency"))
        if self.settlement is not None and self.today is None:
            found.append(Problem("today", "day-missing", "a settlement is that of a day: name it"))
        return found


EVERY_INVOICE = InvoiceFilter()
"""No condition."""


class InvoiceReader(Protocol):
    """Invoices, each with all that happened to it."""

    def get(self, invoice: InvoiceId) -> Invoice:
        """Give one invoice.

        Raises:
            NotFound: ``invoice-not-found``.
        """
        ...

    def numbered(self, numbers: Collection[str]) -> Mapping[str, Invoice]:
        """Find invoices by number, to the letter, in a bounded number of statements; what is not there is left out."""
        ...

    def page(
        self,
        where: InvoiceFilter = EVERY_INVOICE,
        *,
        order: InvoiceOrder = InvoiceOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Invoice]:
        """List invoices."""
        ...

    def count(self, where: InvoiceFilter = EVERY_INVOICE, *, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...

    def totals(self, where: InvoiceFilter = EVERY_INVOICE) -> tuple[InvoiceTotals, ...]:
        """Add the same up, all of them, currency by currency in the order of their letters; one statement."""
        ...

    def unpaid(self) -> Ledger:
        """Give every invoice of which something remains, in no particular order; one statement."""
        ...

    def every(self) -> Iterator[Invoice]:
        """Give every invoice, paid ones included, in no particular order."""
        ...

    def version(self) -> int | None:
        """Tell the version of the ledger, read with the row that every use case reads.

        It is another one after each transaction that changed an invoice, and the same as long as none did. A
        transaction that has changed some itself is told ``None``: what it sees may be rolled back.
        """
        ...


class InvoiceStore(InvoiceReader, Protocol):
    """The same, to write."""

    def add(self, invoice: Invoice) -> Invoice:
        """Keep a new invoice.

        Raises:
            Conflict: ``already-exists``; ``invoice-number-taken``, when another one has this very number.
        """
        ...

    def add_all(self, invoices: Iterable[Invoice]) -> None:
        """Keep many new ones, or none of them.

        Raises:
            Conflict: as `add`.
        """
        ...

    def save(self, invoice: Invoice) -> Invoice:
        """Keep the changed invoice and give it with its new version.

        Raises:
            Conflict: ``stale-version``, ``invoice-number-taken``.
            NotFound: ``invoice-not-found``.
        """
        ...


class StandingReader(Protocol):
    """Where the account stands, as the register last told."""

    def get(self) -> StandingRecord | None:
        """Give what was told last; ``None`` as long as there was never anything to tell."""
        ...


class StandingStore(StandingReader, Protocol):
    """The same, to write."""

    def save(self, record: StandingRecord) -> None:
        """Keep this in its place.

        Raises:
            NotFound: ``invoice-not-found``, when the invoice behind it is not there.
        """
        ...
