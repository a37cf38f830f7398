"""Use cases: work is stopped and goes on, is allowed anew under other terms, and declared to be over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from attrs import frozen

from registre_core import permits
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.identifiers import ContactId, ContractorId, PermitId
from registre_core.kernel.validation import aware, in_utc
from registre_core.permits import (
    HotWorkPermit,
    PermitReopened,
    PermitResumed,
    PermitSuspended,
    WorkEnded,
)
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.permits.desk import Desk, PermitToSign, target_of
from registre_core.services.permits.notices import tell_suspension
from registre_core.services.permits.signing import unasked
from registre_core.services.signatures.signatories import Signatory
from registre_core.signatures import Stage


@frozen
class Working(Desk):
    """Follows the work under a permit. Whatever changes its terms is signed again, and until then nobody works."""

    def suspend(self, actor: Actor, permit: PermitId, *, reason: str) -> HotWorkPermit:
        """Stop the work for the time being.

        Raises:
            Forbidden: without ``permits.edit``.
            InvalidInput: ``blank-text``.
            NotFound: ``permit-not-found``.
            RuleViolation: ``wrong-permit-state``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.suspend", target_of(found, stamp.at))
            permits.may_suspend(found, stamp.at).require(RuleViolation)
            saved = tx.permits.save(permits.suspended(found, reason, stamp.at))
            record(tx, workspace, bearer, stamp, PermitSuspended(saved))
            tell_suspension(tx, saved, stamp)
            tx.commit()
        return saved

    def resume(self, actor: Actor, permit: PermitId) -> HotWorkPermit:
        """Let the work go on, under the terms that were signed.

        Raises:
            Forbidden: without ``permits.edit``.
            NotFound: ``permit-not-found``.
            RuleViolation: ``wrong-permit-state``, ``terms-not-signed``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.resume", target_of(found, stamp.at))
            permits.may_resume(found, stamp.at).require(RuleViolation)
            saved = tx.permits.save(permits.resumed(found))
            record(tx, workspace, bearer, stamp, PermitResumed(saved))
            tx.commit()
        return saved

    def extend(
        self, actor: Actor, permit: PermitId, *, until: datetime, signatories: Sequence[Signatory] = ()
    ) -> PermitToSign:
        """Ask that work may go on longer. The new validity counts from now; nobody works until all have signed again.

        Args:
            actor: who asks.
            permit: which one: work was allowed under it, and its validity has not passed.
            until: until when.
            signatories: the people, at least one on each side; nobody, of one that is signed at its end only.

        Raises:
            Forbidden: without ``permits.edit``.
            NotFound: ``permit-not-found``; a signatory is not there.
            InvalidInput: ``naive-instant``, ``instant-out-of-reach``; a name that was written down cannot be one.
            RuleViolation: ``wrong-permit-state``, ``work-never-allowed``, ``permit-over``, ``extension-ends-too-soon``,
                ``permit-valid-too-long``: all at once; and as for `submit`.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.extend", target_of(found, stamp.at))
            permits.may_extend(found, told(until, "until"), stamp.at, self.ports.permits).require(RuleViolation)
            saved = tx.permits.save(permits.extended(found, until, stamp.at))
            asked = self._ask_to_open(tx, saved, signatories, bearer, stamp)
            record(tx, workspace, bearer, stamp, PermitReopened(saved), *asked.facts)
            tx.commit()
        return PermitToSign(saved, asked.requests)

    def add_contractor(
        self,
        actor: Actor,
        permit: PermitId,
        *,
        contractors: Iterable[ContractorId] = (),
        people: Iterable[ContactId] = (),
        signatories: Sequence[Signatory] = (),
    ) -> PermitToSign:
        """Let a subcontractor or another shift join the work. Nobody works until all have signed again.

        Args:
            actor: who asks.
            permit: which one: work was allowed under it, and its validity has not passed.
            contractors: firms that join; those at work already may be named again.
            people: theirs, or another shift of a firm at work already.
            signatories: as for `extend`.

        Raises:
            Forbidden: without ``permits.edit``.
            NotFound: ``permit-not-found``; a contractor, a contact or a signatory is not there.
            InvalidInput: a name that was written down cannot be one.
            RuleViolation: ``wrong-permit-state``, ``work-never-allowed``, ``permit-over``; ``person-on-wrong-side``;
                and as for `submit`.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.add_contractor", target_of(found, stamp.at))
            permits.may_reopen(found, stamp.at).require(RuleViolation)
            changed = permits.joined(found, contractors, people, stamp.at)
            self._require_possible(tx, changed)
            saved = tx.permits.save(changed)
            asked = self._ask_to_open(tx, saved, signatories, bearer, stamp)
            record(tx, workspace, bearer, stamp, PermitReopened(saved), *asked.facts)
            tx.commit()
        return PermitToSign(saved, asked.requests)

    def end_work(self, actor: Actor, permit: PermitId, *, ended_at: datetime | None = None) -> HotWorkPermit:
        """Declare that the work is over: its fire watch begins. Signatures for other terms are no longer asked for.

        Args:
            actor: who declares it.
            permit: which one.
            ended_at: when it ended; now unless said otherwise.

        Raises:
            Forbidden: without ``permits.edit``.
            InvalidInput: ``naive-instant``.
            NotFound: ``permit-not-found``.
            RuleViolation: ``wrong-permit-state``, ``work-never-allowed``, ``work-ends-in-the-future``,
                ``work-ends-before-it-starts``: all at once.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        ended = told(ended_at or stamp.at, "ended_at")
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.end_work", target_of(found, stamp.at))
            permits.may_end_work(found, ended, stamp.at).require(RuleViolation)
            saved = tx.permits.save(permits.work_ended(found, ended))
            revoked = unasked(tx, saved, Stage.OPENING, stamp, "travaux terminés")
            record(tx, workspace, bearer, stamp, WorkEnded(saved), *revoked)
            tx.commit()
        return saved


def told(moment: datetime, name: str) -> datetime:
    """Take a moment that somebody says, in UTC.

    Raises:
        InvalidInput: ``naive-instant``.
    """
    if problem := aware(name, moment):
        raise InvalidInput.of([problem])
    return in_utc(moment)
