"""Use cases: a finding is cleared on the grounds that its kind asks for, confirmed, upheld, set aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from registre_core import findings
from registre_core.findings import (
    Finding,
    FindingCleared,
    FindingConfirmed,
    FindingSetAside,
    FindingUpheld,
    Grounds,
)
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import FindingId, InterventionId, VisitId
from registre_core.kernel.signatories import PersonKey
from registre_core.ports.storage import Snapshot
from registre_core.requests import RequestKind, WorkRequest
from registre_core.services.findings.desk import Desk, mover, require_on, require_person
from registre_core.services.front_door import Bearer, workspace_of
from registre_core.services.journal import Stamp, record

_SEEING = {RequestKind.INTERVENTION: "requests.consult", RequestKind.QUOTE: "quotes.consult"}


@frozen
class Cleared:
    """What came of clearing a finding."""

    finding: Finding
    """As it is now."""
    open_requests: tuple[WorkRequest, ...]
    """Requests about it that somebody may still answer, of those whoever cleared it may see: withdrawing them is for
    people to decide, since each may be about other findings, too."""


@frozen
class Clearing(Desk):
    """Clears findings. Who may, and on what grounds, is the table `findings.CLEARING`."""

    def clear(
        self,
        actor: Actor,
        finding: FindingId,
        *,
        reason: str = "",
        proofs: Iterable[DocumentRef] = (),
        checked_by: PersonKey | None = None,
        authority: str = "",
        visit: VisitId | None = None,
        intervention: InterventionId | None = None,
    ) -> Cleared:
        """Clear it (*lever*).

        An observation is cleared on proof, which may have come when it was declared corrected, and is confirmed by the
        next inspection; an anomaly on proof, or for a reason. A prescription is discharged by the commission or the
        authority, whose document or visit is named: whoever holds the right writes that down.

        Args:
            actor: who clears it, or writes down that it was.
            finding: which one.
            reason: why, or what was done; of circumstances, never of a person.
            proofs: stored documents that show it; of a prescription, the one that discharges it.
            checked_by: who looked at the place.
            authority: of a prescription: which commission or authority discharges it.
            visit: the visit of this site on which it did.
            intervention: the intervention of this site on which it was looked at.

        Raises:
            Forbidden: without ``findings.clear``, of a prescription without ``prescriptions.clear``.
            NotFound: ``finding-not-found``, ``document-not-found``, ``visit-not-found``, ``intervention-not-found``,
                ``user-not-found``, ``contact-not-found``.
            RuleViolation: ``wrong-finding-state``; ``proof-missing``, ``grounds-missing``, ``authority-missing``,
                ``discharge-missing``, ``inspection-not-later``: all at once; ``intervention-cancelled``;
                ``visit-cancelled``, ``visit-to-come``; ``person-erased``.
        """
        shown = self._proofs(actor, finding, "findings.clear", proofs)
        grounds = Grounds(reason, shown, checked_by, authority, visit, intervention)
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.findings.get(finding)
            bearer = self._authorise(tx, actor, "findings.clear", found)
            findings.may_clear(found, grounds).require(RuleViolation)
            _require_grounds(tx, found, grounds, stamp.today)
            saved = tx.findings.save(findings.cleared(found, grounds, mover(bearer, stamp)))
            record(tx, workspace, bearer, stamp, FindingCleared(saved))
            still_open = _open_requests(tx, bearer, finding)
            tx.commit()
        return Cleared(saved, still_open)

    def confirm(
        self,
        actor: Actor,
        finding: FindingId,
        *,
        intervention: InterventionId | None = None,
        visit: VisitId | None = None,
        reason: str = "",
    ) -> Finding:
        """Say that a later inspection found it corrected indeed.

        Args:
            actor: who says so.
            finding: which one.
            intervention: the intervention of this site that found it so.
            visit: or the visit.
            reason: what was seen; of the place, never of a person.

        Raises:
            Forbidden: without ``findings.clear``, of a prescription without ``prescriptions.clear``.
            InvalidInput: ``inspection-not-named``.
            NotFound: ``finding-not-found``, ``intervention-not-found``, ``visit-not-found``.
            RuleViolation: ``wrong-finding-state``, ``inspection-not-later``: all at once; ``intervention-cancelled``;
                ``visit-cancelled``, ``visit-to-come``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.findings.get(finding)
            bearer = self._authorise(tx, actor, "findings.confirm", found)
            findings.may_confirm(found, intervention=intervention, visit=visit).require(RuleViolation)
            require_on(tx, found.site_id, stamp.today, intervention=intervention, visit=visit)
            confirmed = findings.confirmed(
                found, mover(bearer, stamp), intervention=intervention, visit=visit, reason=reason
            )
            saved = tx.findings.save(confirmed)
            record(tx, workspace, bearer, stamp, FindingConfirmed(saved))
            tx.commit()
        return saved

    def uphold(self, actor: Actor, finding: FindingId, *, reason: str) -> Finding:
        """Say that it stands although it was contested: it is open again.

        Args:
            actor: who decides.
            finding: which one.
            reason: why; of circumstances, never of a person.

        Raises:
            Forbidden: without ``findings.clear``, of a prescription without ``prescriptions.clear``.
            InvalidInput: ``blank-text``.
            NotFound: ``finding-not-found``.
            RuleViolation: ``wrong-finding-state``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.findings.get(finding)
            bearer = self._authorise(tx, actor, "findings.uphold", found)
            findings.may_uphold(found).require(RuleViolation)
            saved = tx.findings.save(findings.upheld(found, reason, mover(bearer, stamp)))
            record(tx, workspace, bearer, stamp, FindingUpheld(saved))
            tx.commit()
        return saved

    def set_aside(
        self,
        actor: Actor,
        finding: FindingId,
        *,
        reason: str,
        proofs: Iterable[DocumentRef] = (),
        authority: str = "",
        visit: VisitId | None = None,
    ) -> Finding:
        """Say that it does not apply (*sans objet*). Of a prescription that is the commission's or authority's to say.

        Args:
            actor: who decides, or writes down what was decided.
            finding: which one.
            reason: why; of circumstances, never of a person.
            proofs: stored documents that show it.
            authority: of a prescription: which commission or authority says so.
            visit: the visit of this site on which it did.

        Raises:
            Forbidden: without ``findings.clear``, of a prescription without ``prescriptions.clear``.
            InvalidInput: ``blank-text``.
            NotFound: ``finding-not-found``, ``document-not-found``, ``visit-not-found``.
            RuleViolation: ``wrong-finding-state``, ``authority-missing``, ``discharge-missing``,
                ``inspection-not-later``: all at once; ``visit-cancelled``, ``visit-to-come``.
        """
        shown = self._proofs(actor, finding, "findings.set_aside", proofs)
        grounds = Grounds(reason, shown, authority=authority, visit=visit)
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.findings.get(finding)
            bearer = self._authorise(tx, actor, "findings.set_aside", found)
            findings.may_set_aside(found, grounds).require(RuleViolation)
            _require_grounds(tx, found, grounds, stamp.today)
            saved = tx.findings.save(findings.set_aside(found, grounds, mover(bearer, stamp)))
            record(tx, workspace, bearer, stamp, FindingSetAside(saved))
            tx.commit()
        return saved


def _require_grounds(tx: Snapshot, finding: Finding, grounds: Grounds, today: date) -> None:
    require_on(tx, finding.site_id, today, intervention=grounds.intervention, visit=grounds.visit)
    require_person(tx, grounds.checked_by)


def _open_requests(tx: Snapshot, bearer: Bearer, finding: FindingId) -> tuple[WorkRequest, ...]:
    about_it = tx.requests.of_finding(finding)
    return tuple(one for one in about_it if bearer.holds(_SEEING[one.kind]) and _is_open(one))


def _is_open(request: WorkRequest) -> bool:
    """Whether somebody was asked, and may still be chosen."""
    return any(
        line.sent_at and not (line.declined_at or line.withdrawn_at or line.awarded_at or line.told_at)
        for line in request.lines
    )
