"""A town that does not pay: invoices put into storage, whatever the use cases of the ledger, and what it is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from attrs import evolve
from tests.usecases.town import TODAY, Town

from registre_core import Actor, Client, Forbidden, assemble
from registre_core.billing import BillingPolicy, Invoice, Movement, MovementKind, StandingRecord, standing
from registre_core.clients import ClientPolicy
from registre_core.kernel.actors import Offline
from registre_core.kernel.identifiers import EntryId, InvoiceId
from registre_core.kernel.money import Money
from registre_core.ports.storage import Transaction

TELEPHONE = Client.mobile("1.9.1")
A_HUNDRED = Money.of("100", "EUR")
PARIS = ZoneInfo("Europe/Paris")


def day(days: int) -> date:
    """Give a day counted from the one that the clock of the town shows."""
    return TODAY + timedelta(days=days)


def owe(town: Town, due: int, *, recorded: int | None = None, number: str = "D-1") -> Invoice:
    """Put an invoice into storage that is due so many days from today."""
    due_on, recorded_on = day(due), day(due - 60 if recorded is None else recorded)
    identifier = InvoiceId(town.ids.new())
    invoice = Invoice(identifier, number, min(recorded_on, due_on), recorded_on, due_on, A_HUNDRED)
    with town.storage.inner.begin(town.workspace) as tx:
        tx.invoices.add(invoice)
        _tell(town, tx)
        tx.commit()
    return invoice


def debt_free(town: Town) -> Town:
    """Pay all that the town owes as it is founded."""
    for invoice in (town.due, town.waiting):
        pay(town, invoice)
    return town


def suspend(town: Town, *, number: str = "D-1") -> Invoice:
    """Let access be cut since ten days."""
    return owe(town, due=-40, number=number)


def pay(town: Town, invoice: Invoice, *, on: int = 0) -> Invoice:
    """Pay it whole, that many days from today."""
    payment = Movement(MovementKind.PAYMENT, "virement", invoice.total, day(on))
    with town.storage.inner.begin(town.workspace) as tx:
        paid = tx.invoices.save(evolve(tx.invoices.get(invoice.id), movements=(payment,)))
        _tell(town, tx)
        tx.commit()
    return paid


def _tell(town: Town, tx: Transaction) -> None:
    """Keep the standing that the register would have told of."""
    policy, today = town.registre.ports.billing, town.clock.today()
    now = standing(tx.invoices.unpaid(), on=today, policy=policy)
    tx.standing.save(StandingRecord(today, now, policy.fingerprint))


def noon(days: int) -> datetime:
    """Give noon in Paris, that many days from today."""
    return datetime.combine(day(days), time(12), PARIS)


def recorded_offline(town: Town, actor: Actor, at: datetime) -> Actor:
    """Let somebody send what he recorded on his telephone then."""
    return evolve(actor, client=TELEPHONE, offline=Offline(EntryId(town.ids.new()), at))


def refusals(ask: Callable[[], object]) -> list[str]:
    """Ask, and tell what speaks against; nothing when it was done."""
    try:
        ask()
    except Forbidden as refusal:
        return [reason.code for reason in refusal.reasons]
    return []


def sites(town: Town, actor: Actor) -> list[str]:
    """Ask for the list of sites, and tell what speaks against."""
    return refusals(lambda: town.registre.workspace.sites(actor))


def under(town: Town, billing: BillingPolicy | None = None, clients: ClientPolicy | None = None) -> Town:
    """Assemble the same register anew, under other policies."""
    ports = town.registre.ports
    ports = evolve(ports, billing=billing or ports.billing, clients=clients or ports.clients)
    return evolve(town, stage=evolve(town.stage, registre=assemble(ports)))
