"""Use cases: the operator's people write down what recipients said by mail or telephone."""

from __future__ import annotations

from datetime import date, datetime

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import Conflict, InvalidInput, RuleViolation
from registre_core.kernel.identifiers import LineId, UserId, WorkRequestId
from registre_core.requests import (
    Answer,
    Line,
    LineOfRequest,
    Quote,
    RequestAnswered,
    RequestDeclined,
    RequestPolicy,
    WorkRequest,
)
from registre_core.requests.policy import answered, declined, may_answer, may_decline, may_say, may_write_down
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.requests.desk import Desk, require_readable
from registre_core.services.requests.notices import ANSWERED, DECLINED, tell_drafter


@frozen
class Reply:
    """What a recipient says, as it comes in: when it came, and whether that was late, is for the register to say."""

    message: str = ""
    """In his words."""
    proposed_on: date | None = None
    """The day he would come."""
    quote: Quote | None = None
    """What it would cost; always of a quote request, never of another."""
    documents: tuple[DocumentRef, ...] = ()
    """What he sends along."""
    replaces: datetime | None = None
    """When the answer came that this one takes the place of; ``None`` of a first one. Who did not see that somebody
    answered meanwhile on another device writes nothing over."""

    def answer(self, at: datetime, by: UserId | None) -> Answer:
        """Give it as it is kept, but for what is late."""
        return Answer(at, False, self.message, self.proposed_on, self.quote, self.documents, by)  # noqa: FBT003


@frozen
class Answering(Desk):
    """Takes what comes by mail, by telephone, or on paper."""

    def record_answer(
        self, actor: Actor, request: WorkRequestId, line: LineId, reply: Reply, *, in_time: bool = False
    ) -> WorkRequest:
        """Write down what a recipient answered. What he says again, to the letter, changes nothing.

        Whoever was told that others were chosen can be asked anew when those fall through: his answer is written down
        here, and no longer taken through a link.

        Args:
            actor: who writes it down.
            request: which one.
            line: who answered.
            reply: what he says.
            in_time: whether it came by the deadline, although it is written down behind it: nobody is late because a
                letter lay unopened. Whoever writes it down answers for that.

        Raises:
            Forbidden: without ``requests.edit``; of a quote, without ``quotes.edit``; of documents that come along,
                without the right to consult documents.
            NotFound: ``request-not-found``, ``line-not-found``, ``document-not-found``.
            Conflict: ``answered-meanwhile``.
            InvalidInput: ``too-many-documents``, ``text-too-long``.
            RuleViolation: all at once: ``line-draft``, ``line-withdrawn``, ``line-awarded``; ``quote-missing``,
                ``quote-not-asked``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.read(workspace) as seen:
            self._admitted(seen, actor, "requests.record_answer", request)
        along = self._as_stored(workspace, brought(reply, self.ports.requests))
        with self.ports.storage.begin(workspace) as tx:
            found, bearer = self._admitted(tx, actor, "requests.record_answer", request)
            require_readable(bearer, found.site_id, along)
            said = evolve(reply, documents=along)
            new = taken(found, found.line(line), said, stamp, bearer.account_id, in_time=in_time)
            if new is None:
                return found
            saved = tx.requests.save(found.having(new))
            record(tx, workspace, bearer, stamp, RequestAnswered(LineOfRequest.of(saved, new)))
            tell_drafter(tx, ANSWERED, saved, new, bearer.account_id, self.ports.catalogue, stamp)
            tx.commit()
        return saved

    def record_decline(self, actor: Actor, request: WorkRequestId, line: LineId, *, reason: str = "") -> WorkRequest:
        """Write down that a recipient does not want to.

        Args:
            actor: who writes it down.
            request: which one.
            line: who declined.
            reason: why, if he said; of circumstances, never of a person.

        Raises:
            Forbidden: without ``requests.edit``; of a quote, without ``quotes.edit``.
            NotFound: ``request-not-found``, ``line-not-found``.
            InvalidInput: ``text-too-long``.
            RuleViolation: ``line-draft``, ``line-declined``, ``line-withdrawn``, ``line-awarded``,
                ``line-not-awarded``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found, bearer = self._admitted(tx, actor, "requests.record_decline", request)
            asked = found.line(line)
            may_decline(found, asked, stamp.at).require(RuleViolation)
            new = declined(asked, reason, stamp.at)
            saved = tx.requests.save(found.having(new))
            record(tx, workspace, bearer, stamp, RequestDeclined(LineOfRequest.of(saved, new)))
            tell_drafter(tx, DECLINED, saved, new, bearer.account_id, self.ports.catalogue, stamp)
            tx.commit()
        return saved


def brought(reply: Reply, policy: RequestPolicy) -> tuple[DocumentRef, ...]:
    """Give what comes along, unless it is more than the host allows.

    Raises:
        InvalidInput: ``too-many-documents``.
    """
    if len(reply.documents) > policy.most_documents:
        said = f"an answer brings {policy.most_documents} documents at most, not {len(reply.documents)}"
        raise InvalidInput.at("documents", "too-many-documents", said, most=policy.most_documents)
    return reply.documents


def taken(
    request: WorkRequest, line: Line, reply: Reply, stamp: Stamp, by: UserId | None, *, in_time: bool = False
) -> Line | None:
    """Take an answer: give the line as it is then, or nothing when it says the same again.

    Raises:
        RuleViolation: as `Answering.record_answer`.
        Conflict: ``answered-meanwhile``.
        InvalidInput: ``text-too-long``.
    """
    answer = reply.answer(stamp.at, by)
    may_take = may_answer if by is None else may_write_down
    (may_take(request, line, stamp.at) & may_say(request, answer)).require(RuleViolation)
    if _says_nothing_new(line, answer, in_time=in_time):
        return None
    _require_seen(line, reply.replaces)
    return answered(request, line, answer, in_time=in_time)


def _says_nothing_new(line: Line, answer: Answer, *, in_time: bool) -> bool:
    if line.answer is None or line.declined_at is not None or (in_time and line.answer.is_late):
        return False
    return line.answer.says_as(answer)


def _require_seen(line: Line, replaces: datetime | None) -> None:
    """Refuse to write over an answer that whoever answers has not seen."""
    known = line.answer.at if line.answer else None
    if known != replaces:
        facts = {"line": str(line.id), "answered_at": known.isoformat() if known else None}
        raise Conflict("answered-meanwhile", "another answer came meanwhile: look at it before replacing it", facts)
