"""What may be done with a request, and what becomes of it.

Each transition gives the new request, or the two of them where another takes its place; ask its policy first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import evolve, frozen

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import SignatureId, UserId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.signatories import PersonKind, SignatoryRule, Signer
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.signatures.evidence import Evidence
from registre_core.signatures.policy.choosing import Chosen, conflicts, is_same_person
from registre_core.signatures.policy.completing import can_be_signed, is_vacant, seats, whose_turn
from registre_core.signatures.requests import SignatureRequest, SignatureState
from registre_core.signatures.tables import CHOOSING, EVIDENCE
from registre_core.signatures.terms import SigningPolicy


@frozen
class Offer:
    """What somebody hands over to sign, and the circumstances."""

    digest: Digest
    """Of what he says he was shown."""
    current: Digest
    """Of what the thing is now."""
    consent: str
    """The version of the sentence that he agreed to."""
    session: UserId | None
    """On whose session; of a ticket, who issued it."""
    by_ticket: bool = False
    """Whether he signs with a ticket, which is bound to him."""
    of_machine: bool = False
    """Whether that session is a machine's."""


def may_show(request: SignatureRequest, now: datetime) -> Verdict:
    """Whether it is still of use to show what is to be signed."""
    return _is_pending(request, now)


def may_sign(
    request: SignatureRequest,
    rule: SignatoryRule,
    requests: Iterable[SignatureRequest],
    now: datetime,
    *,
    covering: Digest | None = None,
) -> Verdict:
    """Whether the signer may sign now: asked for, not settled, his turn, and signing nowhere else.

    It asks again what was asked when he was chosen: who else signs may have changed since. The arguments are those of
    `missing`. Whether he is still there, storage knows.
    """
    given = tuple(requests)
    pending = _is_pending(request, now)
    if not pending:
        return pending
    verdict = Verdict(tuple(conflicts(request.role, request.signer, _signed_elsewhere(request, given))))
    if request.id not in {one.id for one in whose_turn(rule, given, covering=covering)}:
        said = f"others sign before the {request.role} does, and have not all"
        verdict &= Verdict.no(Reason("not-your-turn", said, CHOOSING, {"role": request.role}))
    return verdict


def may_take(offer: Offer, request: SignatureRequest, policy: SigningPolicy) -> Verdict:
    """Whether what is handed over binds the signer to what he was shown: everything that speaks against at once."""
    against = []
    if request.shown_at is None or offer.digest != request.digest:
        said = "what is signed is what was last shown to the signer: show it first"
        against.append(Reason("digest-not-shown", said, EVIDENCE))
    if offer.current != request.digest:
        said = "what is to be signed has changed since it was shown: show it again"
        against.append(Reason("content-changed", said, EVIDENCE))
    if offer.consent != policy.consent.version:
        facts = {"version": policy.consent.version}
        against.append(Reason("consent-outdated", "the sentence to agree to is another one by now", EVIDENCE, facts))
    return Verdict(tuple(against)) & may_use_session(
        request.signer, offer.session, by_ticket=offer.by_ticket, of_machine=offer.of_machine
    )


def may_use_session(signer: Signer, session: UserId | None, *, by_ticket: bool, of_machine: bool = False) -> Verdict:
    """Whether somebody may sign, or be shown what he is to sign, on a session.

    Who has an account does so on his own session, or by a ticket that is bound to him; who has none does so on
    any other person's, and evidence names both. A machine lends its session to nobody: behind a person's, somebody
    stood who saw who signed. It may issue a ticket, which binds one signer, and which he opens himself.
    """
    if of_machine and not by_ticket:
        said = "nobody stands behind the session of a machine: let it issue a ticket, or sign on a person's"
        return Verdict.no(Reason("session-of-a-machine", said, EVIDENCE))
    if by_ticket or signer.kind is not PersonKind.USER or signer.id == session:
        return YES
    said = "who has an account signs on his own session, or with a ticket"
    return Verdict.no(Reason("session-of-another", said, EVIDENCE))


def may_refuse(request: SignatureRequest, reason: str, now: datetime) -> Verdict:
    """Whether the signer may refuse: in time, and saying why; whether it is his turn or not."""
    return _is_pending(request, now) & _says_why(reason)


def may_delegate(request: SignatureRequest, to: Signer, requests: Iterable[SignatureRequest], now: datetime) -> Verdict:
    """Whether the signer may hand it to this person, who signs nowhere else and did not hand it on himself.

    A request that came back would have been handed on by nobody in the end.
    """
    given = tuple(requests)
    verdict = _is_pending(request, now) & _has_no_successor(request, given) & _is_free(request, to, given)
    if any(is_same_person(one.signer, to) for one in _chain(request, given)):
        said = "it went through this person's hands already"
        verdict &= Verdict.no(Reason("delegation-in-a-circle", said, CHOOSING))
    return verdict


def may_replace(
    request: SignatureRequest,
    by: Signer,
    requests: Iterable[SignatureRequest],
    now: datetime,
    *,
    current: Digest | None = None,
) -> Verdict:
    """Whether another request may take its place: of an open, expired or refused one, or of an outdated signature.

    So may one in the place of somebody who was erased.

    The same person may be asked again where he refused, came too late, or signed what has changed since.

    Args:
        request: the one to replace.
        by: who is to sign in its place.
        requests: every one of the same stage and edition.
        now: the moment.
        current: the digest of what is to be signed as it is now; ``None`` when that is not known.
    """
    given = tuple(requests)
    verdict = _has_no_successor(request, given) & _is_free(request, by, given)
    is_outdated = request.state is SignatureState.SIGNED and current not in {None, request.digest}
    if not (request.is_open or request.state is SignatureState.REFUSED or is_outdated or is_vacant(request)):
        verdict &= _settled(request)
    if can_be_signed(request, now) and is_same_person(request.signer, by):
        said = "this person is asked already, and can still sign"
        verdict &= Verdict.no(Reason("signs-twice", said, CHOOSING, {"role": request.role}))
    return verdict


def may_revoke(request: SignatureRequest, reason: str) -> Verdict:
    """Whether it may be taken back: while nothing became of it, expired or not, and saying why."""
    return (YES if request.is_open else _settled(request)) & _says_why(reason)


def shown(request: SignatureRequest, digest: Digest, at: datetime) -> SignatureRequest:
    """Show what is to be signed as it is now. Ask `may_show` first."""
    return evolve(request, state=SignatureState.SHOWN, digest=digest, shown_at=at)


def signed(request: SignatureRequest, evidence: Evidence, reservations: str = "") -> SignatureRequest:
    """Sign it. Ask `may_sign` and `may_take` first, and of a drawing `may_be_signature` and `may_be_new`."""
    return evolve(
        request,
        state=SignatureState.SIGNED,
        settled_at=evidence.signed_at,
        evidence=evidence,
        reservations=reservations.strip(),
    )


def refused(request: SignatureRequest, reason: str, at: datetime) -> SignatureRequest:
    """Refuse it. Ask `may_refuse` first."""
    return evolve(request, state=SignatureState.REFUSED, settled_at=at, reason=reason)


def revoked(request: SignatureRequest, reason: str, at: datetime) -> SignatureRequest:
    """Take it back, and give its seat up. Ask `may_revoke` first."""
    return evolve(request, state=SignatureState.REVOKED, settled_at=at, reason=reason)


def delegated(
    request: SignatureRequest, to: Signer, *, new: SignatureId, at: datetime
) -> tuple[SignatureRequest, SignatureRequest]:
    """Hand it to somebody else, who has no more time than the signer had. Ask `may_delegate` first.

    Whoever asked for it still does.
    """
    handed = evolve(request, state=SignatureState.DELEGATED, settled_at=at)
    link = _in_its_place(request, to, new=new, at=at, expires_at=request.expires_at, digest=request.digest)
    return handed, evolve(link, asked_by=request.asked_by)


def replaced(
    request: SignatureRequest,
    by: Signer,
    *,
    new: SignatureId,
    at: datetime,
    policy: SigningPolicy,
    current: Digest | None = None,
    reason: str = "",
    asked_by: UserId | None = None,
) -> tuple[SignatureRequest, SignatureRequest]:
    """Ask somebody in its place, who has all the time there is. Ask `may_replace` first.

    An open request is taken back by that; a refusal, and a signature of what has changed since, stay what they are.
    """
    former = revoked(request, reason, at) if request.is_open else request
    digest, expires_at = current or request.digest, at + policy.patience
    link = _in_its_place(request, by, new=new, at=at, expires_at=expires_at, digest=digest)
    return former, evolve(link, asked_by=asked_by)


def _in_its_place(
    request: SignatureRequest, signer: Signer, *, new: SignatureId, at: datetime, expires_at: datetime, digest: Digest
) -> SignatureRequest:
    return SignatureRequest(
        id=new,
        subject=request.subject,
        site_id=request.site_id,
        digest=digest,
        role=request.role,
        signer=signer,
        asked_at=at,
        expires_at=expires_at,
        replaces=request.id,
    )


def _is_pending(request: SignatureRequest, now: datetime) -> Verdict:
    if not request.is_open:
        return _settled(request)
    if can_be_signed(request, now):
        return YES
    facts = {"expired_at": request.expires_at.isoformat()}
    said = "the time to sign is over: somebody with the right to can ask again"
    return Verdict.no(Reason("signature-expired", said, EVIDENCE, facts))


def _settled(request: SignatureRequest) -> Verdict:
    moment = request.settled_at.isoformat() if request.settled_at else None
    facts = {"became": request.state, "settled_at": moment}
    return Verdict.no(Reason("signature-settled", f"it is {request.state} already, since {moment}", EVIDENCE, facts))


def _says_why(reason: str) -> Verdict:
    if reason.strip():
        return YES
    return Verdict.no(Reason("reason-missing", "the register asks why", EVIDENCE))


def _has_no_successor(request: SignatureRequest, requests: Iterable[SignatureRequest]) -> Verdict:
    if all(one.replaces != request.id for one in requests):
        return YES
    return Verdict.no(Reason("signature-replaced", "somebody else was asked in its place already", CHOOSING))


def _is_free(request: SignatureRequest, signer: Signer, requests: Iterable[SignatureRequest]) -> Verdict:
    """Whether a person sits nowhere else, and has signed nowhere else."""
    others = ((one.role, one.signer) for one in seats(requests) if one.id != request.id and _sits(one))
    return Verdict(tuple(conflicts(request.role, signer, others)))


def _sits(request: SignatureRequest) -> bool:
    return request.is_open or request.state is SignatureState.SIGNED


def _signed_elsewhere(request: SignatureRequest, requests: Iterable[SignatureRequest]) -> Iterator[Chosen]:
    for one in seats(requests):
        if one.id != request.id and one.state is SignatureState.SIGNED:
            yield one.role, one.signer


def _chain(request: SignatureRequest, requests: Iterable[SignatureRequest]) -> Iterator[SignatureRequest]:
    """Give the request, and those before it that were handed on."""
    known = {one.id: one for one in requests}
    link: SignatureRequest | None = request
    while link is not None:
        yield link
        before = known.get(link.replaces) if link.replaces else None
        link = before if before is not None and before.state is SignatureState.DELEGATED else None
