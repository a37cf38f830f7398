"""A visit, what the commission thinks of it, and what the authority decides after it."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from registre_core.commissions import (
    Favour,
    OrderKind,
    Visit,
    cancelled,
    may_attach_report,
    may_cancel,
    may_change,
    may_decide,
    may_edit,
    may_follow,
    may_give_opinion,
    may_notify,
    may_replace,
    notified,
    orders_in_force,
    with_opinion,
    with_order,
    with_report,
)
from registre_core.kernel.errors import InvalidInput, NotFound
from registre_core.kernel.identifiers import FindingId, OrderId
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.testing.builders import IDS, a_document
from registre_core.testing.building import a_visit, an_opinion, an_order

VISITED_ON = date(2026, 2, 10)
TODAY = date(2026, 3, 2)
TOMORROW = date(2026, 3, 3)
VISIT = a_visit(visited_on=VISITED_ON)
ANNOUNCED = a_visit(visited_on=TOMORROW)
CALLED_OFF = cancelled(ANNOUNCED, "grève")
REPORT, ANOTHER, PICTURE = a_document(b"%PDF 1"), a_document(b"%PDF 2"), a_document(b"\x89PNG", media_type="image/png")
REPORTED = with_report(VISIT, REPORT)
THOUGHT = with_opinion(VISIT, an_opinion())
DECIDED = with_order(VISIT, an_order())


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def problem_of(build: Any) -> str:  # noqa: ANN401  # what raises
    with pytest.raises(InvalidInput) as refusal:
        build()
    return refusal.value.code


def test_what_it_looked_at_can_be_read_and_an_order_is_counted_on_one_line() -> None:
    assert "blank-text" == problem_of(lambda: a_visit(examined=("Registre de sécurité", " ")))
    assert "not-one-line" == problem_of(lambda: an_order(number="2026-0117\n2026-0118"))


def test_a_visit_that_was_called_off_takes_no_change_and_nothing_comes_of_it() -> None:
    verdicts = [
        may_change(CALLED_OFF),
        may_edit(CALLED_OFF, VISITED_ON, TODAY),
        may_cancel(CALLED_OFF),
        may_follow(CALLED_OFF, TOMORROW),
        may_attach_report(CALLED_OFF, REPORT, TOMORROW),
        may_give_opinion(CALLED_OFF, an_opinion(given_on=TOMORROW), TOMORROW),
        may_decide(CALLED_OFF, an_order(signed_on=TOMORROW, notified_on=None), TOMORROW),
    ]

    assert [["visit-cancelled"]] * 7 == [codes(verdict) for verdict in verdicts]
    assert "grève" == CALLED_OFF.cancelled


def test_nothing_comes_of_a_visit_before_its_day() -> None:
    verdicts = [
        may_follow(ANNOUNCED, TODAY),
        may_attach_report(ANNOUNCED, REPORT, TODAY),
        may_give_opinion(ANNOUNCED, an_opinion(), TODAY),
        may_decide(ANNOUNCED, an_order(), TODAY),
    ]

    assert [["visit-to-come"]] * 4 == [codes(verdict) for verdict in verdicts]
    assert YES == may_follow(ANNOUNCED, TOMORROW)
    assert {"visited_on": "2026-03-03", "today": "2026-03-02"} == verdicts[0].reasons[0].facts


@pytest.mark.parametrize("visit", [REPORTED, THOUGHT, DECIDED], ids=["report", "opinion", "order"])
def test_a_visit_of_which_something_came_took_place(visit: Visit) -> None:
    assert visit.took_place
    assert ["visit-took-place"] == codes(may_cancel(visit))
    assert ["visit-took-place"] == codes(may_edit(visit, TOMORROW, TODAY))
    assert YES == may_edit(visit, VISITED_ON, TODAY)
    assert "cancelled-visit-took-place" == problem_of(lambda: cancelled(visit, "grève"))


def test_a_visit_of_which_nothing_came_yet_is_called_off_or_moved() -> None:
    assert not VISIT.took_place
    assert YES == may_cancel(VISIT) == may_edit(VISIT, TOMORROW, TODAY)


def test_a_report_is_a_pdf_by_its_bytes() -> None:
    (reason,) = may_attach_report(VISIT, PICTURE, TODAY).reasons

    assert ("visit-report-not-pdf", "image/png") == (reason.code, reason.facts["media_type"])
    assert YES == may_attach_report(VISIT, REPORT, TODAY)


def test_everything_that_speaks_against_a_report_is_told_at_once() -> None:
    attached = evolve(ANNOUNCED, report=PICTURE)

    assert ["visit-to-come", "visit-report-not-pdf", "visit-report-already-attached"] == codes(
        may_attach_report(attached, PICTURE, TODAY)
    )


def test_a_report_that_another_one_replaces_stays_beside_it() -> None:
    replaced = with_report(REPORTED, ANOTHER)

    assert (ANOTHER, (REPORT,)) == (replaced.report, replaced.documents)
    assert REPORT == replaced.document(REPORT.digest)


def test_the_last_opinion_counts_and_those_before_it_stay() -> None:
    deferred, given = an_opinion(favour=Favour.DEFERRED), an_opinion(favour=Favour.UNFAVOURABLE)
    visit = with_opinion(with_opinion(VISIT, deferred), given)

    assert ((deferred, given), given) == (visit.opinions, visit.opinion)
    assert VISIT.opinion is None


def test_nobody_knows_an_opinion_or_an_order_before_its_day() -> None:
    assert ["opinion-in-the-future"] == codes(may_give_opinion(VISIT, an_opinion(given_on=TOMORROW), TODAY))
    told = may_decide(VISIT, an_order(signed_on=TOMORROW, notified_on=TOMORROW), TODAY)
    assert ["order-in-the-future", "order-notified-in-the-future"] == codes(told)
    assert YES == may_give_opinion(VISIT, an_opinion(given_on=TODAY), TODAY)
    assert YES == may_decide(VISIT, an_order(signed_on=TODAY, notified_on=TODAY), TODAY)


def test_a_commission_thinks_and_an_authority_decides_after_the_visit() -> None:
    before = date(2026, 2, 9)

    assert "opinion-before-visit" == problem_of(lambda: with_opinion(VISIT, an_opinion(given_on=before)))
    assert "order-before-visit" == problem_of(lambda: with_order(VISIT, an_order(signed_on=before)))
    assert THOUGHT.opinions == with_opinion(VISIT, an_opinion()).opinions


def test_a_day_that_moves_behind_what_came_of_the_visit_is_refused_with_every_place() -> None:
    visit = with_order(THOUGHT, an_order())

    with pytest.raises(InvalidInput) as refusal:
        evolve(visit, visited_on=date(2026, 2, 28), next_due_on=date(2026, 2, 28))

    told = {problem.path: problem.code for problem in refusal.value.problems}
    assert {
        "opinions[0].given_on": "opinion-before-visit",
        "orders[0].signed_on": "order-before-visit",
        "next_due_on": "next-visit-not-later",
    } == told


@pytest.mark.parametrize(
    "given, code",
    [
        ({"notified_on": date(2026, 2, 25)}, "order-notified-before-signature"),
        ({"due_on": date(2026, 2, 25)}, "order-due-before-signature"),
        ({"prescriptions": (FindingId(IDS.new()),) * 2}, "repeated-member"),
    ],
)
def test_an_order_binds_nobody_before_it_is_signed_and_names_each_prescription_once(
    given: dict[str, Any], code: str
) -> None:
    assert code == problem_of(lambda: an_order(**given))


def test_an_order_does_not_end_itself() -> None:
    order = OrderId(IDS.new())

    assert "order-replaces-itself" == problem_of(lambda: an_order(id=order, replaces=order))


def test_when_the_operator_was_told_is_written_down_once() -> None:
    order = an_order(notified_on=None)
    visit = with_order(VISIT, order)
    told = notified(visit, order.id, TODAY)

    assert YES == may_notify(order, TODAY, TODAY)
    assert ["order-notified-in-the-future"] == codes(may_notify(order, TOMORROW, TODAY))
    assert (evolve(order, notified_on=TODAY),) == told.orders
    assert ["order-already-notified"] == codes(may_notify(told.order(order.id), TODAY, TODAY))


def test_only_the_order_that_is_meant_is_notified() -> None:
    first, second = an_order(notified_on=None), an_order(notified_on=None)
    visit = with_order(with_order(VISIT, first), second)

    assert [None, TODAY] == [order.notified_on for order in notified(visit, second.id, TODAY).orders]


def test_an_order_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound) as refusal:
        VISIT.order(OrderId(IDS.new()))

    assert "order-not-found" == refusal.value.code


def test_a_document_of_a_visit_is_its_report_an_order_or_another_one_and_nothing_else() -> None:
    paper, summons = a_document(b"%PDF arr"), a_document(b"%PDF convocation")
    visit = with_order(evolve(REPORTED, documents=(summons,)), an_order(document=paper))

    assert [REPORT, paper, summons] == [visit.document(one.digest) for one in (REPORT, paper, summons)]
    with pytest.raises(NotFound):
        visit.document(ANOTHER.digest)


def test_an_order_is_ended_once() -> None:
    first = an_order()
    second = an_order(replaces=first.id)

    assert YES == may_replace(first.id, [first])
    assert ["order-already-replaced"] == codes(may_replace(first.id, [first, second]))
    assert YES == may_replace(second.id, [first, second])


def test_an_order_binds_from_the_day_the_operator_is_told_until_another_one_ends_it() -> None:
    closing = an_order(kind=OrderKind.CLOSURE, signed_on=date(2026, 2, 12), notified_on=date(2026, 2, 13))
    opening = an_order(signed_on=date(2026, 4, 1), notified_on=date(2026, 4, 3), replaces=closing.id)
    untold = an_order(notified_on=None)
    visits = [with_order(with_order(VISIT, closing), untold), with_order(a_visit(visited_on=TOMORROW), opening)]

    days = [date(2026, 2, 12), date(2026, 2, 13), date(2026, 4, 2), date(2026, 4, 3)]
    assert [(), (closing,), (closing,), (opening,)] == [orders_in_force(visits, day) for day in days]


def test_what_a_replaced_order_was_to_end_is_ended_although_nobody_was_told_of_it() -> None:
    """The second one was written down wrongly, and never notified."""
    first = an_order(kind=OrderKind.CLOSURE)
    wrong = an_order(notified_on=None, replaces=first.id)
    third = an_order(signed_on=date(2026, 2, 28), notified_on=date(2026, 3, 1), replaces=wrong.id)
    visit = with_order(with_order(with_order(VISIT, first), wrong), third)

    assert [(first,), (third,)] == [orders_in_force([visit], day) for day in (date(2026, 2, 28), date(2026, 3, 1))]
