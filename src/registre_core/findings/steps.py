"""One move of a correction, as it stays written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from attrs import field, frozen

from registre_core.findings.states import Move
from registre_core.kernel.documents import DocumentRef, each_file_once
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import FindingId, InterventionId, UserId, VisitId
from registre_core.kernel.signatories import PersonKey
from registre_core.kernel.validation import Checked, aware, must

ARGUED = frozenset({Move.REOPENED, Move.CONTESTED, Move.UPHELD, Move.SET_ASIDE})
"""Moves that somebody else must be able to follow: they say why."""

INSPECTED = frozenset({Move.CONFIRMED, Move.SEEN_AGAIN})
"""Moves that somebody makes who came to look: they say on what occasion."""


@frozen
class Step(Checked):
    """One move of a correction: who, when, why, with what proof. Names stay out: they can be erased where they are."""

    move: Move
    """What happened."""
    at: datetime = field(metadata=must(aware))
    """When."""
    by: UserId
    """Whose account recorded it."""
    reason: str = ""
    """Why, or what was done; of circumstances, never of a person: it stands in the register for ever."""
    proofs: tuple[DocumentRef, ...] = field(default=(), metadata=must(each_file_once))
    """Photos, attestations, reports that show it."""
    due_on: date | None = None
    """Of what is planned: by when."""
    intervention_id: InterventionId | None = None
    """The intervention that corrects it, or that saw it."""
    visit_id: VisitId | None = None
    """The visit that saw or discharged it."""
    checked_by: PersonKey | None = None
    """Of what is cleared: who looked at the place."""
    authority: str = ""
    """Of a prescription that is cleared: which commission or authority discharged it."""
    finding_id: FindingId | None = None
    """Of what is seen again: the finding that says so."""

    def contradictions(self) -> Iterator[Problem]:
        """Some moves say why, and a later inspection is named."""
        if self.move in ARGUED and not self.reason.strip():
            yield Problem("reason", "blank-text", "'reason' needs at least one visible character")
        if self.move in INSPECTED and not (self.intervention_id or self.visit_id or self.finding_id):
            said = "name the intervention, the visit or the finding that says so"
            yield Problem("intervention", "inspection-not-named", said)
