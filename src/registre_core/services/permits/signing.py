"""What signing a permit means: all signatures open it, and the last one at its end closes it (S8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import evolve, frozen

from registre_core import permits
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import ContactId, PermitId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, SignatoryRule
from registre_core.kernel.verdicts import Verdict
from registre_core.permits import HotWorkPermit, PermitClosed, PermitOpened, PermitRefused
from registre_core.ports import Printable, Sheet
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.services.front_door import Target
from registre_core.services.journal import Stamp
from registre_core.services.permits.printing import printed
from registre_core.services.signatures.asking import revoke_open
from registre_core.services.signatures.subjects import to_sign
from registre_core.signatures import (
    SignatureRequest,
    SignatureRevoked,
    SignatureState,
    Stage,
    Subject,
    SubjectKind,
)
from registre_core.signatures.policy import may_be_met, missing

REFUSED = "permis refusé"
"""Why others are no longer asked when one of the signatories refused."""


@frozen
class SignablePermit:
    """A permit, as whoever signs it sees it: to open an edition, and to close it."""

    @property
    def kind(self) -> SubjectKind:
        """What it is."""
        return SubjectKind.PERMIT

    def load(self, tx: Snapshot, subject: UUID) -> HotWorkPermit:
        """Give it."""
        return tx.permits.get(PermitId(subject))

    def target(self, thing: HotWorkPermit, *, running: bool) -> Target:
        """Tell what the front door must know of it."""
        return Target(thing.site_id, "permit", thing.id, running=running)

    def subject(self, thing: HotWorkPermit, stage: Stage) -> Subject:
        """Name what is signed: an edition, or the closing as often as it was asked for."""
        number = max(thing.closings, 1) if stage is Stage.CLOSING else thing.edition
        return Subject(self.kind, thing.id, stage, number)

    def content(self, thing: HotWorkPermit, stage: Stage) -> object:
        """Give what is signed: the terms; or the terms with what was done."""
        return permits.closing_content(thing) if stage is Stage.CLOSING else permits.opening_content(thing)

    def as_signed(self, thing: HotWorkPermit, stage: Stage, signed: Mapping[str, Any]) -> HotWorkPermit:
        """Leave out rounds that arrived once it had ended; before that they ask for other signatures."""
        if stage is not Stage.CLOSING or thing.ending is None:
            return thing
        made = {one["id"] for one in signed["rounds"]}
        return evolve(thing, rounds=tuple(one for one in thing.rounds if str(one.id) in made))

    def rule(self, thing: HotWorkPermit, stage: Stage) -> SignatoryRule:  # noqa: ARG002  # the same at both
        """Tell who must sign."""
        return thing.rule

    def may_be_signed(self, thing: HotWorkPermit, stage: Stage, now: datetime) -> Verdict:
        """Whether a signature can still open it, or close it."""
        return permits.may_sign_closing(thing, now) if stage is Stage.CLOSING else permits.may_open(thing, now)

    def printable(self, tx: Snapshot, thing: HotWorkPermit, sheet: Sheet) -> Printable:
        """Print it as it stands when the sheet is printed."""
        return printed(tx, thing, sheet)

    def settled(
        self, tx: Transaction, thing: HotWorkPermit, stage: Stage, requests: Sequence[SignatureRequest], stamp: Stamp
    ) -> tuple[Fact, ...]:
        """Open or close it once all have signed what it is now; refuse it when enough of them no longer will.

        A refusal to close leaves it to be closed: somebody else signs in that place, or it is asked for again.

        Raises:
            RuleViolation: ``permit-over``, ``wrong-permit-state``: of a signature that comes too late to open it;
                ``person-on-wrong-side``, however he came to be asked.
        """
        require_sides(tx, thing, (one for one in requests if _is_settled_now(one, SignatureState.SIGNED, stamp)))
        if stage is Stage.CLOSING:
            return _closing(tx, thing, requests, stamp)
        covering = to_sign(self, thing, stage).digest
        is_out_of_reach = not may_be_met(thing.rule, requests, stamp.at, covering=covering)
        refusal = next((one for one in requests if _is_settled_now(one, SignatureState.REFUSED, stamp)), None)
        if refusal is not None and is_out_of_reach and thing.missing_roles:
            return _refused(tx, thing, refusal, stamp)
        return _opening(tx, thing, requests, stamp)


SIGNABLE = SignablePermit()
"""The only one there is: it keeps nothing."""


def require_sides(tx: Snapshot, permit: HotWorkPermit, requests: Iterable[SignatureRequest]) -> None:
    """Refuse whoever would sign on one side of a permit and stands on the other. A name written down is nobody known.

    Raises:
        RuleViolation: ``person-on-wrong-side``.
    """
    for one in requests:
        signer = one.signer
        if signer.kind is not PersonKind.NAMED:
            is_contact = signer.kind is PersonKind.CONTACT
            firm = tx.contacts.get(ContactId(signer.id)).contractor_id if is_contact else None
            may = permits.may_sign_for(permit, one.role, PersonKey(signer.kind, signer.id), firm)
            may.require(RuleViolation)


def unasked(tx: Transaction, permit: HotWorkPermit, stage: Stage, stamp: Stamp, reason: str) -> tuple[Fact, ...]:
    """Ask for no signature any more at a stage that was not given yet, and give the facts to record."""
    return tuple(map(SignatureRevoked, revoke_open(tx, SIGNABLE.subject(permit, stage), stamp, reason)))


def _opening(
    tx: Transaction, permit: HotWorkPermit, requests: Sequence[SignatureRequest], stamp: Stamp
) -> tuple[Fact, ...]:
    signed = _complete(permit, Stage.OPENING, requests)
    if signed == permit.opened_by:
        return ()
    permits.may_open(permit, stamp.at).require(RuleViolation)
    saved = tx.permits.save(permits.opened(permit, signed))
    return (PermitOpened(saved),) if saved.is_opened else ()


def _closing(
    tx: Transaction, permit: HotWorkPermit, requests: Sequence[SignatureRequest], stamp: Stamp
) -> tuple[Fact, ...]:
    signed = _complete(permit, Stage.CLOSING, requests)
    if signed == permit.closed_by:
        return ()
    permits.may_sign_closing(permit, stamp.at).require(RuleViolation)
    saved = tx.permits.save(permits.closed(permit, signed, stamp.at))
    return (PermitClosed(saved),) if saved.ending else ()


def _refused(tx: Transaction, permit: HotWorkPermit, refusal: SignatureRequest, stamp: Stamp) -> tuple[Fact, ...]:
    revoked = unasked(tx, permit, Stage.OPENING, stamp, REFUSED)
    saved = tx.permits.save(permits.opening_refused(permit, refusal.reason, stamp.at))
    return (PermitRefused(saved), *revoked)


def _is_settled_now(request: SignatureRequest, became: SignatureState, stamp: Stamp) -> bool:
    return request.state is became and request.settled_at == stamp.at


def _complete(permit: HotWorkPermit, stage: Stage, requests: Sequence[SignatureRequest]) -> tuple[SignatoryRole, ...]:
    """Give the roles in which all have signed who must, what the permit is now."""
    covering = to_sign(SIGNABLE, permit, stage).digest
    lacking = {one.role for one in missing(permit.rule, requests, covering=covering)}
    return tuple(role for role in permit.rule.roles if role not in lacking)
