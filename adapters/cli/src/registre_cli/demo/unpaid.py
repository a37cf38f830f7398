"""S2 of the story: an invoice that is not paid, from the sixteenth day before it is due until it is.

It plays in a register of its own, on a clock of its own: two months pass, and the main register is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve, frozen

from registre_cli.demo.calendar import StoryClock
from registre_cli.demo.chapters import Situation, Tried, Unpaid
from registre_cli.opening import PressChoice, opened, operator
from registre_core import Actor, Client, Host, Refused, Registre
from registre_core.billing import Invoice
from registre_core.kernel.actors import ClientKind
from registre_core.kernel.money import Money
from registre_core.rights import User
from registre_core.services.register import Line
from registre_core.workspace import Category, ErpType, Site, Workspace

DAY = timedelta(days=1)
ISSUED_ON, DUE_ON, PAID_ON = date(2026, 4, 15), date(2026, 5, 15), date(2026, 6, 16)
FIRST_MORNING = DUE_ON - 16 * DAY
"""The last one on which nobody sees anything."""
NUMBER, TOTAL, TRANSFER = "F-2026-117", Money.of("1480", "EUR"), "VIR-20260616"
NIGHT, MORNING, NOON = time(1, 30), time(6), time(10)
"""Hours of the story, in UTC."""

CLIENTS: Mapping[ClientKind, Client] = {
    ClientKind.WEB: Client.web("1.47"),
    ClientKind.MOBILE: Client.mobile("1.9.1"),
}
"""Through what people come."""

AT_WORK = ("sites.consult", "interventions.consult", "findings.consult")
"""What the agent may do: invoices are not among it."""


def run_up_a_debt(folder: Path) -> Unpaid:
    """Tell it in a database that lies in this folder for so long."""
    host = Host.discover()
    clock = StoryClock(host.build("clock", "system"), datetime.combine(ISSUED_ON, NOON, UTC))
    with TemporaryDirectory(dir=folder) as inside:
        address = f"sqlite:///{Path(inside, 'impaye.db')}"
        host.prepare(address)
        with opened(address, press=PressChoice(renderer="typst"), clock=clock) as registre:
            return _founded(registre, clock).play()


@frozen
class Debt:
    """A customer, and the invoice that it does not pay."""

    registre: Registre
    clock: StoryClock
    workspace: Workspace
    site: Site
    administrator: User
    agent: User
    invoice: Invoice

    def play(self) -> Unpaid:
        """Let the mornings pass, try doors while access is cut, and pay."""
        mornings = [self.morning(FIRST_MORNING + DAY * n) for n in range((PAID_ON - FIRST_MORNING).days + 1)]
        tried = tuple(Tried(action, self.answers(ask, self.administrator)) for action, ask in self.deeds().items())
        self.clock.turn_to(PAID_ON, NOON)
        self.pay()
        paid, told = self.seen(), self.told()
        self.pay()
        return Unpaid(
            self.workspace,
            self.administrator,
            self.agent,
            self.invoice,
            tuple(_joined(mornings)),
            tried,
            paid,
            tuple(line for line in told if line.heading.kind == "standing-changed"),
            counts_once=told == self.told(),
        )

    def morning(self, day: date) -> Situation:
        """Let a night do its work, and look what people find in the morning."""
        self.clock.turn_to(day, NIGHT)
        self.registre.nightly.run(operator())
        self.clock.turn_to(day, MORNING)
        return self.seen()

    def seen(self) -> Situation:
        """Look what people find now."""
        today, welcome = self.clock.today(), self.registre.access.welcome
        answers = [self.answers(self.registre.workspace.sites, one) for one in (self.administrator, self.agent)]
        return Situation(
            today,
            today,
            self.registre.billing.standing(operator(self.workspace.id)).level,
            welcome(self._through(ClientKind.WEB, self.administrator)).banner,
            welcome(self._through(ClientKind.MOBILE, self.agent)).banner,
            tuple(kind for kind in CLIENTS if all(one[kind] is None for one in answers)),
        )

    def deeds(self) -> Mapping[str, Callable[[Actor], object]]:
        """Give what people would do, by the name of the use case."""
        registre = self.registre
        return {
            "workspace.sites": registre.workspace.sites,
            "interventions.plan": lambda actor: registre.interventions.plan(
                actor, site=self.site.id, type_code="inspection", planned_on=self.clock.today()
            ),
            "billing.invoices": registre.billing.invoices,
            "summary.print": registre.summary.print,
            "register.export": lambda actor: registre.register.export(actor, BytesIO()),
        }

    def answers(self, ask: Callable[[Actor], object], user: User) -> Mapping[ClientKind, Refused | None]:
        """Let somebody ask through each client."""
        return {kind: _answer(ask, self._through(kind, user)) for kind in CLIENTS}

    def pay(self) -> None:
        """Record the transfer of all that is owed."""
        self.registre.billing.record_payment(
            operator(self.workspace.id), self.invoice.id, key=TRANSFER, amount=self.invoice.total
        )

    def told(self) -> tuple[Line, ...]:
        """Read the register."""
        return tuple(self.registre.register.entries(operator(self.workspace.id), limit=200).items)

    def _through(self, kind: ClientKind, user: User) -> Actor:
        return Actor.user(user.id, self.workspace.id, client=CLIENTS[kind])


def _founded(registre: Registre, clock: StoryClock) -> Debt:
    """Found a workspace, with somebody who may do everything and somebody who may not, and send it an invoice."""
    founding = registre.workspace.found(
        operator(), name="Résidence Les Ajoncs", administrator="Gwenaëlle Prat", email="g.prat@ajoncs.example"
    )
    workspace = founding.workspace
    administrator = Actor.user(founding.administrator.id, workspace.id, client=CLIENTS[ClientKind.WEB])
    site = registre.workspace.add_site(
        administrator, name="Résidence Les Ajoncs", erp_type=ErpType.J, category=Category.FOURTH
    )
    agent = registre.rights.create_user(administrator, name="Ronan Kervella", grants=AT_WORK).user
    invoice = registre.billing.record_invoice(
        operator(workspace.id), number=NUMBER, issued_on=ISSUED_ON, due_on=DUE_ON, total=TOTAL
    )
    return Debt(registre, clock, workspace, site, founding.administrator, agent, invoice)


def _joined(mornings: Iterable[Situation]) -> Iterator[Situation]:
    """Join mornings on which people found the same."""
    for _, same in groupby(mornings, lambda one: evolve(one, first=DUE_ON, last=DUE_ON)):
        days = tuple(same)
        yield evolve(days[0], last=days[-1].last)


def _answer(ask: Callable[[Actor], object], actor: Actor) -> Refused | None:
    try:
        ask(actor)
    except Refused as error:
        return error
    return None
