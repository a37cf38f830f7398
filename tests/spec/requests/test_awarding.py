"""Who may be chosen, and who is told that it was somebody else."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from tests.spec.requests.world import (
    NOW,
    QUOTE,
    THE_JOB,
    TODAY,
    a_line,
    a_quote,
    a_request,
    an_answer,
    codes,
    in_state,
    moment_of,
)

from registre_core.requests import Line, LineState
from registre_core.requests.policy import agreed_day, awarded, may_award, not_awarded, sent, those_to_tell

TOLD = {
    LineState.DRAFT: ["line-draft"],
    LineState.SENT: ["line-unanswered"],
    LineState.OPENED: ["line-unanswered"],
    LineState.LATE: ["line-unanswered"],
    LineState.ANSWERED: [],
    LineState.DECLINED: ["line-declined"],
    LineState.WITHDRAWN: ["line-withdrawn"],
    LineState.AWARDED: ["line-awarded"],
    LineState.NOT_AWARDED: [],
}
"""Why somebody cannot be chosen; who was passed over may be after all."""


@pytest.mark.parametrize("state", LineState)
def test_whoever_has_answered_may_be_chosen(state: LineState) -> None:
    line = in_state(state)

    assert TOLD[state] == codes(may_award(a_request(line), [line], TODAY, moment_of(state)))


def test_who_was_passed_over_without_an_answer_is_not_chosen_unasked() -> None:
    line = not_awarded(sent(a_line(), NOW), NOW)

    assert ["line-unanswered"] == codes(may_award(a_request(line), [line], TODAY, NOW))


@pytest.mark.parametrize("days, told", [(-1, ["quote-expired"]), (0, []), (1, [])])
def test_a_quote_that_binds_nobody_any_more_is_not_chosen(days: int, told: list[str]) -> None:
    until = TODAY + timedelta(days=days)
    line = a_line(sent_at=NOW, answer=an_answer(quote=a_quote(until=until)))

    assert told == codes(may_award(a_request(line, kind=QUOTE), [line], TODAY, NOW))


def test_everybody_who_cannot_be_chosen_is_named_at_once() -> None:
    lines = [in_state(state, number) for number, state in enumerate((LineState.SENT, LineState.DECLINED))]

    assert ["line-unanswered", "line-declined"] == codes(may_award(a_request(*lines), lines, TODAY, NOW))


def test_the_rest_is_told_once_and_nobody_who_was_chosen_declined_or_never_had_it() -> None:
    lines = {state: in_state(state, number) for number, state in enumerate(LineState)}
    chosen = lines[LineState.ANSWERED].id
    told = those_to_tell(a_request(*lines.values()), [chosen], NOW)

    assert {lines[state] for state in (LineState.SENT, LineState.OPENED, LineState.LATE)} == set(told)
    after = a_request(*lines.values()).having(
        *(not_awarded(line, NOW) for line in told), awarded(lines[LineState.ANSWERED], THE_JOB, NOW)
    )
    assert () == those_to_tell(after, [], NOW)


def proposing(number: int, on: date | None) -> Line:
    return evolve(in_state(LineState.SENT, number), answer=an_answer(proposed_on=on))


@pytest.mark.parametrize(
    "days, agreed",
    [((TODAY,), TODAY), ((TODAY, TODAY), TODAY), ((TODAY, None), TODAY), ((None,), None), ((TODAY, date.max), None)],
)
def test_they_come_on_the_day_that_all_who_name_one_agree_on(
    days: tuple[date | None, ...], agreed: date | None
) -> None:
    assert agreed == agreed_day(proposing(number, on) for number, on in enumerate(days))
