"""Who is told of requests: every person of a line who can be reached, each thing once.

A notice carries no secret: it waits in a table, goes through queues and logs, and is read by whoever keeps them. Who
delivers it has a link issued at that moment, and puts it into the mail (docs/decisions/0038).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from attrs import frozen

from registre_core.kernel.identifiers import NoticeId
from registre_core.kernel.reasons import FactValue
from registre_core.ports.storage import Notice, Snapshot, Transaction
from registre_core.requests import Line, Recipient, WorkRequest
from registre_core.services.journal import Stamp

SENT, WITHDRAWN, AWARDED, NOT_AWARDED = "request-sent", "request-withdrawn", "request-awarded", "request-not-awarded"
"""The kinds of notices: somebody is asked, no longer asked, chosen; others were chosen."""


@frozen
class Address:
    """Where somebody is reached."""

    person: UUID
    """The contact, or the firm itself."""
    email: str
    """His mail address."""


@frozen
class Told:
    """What telling recipients came to."""

    notices: int
    """How many are new: nobody is told one thing twice."""
    unreachable: tuple[Line, ...]
    """Those of whom nobody has a mail address: hand them their link some other way."""


def addresses(tx: Snapshot, recipient: Recipient) -> tuple[Address, ...]:
    """Give where a recipient is reached: his contacts that have a mail address; if none does, the firm itself."""
    contacts = (tx.contacts.get(one) for one in recipient.contacts)
    found = tuple(Address(one.id, one.email) for one in contacts if one.email is not None)
    return found or tuple(_of_firm(tx, recipient))


def tell(
    tx: Transaction, kind: str, request: WorkRequest, lines: Iterable[Line], stamp: Stamp, **facts: FactValue
) -> Told:
    """Queue a notice to everybody who can be reached of these lines; whoever was told already is not told again.

    Args:
        tx: the transaction of the change it tells of.
        kind: what is told.
        request: about which request.
        lines: to whom.
        stamp: when.
        **facts: what the notice quotes besides the line and what is asked for.
    """
    told, unreachable = 0, []
    for line in lines:
        reached = addresses(tx, line.recipient)
        if not reached:
            unreachable.append(line)
        said = {"line": str(line.id), "kind": request.kind.value, **facts}
        told += sum(tx.outbox.queue(_notice(kind, request, line, one, stamp, said)) for one in reached)
    return Told(told, tuple(unreachable))


def _of_firm(tx: Snapshot, recipient: Recipient) -> Iterator[Address]:
    if recipient.contractor_id is not None:
        firm = tx.contractors.get(recipient.contractor_id)
        if firm.email is not None:
            yield Address(firm.id, firm.email)


def _notice(
    kind: str, request: WorkRequest, line: Line, to: Address, stamp: Stamp, facts: Mapping[str, FactValue]
) -> Notice:
    return Notice(
        id=NoticeId(stamp.ids.new()),
        key=f"{kind}/{request.id}/{line.id}/{to.person}",
        kind=kind,
        recipient=to.email,
        subject_kind="request",
        subject_id=request.id,
        queued_at=stamp.at,
        facts=facts,
    )
