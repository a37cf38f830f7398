"""It is cleared, or set aside, on grounds that its kind asks for; and a later inspection confirms it."""

from __future__ import annotations

from attrs import frozen

from registre_core.findings.entities import Finding
from registre_core.findings.policy.moving import Mover, may_move, moved
from registre_core.findings.states import Move, State
from registre_core.findings.steps import Step
from registre_core.findings.tables import CLEARING, CORRECTING, DISCHARGING, Grounding
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import InterventionId, VisitId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.signatories import PersonKey
from registre_core.kernel.verdicts import YES, Verdict


@frozen
class Grounds:
    """What somebody goes by who clears a finding, or sets it aside."""

    reason: str = ""
    """Why, or what was done; of circumstances, never of a person."""
    proofs: tuple[DocumentRef, ...] = ()
    """What shows it."""
    checked_by: PersonKey | None = None
    """Who looked at the place."""
    authority: str = ""
    """Which commission or authority says so, such as ``commission communale de sécurité``; of a prescription."""
    visit: VisitId | None = None
    """The visit on which it did."""
    intervention: InterventionId | None = None
    """The intervention on which it was looked at."""


def may_clear(finding: Finding, grounds: Grounds) -> Verdict:
    """Whether it can be cleared on these grounds: the table `CLEARING` says what its kind asks for."""
    return may_move(finding, Move.CLEARED) & _grounded(finding, grounds) & _later(finding, None, grounds.visit)


def cleared(finding: Finding, grounds: Grounds, mover: Mover) -> Finding:
    """Clear it (*lever*). Ask `may_clear` first."""
    return moved(finding, _step(Move.CLEARED, grounds, mover))


def may_set_aside(finding: Finding, grounds: Grounds) -> Verdict:
    """Whether it can be said that it does not apply: of a prescription, as of its clearing, the authority says so."""
    verdict = may_move(finding, Move.SET_ASIDE)
    if CLEARING[finding.kind].grounding is Grounding.DISCHARGE:
        verdict &= _discharged(grounds) & _later(finding, None, grounds.visit)
    return verdict


def set_aside(finding: Finding, grounds: Grounds, mover: Mover) -> Finding:
    """Say that it does not apply (*sans objet*). Ask `may_set_aside` first."""
    return moved(finding, _step(Move.SET_ASIDE, grounds, mover))


def awaits_confirmation(finding: Finding) -> bool:
    """Whether the next inspection is to look whether it is indeed corrected."""
    if finding.state is not State.CLEARED or not CLEARING[finding.kind].is_confirmed:
        return False
    settled = (step.move for step in reversed(finding.steps) if step.move in (Move.CLEARED, Move.CONFIRMED))
    return next(settled) is Move.CLEARED


def may_confirm(
    finding: Finding, *, intervention: InterventionId | None = None, visit: VisitId | None = None
) -> Verdict:
    """Whether this inspection can find that it is corrected: once it was cleared, and not the one that found it."""
    return may_move(finding, Move.CONFIRMED) & _later(finding, intervention, visit)


def confirmed(
    finding: Finding,
    mover: Mover,
    *,
    intervention: InterventionId | None = None,
    visit: VisitId | None = None,
    reason: str = "",
) -> Finding:
    """Say which later inspection found it corrected. Ask `may_confirm` first."""
    step = Step(Move.CONFIRMED, mover.at, mover.by, reason, intervention_id=intervention, visit_id=visit)
    return moved(finding, step)


def _grounded(finding: Finding, grounds: Grounds) -> Verdict:
    rule, has_proof = CLEARING[finding.kind], bool(grounds.proofs or _shown(finding))
    match rule.grounding:
        case Grounding.PROOF if not has_proof:
            said = "it is cleared on proof: attach a photo, an attestation or a report"
            return Verdict.no(Reason("proof-missing", said, rule.source, {"kind": finding.kind.value}))
        case Grounding.PROOF_OR_REASON if not has_proof and not grounds.reason.strip():
            said = "attach what shows that it is corrected, or say why it is cleared"
            return Verdict.no(Reason("grounds-missing", said, rule.source, {"kind": finding.kind.value}))
        case Grounding.DISCHARGE:
            return _discharged(grounds)
    return YES


def _shown(finding: Finding) -> tuple[DocumentRef, ...]:
    """Give what came with the declaration that it is corrected, while that stands."""
    return finding.steps[-1].proofs if finding.state is State.CORRECTED else ()


def _discharged(grounds: Grounds) -> Verdict:
    """Whether somebody else than the operator says so, by name, and it can be looked up."""
    verdict = YES
    if not grounds.authority.strip():
        said = "a prescription is discharged by the commission or the authority: name it"
        verdict &= Verdict.no(Reason("authority-missing", said, DISCHARGING))
    if not grounds.proofs and grounds.visit is None:
        said = "attach the document that discharges it, or name the visit on which that was done"
        verdict &= Verdict.no(Reason("discharge-missing", said, DISCHARGING))
    return verdict


def _later(finding: Finding, intervention: InterventionId | None, visit: VisitId | None) -> Verdict:
    """Whether it is another inspection than those that found the defect, first or again."""
    again = [step for step in finding.steps if step.move is Move.SEEN_AGAIN]
    found_on = {finding.intervention_id, *(step.intervention_id for step in again)}
    found_by = {finding.visit_id, *(step.visit_id for step in again)}
    if (intervention is None or intervention not in found_on) and (visit is None or visit not in found_by):
        return YES
    said = "it was found on this very occasion: name the one on which it was found corrected"
    return Verdict.no(Reason("inspection-not-later", said, CORRECTING))


def _step(move: Move, grounds: Grounds, mover: Mover) -> Step:
    return Step(
        move,
        mover.at,
        mover.by,
        grounds.reason,
        grounds.proofs,
        intervention_id=grounds.intervention,
        visit_id=grounds.visit,
        checked_by=grounds.checked_by,
        authority=grounds.authority,
    )
