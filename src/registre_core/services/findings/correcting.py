"""Use cases: it is settled who corrects a finding, it is declared corrected, seen again, contested."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from registre_core import findings
from registre_core.findings import (
    Finding,
    FindingContested,
    FindingCorrected,
    FindingPlanned,
    FindingReopened,
    FindingSeenAgain,
)
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import FindingId, InterventionId, SiteId, VisitId
from registre_core.kernel.signatories import PersonKey
from registre_core.ports.storage import Snapshot
from registre_core.services.findings.desk import Desk, mover, require_on, require_person
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record


@frozen
class Correcting(Desk):
    """Follows what becomes of a finding before it is cleared, and when that turns out wrong."""

    def plan(
        self,
        actor: Actor,
        finding: FindingId,
        *,
        due_on: date | None = None,
        responsible: PersonKey | None = None,
        intervention: InterventionId | None = None,
        reason: str = "",
    ) -> Finding:
        """Settle who corrects it and by when, or settle it otherwise. Its deadline stays what it is: see `edit`.

        Args:
            actor: who settles it.
            finding: which one.
            due_on: the day it is to be corrected on, or by.
            responsible: who sees to it from now on; whoever did, unless said otherwise.
            intervention: the one of this site that corrects it.
            reason: what is to be done; of circumstances, never of a person.

        Raises:
            Forbidden: without ``findings.edit``, of a prescription without ``prescriptions.edit``.
            NotFound: ``finding-not-found``, ``intervention-not-found``, ``user-not-found``, ``contact-not-found``.
            RuleViolation: ``wrong-finding-state``, ``intervention-cancelled``, ``person-erased``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.findings.get(finding)
            bearer = self._authorise(tx, actor, "findings.plan", found)
            findings.may_plan(found).require(RuleViolation)
            require_on(tx, found.site_id, stamp.today, intervention=intervention)
            require_person(tx, responsible)
            planned = findings.planned(
                found,
                mover(bearer, stamp),
                due_on=due_on,
                responsible=responsible,
                intervention=intervention,
                reason=reason,
            )
            saved = tx.findings.save(planned)
            record(tx, workspace, bearer, stamp, FindingPlanned(saved))
            tx.commit()
        return saved

    def declare_corrected(
        self,
        actor: Actor,
        finding: FindingId,
        *,
        reason: str = "",
        proofs: Iterable[DocumentRef] = (),
        intervention: InterventionId | None = None,
    ) -> Finding:
        """Say that it is corrected. Somebody with the right to clear it looks whether that is so.

        Args:
            actor: who says so.
            finding: which one.
            reason: what was done; of circumstances, never of a person.
            proofs: stored documents that show it; they count when it is cleared.
            intervention: the one of this site that corrected it.

        Raises:
            Forbidden: without ``findings.edit``, of a prescription without ``prescriptions.edit``.
            NotFound: ``finding-not-found``, ``intervention-not-found``, ``document-not-found``.
            RuleViolation: ``wrong-finding-state``, ``intervention-cancelled``.
        """
        shown = self._proofs(actor, finding, "findings.declare_corrected", proofs)
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.findings.get(finding)
            bearer = self._authorise(tx, actor, "findings.declare_corrected", found)
            findings.may_declare_corrected(found).require(RuleViolation)
            require_on(tx, found.site_id, stamp.today, intervention=intervention)
            corrected = findings.corrected(
                found, mover(bearer, stamp), reason=reason, proofs=shown, intervention=intervention
            )
            saved = tx.findings.save(corrected)
            record(tx, workspace, bearer, stamp, FindingCorrected(saved))
            tx.commit()
        return saved

    def see_again(
        self,
        actor: Actor,
        finding: FindingId,
        *,
        by: FindingId | None = None,
        intervention: InterventionId | None = None,
        visit: VisitId | None = None,
        reason: str = "",
    ) -> Finding:
        """Say that it was seen again: one that was said to be corrected, cleared or set aside is open again.

        What a report says again is told as it is recorded, see `record` and `extraction.accept`; this is for what
        somebody notices afterwards, or sees without writing a second finding down.

        Args:
            actor: who says so.
            finding: the one that was there before.
            by: the finding of this site that says it again.
            intervention: the intervention of this site on which it was seen again, where no finding says so.
            visit: likewise, the visit.
            reason: what was seen; of the place, never of a person.

        Raises:
            Forbidden: without ``findings.create``, of a prescription without ``prescriptions.create``.
            InvalidInput: ``inspection-not-named``.
            NotFound: ``finding-not-found``, ``intervention-not-found``, ``visit-not-found``.
            RuleViolation: ``repeats-itself``, ``already-seen-again``; ``intervention-cancelled``; ``visit-cancelled``,
                ``visit-to-come``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.findings.get(finding)
            bearer = self._authorise(tx, actor, "findings.see_again", found)
            saying = _saying_so(tx, found.site_id, by)
            findings.may_see_again(found, by).require(RuleViolation)
            require_on(tx, found.site_id, stamp.today, intervention=intervention, visit=visit)
            seen = findings.seen_again(
                found, mover(bearer, stamp), by=saying, intervention=intervention, visit=visit, reason=reason
            )
            saved = tx.findings.save(seen)
            record(tx, workspace, bearer, stamp, FindingSeenAgain(saved))
            tx.commit()
        return saved

    def reopen(self, actor: Actor, finding: FindingId, *, reason: str) -> Finding:
        """Say that it is to be corrected after all, although it was said to be corrected, cleared or set aside.

        Args:
            actor: who says so.
            finding: which one.
            reason: why; of circumstances, never of a person.

        Raises:
            Forbidden: without ``findings.edit``, of a prescription without ``prescriptions.edit``.
            InvalidInput: ``blank-text``.
            NotFound: ``finding-not-found``.
            RuleViolation: ``wrong-finding-state``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.findings.get(finding)
            bearer = self._authorise(tx, actor, "findings.reopen", found)
            findings.may_reopen(found).require(RuleViolation)
            saved = tx.findings.save(findings.reopened(found, reason, mover(bearer, stamp)))
            record(tx, workspace, bearer, stamp, FindingReopened(saved))
            tx.commit()
        return saved

    def contest(self, actor: Actor, finding: FindingId, *, reason: str, proofs: Iterable[DocumentRef] = ()) -> Finding:
        """Say that it is no defect. It stays on the list until somebody upholds it, or sets it aside.

        Args:
            actor: who says so.
            finding: which one.
            reason: why; of circumstances, never of a person.
            proofs: stored documents that show it.

        Raises:
            Forbidden: without ``findings.edit``, of a prescription without ``prescriptions.edit``.
            InvalidInput: ``blank-text``.
            NotFound: ``finding-not-found``, ``document-not-found``.
            RuleViolation: ``wrong-finding-state``.
        """
        shown = self._proofs(actor, finding, "findings.contest", proofs)
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.findings.get(finding)
            bearer = self._authorise(tx, actor, "findings.contest", found)
            findings.may_contest(found).require(RuleViolation)
            saved = tx.findings.save(findings.contested(found, reason, mover(bearer, stamp), shown))
            record(tx, workspace, bearer, stamp, FindingContested(saved))
            tx.commit()
        return saved


def _saying_so(tx: Snapshot, site: SiteId, by: FindingId | None) -> Finding | None:
    """Give the finding that says another one again, if it is on the same site."""
    if by is None:
        return None
    found = tx.findings.get(by)
    if found.site_id != site:
        raise NotFound.of("finding", by)
    return found
