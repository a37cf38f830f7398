"""What a ticket opens, and what becomes of it."""

from __future__ import annotations

from datetime import datetime

from attrs import evolve

from registre_core.kernel.documents import Digest
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.signatures.tickets import Ticket

TICKETS = Source("House rule: a ticket is single-use, short-lived, and bound to digest, role and signer")


def may_open(ticket: Ticket, now: datetime) -> Verdict:
    """Whether its holder may see what it opens; if not, he is told the one thing that became of it."""
    if ticket.used_at is not None:
        return Verdict.no(Reason("ticket-used", "this ticket has been signed with already", TICKETS))
    if ticket.revoked_at is not None:
        return Verdict.no(Reason("ticket-revoked", "another ticket took its place, or it is not needed", TICKETS))
    if now >= ticket.expires_at:
        facts = {"expired_at": ticket.expires_at.isoformat()}
        return Verdict.no(Reason("ticket-expired", "its time is over: ask for another", TICKETS, facts))
    return YES


def may_use(ticket: Ticket, current: Digest, now: datetime) -> Verdict:
    """Whether it may be signed with: open, and what is to be signed is still what it was made for."""
    verdict = may_open(ticket, now)
    if ticket.digest != current:
        said = "what is to be signed has changed since the ticket was made: make another"
        verdict &= Verdict.no(Reason("content-changed", said, TICKETS))
    return verdict


def may_sign(ticket: Ticket) -> Verdict:
    """Whether its holder was shown what he signs: what somebody saw on a page, he did not see on his telephone."""
    if ticket.opened_at is not None:
        return YES
    said = "what is signed with a ticket is what it showed: open it first"
    return Verdict.no(Reason("digest-not-shown", said, TICKETS))


def opened(ticket: Ticket, at: datetime) -> Ticket:
    """Open it, which uses nothing up: the first time is kept. Ask `may_open` first."""
    return ticket if ticket.opened_at is not None else evolve(ticket, opened_at=at)


def used(ticket: Ticket, at: datetime) -> Ticket:
    """Use it up. Ask `may_use` first."""
    return evolve(ticket, used_at=at)


def revoked(ticket: Ticket, at: datetime) -> Ticket:
    """Let it open nothing any more; one that came to its end already stays what it is."""
    return ticket if ticket.used_at is not None or ticket.revoked_at is not None else evolve(ticket, revoked_at=at)
