"""Who is told of requests: every person of a line who can be reached, each thing once; of what they say who drew it up.

A notice carries no secret: it waits in a table, goes through queues and logs, and is read by whoever keeps them. Who
delivers it has a link issued at that moment, and puts it into the mail (docs/decisions/0038).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from registre_core.kernel.identifiers import UserId
from registre_core.kernel.reasons import FactValue
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.ports.storage import Notice, Snapshot, Transaction
from registre_core.requests import Line, Recipient, WorkRequest
from registre_core.rights import Catalogue
from registre_core.services.journal import Stamp
from registre_core.services.notices import (
    Event,
    Reader,
    are_people,
    contact_readers,
    readers_on,
    tell,
    those_who_may,
)

SENT, WITHDRAWN, AWARDED, NOT_AWARDED = "request-sent", "request-withdrawn", "request-awarded", "request-not-awarded"
"""The kinds of notices to recipients: somebody is asked, no longer asked, chosen; others were chosen."""
ANSWERED, DECLINED = "request-answered", "request-declined"
"""Those to whoever drew it up: a recipient said something, or does not want to."""
EDITS = {"quote-request": "quotes.edit"}
"""Who may go on with what nobody is there any more to go on with, where that is not who may edit requests."""


@frozen
class Told:
    """What telling recipients came to."""

    notices: int
    """How many people are told now: nobody is told one thing twice."""
    unreachable: tuple[Line, ...]
    """Those of whom nobody has a mail address: hand them their link some other way."""


def addresses(tx: Snapshot, recipient: Recipient) -> tuple[Reader, ...]:
    """Give where a recipient is reached: his contacts that have a mail address; if none does, the firm itself."""
    return tuple(contact_readers(tx, recipient.contacts)) or tuple(_of_firm(tx, recipient))


def tell_lines(
    tx: Transaction, kind: str, request: WorkRequest, lines: Iterable[Line], stamp: Stamp, **facts: FactValue
) -> Told:
    """Tell everybody who can be reached of these lines; whoever was told already is not told again.

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
        told += are_people(tell(tx, _event(kind, request, line, "", **facts), reached, stamp))
    return Told(told, tuple(unreachable))


def tell_drafter(
    tx: Transaction, kind: str, request: WorkRequest, line: Line, by: UserId | None, catalogue: Catalogue, stamp: Stamp
) -> tuple[Notice, ...]:
    """Tell whoever drew a request up what a recipient said, unless he wrote it down himself.

    If he can be told nothing any more, whoever may go on with it is.
    """
    readers = () if by == request.created_by else _drafters(tx, request, catalogue, stamp)
    return tell(tx, _event(kind, request, line, f"/{stamp.at.isoformat()}"), readers, stamp)


def _drafters(tx: Snapshot, request: WorkRequest, catalogue: Catalogue, stamp: Stamp) -> Iterator[Reader]:
    """Look for somebody only when notices of the kind are wanted at all."""
    creator = PersonKey(PersonKind.USER, request.created_by)
    drafter = tuple(readers_on(tx, [creator], request.site_id, stamp.today))
    if drafter:
        yield from drafter
    else:
        right = EDITS.get(request.kind.value, "requests.edit")
        yield from those_who_may(tx, catalogue, right, request.site_id, stamp.today)


def _of_firm(tx: Snapshot, recipient: Recipient) -> Iterator[Reader]:
    if recipient.contractor_id is not None:
        firm = tx.contractors.get(recipient.contractor_id)
        if firm.email is not None:
            yield Reader(firm.id, firm.email)


def _event(kind: str, request: WorkRequest, line: Line, time: str, **facts: FactValue) -> Event:
    said = {"line": str(line.id), "kind": request.kind.value, **facts}
    return Event(kind, f"{request.id}/{line.id}{time}", "request", request.id, said)
