"""Use cases: a request is sent to its recipients, and taken back from them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.identifiers import LineId, WorkRequestId
from registre_core.kernel.validation import not_blank
from registre_core.requests import Line, RequestSent, RequestWithdrawn, WorkRequest
from registre_core.requests.policy import (
    may_send,
    may_withdraw,
    sent,
    those_to_send,
    those_to_withdraw,
    withdrawn,
)
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.requests.desk import Desk
from registre_core.services.requests.link_ends import revoke_links_of
from registre_core.services.requests.naming import require_something_open
from registre_core.services.requests.notices import SENT, WITHDRAWN, tell_lines


@frozen
class Sent:
    """What sending did."""

    request: WorkRequest
    """As it is now."""
    notices: int
    """How many people are told now who were not before."""
    unreachable: tuple[Line, ...]
    """Those of whom nobody has a mail address: hand them their link, or the request, some other way."""


@frozen
class Sending(Desk):
    """Sends requests out, and takes them back."""

    def send(self, actor: Actor, request: WorkRequestId, *, lines: Iterable[LineId] | None = None) -> Sent:
        """Send a request to its recipients: one transaction, and a notice for each person who can be reached.

        Sending again tells nobody twice. Whoever could not be reached and has an address since is told then. A line
        that nobody can be told of counts as sent all the same: somebody hands it over.

        Args:
            actor: who sends it.
            request: which one.
            lines: only to these; to everybody about whom nothing was decided, unless told otherwise.

        Raises:
            Forbidden: without ``requests.edit``; of a quote, without ``quotes.edit``.
            NotFound: ``request-not-found``, ``line-not-found``.
            RuleViolation: all at once: ``request-withdrawn``, ``deadline-passed``, ``line-declined``,
                ``line-withdrawn``, ``line-awarded``, ``line-not-awarded``; ``finding-not-open``, when nothing is left
                to correct.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        named = None if lines is None else tuple(lines)
        with self.ports.storage.begin(workspace) as tx:
            found, bearer = self._admitted(tx, actor, "requests.send", request)
            chosen = those_to_send(found, named, stamp.at)
            may_send(found, chosen, stamp.at).require(RuleViolation)
            if any(line.sent_at is None for line in chosen):
                require_something_open(tx, found)
            out = found.having(*(sent(line, stamp.at) for line in chosen))
            deadline = found.deadline.isoformat() if found.deadline else None
            told = tell_lines(tx, SENT, out, (out.line(one.id) for one in chosen), stamp, deadline=deadline)
            if out == found and not told.notices:
                return Sent(found, 0, told.unreachable)
            saved = tx.requests.save(out)
            record(tx, workspace, bearer, stamp, RequestSent(saved))
            tx.commit()
        return Sent(saved, told.notices, told.unreachable)

    def withdraw(
        self, actor: Actor, request: WorkRequestId, *, lines: Iterable[LineId] | None = None, reason: str
    ) -> WorkRequest:
        """Take a request back: its links open nothing any more, and whoever had it is told.

        Args:
            actor: who takes it back.
            request: which one.
            lines: only from these; from everybody about whom nothing was decided, unless told otherwise.
            reason: why; of circumstances, never of a person, since it stands in the register for ever.

        Raises:
            Forbidden: without ``requests.edit``; of a quote, without ``quotes.edit``.
            NotFound: ``request-not-found``, ``line-not-found``.
            InvalidInput: ``blank-text``, ``text-too-long``.
            RuleViolation: ``request-not-sent``, ``nothing-to-withdraw``; all at once: ``line-declined``,
                ``line-withdrawn``, ``line-awarded``, ``line-not-awarded``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        if problem := not_blank("reason", reason):
            raise InvalidInput.of([problem])
        named = None if lines is None else tuple(lines)
        with self.ports.storage.begin(workspace) as tx:
            found, bearer = self._admitted(tx, actor, "requests.withdraw", request)
            chosen = those_to_withdraw(found, named, stamp.at)
            may_withdraw(found, chosen, stamp.at).require(RuleViolation)
            saved = tx.requests.save(found.having(*(withdrawn(line, reason, stamp.at) for line in chosen)))
            revoke_links_of(tx, saved, {line.id for line in chosen}, stamp)
            record(tx, workspace, bearer, stamp, RequestWithdrawn(saved))
            tell_lines(tx, WITHDRAWN, saved, (line for line in chosen if line.sent_at), stamp)
            tx.commit()
        return saved
