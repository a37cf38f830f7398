"""A request that goes to several, as the product owner tells of it: on a real database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from attrs import define, field
from tests.features.signing import COMPANY, PARIS, School

from registre_core import Actor
from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import FindingId, LineId, WorkRequestId
from registre_core.kernel.money import Money
from registre_core.requests import Deadline, Line, Recipient, RequestKind
from registre_core.requests.tables import LINE_STATES, REQUEST_STATES
from registre_core.services.requests import Asked, Reply, ShownRequest

OUTSIDE = Actor.operator()
"""Who forwards what a recipient does."""


def mail_of(name: str) -> str:
    return f"{name.partition(' ')[0].lower()}@exemple.fr"


def day(written: str) -> date:
    return datetime.strptime(written, "%d/%m/%Y").replace(tzinfo=PARIS).date()


@define
class Story:
    """What happened so far."""

    school: School
    finding: FindingId = field(init=False)
    request: WorkRequestId = field(init=False)
    recipients: dict[str, Recipient] = field(factory=dict)
    """By name."""
    came: list[Intervention] = field(factory=list)
    """What those chosen come for, as often as somebody was chosen."""
    seen: Asked | None = None
    links: dict[str, str] = field(factory=dict)
    """Secrets that were issued before something happened."""
    proposed: list[WorkRequestId] = field(factory=list)
    """What clearing the anomaly proposed to withdraw."""

    @property
    def requests(self) -> Any:  # noqa: ANN401  # the use cases, which the school's register has
        return self.school.registre.requests

    @property
    def found(self) -> ShownRequest:
        shown: ShownRequest = self.requests.show(self.school.mayor, self.request)
        return shown

    def line(self, name: str) -> Line:
        return next(one for one in self.found.request.lines if one.recipient == self.recipients[name])

    def lines(self, names: Iterable[str]) -> list[LineId]:
        return [self.line(name).id for name in names]

    def firm(self, name: str) -> None:
        """Let a firm be asked through one of its people."""
        book, mayor = self.school.registre.workspace, self.school.mayor
        firm = self.school.company if name == COMPANY else book.add_contractor(mayor, name=name).id
        person = book.add_contact(mayor, name=f"{name}, accueil", email=mail_of(name), contractor=firm)
        self.recipients[name] = Recipient(firm, (person.id,))

    def alone(self, name: str) -> None:
        """Let somebody be asked who stands alone."""
        person = self.school.registre.workspace.add_contact(self.school.mayor, name=name, email=mail_of(name))
        self.recipients[name] = Recipient(None, (person.id,))

    def ask(self, kind: RequestKind, names: Iterable[str], until: str | None = None) -> None:
        """Draw it up, and send it."""
        asked = self.requests.draft(
            self.school.mayor,
            kind=kind,
            findings=[self.finding],
            message="Remplacer le ferme-porte",
            recipients=[self.recipients[name] for name in names],
            deadline=Deadline(day(until)) if until else None,
        )
        self.request = asked.id
        self.requests.send(self.school.mayor, asked.id)

    def told(self, kind: str) -> list[str]:
        """Tell who was told something, by address."""
        with self.school.registre.ports.storage.read(self.school.workspace) as tx:
            return [one.recipient for one in tx.outbox.pending(limit=100) if one.kind == kind]

    def secret(self, name: str) -> str:
        operator = Actor.operator(self.school.workspace)
        issued: str = self.requests.issue_link(operator, self.request, self.line(name).id).secret
        return issued

    def answer(self, name: str, reply: Reply) -> None:
        self.requests.record_answer(self.school.mayor, self.request, self.line(name).id, reply)

    def award(self, names: Iterable[str], on: str | None = None, *, split: bool = False) -> None:
        chosen, planned_on = self.lines(names), day(on) if on else None
        with self.school.refused():
            done = self.requests.award(
                self.school.mayor, self.request, chosen, planned_on=planned_on, split=split or None
            )
            self.came += done.interventions

    def state(self, name: str) -> str:
        line = self.line(name)
        return next(LINE_STATES[one.state] for one in self.found.lines if one.line.id == line.id)

    def whole(self) -> str:
        return REQUEST_STATES[self.found.state]

    def cut_access(self) -> None:
        """Let an invoice stay unpaid for so long that access is cut."""
        due, money = self.school.clock.today() - timedelta(days=40), Money.of("100", "EUR")
        bill = partial(self.school.registre.billing.record_invoice, Actor.operator(self.school.workspace))
        bill(number="F-1", issued_on=date(2026, 1, 2), due_on=due, total=money)
