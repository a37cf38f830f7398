"""Somebody sees to it: it is planned, and declared corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from registre_core.findings.entities import Finding
from registre_core.findings.policy.moving import Mover, may_move, moved
from registre_core.findings.states import Move
from registre_core.findings.steps import Step
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import InterventionId
from registre_core.kernel.signatories import PersonKey
from registre_core.kernel.verdicts import Verdict


def may_plan(finding: Finding) -> Verdict:
    """Whether it can be settled who corrects it, and by when; settled otherwise, too."""
    return may_move(finding, Move.PLANNED)


def planned(
    finding: Finding,
    mover: Mover,
    *,
    due_on: date | None = None,
    responsible: PersonKey | None = None,
    intervention: InterventionId | None = None,
    reason: str = "",
) -> Finding:
    """Settle who corrects it, and by when. Its deadline stays what it is. Ask `may_plan` first.

    Args:
        finding: which one.
        mover: who settles it.
        due_on: the day it is to be corrected on, or by.
        responsible: who sees to it from now on; whoever did, unless said otherwise.
        intervention: the one that corrects it.
        reason: what is to be done.
    """
    step = Step(Move.PLANNED, mover.at, mover.by, reason, due_on=due_on, intervention_id=intervention)
    return evolve(moved(finding, step), responsible=responsible or finding.responsible)


def may_declare_corrected(finding: Finding) -> Verdict:
    """Whether it can be said that it is corrected: it is not cleared by that."""
    return may_move(finding, Move.CORRECTED)


def corrected(
    finding: Finding,
    mover: Mover,
    *,
    reason: str = "",
    proofs: Iterable[DocumentRef] = (),
    intervention: InterventionId | None = None,
) -> Finding:
    """Say that it is corrected, by what was done and with what shows it. Ask `may_declare_corrected` first."""
    step = Step(Move.CORRECTED, mover.at, mover.by, reason, tuple(proofs), intervention_id=intervention)
    return moved(finding, step)
