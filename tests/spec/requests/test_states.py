"""Where a request stands with each, and as a whole, follows from what happened; nothing of it is stored."""

from datetime import timedelta
from itertools import combinations

import pytest
from tests.spec.requests.world import DEADLINE, NOW, TOO_LATE, a_request, in_state, moment_of, without_deadline

from registre_core.requests import LineState, RequestState
from registre_core.requests.policy import line_state, request_state
from registre_core.requests.tables import KINDS, LINE_STATES, REQUEST_STATES

D, S, O, L, A, X, W, C, N = (  # noqa: E741  # columns of a table
    LineState.DRAFT,
    LineState.SENT,
    LineState.OPENED,
    LineState.LATE,
    LineState.ANSWERED,
    LineState.DECLINED,
    LineState.WITHDRAWN,
    LineState.AWARDED,
    LineState.NOT_AWARDED,
)


@pytest.mark.parametrize("state", LineState)
def test_a_line_stands_as_what_happened_says(state: LineState) -> None:
    assert state is line_state(in_state(state), DEADLINE, moment_of(state))


@pytest.mark.parametrize("state", [LineState.SENT, LineState.OPENED])
def test_who_has_said_nothing_is_late_once_the_deadline_has_passed_and_never_without_one(state: LineState) -> None:
    line = in_state(state)

    assert [state, LineState.LATE] == [line_state(line, DEADLINE, at) for at in (DEADLINE, TOO_LATE)]
    assert state is line_state(line, None, TOO_LATE + timedelta(days=9_999))


@pytest.mark.parametrize("state", sorted(set(LineState) - {LineState.SENT, LineState.OPENED, LineState.LATE}))
def test_whoever_has_decided_or_was_decided_about_is_never_late(state: LineState) -> None:
    assert state is line_state(in_state(state), DEADLINE, TOO_LATE)


WHOLES = [
    # where its lines stand, where it stands as a whole
    ((D,), RequestState.DRAFT),
    ((D, D), RequestState.DRAFT),
    ((D, S), RequestState.WAITING),
    ((S, O), RequestState.WAITING),
    ((O, X), RequestState.WAITING),
    ((S, A), RequestState.ANSWERED),
    ((A, X, W), RequestState.ANSWERED),
    ((L, A), RequestState.ANSWERED),
    ((L, L), RequestState.UNANSWERED),
    ((L, X), RequestState.UNANSWERED),
    ((X, X), RequestState.UNANSWERED),
    ((X, W), RequestState.UNANSWERED),
    ((C, N), RequestState.AWARDED),
    ((C, A), RequestState.AWARDED),
    ((C, W), RequestState.AWARDED),
    ((C, S, D), RequestState.AWARDED),
    ((W, W), RequestState.WITHDRAWN),
    ((W, D), RequestState.WITHDRAWN),
]


@pytest.mark.parametrize("states, whole", WHOLES)
def test_a_request_stands_where_the_furthest_of_its_lines_does(
    states: tuple[LineState, ...], whole: RequestState
) -> None:
    request = a_request(*(in_state(state, number) for number, state in enumerate(states)))
    at = TOO_LATE if LineState.LATE in states else NOW

    assert whole is request_state(request, at)


def test_any_two_lines_make_a_request_that_stands_somewhere() -> None:
    for first, second in combinations(LineState, 2):
        request = without_deadline(a_request(in_state(first, 1), in_state(second, 2)))
        assert request_state(request, NOW) in RequestState


def test_every_state_has_its_french_name_and_no_two_read_alike() -> None:
    for table, states in ((LINE_STATES, LineState), (REQUEST_STATES, RequestState)):
        assert set(states) == set(table)
        assert len(set(table.values())) == len(table)
    assert ["demande d’intervention", "demande de devis"] == list(KINDS.values())
