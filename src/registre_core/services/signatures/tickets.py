"""Use cases: somebody signs from a telephone, with a ticket and without an account.

A ticket is 256 random bits. Who has it signs one thing, in one role, as one person, once, and soon. It is shown to the
person as a code, and only its digest is kept. Nobody is logged in on the telephone: the host forwards what comes from
it, and the front door judges whoever issued the ticket, since the signer signs on his session.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import NoReturn

from attrs import field, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import SignatureId, TicketId, WorkspaceId
from registre_core.ports import Invitation
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.rights import AccountKind, User
from registre_core.services.front_door import Bearer, Target, workspace_of
from registre_core.services.journal import Stamp, as_recorded, record
from registre_core.services.signatures.desk import Case
from registre_core.services.signatures.origins import NOWHERE, TICKET, Answer, Origin, drawing_of
from registre_core.services.signatures.showing import Shown, show_to_signer
from registre_core.services.signatures.signatories import may_sign_here, may_still_sign
from registre_core.services.signatures.signing import Signing
from registre_core.signatures import Drawing, SignatureRequest, SignatureShown, Ticket, TicketIssued
from registre_core.signatures.policy import may_refuse, may_show, tickets


@frozen
class Invited:
    """A ticket that was issued, and the secret that nobody can give again."""

    ticket: Ticket
    """What is kept of it."""
    secret: str = field(repr=False)
    """43 characters of base64url: whoever has them signs."""
    invitation: Invitation | None = field(default=None, repr=False)
    """The code to be held before a camera, if the host chose what prints one."""


@frozen
class _Holder:
    """Whoever came with a ticket."""

    ticket: Ticket
    case: Case
    """What it opens."""
    bearer: Bearer
    """Whoever forwards it."""
    session: User | None
    """On whose session its holder signs."""


@frozen
class Ticketing(Signing):
    """Issues tickets, and takes what comes with one."""

    def invite(self, actor: Actor, signature: SignatureId) -> Invited:
        """Issue a ticket with which the signer of a request signs from a telephone; an older one opens nothing more.

        Args:
            actor: who issues it: the signer will sign on his session, whether he is there or not.
            signature: which request.

        Raises:
            Forbidden: without ``interventions.sign``, or ``permits.sign``.
            NotFound: ``signature-not-found``.
            Conflict: ``signature-settled``.
            RuleViolation: ``signature-expired``, ``signer-gone``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        secret = _written(stamp.ids.secret())
        with self.ports.storage.begin(workspace) as tx:
            case, bearer = self._admitted(tx, actor, "signatures.invite", signature, stamp.at)
            case.require(may_show(case.request, stamp.at) & case.is_present)
            case.require(may_still_sign(tx, case.request.signer, stamp.today))
            for former in tx.tickets.of_request(signature):
                if (ended := tickets.revoked(former, stamp.at)) != former:
                    tx.tickets.save(ended)
            ticket = tx.tickets.add(self._ticket(case, bearer, secret, stamp))
            record(tx, workspace, bearer, stamp, TicketIssued(case.request, ticket))
            tx.commit()
        printer = self.ports.tickets
        return Invited(ticket, secret, printer.invite(secret) if printer else None)

    def open_ticket(self, actor: Actor, secret: str) -> Shown:
        """Show what a ticket lets sign. That uses nothing up.

        Args:
            actor: the host, with the client of the telephone: ``Actor.operator(client=Client.mobile("1.9.1"))``; or
                whoever is logged in on it.
            secret: what the code says.

        Raises:
            NotFound: ``ticket-not-found``: unknown, malformed and of another workspace, all alike; nothing is recorded.
            RuleViolation: ``ticket-used``, ``ticket-expired``, ``ticket-revoked``, ``content-changed``,
                ``signature-expired``, ``signer-gone``; ``session-of-another``, of somebody logged in, where the signer
                has an account and it is another; ``session-of-a-machine``, of a machine that is.
            Conflict: ``signature-settled``: it was signed by other means.
            Forbidden: whoever issued it may not sign any more, or not with such a client.
        """
        workspace, stamp = self._workspace_of(actor, secret), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            holder = self._holder(tx, actor, workspace, "signatures.open_ticket", secret, stamp)
            case = holder.case
            case.require(may_still_sign(tx, case.request.signer, stamp.today))
            if (opened := tickets.opened(holder.ticket, stamp.at)) != holder.ticket:
                tx.tickets.save(opened)
            seen = show_to_signer(tx, case, stamp, self.ports.signing)
            record(tx, workspace, holder.bearer, stamp, SignatureShown(seen.request))
            tx.commit()
        return seen

    def sign_with_ticket(
        self,
        actor: Actor,
        secret: str,
        *,
        digest: Digest,
        answer: bytes | None = None,
        drawing: Drawing | None = None,
        consent: str,
        reservations: str = "",
        origin: Origin = NOWHERE,
    ) -> SignatureRequest:
        """Sign with a ticket, which uses it up.

        Args:
            actor: as for `open_ticket`.
            secret: what the code says.
            digest: of what he was shown, as `open_ticket` gave it.
            answer: what the telephone sent, for the reader of drawings that the host chose.
            drawing: what was drawn, in place of `answer`.
            consent: the version of the sentence that was agreed to.
            reservations: what the signer writes beside his signature.
            origin: where it came from.

        Raises:
            NotFound, Conflict, Forbidden: as `open_ticket`.
            RuleViolation: as `open_ticket`, and as `Signing.sign`.
            InvalidInput: ``drawing-missing``, ``not-a-drawing``, and the codes of `Drawing`.
            ConfigurationError: ``no-signature-capture``.
        """
        drawn = drawing_of(self.ports, answer, drawing)
        given = Answer(digest, drawn, consent, reservations, origin, TICKET)
        workspace, stamp = self._workspace_of(actor, secret), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            holder = self._holder(tx, actor, workspace, "signatures.sign_with_ticket", secret, stamp)
            tickets.may_sign(holder.ticket).require(RuleViolation)
            tx.tickets.save(tickets.used(holder.ticket, stamp.at))
            facts, saved = self._take(tx, holder.case, given, holder.session, as_recorded(holder.bearer, stamp))
            record(tx, workspace, holder.bearer, stamp, *facts)
            tx.commit()
        return saved

    def refuse_with_ticket(self, actor: Actor, secret: str, *, reason: str) -> SignatureRequest:
        """Refuse with a ticket, which uses it up.

        Args:
            actor: as for `open_ticket`.
            secret: what the code says.
            reason: why.

        Raises:
            NotFound, Conflict, Forbidden: as `open_ticket`.
            RuleViolation: as `open_ticket`, and ``reason-missing``.
        """
        workspace, stamp = self._workspace_of(actor, secret), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            holder = self._holder(tx, actor, workspace, "signatures.refuse_with_ticket", secret, stamp)
            holder.case.require(may_refuse(holder.case.request, reason, stamp.at))
            tx.tickets.save(tickets.used(holder.ticket, stamp.at))
            facts, saved = self._refuse(tx, holder.case, reason, stamp)
            record(tx, workspace, holder.bearer, stamp, *facts)
            tx.commit()
        return saved

    def _ticket(self, case: Case, bearer: Bearer, secret: str, stamp: Stamp) -> Ticket:
        request = case.request
        return Ticket(
            id=TicketId(stamp.ids.new()),
            secret_digest=_digest(secret),
            request_id=request.id,
            digest=case.current.digest,
            role=request.role,
            signer_id=request.signer.id,
            issued_by=bearer.grantor().user.id,
            issued_at=stamp.at,
            expires_at=stamp.at + self.ports.signing.ticket_life,
        )

    def _workspace_of(self, actor: Actor, secret: str) -> WorkspaceId:
        """Tell where a ticket was issued; whoever acts in a workspace finds those of his own only.

        What nobody issued is refused here: no change begins, so trying costs nobody a turn.
        """
        if actor.workspace is None:
            with self.ports.storage.operate() as door:
                found = door.ticket_of(_digest(secret))
        else:
            with self.ports.storage.read(actor.workspace) as tx:
                found = actor.workspace if tx.tickets.find(_digest(secret)) else None
        if found is None:
            _refuse_unknown()
        return found

    def _holder(
        self, tx: Transaction, actor: Actor, workspace: WorkspaceId, action: str, secret: str, stamp: Stamp
    ) -> _Holder:
        """Let whoever comes with a ticket pass, and say what became of it if it opens nothing any more."""
        ticket = tx.tickets.find(_digest(secret))
        if ticket is None:
            _refuse_unknown()
        case = self._case(tx, ticket.request_id)
        bearer, lender = self._passed(tx, actor, workspace, action, case.target(stamp.at), ticket)
        if ticket.used_at is None:  # who was overtaken is told by whom
            case.require(may_show(case.request, stamp.at) & case.is_present)
        tickets.may_use(ticket, case.current.digest, stamp.at).require(RuleViolation)
        if not actor.is_operator:  # it is known who holds it
            case.require(may_sign_here(case.request.signer, bearer.user))
        return _Holder(ticket, case, bearer, lender.user)

    def _passed(
        self, tx: Snapshot, actor: Actor, workspace: WorkspaceId, action: str, target: Target, ticket: Ticket
    ) -> tuple[Bearer, Bearer]:
        """Let whoever forwards a ticket pass, and judge on whose session it is used: on his, if he is logged in."""
        try:
            bearer = self.door.authorise(tx, actor, action, target)
            if not actor.is_operator:
                return bearer, bearer
            return bearer, self.door.authorise(tx, _issuer(tx, ticket, actor, workspace), action, target)
        except NotFound:
            _refuse_unknown()


def _issuer(tx: Snapshot, ticket: Ticket, actor: Actor, workspace: WorkspaceId) -> Actor:
    """Give whoever issued a ticket, as if he came with the client of its holder."""
    if tx.users.get(ticket.issued_by).kind is AccountKind.MACHINE:
        return Actor.service(ticket.issued_by, workspace, client=actor.client)
    return Actor.user(ticket.issued_by, workspace, client=actor.client)


def _refuse_unknown() -> NoReturn:
    """Answer alike whatever was tried, so that trying tells nothing; the secret itself is never repeated."""
    raise NotFound("ticket-not-found", "no ticket has this secret") from None


def _written(bits: bytes) -> str:
    return urlsafe_b64encode(bits).decode().rstrip("=")


def _digest(secret: str) -> Digest:
    """Name a secret, also one that is none: nothing has that name."""
    return Digest(sha256(secret.encode(errors="surrogatepass")).hexdigest())
