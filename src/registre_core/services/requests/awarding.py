"""Use case: recipients are chosen, for one and the same intervention (S5, S6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, frozen

from registre_core.interventions import Intervention
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.identifiers import LineId, WorkRequestId
from registre_core.ports.storage import Transaction
from registre_core.requests import Line, RequestAwarded, WorkRequest
from registre_core.requests.policy import awarded, may_award, not_awarded, those_to_tell
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.requests.coming import Coming, let_come, plan_findings
from registre_core.services.requests.desk import Desk
from registre_core.services.requests.notices import AWARDED, NOT_AWARDED, tell_lines


@frozen
class Awarded:
    """What choosing recipients led to."""

    request: WorkRequest
    """As it is now."""
    interventions: tuple[Intervention, ...]
    """What those chosen come for: one and the same, or one each where that was asked for."""
    unreachable: tuple[Line, ...]
    """Those who are to be told, and of whom nobody has a mail address."""


@frozen
class Awarding(Desk):
    """Chooses among those who answered."""

    def award(
        self,
        actor: Actor,
        request: WorkRequestId,
        lines: Iterable[LineId],
        *,
        planned_on: date | None = None,
        split: bool | None = None,
        tell_rest: bool = True,
    ) -> Awarded:
        """Choose one or several of those who answered: they share one and the same intervention.

        What the request is about is planned for it. Those chosen are told; so is the rest, once, and never anybody who
        was chosen. Whoever is chosen later joins the intervention of the others while it is open.

        Args:
            actor: who chooses.
            request: which one.
            lines: who is chosen.
            planned_on: the day they come; the one that they proposed, where all who did proposed the same.
            split: whether each gets an intervention of his own; as the request says, unless told otherwise.
            tell_rest: whether the others are told that they were not chosen. Left out, their answers are still waited
                for, and a later award tells them.

        Raises:
            Forbidden: without ``requests.edit``; of a quote, without ``quotes.award``.
            NotFound: ``request-not-found``, ``line-not-found``.
            InvalidInput: ``empty-collection``, ``planned-day-missing``.
            RuleViolation: all at once: ``line-unanswered``, ``quote-expired``, ``line-draft``, ``line-declined``,
                ``line-withdrawn``, ``line-awarded``; or ``site-closed``, ``planned-already``; or as
                `interventions.edit`, of an intervention that is joined.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        named = tuple(dict.fromkeys(lines))
        with self.ports.storage.begin(workspace) as tx:
            found, bearer = self._admitted(tx, actor, "requests.award", request)
            chosen = _chosen(found, named)
            may_award(found, chosen, stamp.today, stamp.at).require(RuleViolation)
            is_split = found.is_split if split is None else split
            coming = let_come(tx, found, chosen, planned_on, stamp, split=is_split)
            rest = those_to_tell(found, named, stamp.at) if tell_rest else ()
            saved = tx.requests.save(_settled(found, coming, rest, stamp, split=is_split))
            planned = tuple(plan_findings(tx, saved, coming[0].intervention, bearer.creator().id, stamp))
            record(tx, workspace, bearer, stamp, RequestAwarded(saved), *(one.fact for one in coming), *planned)
            unreachable = _tell(tx, saved, coming, rest, stamp)
            tx.commit()
        return Awarded(saved, tuple(one.intervention for one in coming), unreachable)


def _chosen(request: WorkRequest, named: Sequence[LineId]) -> tuple[Line, ...]:
    if not named:
        raise InvalidInput.at("lines", "empty-collection", "say who is chosen")
    return tuple(map(request.line, named))


def _settled(
    request: WorkRequest, coming: Sequence[Coming], rest: Iterable[Line], stamp: Stamp, *, split: bool
) -> WorkRequest:
    """Keep who was chosen for what, and who is told that he was not."""
    chosen = [awarded(line, one.intervention.id, stamp.at) for one in coming for line in one.lines]
    settled = request.having(*chosen, *(not_awarded(line, stamp.at) for line in rest))
    return settled if split else evolve(settled, intervention_id=coming[0].intervention.id)


def _tell(
    tx: Transaction, request: WorkRequest, coming: Iterable[Coming], rest: Iterable[Line], stamp: Stamp
) -> tuple[Line, ...]:
    """Tell those chosen when they come, and the rest that it was somebody else; give those nobody can be told of."""
    unreachable: list[Line] = []
    for one in coming:
        at, day = str(one.intervention.id), one.intervention.planned_on.isoformat()
        unreachable += tell_lines(tx, AWARDED, request, one.lines, stamp, intervention=at, planned_on=day).unreachable
    return (*unreachable, *tell_lines(tx, NOT_AWARDED, request, rest, stamp).unreachable)
