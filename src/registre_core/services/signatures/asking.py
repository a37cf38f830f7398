"""Asking for signatures: shared by the use cases that bring a thing to be signed.

`ask` is called within the transaction of such a use case, after its front door; it makes one request for each
signatory, keeps what is to be signed under its digest, and tells those whose turn it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import SignatureId, UserId
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.services.journal import Stamp
from registre_core.services.signatures.notices import tell_signers
from registre_core.services.signatures.signatories import Signatory, signer_of
from registre_core.services.signatures.subjects import Signable, Thing, to_sign
from registre_core.signatures import (
    SignatureRequest,
    SignatureRequested,
    SignatureRevoked,
    SigningPolicy,
    Stage,
    Subject,
    SubjectKind,
)
from registre_core.signatures.policy import may_ask, may_keep_sides, revoked, tickets, whose_turn

ASKED_ANEW = "demandée à nouveau"
"""Why a request is revoked when the signatures of its thing are asked for again."""


@frozen
class Asked:
    """What asking did."""

    facts: tuple[Fact, ...]
    """To be recorded, behind the fact of the use case itself."""
    requests: tuple[SignatureRequest, ...]
    """One for each signatory, in their order."""


def ask(
    tx: Transaction,
    thing: Thing,
    signable: Signable[Thing],
    stage: Stage,
    signatories: Sequence[Signatory],
    stamp: Stamp,
    policy: SigningPolicy,
    asked_by: UserId | None,
) -> Asked:
    """Ask for the signatures of a thing.

    Of those that were asked for before at this stage none stays open. Whoever asks anew gives the thing another
    edition: what was signed, or refused, under an earlier one stays what it is, and counts no more.

    Args:
        tx: the transaction of the use case.
        thing: as it was saved in it: its content is what is signed.
        signable: the kind of thing it is.
        stage: for what it is signed.
        signatories: who signs. Where the rule has an order, that of its roles counts.
        stamp: when, and where identifiers come from.
        policy: what the host decided.
        asked_by: whose account asks: it is told what comes of it.

    Raises:
        RuleViolation: all at once: ``signatories-not-allowed``, ``role-without-signer``, ``role-not-in-rule``,
            ``quorum-out-of-reach``, ``signs-twice``, ``signs-in-two-roles``; or ``signer-gone``,
            ``signer-is-a-machine``.
        NotFound: a signer is not there.
        InvalidInput: a name that was written down cannot be one.
    """
    subject, rule = signable.subject(thing, stage), signable.rule(thing, stage)
    signed = to_sign(signable, thing, stage)
    chosen = [(one.role, signer_of(tx, one, stamp)) for one in signatories]
    may = may_ask(signable.kind, rule, chosen, policy)
    (may & may_keep_sides(chosen, elsewhere(tx, subject))).require(RuleViolation)
    tx.signatures.keep_content(signed.digest, signed.content)
    taken_back = tuple(revoke_open(tx, subject, stamp, ASKED_ANEW))
    asked = (
        SignatureRequest(
            id=SignatureId(stamp.ids.new()),
            subject=subject,
            site_id=signable.target(thing, running=False).site,
            digest=signed.digest,
            role=role,
            signer=signer,
            asked_at=stamp.at,
            expires_at=stamp.at + policy.patience,
            asked_by=asked_by,
        )
        for role, signer in chosen
    )
    requests = tuple(map(tx.signatures.add, asked))
    tell_signers(tx, whose_turn(rule, of_subject(tx, subject), covering=signed.digest), stamp)
    return Asked((*map(SignatureRevoked, taken_back), *map(SignatureRequested, requests)), requests)


def of_subject(tx: Snapshot, subject: Subject) -> tuple[SignatureRequest, ...]:
    """Give every request of a thing at this stage, in this edition."""
    every = tx.signatures.of_subject(subject.kind.value, subject.id)
    return tuple(one for one in every if one.subject == subject)


def elsewhere(tx: Snapshot, subject: Subject) -> tuple[SignatureRequest, ...]:
    """Give every request of a permit at its other stages and editions: one story, in which nobody changes sides.

    Of an intervention none: asked for anew, it is signed anew, and what was signed of it before says nothing.
    """
    if subject.kind is SubjectKind.INTERVENTION:
        return ()
    every = tx.signatures.of_subject(subject.kind.value, subject.id)
    return tuple(one for one in every if one.subject != subject)


def revoke_open(tx: Transaction, subject: Subject, stamp: Stamp, reason: str) -> Iterator[SignatureRequest]:
    """Take every open request of a thing at one stage back, of whatever edition, and give them."""
    for one in tx.signatures.of_subject(subject.kind.value, subject.id):
        if one.is_open and one.subject.stage is subject.stage:
            yield settle(tx, revoked(one, reason, stamp.at), stamp)


def settle(tx: Transaction, request: SignatureRequest, stamp: Stamp) -> SignatureRequest:
    """Keep a request of which something became, and let no ticket open it any more."""
    for ticket in tx.tickets.of_request(request.id):
        if (ended := tickets.revoked(ticket, stamp.at)) != ticket:
            tx.tickets.save(ended)
    return tx.signatures.save(request)
