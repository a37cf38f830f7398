# ruff: noqa: ANN401, SLF001  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what they tell of the ledger, of standings, and of what arrived while access was cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from itertools import islice
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.operator import SpoilsTheDoor
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.access import ArrivalState
from registre_core.billing import CLEAR, Invoice, InvoiceTotals, StandingRecord, totals
from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.money import Money
from registre_core.ports.storage import EVERY_INVOICE, InvoiceFilter
from registre_core.testing.memory import billing

# ---- the version -----------------------------------------------------------------------------------------------------


class CountsNoInvoice(Saboteur):
    """Has one version of the ledger for ever."""

    breaks = "STO-38"

    def spoil(self, tx: Any) -> None:
        instead(tx.invoices, "version", lambda honest: honest() and 1)


class TellsALedgerThatMayNotCome(Saboteur):
    """Tells who has changed the ledger the version that his commit would make."""

    breaks = "STO-38"

    def spoil(self, tx: Any) -> None:
        instead(tx.invoices, "version", lambda _: rows_of(tx).ledger_version)


class CountsRightsAndLedgerAsOne(Saboteur):
    """Has one version for both."""

    breaks = "STO-38"

    def spoil(self, tx: Any) -> None:
        def version(honest: Callable[[], int | None]) -> int | None:
            known = honest()
            return known and known + rows_of(tx).rights_version

        instead(tx.invoices, "version", version)


# ---- what is listed and added up -------------------------------------------------------------------------------------


class TellsInvoicesApartOtherwise(Saboteur):
    """Looks at invoices as they are not, when it is asked where they stand."""

    def spoil(self, tx: Any) -> None:
        def asked_for(_: object, where: InvoiceFilter) -> Iterator[Invoice]:
            kept = rows_of(tx).invoices.values()
            return (one for one in kept if billing._passes(where, self.seen(one, where)))

        instead(tx.invoices, "_asked_for", asked_for)

    def seen(self, invoice: Invoice, where: InvoiceFilter) -> Invoice:
        """Give the invoice as this storage sees it."""
        raise NotImplementedError


class ForgetsHolds(TellsInvoicesApartOtherwise):
    """Lists as overdue what is on hold."""

    breaks = "STO-39"

    def seen(self, invoice: Invoice, where: InvoiceFilter) -> Invoice:  # as all of these
        return evolve(invoice, holds=())


class ForgetsThatHoldsWereLifted(TellsInvoicesApartOtherwise):
    """Lets a hold last as long as it was meant to."""

    breaks = "STO-39"

    def seen(self, invoice: Invoice, where: InvoiceFilter) -> Invoice:
        return evolve(invoice, holds=tuple(evolve(hold, lifted_on=None) for hold in invoice.holds))


class CountsTheDueDayAsLate(TellsInvoicesApartOtherwise):
    """Takes the last day to pay for the first one that is too late."""

    breaks = "STO-39"

    def seen(self, invoice: Invoice, where: InvoiceFilter) -> Invoice:
        return evolve(invoice, due_on=invoice.due_on - timedelta(days=where.settlement is not None))


class ForgetsTheCurrency(TellsInvoicesApartOtherwise):
    """Lists what is asked for in whatever currency."""

    breaks = "STO-39"

    def seen(self, invoice: Invoice, where: InvoiceFilter) -> Invoice:
        zero = Money.zero(where.currency or invoice.currency)
        settled = where.settlement is not None
        return invoice if settled else evolve(invoice, total=zero, lines=(), movements=())


class PaysOneWithAnother(Saboteur):
    """Takes what was paid too much on one invoice from what remains of the others."""

    breaks = "STO-39"

    def spoil(self, tx: Any) -> None:
        def add_up(honest: Callable[..., tuple[InvoiceTotals, ...]], where: InvoiceFilter = EVERY_INVOICE) -> Any:
            some = list(tx.invoices._asked_for(where))
            return tuple(evolve(one, remaining=_netted(some, one.total.currency)) for one in honest(where))

        instead(tx.invoices, "totals", add_up)


def _netted(invoices: Iterable[Invoice], currency: str) -> Money:
    return Money.total((one.remaining for one in invoices if one.currency == currency), currency)


class AddsUpAPage(Saboteur):
    """Adds up what one page would show, if it were a long one."""

    breaks = "STO-39"

    def spoil(self, tx: Any) -> None:
        instead(
            tx.invoices,
            "totals",
            lambda _, where=EVERY_INVOICE: totals(islice(tx.invoices._asked_for(where), 1_000)),
        )


class AddsUpFloats(Saboteur):
    """Adds amounts up as numbers with a point, in which most cents are no number."""

    breaks = "STO-39"

    def spoil(self, tx: Any) -> None:
        def add_up(honest: Callable[..., tuple[InvoiceTotals, ...]], where: InvoiceFilter = EVERY_INVOICE) -> Any:
            some = list(tx.invoices._asked_for(where))
            return tuple(evolve(one, total=_added(some, one.total.currency)) for one in honest(where))

        instead(tx.invoices, "totals", add_up)


def _added(invoices: Iterable[Invoice], currency: str) -> Money:
    return Money.of(str(sum(float(one.total.amount) for one in invoices if one.currency == currency)), currency)


class AddsCurrenciesUp(Saboteur):
    """Gives the sum of all coins, whatever they are called."""

    breaks = "STO-39"

    def spoil(self, tx: Any) -> None:
        def add_up(honest: Callable[..., tuple[InvoiceTotals, ...]], where: InvoiceFilter = EVERY_INVOICE) -> Any:
            sums = honest(where)
            coins = sum(one.total.minor for one in sums)
            return tuple(evolve(one, total=Money.from_minor(coins, one.total.currency)) for one in sums[:1])

        instead(tx.invoices, "totals", add_up)


class LeavesOutWhatIsHeld(Saboteur):
    """Takes an invoice on hold for one that nobody owes."""

    breaks = "STO-40"

    def spoil(self, tx: Any) -> None:
        instead(tx.invoices, "unpaid", lambda honest: tuple(one for one in honest() if not one.holds))


class GivesTheUnpaidForAll(Saboteur):
    """Forgets what is paid."""

    breaks = "STO-40"

    def spoil(self, tx: Any) -> None:
        instead(tx.invoices, "every", lambda honest: (one for one in honest() if not one.is_paid))


# ---- numbers ---------------------------------------------------------------------------------------------------------


class GivesANumberTwice(Saboteur):
    """Lets a number be taken by an invoice that is saved."""

    breaks = "STO-41"

    def spoil_transaction(self, tx: Any) -> None:
        def save(honest: Callable[[Invoice], Invoice], invoice: Invoice) -> Invoice:
            try:
                return honest(invoice)
            except Conflict as error:
                if error.code != "invoice-number-taken":
                    raise
            number = invoice.number
            saved = honest(evolve(invoice, number=f"{number}/{invoice.id}"))
            rows_of(tx).invoices[invoice.id] = evolve(saved, number=number)
            return evolve(saved, number=number)

        instead(tx.invoices, "save", save)


class FindsNumbersWhateverTheCase(Saboteur):
    """Compares numbers as names are compared."""

    breaks = "STO-41"

    def spoil(self, tx: Any) -> None:
        def numbered(_: object, numbers: Iterable[str]) -> Mapping[str, Invoice]:
            asked = {number.casefold() for number in numbers}
            return {one.number: one for one in rows_of(tx).invoices.values() if one.number.casefold() in asked}

        instead(tx.invoices, "numbered", numbered)


class FindsTheFirstThousandNumbers(Saboteur):
    """Asks for as many numbers as a statement takes."""

    breaks = "STO-41"

    def spoil(self, tx: Any) -> None:
        instead(tx.invoices, "numbered", lambda honest, numbers: honest(list(numbers)[:1_000]))


class KeepsInvoicesBefore(Saboteur):
    """Keeps of many invoices those before the one that is refused."""

    breaks = "STO-41"

    def spoil_transaction(self, tx: Any) -> None:
        def add_all(_: object, invoices: Iterable[Invoice]) -> None:
            for invoice in invoices:
                tx.invoices.add(invoice)

        adding = tx.invoices.add_all
        tx.invoices.add = lambda invoice: (adding([invoice]), invoice)[1]
        instead(tx.invoices, "add_all", add_all)


# ---- standings -------------------------------------------------------------------------------------------------------


class ForgetsHowLong(Saboteur):
    """Keeps where an account stands, and not until when."""

    breaks = "STO-42"

    def spoil(self, tx: Any) -> None:
        def get(honest: Callable[[], StandingRecord | None]) -> StandingRecord | None:
            record = honest()
            return record and evolve(record, standing=evolve(record.standing, until=None))

        instead(tx.standing, "get", get)


class TellsOfEverybody(Saboteur):
    """Takes an account of which nothing was told for one that is clear."""

    breaks = "STO-42"

    def spoil(self, tx: Any) -> None:
        instead(tx.standing, "get", lambda honest: honest() or StandingRecord(date(2026, 1, 1), CLEAR, ""))


class BlamesAnyInvoice(Saboteur):
    """Keeps a standing whose invoice is not there."""

    breaks = "STO-42"

    def spoil_transaction(self, tx: Any) -> None:
        def save(honest: Callable[[StandingRecord], None], record: StandingRecord) -> None:
            with suppress(NotFound):
                return honest(record)
            rows_of(tx).standing = record
            return None

        instead(tx.standing, "save", save)


class TurnsADayLate(SpoilsTheDoor):
    """Takes the day after the last for the last."""

    breaks = "STO-43"

    def spoil_door(self, door: Any) -> None:
        instead(door, "turning", lambda honest, on, policy: honest(on - timedelta(days=1), policy))


class TurnsByTheDayAlone(SpoilsTheDoor):
    """Keeps what was told under a policy that is no longer in force."""

    breaks = "STO-43"

    def spoil_door(self, door: Any) -> None:
        def turning(_: object, on: date, policy: str) -> Iterator[WorkspaceId]:  # that is its fault
            for desk in door._desks:
                if (record := desk.rows.standing) and not record.standing.holds_on(on):
                    yield desk.workspace

        instead(door, "turning", turning)


class TurnsNothingThatHoldsForEver(SpoilsTheDoor):
    """Compares days, and forgets those who have none."""

    breaks = "STO-43"

    def spoil_door(self, door: Any) -> None:
        def turning(honest: Callable[..., Iterator[WorkspaceId]], on: date, policy: str) -> Iterator[WorkspaceId]:
            lasting = {desk.workspace for desk in door._desks if _holds_for_ever(desk.rows.standing)}
            return (workspace for workspace in honest(on, policy) if workspace not in lasting)

        instead(door, "turning", turning)


def _holds_for_ever(record: StandingRecord | None) -> bool:
    return record is not None and record.standing.until is None


# ---- arrivals --------------------------------------------------------------------------------------------------------


class ShowsWhatOthersSent(Saboteur):
    """Lists the arrivals of everybody."""

    breaks = "STO-44"

    def spoil(self, tx: Any) -> None:
        instead(tx.arrivals, "page", lambda honest, *, user=None, **named: honest(**named))  # its fault


class ShowsWhatWasSettled(Saboteur):
    """Lists arrivals in whatever state."""

    breaks = "STO-44"

    def spoil(self, tx: Any) -> None:
        instead(tx.arrivals, "page", lambda honest, *, state=None, **named: honest(**named))  # its fault


class FindsWhatNeverCame(Saboteur):
    """Raises where it should say that there is nothing."""

    breaks = "STO-44"

    def spoil(self, tx: Any) -> None:
        instead(tx.arrivals, "find", lambda _, arrival: tx.arrivals.get(arrival))


class WaitsForTheRefused(SpoilsTheDoor):
    """Takes for waiting whatever was not admitted."""

    breaks = "STO-44"

    def spoil_door(self, door: Any) -> None:
        def waiting(_: object) -> Iterator[WorkspaceId]:
            for desk in door._desks:
                if any(one.state is not ArrivalState.ADMITTED for one in desk.rows.arrivals.values()):
                    yield desk.workspace

        instead(door, "waiting", waiting)


class ListsAWorkspaceForEach(SpoilsTheDoor):
    """Lists a workspace as often as something waits in it."""

    breaks = "STO-44"

    def spoil_door(self, door: Any) -> None:
        def waiting(_: object) -> Iterator[WorkspaceId]:
            for desk in door._desks:
                for one in desk.rows.arrivals.values():
                    if one.state is ArrivalState.WAITING:
                        yield desk.workspace

        instead(door, "waiting", waiting)
