"""Which moves there are from where, as people read the table of the page; every cell is tried, the empty ones too."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from registre_core.findings import (
    FROM_HERE,
    MOVES,
    STATES,
    STILL_OPEN,
    Finding,
    Grounds,
    Move,
    Mover,
    State,
    awaits_confirmation,
    cleared,
    confirmed,
    contested,
    corrected,
    may_move,
    planned,
    reopened,
    seen_again,
    set_aside,
    state_after,
    upheld,
)
from registre_core.kernel.identifiers import InterventionId, UserId
from registre_core.testing.builders import a_document, a_finding
from registre_core.testing.correcting import standing_at

WHO = Mover(UserId(UUID(int=7)), datetime(2026, 3, 3, 9, tzinfo=UTC))
ON = InterventionId(UUID(int=8))
HEADINGS = (
    Move.PLANNED,
    Move.CORRECTED,
    Move.CLEARED,
    Move.CONFIRMED,
    Move.SEEN_AGAIN,
    Move.REOPENED,
    Move.CONTESTED,
    Move.UPHELD,
    Move.SET_ASIDE,
)
TABLE = """
from           planned   corrected cleared confirmed seen-again reopened contested upheld set-aside
open           planned   corrected cleared -         open       -        contested -      not-applicable
planned        planned   corrected cleared -         planned    -        contested -      not-applicable
corrected      -         -         cleared -         open       open     -         -      -
cleared        -         -         -       cleared   open       open     -         -      -
contested      -         -         -       -         contested  -        -         open   not-applicable
not-applicable -         -         -       -         open       open     -         -      -
"""
CELLS = [
    (State(start), move, None if cell == "-" else State(cell))
    for start, *cells in (line.split() for line in TABLE.strip().splitlines()[1:])
    for move, cell in zip(HEADINGS, cells, strict=True)
]


def standing(state: State) -> Finding:
    return a_finding(**standing_at(state))


def moved(finding: Finding, move: Move) -> Finding:
    """Make a move by what the room offers for it."""
    why, grounds = "vu sur place", Grounds("vu sur place", (a_document(),))
    return {
        Move.PLANNED: lambda: planned(finding, WHO),
        Move.CORRECTED: lambda: corrected(finding, WHO),
        Move.CLEARED: lambda: cleared(finding, grounds, WHO),
        Move.CONFIRMED: lambda: confirmed(finding, WHO, intervention=ON),
        Move.SEEN_AGAIN: lambda: seen_again(finding, WHO, intervention=ON),
        Move.REOPENED: lambda: reopened(finding, why, WHO),
        Move.CONTESTED: lambda: contested(finding, why, WHO),
        Move.UPHELD: lambda: upheld(finding, why, WHO),
        Move.SET_ASIDE: lambda: set_aside(finding, grounds, WHO),
    }[move]()


def test_the_table_has_every_state_and_every_move() -> None:
    assert {(state, move) for state in State for move in Move} == {(start, move) for start, move, _ in CELLS}
    assert HEADINGS == tuple(TABLE.split("\n")[1].split()[1:])


@pytest.mark.parametrize("start,move,end", CELLS)
def test_a_move_leads_where_the_table_says_or_is_refused_with_what_would_do(
    start: State, move: Move, end: State | None
) -> None:
    finding = standing(start)
    verdict = may_move(finding, move)

    assert (end is not None) is bool(verdict)
    if end is None:
        (reason,) = verdict.reasons
        others = ", ".join(sorted(state for state in State if move in FROM_HERE[state]))
        facts = {"state": start.value, "label": STATES[start], "move": MOVES[move], "states": others}
        assert ("wrong-finding-state", facts) == (reason.code, reason.facts)
    else:
        assert end is moved(finding, move).state


@pytest.mark.parametrize("start,move", [(start, move) for start, move, end in CELLS if end])
def test_a_move_leaves_its_step_and_nothing_else_changes(start: State, move: Move) -> None:
    before = standing(start)
    after = moved(before, move)

    assert before.steps == after.steps[:-1]
    assert (move, WHO.by, WHO.at) == (after.steps[-1].move, after.steps[-1].by, after.steps[-1].at)
    assert (before.text, before.passage, before.created_by) == (after.text, after.passage, after.created_by)


def test_a_finding_is_open_until_it_is_cleared_or_set_aside() -> None:
    assert set(State) - {State.CLEARED, State.NOT_APPLICABLE} == STILL_OPEN
    assert [standing(state).is_open for state in State] == [state in STILL_OPEN for state in State]


def test_a_report_may_say_again_whatever_became_of_it() -> None:
    assert all(Move.SEEN_AGAIN in moves for moves in FROM_HERE.values())


def test_moves_that_lead_nowhere_lead_nowhere() -> None:
    assert state_after([]) is State.OPEN
    assert state_after([Move.CORRECTED, Move.CLEARED, Move.SEEN_AGAIN]) is State.OPEN
    assert state_after([Move.CONFIRMED]) is None


def test_what_the_next_inspection_is_to_look_at_is_an_observation_that_was_cleared_and_not_confirmed_since() -> None:
    finding = standing(State.CLEARED)
    looked = moved(finding, Move.CONFIRMED)
    again = moved(moved(moved(looked, Move.SEEN_AGAIN), Move.CLEARED), Move.CONFIRMED)

    assert awaits_confirmation(finding)
    assert not awaits_confirmation(looked)
    assert awaits_confirmation(moved(moved(looked, Move.REOPENED), Move.CLEARED))
    assert not awaits_confirmation(again)
    assert not awaits_confirmation(standing(State.CORRECTED))
