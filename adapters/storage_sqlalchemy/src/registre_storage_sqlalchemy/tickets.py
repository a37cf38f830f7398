"""Tickets: what a signature is given with from a telephone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import Conflict
from registre_core.kernel.identifiers import SignatureId
from registre_core.signatures import Ticket
from registre_storage_sqlalchemy.fields import Fields
from registre_storage_sqlalchemy.schema import signatures, tickets, users
from registre_storage_sqlalchemy.shelves import Guard, Reference, Shelf
from registre_storage_sqlalchemy.transactions import WORKSPACE, Work, built

_FIELDS = Fields(Ticket, tickets)
_ISSUED = select(tickets.c.id, tickets.c.secret_digest).where(
    tickets.c.workspace_id == WORKSPACE, tickets.c.secret_digest.in_(bindparam("of_secrets", expanding=True))
)


def _secret_once(work: Work, issued: Sequence[Ticket]) -> Guard[Ticket]:
    """Refuse a ticket with the secret of another."""
    rows = work.rows(_ISSUED, {"of_secrets": [one.secret_digest for one in issued]})
    owners = {secret: identifier for identifier, secret in rows}

    def guard(ticket: Ticket) -> None:
        if owners.setdefault(ticket.secret_digest, ticket.id) != ticket.id:
            raise Conflict("already-exists", "there is a ticket with this secret already", {"ticket": str(ticket.id)})

    return guard


_TICKETS = Shelf(
    "ticket",
    tickets,
    _FIELDS.columns,
    read=_FIELDS.read,
    write=_FIELDS.write,
    references=[
        Reference("signature", signatures, lambda ticket: (ticket.request_id,)),
        Reference("user", users, lambda ticket: (ticket.issued_by,)),
    ],
    guarded=_secret_once,
)
_FIND = select(*_TICKETS.columns).where(
    tickets.c.workspace_id == WORKSPACE, tickets.c.secret_digest == bindparam("secret")
)
_OF_REQUEST = (
    select(*_TICKETS.columns)
    .where(tickets.c.workspace_id == WORKSPACE, tickets.c.request_id == bindparam("request"))
    .order_by(tickets.c.request_id, tickets.c.id)
)


class SqlTicketReader:
    """Tickets, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def find(self, secret_digest: Digest) -> Ticket | None:
        """Give the ticket whose secret has this digest."""
        rows = self._work.rows(_FIND, {"secret": secret_digest})
        return next(iter(built("ticket", _TICKETS.read, rows)), None)

    def of_request(self, request: SignatureId) -> tuple[Ticket, ...]:
        """Give every ticket of a request."""
        return tuple(built("ticket", _TICKETS.read, self._work.rows(_OF_REQUEST, {"request": request})))


class SqlTicketStore(SqlTicketReader):
    """The same, to write."""

    def add(self, ticket: Ticket) -> Ticket:
        """Keep a new one."""
        return _TICKETS.add(self._work, ticket)

    def save(self, ticket: Ticket) -> Ticket:
        """Keep the changed one."""
        return _TICKETS.save(self._work, ticket)
