"""Use cases: requests are looked at, listed, and their quotes compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from typing import BinaryIO
from uuid import UUID

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import ContractorId, FindingId, SiteId, WorkRequestId
from registre_core.kernel.pages import Page
from registre_core.kernel.reasons import Reason
from registre_core.ports.storage import Snapshot, WorkRequestFilter, WorkRequestOrder
from registre_core.requests import (
    Comparison,
    Line,
    LineState,
    RequestKind,
    RequestState,
    WorkRequest,
)
from registre_core.requests.policy import comparison, line_state, request_state
from registre_core.requests.policy.states import REQUESTS
from registre_core.services.front_door import Bearer, Target, workspace_of
from registre_core.services.paging import among, cursor, page_size
from registre_core.services.requests.desk import TARGETS, Desk
from registre_core.services.requests.notices import addresses
from registre_core.services.signatures.naming import names


@frozen
class ShownLine:
    """One recipient of a request, at one moment."""

    line: Line
    """What was sent to him, and what he said."""
    state: LineState
    """Where it stands with him."""
    is_reachable: bool
    """Whether anybody has a mail address: otherwise he is handed his link some other way."""


@frozen
class ShownRequest:
    """A request with all its recipients, at one moment."""

    request: WorkRequest
    """The request."""
    state: RequestState
    """Where it stands as a whole."""
    lines: tuple[ShownLine, ...]
    """Where it stands with each, in the order they were named."""
    names: Mapping[UUID, str]
    """What firms and contacts are called now, by identifier."""


@frozen
class ListedRequest:
    """A request as a list shows it, at one moment."""

    request: WorkRequest
    """The request."""
    state: RequestState
    """Where it stands as a whole."""


@frozen
class ComparedQuotes:
    """The quotes of a request side by side, with the names that people read."""

    request: WorkRequest
    """The request."""
    comparison: Comparison
    """The tables, by currency."""
    names: Mapping[UUID, str]
    """What firms and contacts are called now, by identifier."""


@frozen
class Questions(Desk):
    """Shows requests on the sites of whoever asks, of the kinds that he may see."""

    def show(self, actor: Actor, request: WorkRequestId) -> ShownRequest:
        """Give one request, as it stands now.

        Raises:
            Forbidden: without ``requests.consult``; of a quote, without ``quotes.consult``.
            NotFound: ``request-not-found``, also when it is on a site that is not his.
        """
        now = self.ports.clock.now()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found, _ = self._admitted(tx, actor, "requests.show", request)
            shown = tuple(
                ShownLine(line, line_state(line, found.deadline, now), bool(addresses(tx, line.recipient)))
                for line in found.lines
            )
            return ShownRequest(found, request_state(found, now), shown, names_in(tx, found))

    def page(
        self,
        actor: Actor,
        *,
        kind: RequestKind | None = None,
        site: SiteId | None = None,
        finding: FindingId | None = None,
        contractor: ContractorId | None = None,
        state: RequestState | None = None,
        order: WorkRequestOrder = WorkRequestOrder.NEWEST,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[ListedRequest]:
        """List requests on the sites of this actor, of the kinds that he may see.

        Args:
            actor: who asks.
            kind: only those for interventions, or only those for quotes: each has a right of its own.
            site: only on this one.
            finding: only those that ask for this to be corrected.
            contractor: only those that went, or are to go, to this firm.
            state: only those that stand so now. It is worked out, so a page that is asked for by state may come short,
                or empty, although the list goes on.
            order: in which order; unless told otherwise what was drawn up last comes first.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200. There may be fewer although the list goes on, as `next` says.
            counted: whether to tell the `total`, too; by state there is none.

        Raises:
            Forbidden: with neither ``requests.consult`` nor ``quotes.consult``: one of them, for its kind.
        """
        now = self.ports.clock.now()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer, seen = self._seeing(tx, actor, "requests.page", kind)
            where = WorkRequestFilter(among(bearer.sites, site), seen, finding, contractor)
            page = tx.requests.page(where, order=order, after=cursor(after), limit=page_size(limit))
            every = (ListedRequest(one, request_state(one, now)) for one in page.items)
            listed = Page(tuple(one for one in every if state in (None, one.state)), page.next)
            return evolve(listed, total=tx.requests.count(where)) if counted and state is None else listed

    def of_finding(
        self, actor: Actor, finding: FindingId, *, kind: RequestKind | None = None
    ) -> tuple[ListedRequest, ...]:
        """Give every request that asks for this to be corrected, by identifier, of the kinds that he may see.

        Raises:
            Forbidden: with neither ``requests.consult`` nor ``quotes.consult``: one of them, for its kind.
            NotFound: ``finding-not-found``, also when it is on a site that is not his.
        """
        now = self.ports.clock.now()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = tx.findings.get(finding)
            target = Target(found.site_id, "finding", found.id)
            _, seen = self._seeing(tx, actor, "requests.of_finding", kind, target)
            asking = (one for one in tx.requests.of_finding(finding) if seen in (None, one.kind))
            return tuple(ListedRequest(one, request_state(one, now)) for one in asking)

    def compare(self, actor: Actor, request: WorkRequestId) -> ComparedQuotes:
        """Put the quotes of a request side by side, as they stand today.

        In each currency the cheapest comes first, tax included; what has expired is marked and never the cheapest.

        Raises:
            Forbidden: without ``quotes.consult``.
            NotFound: ``request-not-found``, also when it is on a site that is not his.
            RuleViolation: ``quotes-not-asked``: what is asked for is that somebody comes.
        """
        now, today = self.ports.clock.now(), self.ports.clock.today()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found, _ = self._admitted(tx, actor, "requests.compare", request)
            if found.kind is not RequestKind.QUOTE:
                said = "what is asked for is that somebody comes, not what it would cost"
                raise RuleViolation.because([Reason("quotes-not-asked", said, REQUESTS)])
            return ComparedQuotes(found, comparison(found, today, now), names_in(tx, found))

    @contextmanager
    def open_document(self, actor: Actor, request: WorkRequestId, document: Digest) -> Iterator[BinaryIO]:
        """Open the bytes of what went along with a request, or came with an answer that stands.

        Raises:
            Forbidden: without ``requests.consult``; of a quote, without ``quotes.consult``.
            NotFound: ``request-not-found``, ``document-not-found``.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found, _ = self._admitted(tx, actor, "requests.open_document", request)
        answers = (line.answer.documents for line in found.lines if line.answer)
        if document not in {one.digest for one in (*found.documents, *chain.from_iterable(answers))}:
            raise NotFound.of("document", document)
        with self.ports.documents.open(workspace, document) as stream:
            yield stream

    def _seeing(
        self, tx: Snapshot, actor: Actor, action: str, kind: RequestKind | None, on: Target | None = None
    ) -> tuple[Bearer, RequestKind | None]:
        """Let whoever asks pass who may see one kind or the other, and tell which; nothing where he may see both."""
        asked = kind or self._at_least(tx, actor)
        bearer = self.door.authorise(tx, actor, action, on, kind=TARGETS[asked])
        sees_both = bearer.holds("requests.consult") and bearer.holds("quotes.consult")
        return bearer, None if kind is None and sees_both else asked

    def _at_least(self, tx: Snapshot, actor: Actor) -> RequestKind:
        """Name the kind to ask the front door for: that of quotes for whoever may see nothing else."""
        if actor.is_operator:
            return RequestKind.INTERVENTION
        holds = self.door.account(tx, actor).allows
        only_quotes = holds("quotes.consult") and not holds("requests.consult")
        return RequestKind.QUOTE if only_quotes else RequestKind.INTERVENTION


def names_in(tx: Snapshot, request: WorkRequest) -> Mapping[UUID, str]:
    """Give what the firms and contacts of a request are called now."""
    recipients = [line.recipient for line in request.lines]
    return names(
        tx,
        contacts=(contact for one in recipients for contact in one.contacts),
        contractors=(one.contractor_id for one in recipients if one.contractor_id is not None),
    )
