"""Visits of commissions: the last one, the opinion that holds, the orders that bind, the next one (CCH R. 143-42)."""

from datetime import date

from attrs import evolve
from tests.spec.summary.world import POOL, TODAY, days_ago

from registre_core.commissions import AdministrativeOrder, Authority, Favour, Opinion, OrderKind, Visit, VisitKind
from registre_core.kernel.identifiers import OrderId, VisitId
from registre_core.summary import VisitFigures, visits_by_site
from registre_core.testing.builders import IDS, a_document, a_site

HERE = a_site()
THERE = a_site(id=POOL)


def visit(day: date, favour: Favour | None = None, *orders: AdministrativeOrder, cancelled: str = "") -> Visit:
    opinions = () if favour is None else (Opinion(favour, day),)
    return Visit(
        VisitId(IDS.new()),
        HERE.id,
        VisitKind.PERIODIC,
        day,
        "commission communale de sécurité",
        opinions=opinions,
        orders=orders,
        cancelled=cancelled,
    )


def order(signed: date, notified: date | None, kind: OrderKind = OrderKind.WORKS) -> AdministrativeOrder:
    return AdministrativeOrder(OrderId(IDS.new()), kind, Authority.MAYOR, signed, "2026-14", notified)


def told(*visits: Visit) -> VisitFigures:
    return visits_by_site(visits, [HERE], TODAY)[HERE.id]


def test_a_site_that_was_never_visited_says_so() -> None:
    assert {HERE.id: VisitFigures(), POOL: VisitFigures()} == visits_by_site([], [HERE, THERE], TODAY)


def test_visits_are_told_of_the_site_they_were_made_to() -> None:
    found = visits_by_site([evolve(visit(days_ago(3)), site_id=POOL)], [HERE, THERE], TODAY)

    assert [0, 1] == [found[HERE.id].count, found[POOL].count]


def test_the_last_visit_is_the_last_one_made_whatever_was_written_down_last() -> None:
    found = told(visit(days_ago(10)), visit(days_ago(400), Favour.FAVOURABLE))

    assert found.last is not None
    assert (2, days_ago(10), None) == (found.count, found.last.visited_on, found.last.favour)


def test_an_opinion_holds_until_another_one_is_given() -> None:
    found = told(visit(days_ago(900), Favour.FAVOURABLE), visit(days_ago(400), Favour.UNFAVOURABLE), visit(days_ago(9)))

    assert found.opinion is not None
    assert (days_ago(400), Favour.UNFAVOURABLE) == (found.opinion.given_on, found.opinion.favour)


def test_an_opinion_that_was_put_off_holds_from_the_day_it_is_given_though_others_came_to_see_since() -> None:
    put_off = evolve(visit(days_ago(90)), opinions=(Opinion(Favour.UNFAVOURABLE, days_ago(3)),))
    found = told(put_off, visit(days_ago(30), Favour.FAVOURABLE))

    assert found.opinion is not None
    assert (days_ago(3), Favour.UNFAVOURABLE) == (found.opinion.given_on, found.opinion.favour)


def test_deferring_an_opinion_changes_none() -> None:
    found = told(visit(days_ago(400), Favour.UNFAVOURABLE), visit(days_ago(9), Favour.DEFERRED))

    assert found.last is not None
    assert found.opinion is not None
    assert (Favour.DEFERRED, Favour.UNFAVOURABLE) == (found.last.favour, found.opinion.favour)


def test_orders_bind_from_the_day_the_operator_was_told_whatever_was_visited_since() -> None:
    closing = order(days_ago(300), days_ago(290), OrderKind.CLOSURE)
    untold = order(days_ago(20), None)
    found = told(visit(days_ago(310), None, closing), visit(days_ago(30), Favour.FAVOURABLE, untold))

    assert [(OrderKind.CLOSURE, days_ago(300))] == [(one.kind, one.signed_on) for one in found.orders]


def test_a_visit_that_was_announced_was_not_made_and_one_that_was_cancelled_is_neither() -> None:
    found = told(visit(date(2026, 12, 4)), visit(date(2026, 12, 1), cancelled="reportée"), visit(date(2027, 1, 4)))

    assert (0, None, date(2026, 12, 4)) == (found.count, found.last, found.announced_on)


def test_the_next_periodic_visit_is_due_by_type_and_category() -> None:
    """A school of the third category, where nobody said whether the public sleeps: every three years."""
    assert date(2028, 11, 4) == told(visit(date(2025, 11, 4))).due_on


def test_a_report_that_is_there_is_told() -> None:
    found = told(evolve(visit(days_ago(3)), report=a_document()))

    assert found.last is not None
    assert found.last.has_report
