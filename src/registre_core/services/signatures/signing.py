"""Use cases: somebody signs, or refuses to."""

from __future__ import annotations

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor, PersonRef
from registre_core.kernel.documents import Digest
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.signatories import PersonKind
from registre_core.kernel.verdicts import Verdict
from registre_core.ports.storage import Transaction
from registre_core.rights import AccountKind, User
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, as_recorded, record
from registre_core.services.signatures.asking import revoke_open, settle
from registre_core.services.signatures.desk import Case, Desk
from registre_core.services.signatures.notices import tell_completion, tell_refusal, tell_signature, tell_signers
from registre_core.services.signatures.origins import NOWHERE, PAD, TICKET, Answer, Origin, drawing_of
from registre_core.services.signatures.signatories import may_sign_here, may_still_sign, present_name
from registre_core.signatures import (
    Drawing,
    Evidence,
    Offer,
    SignatureGiven,
    SignatureRefused,
    SignatureRequest,
    SignatureRevoked,
    Trace,
)
from registre_core.signatures.policy import (
    client_address,
    may_be_new,
    may_be_signature,
    may_keep_sides,
    may_refuse,
    may_show,
    may_sign,
    may_take,
    missing,
    refused,
    signed,
    whose_turn,
)

NOT_NEEDED = "signatures réunies"
"""Why a request is taken back when enough others have signed."""


@frozen
class Signing(Desk):
    """Takes signatures and refusals, and lets the thing become what follows from them."""

    def sign(
        self,
        actor: Actor,
        signature: SignatureId,
        *,
        digest: Digest,
        answer: bytes | None = None,
        drawing: Drawing | None = None,
        consent: str,
        reservations: str = "",
        origin: Origin = NOWHERE,
    ) -> SignatureRequest:
        """Sign, on a page of somebody's session. Everything is judged again now, whatever was told before.

        Evidence, closing or opening, entries and notices are kept together or not at all.

        Args:
            actor: on whose session. Who has an account signs on his own; who has none on anybody's, and evidence names
                both.
            signature: which request.
            digest: of what he was shown, as `show` gave it.
            answer: what the page sent, for the reader of drawings that the host chose.
            drawing: what he drew, in place of `answer`.
            consent: the version of the sentence that he agreed to.
            reservations: what he writes beside his signature.
            origin: where it came from.

        Raises:
            Forbidden: without ``interventions.sign``, or ``permits.sign``.
            NotFound: ``signature-not-found``.
            Conflict: ``signature-settled``: somebody was quicker.
            RuleViolation: ``signature-expired``, ``signature-replaced``; or all at once: ``not-your-turn``,
                ``signs-twice``, ``signs-in-two-roles``, ``digest-not-shown``, ``content-changed``,
                ``consent-outdated``, ``signer-gone``, ``signer-is-a-machine``, ``session-of-another``,
                ``session-of-a-machine``, ``drawing-empty``, ``drawing-of-one-point``, ``drawing-off-canvas``,
                ``drawing-too-short``, ``drawing-too-quick``, ``drawing-already-used``; and what the thing itself has
                against it.
            InvalidInput: ``drawing-missing``, ``not-a-drawing``, and the codes of `Drawing`.
            ConfigurationError: ``no-signature-capture``.
        """
        drawn = drawing_of(self.ports, answer, drawing)
        given = Answer(digest, drawn, consent, reservations, origin, PAD)
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            case, bearer = self._admitted(tx, actor, "signatures.sign", signature, stamp.at)
            facts, saved = self._take(tx, case, given, bearer.user, as_recorded(bearer, stamp))
            record(tx, workspace, bearer, stamp, *facts)
            tx.commit()
        return saved

    def refuse(self, actor: Actor, signature: SignatureId, *, reason: str) -> SignatureRequest:
        """Refuse to sign, saying why.

        Args:
            actor: on whose session, as for `sign`.
            signature: which request.
            reason: why.

        Raises:
            Forbidden: without ``interventions.sign``, or ``permits.sign``.
            NotFound: ``signature-not-found``.
            Conflict: ``signature-settled``.
            RuleViolation: ``signature-expired``, ``reason-missing``, ``session-of-another``, ``session-of-a-machine``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            case, bearer = self._admitted(tx, actor, "signatures.refuse", signature, stamp.at)
            case.require(may_refuse(case.request, reason, stamp.at))
            case.require(may_sign_here(case.request.signer, bearer.user))
            facts, saved = self._refuse(tx, case, reason, stamp)
            record(tx, workspace, bearer, stamp, *facts)
            tx.commit()
        return saved

    def _take(
        self, tx: Transaction, case: Case, given: Answer, session: User | None, stamp: Stamp
    ) -> tuple[tuple[Fact, ...], SignatureRequest]:
        """Judge what is handed over, and let the thing become what follows from it."""
        covering = case.current.digest
        named = evolve(case.request, signer=present_name(tx, case.request.signer))
        case.require(may_show(named, stamp.at) & case.is_present)
        may = may_sign(named, case.rule, case.requests, stamp.at, covering=covering)
        sides = may_keep_sides([(named.role, named.signer)], case.elsewhere)
        case.require(may & sides & self._may_take(tx, case, given, session, stamp))
        evidence = self._evidence(named, given, session, stamp)
        saved = settle(tx, signed(named, evidence, given.reservations), stamp)
        after = case.having(saved)
        became = after.signable.settled(tx, after.thing, saved.subject.stage, after.requests, stamp)
        facts = SignatureGiven(saved), *became, *_needless(tx, after, stamp)
        tell_signature(tx, saved, stamp, is_complete=bool(became))
        tell_signers(tx, whose_turn(after.rule, after.requests, covering=covering), stamp)
        if became:
            tell_completion(tx, after.requests, saved, stamp)
        return facts, saved

    def _may_take(self, tx: Transaction, case: Case, given: Answer, session: User | None, stamp: Stamp) -> Verdict:
        """Whether what is handed over can be a signature under what was shown."""
        policy = self.ports.signing
        offer = Offer(
            given.digest,
            case.current.digest,
            given.consent,
            session.id if session else None,
            by_ticket=given.channel == TICKET,
            of_machine=session is not None and session.kind is AccountKind.MACHINE,
        )
        return (
            may_take(offer, case.request, policy)
            & may_still_sign(tx, case.request.signer, stamp.today)
            & may_be_signature(given.drawing, policy.drawing)
            & may_be_new(tx.signatures.drawn_alike(given.drawing.shape_digest))
        )

    def _evidence(self, request: SignatureRequest, given: Answer, session: User | None, stamp: Stamp) -> Evidence:
        origin, policy = given.origin, self.ports.signing
        address = client_address(origin.peer, origin.forwarded_for, policy.trusted_proxies)
        return Evidence(
            digest=request.digest,
            shown_at=request.shown_at,  # type: ignore[arg-type]  # what was not shown is not taken
            signed_at=stamp.at,
            consent=policy.consent,
            channel=given.channel,
            drawing_digest=given.drawing.shape_digest,
            trace=Trace(request.signer.id, given.drawing, origin.told_device, address),
            session=_lent(session, request),
            claimed_at=origin.claimed_at,
            entry=stamp.entry,
        )

    def _refuse(
        self, tx: Transaction, case: Case, reason: str, stamp: Stamp
    ) -> tuple[tuple[Fact, ...], SignatureRequest]:
        saved = settle(tx, refused(case.request, reason, stamp.at), stamp)
        after = case.having(saved)
        became = after.signable.settled(tx, after.thing, saved.subject.stage, after.requests, stamp)
        tell_refusal(tx, after.requests, saved, stamp)
        return (SignatureRefused(saved), *became), saved


def _needless(tx: Transaction, case: Case, stamp: Stamp) -> tuple[Fact, ...]:
    """Take back what is still open once enough have signed what there is to sign."""
    if missing(case.rule, case.requests, covering=case.current.digest):
        return ()
    return tuple(map(SignatureRevoked, revoke_open(tx, case.request.subject, stamp, NOT_NEEDED)))


def _lent(session: User | None, request: SignatureRequest) -> PersonRef | None:
    """Name whose session it was, unless the signer's own."""
    is_own = session is None or (request.signer.kind is PersonKind.USER and session.id == request.signer.id)
    return None if is_own or session is None else PersonRef(session.id, session.name)
