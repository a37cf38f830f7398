"""Use cases: a recipient sees and answers his own line, with a link and without an account.

A link is 256 random bits, kept as their digest, as a ticket is. It opens one line of one request and nothing else: no
other recipient, no price of another, no name of an account. It may be opened often, on as many devices as wanted, until
it expires: a recipient thinks about it, and changes his mind. Nobody is logged in there: the host forwards what comes.
An unpaid invoice is no business of recipients, so that their links go on (docs/decisions/0038).
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from typing import NoReturn

from attrs import evolve, field, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import LineId, LinkId, WorkRequestId, WorkspaceId
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.requests import (
    Line,
    LineOfRequest,
    Link,
    LinkIssued,
    LinksRevoked,
    RequestAnswered,
    RequestDeclined,
    RequestOpened,
    WorkRequest,
)
from registre_core.requests.policy import declined, links, may_decline, opened
from registre_core.services.front_door import Bearer, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.requests.answering import Reply, brought, taken
from registre_core.services.requests.asked import Asked, asked_of
from registre_core.services.requests.desk import TARGETS, Desk, require_readable, target_of
from registre_core.services.requests.link_ends import revoke_links_of
from registre_core.services.requests.notices import ANSWERED, DECLINED, tell_drafter


@frozen
class IssuedLink:
    """A link that was issued, and the secret that nobody can give again."""

    link: Link
    """What is kept of it."""
    secret: str = field(repr=False)
    """43 characters of base64url: whoever has them answers."""


@frozen
class Holder:
    """Whoever came with a link."""

    link: Link
    request: WorkRequest
    """In which his line stands."""
    line: Line
    """The one he may see."""
    bearer: Bearer
    """Whoever forwards what he does."""


@frozen
class LinkDesk(Desk):
    """Base of what is done with a link."""

    def _linked_workspace(self, actor: Actor, secret: str) -> WorkspaceId:
        """Tell where a link was issued; whoever acts in a workspace finds those of his own only.

        What nobody issued is refused here: no change begins, so trying costs nobody a turn.
        """
        if actor.workspace is None:
            with self.ports.storage.operate() as door:
                found = door.link_of(digest_of(secret))
        else:
            with self.ports.storage.read(actor.workspace) as tx:
                found = actor.workspace if tx.links.find(digest_of(secret)) else None
        if found is None:
            refuse_unknown()
        return found

    def _holder(self, tx: Snapshot, actor: Actor, action: str, secret: str, now: datetime) -> Holder:
        """Let whoever comes with a link pass, or say what became of it.

        Raises:
            NotFound: ``link-not-found``.
            Forbidden: somebody logged in may not.
            RuleViolation: ``link-revoked``, ``link-expired``.
        """
        link = tx.links.find(digest_of(secret))
        if link is None:
            refuse_unknown()
        request = tx.requests.get(link.request_id)
        try:
            bearer = self.door.authorise(tx, actor, action, target_of(request), kind=TARGETS[request.kind])
        except NotFound:
            refuse_unknown()
        links.may_open(link, now).require(RuleViolation)
        line = request.line(link.line_id)
        erased = {one for one in line.recipient.contacts if tx.contacts.get(one).is_erased}
        links.may_serve(line, erased).require(RuleViolation)
        return Holder(link, request, line, bearer)


@frozen
class Linking(LinkDesk):
    """Issues links, and takes what comes with one."""

    def issue_link(self, actor: Actor, request: WorkRequestId, line: LineId) -> IssuedLink:
        """Issue a link with which a recipient sees and answers his line. Those that were issued before go on.

        Whoever delivers a notice calls this at that moment, and puts the secret into the mail and nowhere else.

        Args:
            actor: the host, which delivers; or whoever hands the link over himself.
            request: which one.
            line: whose.

        Raises:
            Forbidden: without ``requests.edit``; of a quote, without ``quotes.edit``.
            NotFound: ``request-not-found``, ``line-not-found``.
            RuleViolation: ``line-draft``, ``line-withdrawn``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        secret = _written(stamp.ids.secret())
        with self.ports.storage.begin(workspace) as tx:
            found, bearer = self._admitted(tx, actor, "requests.issue_link", request)
            asked = found.line(line)
            links.may_issue(found, asked, stamp.at).require(RuleViolation)
            link = tx.links.add(self._link(found, asked, secret, stamp))
            record(tx, workspace, bearer, stamp, LinkIssued(LineOfRequest.of(found, asked), link))
            tx.commit()
        return IssuedLink(link, secret)

    def revoke_links(self, actor: Actor, request: WorkRequestId, line: LineId) -> int:
        """Take back every link of a line, such as after a mail went astray. Others can be issued.

        Returns:
            How many opened something until now; where none did, nothing is recorded.

        Raises:
            Forbidden: without ``requests.edit``; of a quote, without ``quotes.edit``.
            NotFound: ``request-not-found``, ``line-not-found``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found, bearer = self._admitted(tx, actor, "requests.revoke_links", request)
            asked = found.line(line)
            ended = revoke_links_of(tx, found, {asked.id}, stamp)
            if not ended:
                return 0
            record(tx, workspace, bearer, stamp, LinksRevoked(LineOfRequest.of(found, asked)))
            tx.commit()
        return ended

    def open_with_link(self, actor: Actor, secret: str) -> Asked:
        """Show a recipient what he is asked, and what he has answered. The first time is recorded.

        Args:
            actor: the host, which forwards what comes: ``Actor.operator()``; or somebody of the workspace.
            secret: what his link says.

        Raises:
            NotFound: ``link-not-found``: unknown, malformed and of another workspace, all alike; nothing is recorded.
            RuleViolation: ``link-revoked``, ``link-expired``.
            Forbidden: without ``requests.consult``; of a quote, without ``quotes.consult``: of somebody logged in.
        """
        workspace, stamp = self._linked_workspace(actor, secret), Stamp.of(self.ports)
        with self.ports.storage.read(workspace) as known:  # whoever looks again waits for nobody, and nobody for him
            holder = self._holder(known, actor, "requests.open_with_link", secret, stamp.at)
            if holder.link.opened_at is not None:
                return asked_of(known, holder.request, holder.line, holder.link, stamp.at)
        with self.ports.storage.begin(workspace) as tx:
            holder = self._holder(tx, actor, "requests.open_with_link", secret, stamp.at)
            link, line = tx.links.save(links.opened(holder.link, stamp.at)), opened(holder.line, stamp.at)
            request = _kept(tx, holder, line)
            record(tx, workspace, holder.bearer, stamp, RequestOpened(LineOfRequest.of(request, line)))
            seen = asked_of(tx, request, line, link, stamp.at)
            tx.commit()
        return seen

    def answer_with_link(self, actor: Actor, secret: str, reply: Reply) -> Asked:
        """Answer, or answer anew: the last answer counts, and the register keeps all for good: say so on the page.

        What is sent twice, to the letter, is taken once. Who answers on one device does not write over what was said
        on another since he looked: he names the answer that his own replaces.

        Args:
            actor: as for `open_with_link`.
            secret: what his link says.
            reply: what he says; its documents as `store_document_with_link` gave them.

        Raises:
            NotFound: as `open_with_link`; ``document-not-found``.
            RuleViolation: as `open_with_link`; all at once: ``line-awarded``, ``line-not-awarded``; ``quote-missing``,
                ``quote-not-asked``.
            Conflict: ``answered-meanwhile``.
            InvalidInput: ``too-many-documents``, ``text-too-long``.
            Forbidden: without ``requests.edit``; of a quote, without ``quotes.edit``; of documents, without the
                right to consult them: of somebody logged in.
        """
        workspace, stamp = self._linked_workspace(actor, secret), Stamp.of(self.ports)
        with self.ports.storage.read(workspace) as seen:
            self._holder(seen, actor, "requests.answer_with_link", secret, stamp.at)
        along = self._as_stored(workspace, brought(reply, self.ports.requests))
        with self.ports.storage.begin(workspace) as tx:
            holder = self._holder(tx, actor, "requests.answer_with_link", secret, stamp.at)
            require_readable(holder.bearer, holder.request.site_id, along)
            line = taken(holder.request, holder.line, evolve(reply, documents=along), stamp, None)
            if line is None:
                return asked_of(tx, holder.request, holder.line, holder.link, stamp.at)
            request = _kept(tx, holder, line)
            record(tx, workspace, holder.bearer, stamp, RequestAnswered(LineOfRequest.of(request, line)))
            tell_drafter(tx, ANSWERED, request, line, None, self.ports.catalogue, stamp)
            shown = asked_of(tx, request, line, holder.link, stamp.at)
            tx.commit()
        return shown

    def decline_with_link(self, actor: Actor, secret: str, *, reason: str = "") -> Asked:
        """Decline; until somebody is chosen he may still answer after all.

        Args:
            actor: as for `open_with_link`.
            secret: what his link says.
            reason: why, if he says so.

        Raises:
            NotFound: as `open_with_link`.
            RuleViolation: as `open_with_link`; ``line-declined``, ``line-awarded``, ``line-not-awarded``.
            InvalidInput: ``text-too-long``.
            Forbidden: without ``requests.edit``; of a quote, without ``quotes.edit``: of somebody logged in.
        """
        workspace, stamp = self._linked_workspace(actor, secret), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            holder = self._holder(tx, actor, "requests.decline_with_link", secret, stamp.at)
            may_decline(holder.request, holder.line, stamp.at).require(RuleViolation)
            line = declined(holder.line, reason, stamp.at)
            request = _kept(tx, holder, line)
            record(tx, workspace, holder.bearer, stamp, RequestDeclined(LineOfRequest.of(request, line)))
            tell_drafter(tx, DECLINED, request, line, None, self.ports.catalogue, stamp)
            shown = asked_of(tx, request, line, holder.link, stamp.at)
            tx.commit()
        return shown

    def _link(self, request: WorkRequest, line: Line, secret: str, stamp: Stamp) -> Link:
        return Link(
            id=LinkId(stamp.ids.new()),
            secret_digest=digest_of(secret),
            request_id=request.id,
            line_id=line.id,
            issued_at=stamp.at,
            expires_at=links.end_of_life(request, stamp.at, self.ports.requests.link_life),
        )


def _kept(tx: Transaction, holder: Holder, line: Line) -> WorkRequest:
    """Keep his line as it is now, if it changed."""
    return holder.request if line == holder.line else tx.requests.save(holder.request.having(line))


def refuse_unknown() -> NoReturn:
    """Answer alike whatever was tried, so that trying tells nothing; the secret itself is never repeated."""
    raise NotFound("link-not-found", "no link has this secret") from None


def _written(bits: bytes) -> str:
    return urlsafe_b64encode(bits).decode().rstrip("=")


def digest_of(secret: str) -> Digest:
    """Name a secret, also one that is none: nothing has that name."""
    return Digest(sha256(secret.encode(errors="surrogatepass")).hexdigest())
