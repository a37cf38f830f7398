"""Visits of safety commissions on a real database: reports, opinions, orders, and when the next one is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from attrs import define, field
from pytest_bdd import given, parsers, scenarios, then, when
from tests.features.signing import OPERATOR, PARIS, School

from registre_core import Actor, Registre, RegistreError
from registre_core.commissions import Authority, Favour, NextVisit, OrderKind, Visit, VisitKind
from registre_core.commissions.tables import FAVOURS, ORDERS
from registre_core.findings import Finding, Kind
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import VisitId
from registre_core.services.commissions import CommissionsService
from registre_core.testing.builders import a_finding
from registre_core.workspace import Category, ErpType

scenarios("commission_de_securite.feature")

PDF, PICTURE = b"%PDF-1.7 proces-verbal", b"\x89PNG\r\n\x1a\n photo"
SLEEPING = {"avec locaux à sommeil": True, "sans locaux à sommeil": False, "dont personne ne le dit": None}


def day(written: str) -> date:
    return datetime.strptime(written, "%d/%m/%Y").replace(tzinfo=PARIS).date()


@define
class Story:
    """What happened so far."""

    school: School
    visit_id: VisitId = field(init=False)
    prescriptions: dict[str, Finding] = field(factory=dict)
    refusal: RegistreError | None = None
    coming: NextVisit | None = None

    @property
    def registre(self) -> Registre:
        return self.school.registre

    @property
    def book(self) -> CommissionsService:
        return self.registre.commissions

    @property
    def claire(self) -> Actor:
        return self.school.actor(OPERATOR)

    @property
    def visit(self) -> Visit:
        return self.book.show(self.claire, self.visit_id)

    def attempt(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except RegistreError as refusal:
            self.refusal = refusal

    def stored(self, content: bytes) -> DocumentRef:
        return self.registre.documents.store(self.claire, BytesIO(content), name="pv.pdf")

    def attach(self, content: bytes) -> None:
        self.attempt(lambda: self.book.attach_report(self.claire, self.visit_id, self.stored(content)))

    def think(self, favour: Favour, given_on: str, *motives: Finding) -> None:
        named = [one.id for one in motives]
        self.attempt(
            lambda: self.book.record_opinion(
                self.claire, self.visit_id, favour=favour, given_on=day(given_on), motivated_by=named
            )
        )

    def decide(self, kind: OrderKind, signed_on: str, **more: Any) -> None:  # noqa: ANN401  # as it takes them
        self.attempt(
            lambda: self.book.record_order(
                self.claire, self.visit_id, kind=kind, authority=Authority.MAYOR, signed_on=day(signed_on), **more
            )
        )

    def keep(self, text: str, kind: Kind) -> Finding:
        """Put a finding into storage."""
        origin: dict[str, Any] = {"visit_id": self.visit_id} if kind is Kind.PRESCRIPTION else {}
        finding = a_finding(
            kind=kind, site_id=self.school.site, intervention_id=None, passage=None, text=text, **origin
        )
        with self.registre.ports.storage.begin(self.school.workspace) as tx:
            kept = tx.findings.add(finding)
            tx.commit()
        return kept


@pytest.fixture
def story(school: School) -> Story:
    return Story(school)


@given("l’école « Simone-Veil », de type R et de 4e catégorie, le 02/03/2026")
def a_school(story: Story) -> None:
    site = story.registre.workspace.site(story.claire, story.school.site)
    assert (ErpType.R, Category.FOURTH, date(2026, 3, 2)) == (
        site.erp_type,
        site.category,
        story.school.clock.today(),
    )


@given("« Claire Morel », qui en répond")
def who_answers_for_it(story: Story) -> None:
    assert OPERATOR == "Claire Morel"
    assert OPERATOR in story.school.accounts


@given(parsers.re(r"une visite périodique (?:du|annoncée pour le) (?P<on>\S+)"))
def a_visit(story: Story, on: str) -> None:
    story.visit_id = story.book.record_visit(
        story.claire,
        site=story.school.site,
        kind=VisitKind.PERIODIC,
        visited_on=day(on),
        commission="Commission communale de sécurité",
    ).id


@given("le procès-verbal de la visite")
@when("le procès-verbal est joint")
def a_report(story: Story) -> None:
    story.attach(PDF)


@given(parsers.parse("un avis défavorable du {on}"))
def an_opinion(story: Story, on: str) -> None:
    story.think(Favour.UNFAVOURABLE, on)


@given(parsers.parse("les prescriptions de la visite « {one} » et « {other} »"))
def prescriptions(story: Story, one: str, other: str) -> None:
    story.prescriptions = {text: story.keep(text, Kind.PRESCRIPTION) for text in (one, other)}


@when(parsers.parse("nous sommes le {on}"))
def it_is(story: Story, on: str) -> None:
    story.school.clock.set(datetime.combine(day(on), datetime.min.time().replace(hour=9), PARIS))


@when("une photo est jointe comme procès-verbal")
def a_picture(story: Story) -> None:
    story.attach(PICTURE)


@when("la visite est annulée")
def called_off(story: Story) -> None:
    story.attempt(lambda: story.book.cancel_visit(story.claire, story.visit_id, reason="erreur"))


@when(parsers.parse("un avis défavorable du {on} est motivé par « {text} »"))
def a_motivated_opinion(story: Story, on: str, text: str) -> None:
    story.think(Favour.UNFAVOURABLE, on, story.prescriptions[text])


@when(parsers.parse("un avis défavorable du {on} est motivé par une anomalie du site"))
def an_opinion_on_an_anomaly(story: Story, on: str) -> None:
    story.think(Favour.UNFAVOURABLE, on, story.keep("Extincteur absent", Kind.ANOMALY))


@when(parsers.parse("le maire met en demeure le {on} d’exécuter « {one} » et « {other} »"))
def an_order(story: Story, on: str, one: str, other: str) -> None:
    story.decide(OrderKind.WORKS, on, prescriptions=[story.prescriptions[text].id for text in (one, other)])


@when(parsers.parse("l’arrêté est notifié le {on}"))
def a_notification(story: Story, on: str) -> None:
    order = story.visit.orders[-1].id
    story.attempt(lambda: story.book.record_notification(story.claire, story.visit_id, order, notified_on=day(on)))


@when(parsers.parse("un arrêté signé le {signed_on} est notifié le {notified_on}"))
def an_order_told_too_soon(story: Story, signed_on: str, notified_on: str) -> None:
    story.decide(OrderKind.CLOSURE, signed_on, notified_on=day(notified_on))


@when(parsers.parse("le maire y met fin le {on} par une poursuite d’exploitation notifiée le même jour"))
def another_order(story: Story, on: str) -> None:
    ended = story.visit.orders[-1].id
    story.decide(OrderKind.CONTINUATION, on, notified_on=day(on), replaces=ended)


@when(parsers.parse("le procès-verbal demande la prochaine avant le {on}"))
def the_report_says_when(story: Story, on: str) -> None:
    story.book.edit_visit(story.claire, story.visit_id, next_due_on=day(on))


@when(parsers.parse("on demande la prochaine visite d’une école {where}"))
def the_next_one(story: Story, where: str) -> None:
    story.coming = story.book.next_visit(story.claire, story.school.site, sleeping=SLEEPING[where])


@then(parsers.parse("c’est refusé : « {code} »"))
def refused(story: Story, code: str) -> None:
    assert story.refusal is not None
    assert code == story.refusal.code


@then("le procès-verbal de la visite se lit")
def the_report_is_read(story: Story) -> None:
    with story.book.open_report(story.claire, story.visit_id) as stream:
        assert PDF == stream.read()


@then(parsers.parse("l’avis de la commission est « {label} », motivé par {count:d} prescription"))
def the_opinion_is(story: Story, label: str, count: int) -> None:
    opinion = story.visit.opinion
    assert opinion is not None
    assert (label, count) == (FAVOURS[opinion.favour], len(opinion.motivated_by))


@then(parsers.parse("aucun arrêté n’oblige l’école le {on}"))
def nothing_binds(story: Story, on: str) -> None:
    assert () == story.book.orders_in_force(story.claire, story.school.site, on=day(on))


@then(parsers.parse("« {label} » oblige l’école le {on}"))
def it_binds(story: Story, label: str, on: str) -> None:
    found = story.book.orders_in_force(story.claire, story.school.site, on=day(on))
    assert [label] == [ORDERS[order.kind] for order in found]


@then(parsers.parse("elle est due le {on}"))
def it_is_due(story: Story, on: str) -> None:
    assert story.coming is not None
    assert day(on) == story.coming.due_on
