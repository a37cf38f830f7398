"""A site closes on a day, and may open again."""

from datetime import date, timedelta

import pytest

from registre_core.kernel.verdicts import Verdict
from registre_core.testing.builders import a_site
from registre_core.workspace import closed, is_open, may_close, may_receive, may_reopen, reopened

CLOSING = date(2026, 7, 4)
BEFORE, AFTER = CLOSING - timedelta(days=1), CLOSING + timedelta(days=1)
OPEN, CLOSED = a_site(), a_site(closed_on=CLOSING)


def told(verdict: Verdict) -> list[tuple[str, object]]:
    return [(reason.code, reason.facts.get("closed_on")) for reason in verdict.reasons]


def test_a_site_is_open_until_somebody_closes_it() -> None:
    assert None is OPEN.closed_on
    assert is_open(OPEN, date.min)
    assert is_open(OPEN, date.max)


@pytest.mark.parametrize("day, expected", [(date.min, True), (BEFORE, True), (CLOSING, False), (date.max, False)])
def test_a_site_is_closed_from_the_day_it_closes_on(day: date, *, expected: bool) -> None:
    assert expected is is_open(CLOSED, day)


@pytest.mark.parametrize("day", [BEFORE, CLOSING, AFTER])
def test_whom_a_site_may_receive_is_who_comes_while_it_is_open(day: date) -> None:
    """Source: CCH R. 143-38: from its closing on, the next to come is the commission, before it opens again."""
    assert may_receive(OPEN, day)
    assert told(may_receive(CLOSED, day)) == ([] if day is BEFORE else [("site-closed", "2026-07-04")])


def test_a_site_is_closed_once() -> None:
    assert may_close(OPEN)
    assert [("site-closed", "2026-07-04")] == told(may_close(CLOSED))


def test_only_a_closed_site_is_opened_again() -> None:
    assert may_reopen(CLOSED)
    assert [("site-open", None)] == told(may_reopen(OPEN))


def test_closing_and_opening_again_change_nothing_else() -> None:
    shut = closed(OPEN, on=CLOSING)

    assert a_site(id=OPEN.id, closed_on=CLOSING) == shut
    assert OPEN == reopened(shut)
