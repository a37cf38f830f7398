"""Use cases: somebody else signs, or nobody any more. The trace of whoever was asked first stays."""

from __future__ import annotations

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.signatories import PersonKey, Signer
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.signatures.asking import settle
from registre_core.services.signatures.desk import Case, Desk
from registre_core.services.signatures.notices import tell_completion, tell_signers
from registre_core.services.signatures.signatories import Signatory, may_sign_here, signer_of
from registre_core.signatures import (
    SignatureDelegated,
    SignatureRequest,
    SignatureRequested,
    SignatureRevoked,
)
from registre_core.signatures.policy import (
    delegated,
    may_delegate,
    may_keep_sides,
    may_replace,
    may_revoke,
    replaced,
    revoked,
    whose_turn,
)


@frozen
class HandedOn:
    """A request, and the one in its place."""

    former: SignatureRequest
    """What became of it."""
    request: SignatureRequest
    """Who is asked now; it names the former one."""


@frozen
class HandingOn(Desk):
    """Lets somebody else sign."""

    def delegate(self, actor: Actor, signature: SignatureId, *, to: PersonKey | str, capacity: str = "") -> HandedOn:
        """Hand a request to somebody else, who signs in the same role and has no more time. The signer does so himself.

        Args:
            actor: on whose session, as for `sign`.
            signature: which request.
            to: an account, a contact, or the name of somebody who is neither.
            capacity: in what function he is to sign.

        Raises:
            Forbidden: without ``interventions.sign``, or ``permits.sign``.
            NotFound: ``signature-not-found``, ``user-not-found``, ``contact-not-found``.
            Conflict: ``signature-settled``.
            RuleViolation: ``signature-expired``, ``session-of-another``, ``signs-in-two-roles``, ``signs-twice``,
                ``delegation-in-a-circle``, ``signer-gone``, ``signer-is-a-machine``, ``session-of-a-machine``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            case, bearer = self._admitted(tx, actor, "signatures.delegate", signature, stamp.at)
            case.require(may_sign_here(case.request.signer, bearer.user))
            person = self._somebody(tx, case, to, capacity, stamp)
            may = may_delegate(case.request, person, case.requests, stamp.at) & case.is_present
            case.require(may & may_keep_sides([(case.request.role, person)], case.elsewhere))
            pair = delegated(case.request, person, new=SignatureId(stamp.ids.new()), at=stamp.at)
            handed = _kept(tx, case, pair, stamp)
            record(tx, workspace, bearer, stamp, SignatureDelegated(handed.former), SignatureRequested(handed.request))
            tx.commit()
        return handed

    def replace(
        self, actor: Actor, signature: SignatureId, *, by: PersonKey | str, capacity: str = "", reason: str
    ) -> HandedOn:
        """Ask somebody else in the place of whoever was asked: he is away, too late, has refused, or signed too soon.

        Args:
            actor: who asks.
            signature: an open or expired request, one that was refused, or a signature of what has changed since.
            by: an account, a contact, or the name of somebody who is neither.
            capacity: in what function he is to sign.
            reason: why.

        Raises:
            Forbidden: without ``interventions.edit``, or ``permits.edit``.
            NotFound: ``signature-not-found``, ``user-not-found``, ``contact-not-found``.
            Conflict: ``signature-settled``.
            RuleViolation: ``signature-replaced``, ``signs-in-two-roles``, ``signs-twice``, ``signer-gone``,
                ``signer-is-a-machine``; or, of a thing that waits for no signatures, ``intervention-closed``,
                ``intervention-cancelled``, ``signatures-not-asked``, ``wrong-permit-state``, ``permit-over``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            case, bearer = self._admitted(tx, actor, "signatures.replace", signature, stamp.at)
            person, current = self._somebody(tx, case, by, capacity, stamp), case.current.digest
            case.require(case.signable.may_be_signed(case.thing, case.request.subject.stage, stamp.at))
            may = may_replace(case.request, person, case.requests, stamp.at, current=current) & case.is_present
            case.require(may & may_keep_sides([(case.request.role, person)], case.elsewhere))
            pair = replaced(
                case.request,
                person,
                new=SignatureId(stamp.ids.new()),
                at=stamp.at,
                policy=self.ports.signing,
                current=current,
                reason=reason,
                asked_by=bearer.account_id,
            )
            handed = _kept(tx, case, pair, stamp)
            taken_back = (SignatureRevoked(handed.former),) if case.request.is_open else ()
            record(tx, workspace, bearer, stamp, *taken_back, SignatureRequested(handed.request))
            tx.commit()
        return handed

    def revoke(self, actor: Actor, signature: SignatureId, *, reason: str) -> SignatureRequest:
        """Take a request back, which gives its seat up: if all others have signed, that is what there is to sign.

        Raises:
            Forbidden: without ``interventions.edit``, or ``permits.edit``.
            NotFound: ``signature-not-found``.
            Conflict: ``signature-settled``.
            RuleViolation: ``reason-missing``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            case, bearer = self._admitted(tx, actor, "signatures.revoke", signature, stamp.at)
            case.require(may_revoke(case.request, reason))
            saved = settle(tx, revoked(case.request, reason, stamp.at), stamp)
            after = case.having(saved)
            became = after.signable.settled(tx, after.thing, saved.subject.stage, after.requests, stamp)
            tell_signers(tx, whose_turn(after.rule, after.requests, covering=case.current.digest), stamp)
            if became:
                tell_completion(tx, after.requests, saved, stamp)
            record(tx, workspace, bearer, stamp, SignatureRevoked(saved), *became)
            tx.commit()
        return saved

    def _somebody(self, tx: Snapshot, case: Case, person: PersonKey | str, capacity: str, stamp: Stamp) -> Signer:
        return signer_of(tx, Signatory(case.request.role, person, capacity), stamp)


def _kept(tx: Transaction, case: Case, pair: tuple[SignatureRequest, SignatureRequest], stamp: Stamp) -> HandedOn:
    """Keep a request and its successor, and tell whoever is asked now."""
    former, request = pair
    if former != case.request:
        former = settle(tx, former, stamp)
    tx.signatures.keep_content(case.current.digest, case.current.content)
    added = tx.signatures.add(request)
    turn = whose_turn(case.rule, case.having(former, added).requests, covering=case.current.digest)
    tell_signers(tx, turn, stamp)
    return HandedOn(former, added)
