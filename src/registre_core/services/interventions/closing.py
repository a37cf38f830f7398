"""Use cases: an intervention was done, is signed, and closed (S3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import evolve, frozen

from registre_core import interventions
from registre_core.interventions import Intervention, InterventionClosed, SignaturesAsked
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import InterventionId
from registre_core.kernel.signatories import SignatoryRule
from registre_core.services.front_door import workspace_of
from registre_core.services.interventions.desk import Desk, each_once, target_of
from registre_core.services.interventions.recurring import plan_next
from registre_core.services.interventions.signing import SIGNABLE, lacking, refusers, requests_of
from registre_core.services.journal import Stamp, record
from registre_core.services.signatures.asking import ask
from registre_core.services.signatures.signatories import Signatory
from registre_core.signatures import SignatureRequest, Stage


@frozen
class ToSign:
    """An intervention that waits for its signatures."""

    intervention: Intervention
    """As it is now."""
    requests: tuple[SignatureRequest, ...]
    """One for each signatory, in the order they were named."""


@frozen
class Closing(Desk):
    """Closes what was done: at once, or with its last signature."""

    def ask_signatures(
        self,
        actor: Actor,
        intervention: InterventionId,
        *,
        signatories: Sequence[Signatory],
        done_on: date | None = None,
        rule: SignatoryRule | None = None,
    ) -> ToSign:
        """Say that an intervention was done, overdue ones included, and choose who signs: the last signature closes it.

        The day it was done is not the day it is signed; the next one counts from the first. Whoever has a mail address
        is told. Asked anew, nobody is waited for any more who was before; what was signed stays, under the earlier
        edition.

        Args:
            actor: who asks.
            intervention: which one.
            signatories: the people, each in one role: the operator or the contractor, and/or the contact.
            done_on: the day it was really done; today unless said otherwise.
            rule: which roles must sign, in what order, and how many in each. Unless said otherwise, the one the
                intervention has; where it has none, all of these people, in any order.

        Raises:
            Forbidden: without ``interventions.close``.
            NotFound: ``intervention-not-found``; a signatory is not there.
            InvalidInput: nobody was named, or a name that was written down cannot be one.
            RuleViolation: ``intervention-closed``, ``intervention-cancelled``, ``done-in-the-future``; or all that
                speaks against these people: ``signatories-not-allowed``, ``role-without-signer``,
                ``quorum-out-of-reach``, ``role-not-in-rule``, ``signs-in-two-roles``, ``signs-twice``; or
                ``signer-gone``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        done = done_on or stamp.today
        with self.ports.storage.begin(workspace) as tx:
            found = tx.interventions.get(intervention)
            bearer = self.door.authorise(tx, actor, "interventions.ask_signatures", target_of(found))
            interventions.may_be_done(found, done, stamp.today).require(RuleViolation)
            chosen = rule or found.rule or _all_of(signatories)
            saved = tx.interventions.save(interventions.asked(found, chosen, done_on=done, at=stamp.at))
            asked = ask(
                tx, saved, SIGNABLE, Stage.COMPLETION, signatories, stamp, self.ports.signing, bearer.account_id
            )
            record(tx, workspace, bearer, stamp, SignaturesAsked(saved), *asked.facts)
            tx.commit()
        return ToSign(saved, asked.requests)

    def close(self, actor: Actor, intervention: InterventionId, *, done_on: date | None = None) -> Intervention:
        """Close an intervention that nobody is to sign, overdue ones included. One that recurs is planned again.

        Args:
            actor: who closes it.
            intervention: which one.
            done_on: the day it was really done; today unless said otherwise. Of one for which signatures were asked it
                is the day that was signed.

        Returns:
            It, as closed. Of one that recurs `followed_by` names the next one; none follows if the site is closed on
            the day it would come again.

        Raises:
            Forbidden: without ``interventions.close``.
            NotFound: ``intervention-not-found``.
            RuleViolation: ``intervention-closed``, ``intervention-cancelled``, ``done-in-the-future``;
                ``signatures-missing``, with the roles and names, and ``signature-refused``; ``signatories-not-chosen``,
                where the host lets none be closed unsigned.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.interventions.get(intervention)
            bearer = self.door.authorise(tx, actor, "interventions.close", target_of(found))
            done, requests = found.done_on or done_on or stamp.today, requests_of(tx, found)
            interventions.may_close(
                found,
                done,
                stamp.today,
                missing=lacking(evolve(found, done_on=done), requests),
                refused_by=refusers(found, requests),
                needs_signatories=self.ports.signing.closing_needs_signatures,
            ).require(RuleViolation)
            saved, planned = plan_next(tx, interventions.closed(found, done_on=done, at=stamp.at), stamp)
            record(tx, workspace, bearer, stamp, InterventionClosed(saved), *planned)
            tx.commit()
        return saved


def _all_of(signatories: Sequence[Signatory]) -> SignatoryRule:
    """Let everybody sign who was named, whoever comes first.

    Raises:
        InvalidInput: ``empty-collection``, when nobody was.
    """
    return SignatoryRule(each_once(one.role for one in signatories))
