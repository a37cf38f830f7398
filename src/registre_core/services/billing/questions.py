"""Use cases: what the button «régulariser mes factures» opens, and where the account stands on any day."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from registre_core.billing import Invoice, InvoiceTotals, Settlement, Standing, standing
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.pages import Page
from registre_core.ports.storage import InvoiceFilter, InvoiceOrder
from registre_core.services.billing.desk import Desk
from registre_core.services.front_door import workspace_of
from registre_core.services.paging import cursor, page_size


@frozen
class Questions(Desk):
    """Shows the ledger to those who may see it, and to the operator."""

    def invoice(self, actor: Actor, invoice: InvoiceId) -> Invoice:
        """Give one invoice, with all that happened to it.

        Raises:
            Forbidden: without ``invoices.consult``.
            NotFound: ``invoice-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "billing.invoice")
            return tx.invoices.get(invoice)

    def numbered(self, actor: Actor, number: str) -> Invoice:
        """Give the invoice that bears this number, to the letter.

        Raises:
            Forbidden: without ``invoices.consult``.
            NotFound: ``invoice-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "billing.numbered")
            if found := tx.invoices.numbered({number}).get(number):
                return found
            raise NotFound.of("invoice", number)

    def invoices(
        self,
        actor: Actor,
        *,
        settlement: Settlement | None = None,
        currency: str | None = None,
        order: InvoiceOrder = InvoiceOrder.LATEST,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[Invoice]:
        """List invoices: all of them, or those that are overdue, due, or paid.

        Args:
            actor: who asks.
            settlement: where they stand today. One on hold is due, whatever its date: `is_held_on` marks it.
            currency: only of this one.
            order: in which order; what was due last comes first unless told otherwise.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200. There may be fewer although the list goes on, as `next` says.
            counted: whether to tell the `total`, too.

        Raises:
            Forbidden: without ``invoices.consult``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "billing.invoices")
            where = self._those(settlement, currency)
            page = tx.invoices.page(where, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.invoices.count(where)) if counted else page

    def totals(
        self, actor: Actor, *, settlement: Settlement | None = None, currency: str | None = None
    ) -> tuple[InvoiceTotals, ...]:
        """Add the same invoices up, all of them, each currency for itself.

        Raises:
            Forbidden: without ``invoices.consult``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "billing.totals")
            return tx.invoices.totals(self._those(settlement, currency))

    def standing(self, actor: Actor, *, on: date | None = None) -> Standing:
        """Tell where the account stands, and until when that is true.

        Args:
            actor: who asks.
            on: on which day; today unless told otherwise. Of a day that is past it tells what was so then, as the
                ledger was known on it. Of a day to come: what will be so if nothing is paid until then.

        Raises:
            Forbidden: without ``invoices.consult``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "billing.standing")
            today = self.ports.billing.day_of(self.ports.clock.now())
            day = on or today
            ledger = tx.invoices.every() if day < today else tx.invoices.unpaid()
            return standing(ledger, on=day, policy=self.ports.billing)

    def _those(self, settlement: Settlement | None, currency: str | None) -> InvoiceFilter:
        today = self.ports.billing.day_of(self.ports.clock.now())
        return InvoiceFilter(settlement, today if settlement else None, currency)
