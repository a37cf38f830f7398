"""It is doubted: that it is a defect at all, or that it was corrected."""

from __future__ import annotations

from collections.abc import Iterable

from registre_core.findings.entities import Finding
from registre_core.findings.policy.moving import Mover, may_move, moved
from registre_core.findings.states import Move
from registre_core.findings.steps import Step
from registre_core.findings.tables import CORRECTING
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import FindingId, InterventionId, VisitId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import Verdict


def may_see_again(finding: Finding, by: FindingId | None = None) -> Verdict:
    """Whether a later report can say it again: in every state, so that none is ever lost, and each report once."""
    verdict = may_move(finding, Move.SEEN_AGAIN)
    if by == finding.id:
        said = "it is this very finding: name the one that says it again"
        verdict &= Verdict.no(Reason("repeats-itself", said, CORRECTING))
    if by is not None and by in {step.finding_id for step in finding.steps}:
        said = "that finding is known to say it again already"
        verdict &= Verdict.no(Reason("already-seen-again", said, CORRECTING, {"finding": str(by)}))
    return verdict


def seen_again(
    finding: Finding,
    mover: Mover,
    *,
    by: Finding | None = None,
    intervention: InterventionId | None = None,
    visit: VisitId | None = None,
    reason: str = "",
) -> Finding:
    """Say that it was seen again: what was said to be corrected, cleared or set aside is open again.

    Ask `may_see_again` first.

    Args:
        finding: the one that was there before.
        mover: who says so.
        by: the finding that says it again; it knows the intervention or the visit.
        intervention: on which it was seen, where no other finding says so.
        visit: on which it was seen, likewise.
        reason: what was seen.
    """
    if by is not None:
        intervention, visit = by.intervention_id, by.visit_id
    step = Step(
        Move.SEEN_AGAIN,
        mover.at,
        mover.by,
        reason,
        intervention_id=intervention,
        visit_id=visit,
        finding_id=by.id if by else None,
    )
    return moved(finding, step)


def may_reopen(finding: Finding) -> Verdict:
    """Whether it can be said that it is to be corrected after all."""
    return may_move(finding, Move.REOPENED)


def reopened(finding: Finding, reason: str, mover: Mover) -> Finding:
    """Say that it is to be corrected after all. Ask `may_reopen` first."""
    return moved(finding, Step(Move.REOPENED, mover.at, mover.by, reason))


def may_contest(finding: Finding) -> Verdict:
    """Whether it can be said that it is no defect."""
    return may_move(finding, Move.CONTESTED)


def contested(finding: Finding, reason: str, mover: Mover, proofs: Iterable[DocumentRef] = ()) -> Finding:
    """Say that it is no defect. Ask `may_contest` first."""
    return moved(finding, Step(Move.CONTESTED, mover.at, mover.by, reason, tuple(proofs)))


def may_uphold(finding: Finding) -> Verdict:
    """Whether it can be said that it stands although it was contested."""
    return may_move(finding, Move.UPHELD)


def upheld(finding: Finding, reason: str, mover: Mover) -> Finding:
    """Say that it stands: it is open again, and to be planned. Ask `may_uphold` first."""
    return moved(finding, Step(Move.UPHELD, mover.at, mover.by, reason))
