"""Asking for signatures: shared by the use cases that bring a thing to be signed.

`ask` is called within the transaction of such a use case, after its front door; it makes one request for each
signatory, keeps what is to be signed under its digest, and tells those whose turn it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import SignatureId
from registre_core.ports.storage import Transaction
from registre_core.services.journal import Stamp
from registre_core.services.signatures.judging import may_ask, whose_turn
from registre_core.services.signatures.notices import tell_signers
from registre_core.services.signatures.signatories import Signatory, signer_of
from registre_core.services.signatures.subjects import Signable, Thing, to_sign
from registre_core.signatures import (
    SignatureRequest,
    SignatureRequested,
    SignatureRevoked,
    SignatureState,
    SigningPolicy,
    Stage,
    Subject,
)

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
) -> Asked:
    """Ask for the signatures of a thing. Of those asked for before and still open, whatever edition, none stays so.

    Args:
        tx: the transaction of the use case.
        thing: as it was saved in it: its content is what is signed.
        signable: the kind of thing it is.
        stage: for what it is signed.
        signatories: who signs. Where the rule has an order, that of its roles counts.
        stamp: when, and where identifiers come from.
        policy: what the host decided.

    Raises:
        RuleViolation: all at once: ``signatory-set-not-allowed``, ``quorum-not-reachable``, ``signs-in-two-roles``;
            or ``signer-gone``.
        NotFound: a signer is not there.
        InvalidInput: a name that was written down cannot be one.
    """
    rule, target = signable.rule(thing, stage), signable.target(thing, running=False)
    people = [(one.role, signer_of(tx, one, stamp.ids)) for one in signatories]
    may_ask(signable.kind, rule, people, policy).require(RuleViolation)
    subject, content = signable.subject(thing, stage), to_sign(signable, thing, stage)
    tx.signatures.keep_content(content.digest, content.content)
    revoked = tuple(revoke_open(tx, subject, stamp, ASKED_ANEW))
    expires_at = stamp.at + policy.patience
    asked = (
        SignatureRequest(
            SignatureId(stamp.ids.new()), subject, target.site, content.digest, role, signer, stamp.at, expires_at
        )
        for role, signer in people
    )
    requests = tuple(map(tx.signatures.add, asked))
    tell_signers(tx, whose_turn(rule, requests), stamp.at, stamp.ids)
    return Asked((*map(SignatureRevoked, revoked), *map(SignatureRequested, requests)), requests)


def revoke_open(tx: Transaction, subject: Subject, stamp: Stamp, reason: str) -> Iterator[SignatureRequest]:
    """Revoke every open request of a thing at one stage, of whatever edition, and give them."""
    for one in tx.signatures.of_subject(subject.kind.value, subject.id):
        if one.is_open and one.subject.stage is subject.stage:
            yield tx.signatures.save(evolve(one, state=SignatureState.REVOKED, settled_at=stamp.at, reason=reason))
