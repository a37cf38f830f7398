"""S5 and S6 of the story: one request goes to several firms and people, for one and the same intervention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from attrs import define

from registre_cli.demo.building_chapters import Asked, Quoted
from registre_cli.demo.chapters import Cast
from registre_cli.demo.people import acting
from registre_cli.opening import operator
from registre_core import Actor, Registre
from registre_core.findings import Finding
from registre_core.kernel.money import Money
from registre_core.requests import Deadline, Quote, Recipient, RequestKind, WorkRequest
from registre_core.services.requests import Reply
from registre_core.workspace import Contact, Contractor

SOON, LATER = timedelta(days=10), timedelta(days=24)
"""Until when answers are waited for, and when those who answer would come."""
QUOTES = (("480", "20"), ("412", "20"), ("440", "10"))
"""Without tax, and the rate of the tax: the least is not the one that looks so."""


@define
class Asking:
    """Whoever sees to it that what was found is corrected, and those he can ask."""

    registre: Registre
    cast: Cast

    def ask(self, finding: Finding) -> Asked:
        """Ask two firms and one craftsman to come; two answer, each in his way, and both are chosen."""
        requests, door, alone = self.registre.requests, self._joiners, self.cast.contacts[-1]
        request = requests.draft(
            self._manager,
            kind=RequestKind.INTERVENTION,
            findings=[finding.id],
            message="Remonter le ferme-porte et régler la porte. Merci d’indiquer votre première date.",
            recipients=[_firm(*door), _firm(*self._locksmiths), Recipient(None, (alone.id,))],
            deadline=Deadline(self._today + SOON),
        )
        sent, again = requests.send(self._manager, request.id), requests.send(self._manager, request.id).notices
        first, _, third = request.lines
        comes = Reply("Deux techniciens, la matinée.", proposed_on=self._today + LATER)
        self._answer_by_link(request, 0, comes)
        requests.decline_with_link(self._outside, self._link(request, 1), reason="Agenda complet")
        requests.record_answer(self._manager, request.id, third.id, Reply("D’accord.", proposed_on=comes.proposed_on))
        awarded = requests.award(self._manager, request.id, [first.id, third.id])
        return Asked(
            finding,
            sent,
            again,
            requests.show(self._manager, request.id),
            awarded.interventions[0],
            self.registre.findings.show(self._manager, finding.id),
        )

    def compare(self, finding: Finding) -> Quoted:
        """Ask three firms what it would cost, put their quotes side by side, and choose one."""
        requests = self.registre.requests
        request = requests.draft(
            self._manager,
            kind=RequestKind.QUOTE,
            findings=[finding.id],
            message="Reboucher les passages de câbles, procès-verbal d’essai du produit à l’appui.",
            recipients=[_firm(*one) for one in (self._joiners, self._locksmiths, self._insulators)],
            deadline=Deadline(self._today + SOON),
        )
        requests.send(self._manager, request.id)
        for place, (amount, rate) in enumerate(QUOTES):
            quote = Quote(Money.of(amount, "EUR"), vat_rate=rate, valid_until=self._today + LATER)
            self._answer_by_link(request, place, Reply(proposed_on=self._today + LATER, quote=quote))
        compared = requests.compare(self._manager, request.id)
        (table,) = compared.comparison.tables
        requests.award(self._manager, request.id, [table.offers[0].line.id])
        return Quoted(finding, compared, requests.show(self._manager, request.id))

    @property
    def _manager(self) -> Actor:
        return acting(self.cast.manager, self.cast.workspace.id)

    @property
    def _outside(self) -> Actor:
        """Forward what comes from a page that a link opened."""
        return operator()

    @property
    def _today(self) -> date:
        return self.registre.ports.clock.today()

    @cached_property
    def _joiners(self) -> tuple[Contractor, Sequence[Contact]]:
        return self._known("Menuiserie Le Dantec", "Nolwenn Le Dantec")

    @cached_property
    def _locksmiths(self) -> tuple[Contractor, Sequence[Contact]]:
        return self._known("Serrurerie Kerbrat", "Yann Kerbrat", "Mona Kerbrat")

    @cached_property
    def _insulators(self) -> tuple[Contractor, Sequence[Contact]]:
        return self._known("Iroise Isolation", "Tifenn Abautret")

    def _known(self, firm: str, *people: str) -> tuple[Contractor, Sequence[Contact]]:
        """Put a firm and its people into the book of addresses."""
        administrator, book = acting(self.cast.administrator, self.cast.workspace.id), self.registre.workspace
        contractor = book.add_contractor(administrator, name=firm)
        return contractor, [
            book.add_contact(
                administrator,
                name=name,
                email=f"{name.partition(' ')[0].lower()}@{firm.rpartition(' ')[2].lower()}.example",
                contractor=contractor.id,
            )
            for name in people
        ]

    def _link(self, request: WorkRequest, place: int) -> str:
        """Issue what stands in the mail to one of them."""
        platform = operator(self.cast.workspace.id)
        return self.registre.requests.issue_link(platform, request.id, request.lines[place].id).secret

    def _answer_by_link(self, request: WorkRequest, place: int, reply: Reply) -> None:
        secret = self._link(request, place)
        self.registre.requests.open_with_link(self._outside, secret)
        self.registre.requests.answer_with_link(self._outside, secret, reply)


def _firm(firm: Contractor, people: Sequence[Contact]) -> Recipient:
    return Recipient(firm.id, tuple(one.id for one in people))
