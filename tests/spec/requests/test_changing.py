"""What may become of a request and its lines, state by state."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import pytest
from attrs import evolve
from tests.spec.requests.world import (
    DEADLINE,
    INTERVENTION,
    NOW,
    QUOTE,
    TOO_LATE,
    a_line,
    a_quote,
    a_request,
    an_answer,
    codes,
    in_state,
    moment_of,
    without_deadline,
)

from registre_core import NotFound
from registre_core.kernel.identifiers import LineId
from registre_core.requests import LineState, RequestPolicy
from registre_core.requests.policy import (
    answered,
    declined,
    line_state,
    may_add,
    may_answer,
    may_change,
    may_decline,
    may_delete,
    may_have,
    may_say,
    may_send,
    may_withdraw,
    opened,
    sent,
    those_to_send,
    those_to_withdraw,
    withdrawn,
)

SENT_TO_ONE = a_request(in_state(LineState.SENT), a_line(2))
DRAFT = a_request()
ALL_BACK = a_request(in_state(LineState.WITHDRAWN), in_state(LineState.WITHDRAWN, 2))

ANSWERS = {LineState.SENT, LineState.OPENED, LineState.LATE, LineState.ANSWERED, LineState.DECLINED}
DECLINES = ANSWERS - {LineState.DECLINED}
GOES_BACK = DECLINES | {LineState.DRAFT}


def refused_in(state: LineState, allowed: Iterable[LineState]) -> list[str]:
    return [] if state in allowed else [f"line-{state}"]


@pytest.mark.parametrize("state", LineState)
def test_a_recipient_answers_until_something_was_decided_about_him(state: LineState) -> None:
    line = in_state(state)

    assert refused_in(state, ANSWERS) == codes(may_answer(a_request(line), line, moment_of(state)))


@pytest.mark.parametrize("state", LineState)
def test_a_recipient_declines_what_he_has_answered_too_and_once(state: LineState) -> None:
    line = in_state(state)

    assert refused_in(state, DECLINES) == codes(may_decline(a_request(line), line, moment_of(state)))


@pytest.mark.parametrize("state", LineState)
def test_a_request_is_taken_back_from_whom_nothing_was_decided_about(state: LineState) -> None:
    line, another = in_state(state), in_state(LineState.SENT, 2)
    request = a_request(line, another)

    assert refused_in(state, GOES_BACK) == codes(may_withdraw(request, [line], moment_of(state)))
    assert (line in those_to_withdraw(request, None, moment_of(state))) is (state in GOES_BACK)


@pytest.mark.parametrize("state", LineState)
def test_a_request_is_sent_again_to_whom_nothing_was_decided_about(state: LineState) -> None:
    line = in_state(state)
    request = without_deadline(a_request(line, in_state(LineState.SENT, 2)))

    assert refused_in(state, GOES_BACK) == codes(may_send(request, [line], NOW))
    assert (line in those_to_send(request, None, NOW)) is (state in GOES_BACK)


def test_what_was_sent_says_what_it_said_and_is_not_deleted() -> None:
    assert [] == codes(may_change(DRAFT)) == codes(may_delete(DRAFT))
    assert ["request-was-sent"] == codes(may_change(SENT_TO_ONE)) == codes(may_delete(SENT_TO_ONE))


def test_recipients_are_added_until_it_was_taken_back_from_everybody() -> None:
    assert may_add(DRAFT)
    assert may_add(SENT_TO_ONE)
    assert ["request-withdrawn"] == codes(may_add(ALL_BACK)) == codes(may_send(ALL_BACK, [], NOW))


def test_a_request_goes_to_no_more_than_the_host_allows() -> None:
    two = a_request(a_line(1), a_line(2))

    assert may_have(two, RequestPolicy(most_recipients=2))
    assert ["too-many-recipients"] == codes(may_have(two, RequestPolicy(most_recipients=1)))


def test_nobody_is_sent_for_the_first_time_what_he_cannot_answer_in_time() -> None:
    out, waiting = SENT_TO_ONE.lines

    assert [] == codes(may_send(SENT_TO_ONE, [out, waiting], DEADLINE))
    assert [] == codes(may_send(SENT_TO_ONE, [out], TOO_LATE))
    assert ["deadline-passed"] == codes(may_send(SENT_TO_ONE, [out, waiting], TOO_LATE))
    assert [] == codes(may_send(without_deadline(SENT_TO_ONE), [waiting], TOO_LATE))


def test_a_draft_is_deleted_and_not_taken_back() -> None:
    assert ["request-not-sent"] == codes(may_withdraw(DRAFT, DRAFT.lines, NOW))


def test_when_nobody_is_left_there_is_nothing_to_take_back() -> None:
    request = a_request(in_state(LineState.DECLINED), in_state(LineState.AWARDED, 2))

    assert ["nothing-to-withdraw"] == codes(may_withdraw(request, those_to_withdraw(request, None, NOW), NOW))


def test_every_line_that_cannot_be_taken_back_is_named_at_once() -> None:
    request = a_request(in_state(LineState.DECLINED), in_state(LineState.AWARDED, 2), in_state(LineState.SENT, 3))

    assert ["line-declined", "line-awarded"] == codes(may_withdraw(request, request.lines, NOW))


def test_lines_are_named_by_identifier_each_once_and_a_stranger_is_not_found() -> None:
    first, second = SENT_TO_ONE.lines

    assert (second,) == those_to_send(SENT_TO_ONE, [second.id, second.id], NOW)
    assert (first,) == those_to_withdraw(SENT_TO_ONE, [first.id], NOW)
    for choose in (those_to_send, those_to_withdraw):
        with pytest.raises(NotFound):
            choose(SENT_TO_ONE, [LineId(UUID(int=404))], NOW)


def test_when_it_was_first_sent_and_opened_is_kept() -> None:
    out, seen = in_state(LineState.SENT), in_state(LineState.OPENED)

    assert out == sent(out, TOO_LATE)
    assert seen == opened(seen, TOO_LATE)
    assert NOW == sent(a_line(), NOW).sent_at


@pytest.mark.parametrize("moment, late", [(DEADLINE, False), (TOO_LATE, True)])
def test_a_late_answer_is_kept_and_marked(moment: object, late: bool) -> None:  # noqa: FBT001  # a column
    line = in_state(LineState.OPENED)
    said = answered(a_request(line), line, an_answer(moment))  # type: ignore[arg-type]  # a column of moments

    assert said.answer is not None
    assert (late, LineState.ANSWERED) == (said.answer.is_late, line_state(said, DEADLINE, TOO_LATE))


def test_a_mark_that_came_along_is_not_believed() -> None:
    line = in_state(LineState.OPENED)
    said = answered(a_request(line), line, an_answer(TOO_LATE, is_late=False))

    assert said.answer is not None
    assert said.answer.is_late


def test_who_declined_may_come_after_all_and_his_reason_is_gone() -> None:
    line = answered(a_request(), in_state(LineState.DECLINED), an_answer())

    assert (LineState.ANSWERED, "") == (line_state(line, DEADLINE, NOW), line.reason)


def test_who_declines_after_he_answered_keeps_what_he_said_beside_it() -> None:
    line = declined(in_state(LineState.ANSWERED), "complet", NOW)

    assert line.answer is not None
    assert (LineState.DECLINED, "complet") == (line_state(line, DEADLINE, NOW), line.reason)


def test_what_is_taken_back_says_why() -> None:
    line = withdrawn(in_state(LineState.SENT), "doublon", NOW)

    assert (LineState.WITHDRAWN, "doublon") == (line_state(line, DEADLINE, NOW), line.reason)


@pytest.mark.parametrize(
    "kind, quote, told",
    [
        (INTERVENTION, None, []),
        (QUOTE, a_quote(), []),
        (QUOTE, None, ["quote-missing"]),
        (INTERVENTION, a_quote(), ["quote-not-asked"]),
    ],
)
def test_an_answer_answers_what_is_asked(kind: object, quote: object, told: list[str]) -> None:
    assert told == codes(may_say(a_request(kind=kind), an_answer(quote=quote)))


def test_two_answers_say_the_same_whenever_and_however_they_came() -> None:
    first = an_answer(message="Oui", quote=a_quote())

    assert first.says_as(evolve(first, at=TOO_LATE, is_late=True))
    assert not first.says_as(evolve(first, message="Non"))
    assert not first.says_as(evolve(first, quote=a_quote("1")))
    assert not first.says_as(evolve(first, proposed_on=(NOW + timedelta(days=1)).date()))
