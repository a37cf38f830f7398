"""Quotes side by side."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from tests.spec.requests.world import (
    DEADLINE,
    INTERVENTION,
    NOW,
    QUOTE,
    THE_JOB,
    TODAY,
    a_line,
    a_quote,
    a_request,
    an_answer,
    in_state,
)

from registre_core.kernel.money import Money
from registre_core.requests import Comparison, Line, LineState
from registre_core.requests.policy import awarded, comparison, declined, not_awarded, withdrawn

YESTERDAY = TODAY - timedelta(days=1)


def offer(
    number: int, amount: str, rate: str = "20", *, until: date | None = None, currency: str = "EUR", after: int = 0
) -> Line:
    quote, at = a_quote(amount, rate, until, currency), NOW + timedelta(hours=after)
    return a_line(number, sent_at=NOW, answer=an_answer(at, quote=quote, is_late=at > DEADLINE))


def compared(*lines: Line) -> Comparison:
    return comparison(a_request(*lines, kind=QUOTE), TODAY, NOW)


def order(found: Comparison) -> list[int]:
    (table,) = found.tables
    return [one.line.id.int for one in table.offers]


def cheapest(found: Comparison) -> list[int]:
    return [one.line.id.int for table in found.tables for one in table.offers if one.is_cheapest]


def test_the_cheapest_comes_first_tax_included() -> None:
    found = compared(offer(1, "1000", "20"), offer(2, "1100", "5.5"), offer(3, "900", "20"))

    assert ([3, 2, 1], [3]) == (order(found), cheapest(found))
    (table,) = found.tables
    assert [Money.of(sum_, "EUR") for sum_ in ("1080", "1160.50", "1200")] == [one.total for one in table.offers]
    assert [Money.of(sum_, "EUR") for sum_ in ("180", "60.50", "200")] == [one.vat for one in table.offers]


def test_of_those_that_cost_the_same_who_answered_first_comes_first_and_each_is_cheapest() -> None:
    found = compared(offer(1, "1000", after=2), offer(2, "1000", after=1), offer(3, "2000"))

    assert ([2, 1, 3], [2, 1]) == (order(found), cheapest(found))


def test_what_has_expired_is_marked_keeps_its_place_and_is_never_the_cheapest() -> None:
    found = compared(offer(1, "500", until=YESTERDAY), offer(2, "1000", until=TODAY))

    assert ([1, 2], [2]) == (order(found), cheapest(found))
    (table,) = found.tables
    assert [True, False] == [one.is_expired for one in table.offers]


def test_where_all_have_expired_none_is_the_cheapest() -> None:
    assert [] == cheapest(compared(offer(1, "500", until=YESTERDAY)))


def test_two_currencies_never_meet_in_one_table() -> None:
    found = compared(
        offer(1, "90000", currency="XPF"), offer(2, "1000"), offer(3, "900"), offer(4, "800", currency="CHF")
    )

    assert [("EUR", [3, 2]), ("CHF", [4]), ("XPF", [1])] == [
        (table.currency, [one.line.id.int for one in table.offers]) for table in found.tables
    ]
    assert [3, 4, 1] == cheapest(found)


def test_a_late_quote_stands_among_the_others_and_is_marked() -> None:
    found = compared(offer(1, "1000"), offer(2, "900", after=24 * 11))

    assert [2, 1] == order(found)
    (table,) = found.tables
    assert [True, False] == [one.is_late for one in table.offers]


def test_who_declined_or_was_sent_away_offers_nothing_any_more() -> None:
    found = compared(
        offer(1, "1000"), declined(offer(2, "1"), "complet", NOW), withdrawn(offer(3, "2"), "doublon", NOW)
    )

    assert [1] == order(found)
    assert [2] == [line.id.int for line in found.declined]


def test_who_was_chosen_and_who_was_not_stand_beside_the_others() -> None:
    found = compared(awarded(offer(1, "1000"), THE_JOB, NOW), not_awarded(offer(2, "1100"), NOW), offer(3, "1200"))

    (table,) = found.tables
    assert [LineState.AWARDED, LineState.NOT_AWARDED, LineState.ANSWERED] == [one.state for one in table.offers]


def test_who_has_not_answered_is_waited_for() -> None:
    waiting = [in_state(state, number) for number, state in enumerate((LineState.SENT, LineState.OPENED), start=2)]
    found = compared(offer(1, "1000"), *waiting, in_state(LineState.DRAFT, 4))

    assert tuple(waiting) == found.waiting


@pytest.mark.parametrize("lines", [(), (in_state(LineState.ANSWERED),)])
def test_of_an_intervention_there_is_nothing_to_compare(lines: tuple[Line, ...]) -> None:
    assert () == comparison(a_request(*lines, kind=INTERVENTION), TODAY, NOW).tables


def test_the_cheapest_is_the_cheapest_on_that_day() -> None:
    request = a_request(offer(1, "500", until=TODAY), offer(2, "1000"), kind=QUOTE)

    assert [1] == cheapest(comparison(request, TODAY, NOW))
    assert [2] == cheapest(comparison(evolve(request), TODAY + timedelta(days=1), NOW))
