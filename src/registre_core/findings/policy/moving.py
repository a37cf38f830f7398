"""What all moves of a correction share: whether there is such a move from here, and the step that it leaves."""

from __future__ import annotations

from datetime import datetime

from attrs import evolve, frozen

from registre_core.findings.course import FROM_HERE
from registre_core.findings.entities import Finding
from registre_core.findings.states import Move
from registre_core.findings.steps import Step
from registre_core.findings.tables import CORRECTING, MOVES, STATES
from registre_core.kernel.identifiers import UserId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict


@frozen
class Mover:
    """Who makes a move, and when."""

    by: UserId
    """Whose account records it."""
    at: datetime
    """When."""


def may_move(finding: Finding, move: Move) -> Verdict:
    """Whether there is such a move from where the finding stands."""
    if move in FROM_HERE[finding.state]:
        return YES
    known = ", ".join(sorted(state for state, moves in FROM_HERE.items() if move in moves))
    said = f"the finding is {finding.state}; this is for one that is {known}"
    facts = {"state": finding.state.value, "label": STATES[finding.state], "move": MOVES[move], "states": known}
    return Verdict.no(Reason("wrong-finding-state", said, CORRECTING, facts))


def moved(finding: Finding, step: Step) -> Finding:
    """Make the move: its step joins the others. Ask `may_move` first."""
    return evolve(finding, state=FROM_HERE[finding.state][step.move], steps=(*finding.steps, step))
