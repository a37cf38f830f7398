"""A workspace whose account is still empty, and what the operator enters there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from attrs import evolve
from tests.usecases.town import TODAY, WEB, Town

from registre_core import Actor
from registre_core.billing import HoldKind, Invoice, StandingRecord
from registre_core.codec import read_entry
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.money import Money
from registre_core.ports.storage import Notice
from registre_core.services.nightly import Night

HER_MAIL = "lea@exemple.fr"
JOB = Actor.operator()


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


def day(number: int) -> date:
    """Give a day, counted from the one that the clock of the town shows at first."""
    return TODAY + timedelta(days=number)


def a_young_town(town: Town) -> Town:
    """Found another one, with one person, who holds every right and has a mail address."""
    founding = town.registre.workspace.found(JOB, name="Rezé", administrator="Léa Maire", email=HER_MAIL)
    workspace = founding.workspace.id
    mayor = Actor.user(founding.administrator.id, workspace, client=WEB)
    return evolve(town, workspace=workspace, mayor=mayor, operator=Actor.operator(workspace))


def at(town: Town, when: int) -> None:
    """Let it be some day, at noon."""
    on = day(when)
    town.clock.set(datetime(on.year, on.month, on.day, 12, tzinfo=UTC))


def night(town: Town, when: int) -> Night:
    """Do a night's work, in the small hours of some day."""
    on = day(when)
    town.clock.set(datetime(on.year, on.month, on.day, 1, 30, tzinfo=UTC))
    return town.registre.nightly.run(JOB)


def bill(town: Town, number: str, *, due: int, total: str = "120") -> Invoice:
    return town.registre.billing.record_invoice(
        town.operator, number=number, issued_on=min(day(due), TODAY), due_on=day(due), total=euros(total)
    )


def pay(town: Town, invoice: InvoiceId, amount: str = "120", *, key: str = "VIR") -> Invoice:
    return town.registre.billing.record_payment(town.operator, invoice, key=key, amount=euros(amount))


def refund(town: Town, invoice: InvoiceId, *, payment: str = "VIR", key: str = "RET") -> Invoice:
    return town.registre.billing.refund_payment(town.operator, invoice, payment=payment, key=key)


def hold(town: Town, invoice: InvoiceId, *, until: int, key: str = "LITIGE") -> Invoice:
    return town.registre.billing.hold(
        town.operator,
        invoice,
        kind=HoldKind.DISPUTE,
        key=key,
        author="comptabilité",
        reason="montant contesté",
        until=day(until),
    )


def kept(town: Town) -> StandingRecord | None:
    with town.storage.inner.read(town.workspace) as tx:
        return tx.standing.get()


def told(town: Town) -> list[tuple[str, str, str, str]]:
    """Give what the register was told of the standing: on which day, before and after, and its cause."""
    return [
        (fact["on"], fact["before"], fact["standing"]["level"], fact["cause"])
        for fact in facts(town, "standing-changed")
    ]


def facts(town: Town, *kinds: str) -> Iterator[dict[str, Any]]:
    for entry in town.entries():
        if entry.heading.kind in kinds:
            yield dict(read_entry(entry).fact)


def letters(town: Town) -> list[Notice]:
    return [notice for notice in town.notices() if notice.kind == "standing-changed"]
