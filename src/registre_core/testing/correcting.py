# ruff: noqa: ANN401  # the fields given are checked by the entity that takes them
"""Builders of findings that no intervention reports, and of what happens to them.

As in `builders`: every field of the entity is a keyword, and identifiers are new each time unless given.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from registre_core.commissions import Visit
from registre_core.findings import Finding, Kind, Move, State, Step
from registre_core.kernel.identifiers import (
    UserId,
)
from registre_core.kernel.passages import Passage
from registre_core.testing.builders import IDS, a_finding
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.workspace import Site

A_TUESDAY = A_MONDAY_MORNING + timedelta(days=1)
"""When somebody acts upon it."""


def an_anomaly(site: Site, **given: Any) -> Finding:
    """Write down by hand what somebody saw on a site."""
    defaults = {"kind": Kind.ANOMALY, "intervention_id": None, "site_id": site.id, "text": "Issue encombrée"}
    return a_finding(**{**defaults, "passage": None, **given})


def a_prescription(visit: Visit, **given: Any) -> Finding:
    """Write down what the report of a visit prescribes."""
    defaults = {"kind": Kind.PRESCRIPTION, "intervention_id": None, "site_id": visit.site_id, "visit_id": visit.id}
    return a_finding(**{**defaults, "number": "P1", **given})


def words_of(finding: Finding) -> Passage:
    """Give the words that a finding was made of, of one that was read in a report."""
    if finding.passage is None:
        raise ValueError("nobody read this finding in a report")
    return finding.passage


def a_step(move: Move, **given: Any) -> Step:
    """Move a finding on, for a reason."""
    return Step(**{"move": move, "at": A_TUESDAY, "by": UserId(IDS.new()), "reason": "Sur place", **given})


LEADING: dict[State, tuple[Move, ...]] = {
    State.OPEN: (),
    State.PLANNED: (Move.PLANNED,),
    State.CORRECTED: (Move.CORRECTED,),
    State.CLEARED: (Move.CORRECTED, Move.CLEARED),
    State.CONTESTED: (Move.CONTESTED,),
    State.NOT_APPLICABLE: (Move.SET_ASIDE,),
}
"""The shortest way to each state."""


def standing_at(state: State, **given: Any) -> dict[str, Any]:
    """Give the fields of a finding that has come so far, for any that builds one."""
    return {"state": state, "steps": tuple(a_step(move, **given) for move in LEADING[state])}
