"""What telephones recorded without network and send to a town: kept, listed, and what happens meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from attrs import evolve
from tests.usecases.debts import recorded_offline
from tests.usecases.doubles import WatchedStorage
from tests.usecases.town import Town

from registre_core import Actor, AdapterFailure
from registre_core.access import Arrival, ArrivalState
from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import EntryId, InterventionId, WorkspaceId
from registre_core.ports.storage import Transaction
from registre_core.services.access import Sent

CLOSE = "interventions.close"
WAITING, ADMITTED, REFUSED = ArrivalState.WAITING, ArrivalState.ADMITTED, ArrivalState.REFUSED


def send(town: Town, actor: Actor, at: datetime, intervention: Intervention | None = None) -> tuple[Actor, Sent]:
    """Let somebody send what he closed then, and give him as he sent it, to send it again."""
    late = recorded_offline(town, actor, at)
    return late, again(town, late, intervention)


def again(town: Town, late: Actor, intervention: Intervention | None = None) -> Sent:
    """Let his telephone send the same record."""
    return town.registre.access.send(late, CLOSE, {"intervention": str((intervention or town.open).id)})


def now(town: Town, intervention: Intervention | None = None) -> Intervention:
    """Give it as storage has it."""
    with town.storage.inner.read(town.workspace) as tx:
        return tx.interventions.get((intervention or town.open).id)


def listed(town: Town, actor: Actor | None = None) -> list[Arrival]:
    """Give what he sees of what arrived; the operator, unless told otherwise."""
    return list(town.registre.access.arrivals(actor or town.operator).items)


def kinds(town: Town) -> list[str]:
    """Give what the register was told, in its order."""
    return [entry.heading.kind for entry in town.entries()]


def another(town: Town) -> Intervention:
    """Put another open intervention into storage, although access is cut."""
    with town.storage.inner.begin(town.workspace) as tx:
        made = tx.interventions.add(evolve(town.open, id=InterventionId(town.ids.new()), version=1))
        tx.commit()
    return made


def pay_everything(town: Town) -> None:
    """Give access back, by the operator's own use case."""
    for invoice in town.registre.billing.invoices(town.operator).items:
        if not invoice.is_paid:
            town.registre.billing.record_payment(town.operator, invoice.id, key="VIR-9", amount=invoice.remaining)


class Meanwhile(WatchedStorage):
    """Lets something happen just before a change begins: the first, the second, …, counted from when it is made."""

    def __init__(self, town: Town, nth: int, happens: Callable[[], object]) -> None:
        super().__init__(town.storage.inner, [])
        self.countdown, self.happens = nth, happens

    def begin(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        self.countdown -= 1
        if self.countdown == 0:
            self.happens()
        return super().begin(workspace)


def crash() -> None:
    """Fail as a storage does whose disk is full."""
    raise AdapterFailure("disk-full", "there is no space left")


def claim_of(late: Actor) -> tuple[EntryId, datetime]:
    """Give the identifier and the time that his telephone gave to what he sent."""
    assert late.offline is not None
    return late.offline.id, late.offline.at
