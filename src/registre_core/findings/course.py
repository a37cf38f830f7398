"""The course of a correction, as data: which moves there are from where, and where each of them leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from registre_core.findings.states import Move, State

FROM_HERE: Mapping[State, Mapping[Move, State]] = {
    State.OPEN: {
        Move.PLANNED: State.PLANNED,
        Move.CORRECTED: State.CORRECTED,
        Move.CLEARED: State.CLEARED,
        Move.SEEN_AGAIN: State.OPEN,
        Move.CONTESTED: State.CONTESTED,
        Move.SET_ASIDE: State.NOT_APPLICABLE,
    },
    State.PLANNED: {
        Move.PLANNED: State.PLANNED,
        Move.CORRECTED: State.CORRECTED,
        Move.CLEARED: State.CLEARED,
        Move.SEEN_AGAIN: State.PLANNED,
        Move.CONTESTED: State.CONTESTED,
        Move.SET_ASIDE: State.NOT_APPLICABLE,
    },
    State.CORRECTED: {
        Move.CLEARED: State.CLEARED,
        Move.SEEN_AGAIN: State.OPEN,
        Move.REOPENED: State.OPEN,
    },
    State.CLEARED: {
        Move.CONFIRMED: State.CLEARED,
        Move.SEEN_AGAIN: State.OPEN,
        Move.REOPENED: State.OPEN,
    },
    State.CONTESTED: {
        Move.UPHELD: State.OPEN,
        Move.SEEN_AGAIN: State.CONTESTED,
        Move.SET_ASIDE: State.NOT_APPLICABLE,
    },
    State.NOT_APPLICABLE: {
        Move.SEEN_AGAIN: State.OPEN,
        Move.REOPENED: State.OPEN,
    },
}
"""A later report that says it again outweighs whatever was said before, but for a dispute, which somebody decides."""


def state_after(moves: Iterable[Move]) -> State | None:
    """Tell where a finding stands after these moves; ``None`` when one of them leads nowhere from where it is made."""
    state = State.OPEN
    for move in moves:
        reached = FROM_HERE[state].get(move)
        if reached is None:
            return None
        state = reached
    return state
