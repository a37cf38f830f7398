"""Whatever is said of an observation in whatever order, it stands where the slip of paper says (CCH R. 141-10)."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.naive_findings import Slip

from registre_core.codec import from_builtins, to_builtins
from registre_core.findings import (
    Finding,
    Grounds,
    Move,
    Mover,
    awaits_confirmation,
    cleared,
    confirmed,
    contested,
    corrected,
    may_clear,
    may_move,
    planned,
    reopened,
    seen_again,
    set_aside,
    state_after,
    upheld,
)
from registre_core.kernel.identifiers import InterventionId, UserId
from registre_core.testing.builders import IDS, a_document, a_finding
from registre_core.testing.memory.world import A_MONDAY_MORNING

PROOF, WHO, ON = a_document(), UserId(IDS.new()), InterventionId(IDS.new())
SAID = st.lists(st.tuples(st.sampled_from(Move), st.booleans()), max_size=12)


def tried(finding: Finding, move: Move, mover: Mover, *, with_proof: bool) -> Finding | None:
    """Make a move if it may be made."""
    proofs = (PROOF,) if with_proof else ()
    grounds = Grounds("vu", proofs)
    if not (may_clear(finding, grounds) if move is Move.CLEARED else may_move(finding, move)):
        return None
    return {
        Move.PLANNED: lambda: planned(finding, mover),
        Move.CORRECTED: lambda: corrected(finding, mover, proofs=proofs),
        Move.CLEARED: lambda: cleared(finding, grounds, mover),
        Move.CONFIRMED: lambda: confirmed(finding, mover, intervention=ON),
        Move.SEEN_AGAIN: lambda: seen_again(finding, mover, intervention=ON),
        Move.REOPENED: lambda: reopened(finding, "vu", mover),
        Move.CONTESTED: lambda: contested(finding, "vu", mover),
        Move.UPHELD: lambda: upheld(finding, "vu", mover),
        Move.SET_ASIDE: lambda: set_aside(finding, grounds, mover),
    }[move]()


@settings(max_examples=60)
@given(SAID)
def test_a_finding_stands_where_a_slip_of_paper_says(said: list[tuple[Move, bool]]) -> None:
    finding, slip, made = a_finding(), Slip(), 0
    for hour, (move, with_proof) in enumerate(said):
        mover = Mover(WHO, A_MONDAY_MORNING + timedelta(hours=hour))
        moved = tried(finding, move, mover, with_proof=with_proof)

        assert slip.hears(move.value, with_proof=with_proof) is (moved is not None)
        made += moved is not None
        finding = moved or finding
        assert slip.word == finding.state.value

    assert made == len(finding.steps)
    assert finding.state is state_after(step.move for step in finding.steps)
    assert sorted(step.at for step in finding.steps) == [step.at for step in finding.steps]
    assert not awaits_confirmation(finding) or slip.word == "cleared"


@settings(max_examples=20)
@given(SAID)
def test_what_became_of_it_reads_back_from_what_is_kept(said: list[tuple[Move, bool]]) -> None:
    finding = a_finding()
    for move, with_proof in said:
        finding = tried(finding, move, Mover(WHO, A_MONDAY_MORNING), with_proof=with_proof) or finding

    assert finding == from_builtins(Finding, to_builtins(finding))
