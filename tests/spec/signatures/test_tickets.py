"""What a ticket opens, and what becomes of it."""

from datetime import timedelta

import pytest
from attrs import evolve
from tests.spec.signatures.world import CHANGED, CONTENT, at, codes

from registre_core.signatures import Ticket
from registre_core.signatures.policy import tickets
from registre_core.testing.signing import a_ticket

TICKET = a_ticket()
SOON, TOO_LATE = TICKET.issued_at + timedelta(minutes=5), TICKET.expires_at
USED = tickets.used(TICKET, SOON)
REVOKED = tickets.revoked(TICKET, SOON)

FATES = [
    # the ticket, when it is opened, what its holder is told
    (TICKET, SOON, []),
    (TICKET, TOO_LATE - timedelta(microseconds=1), []),
    (TICKET, TOO_LATE, ["ticket-expired"]),
    (USED, SOON, ["ticket-used"]),
    (USED, TOO_LATE, ["ticket-used"]),
    (REVOKED, SOON, ["ticket-revoked"]),
    (REVOKED, TOO_LATE, ["ticket-revoked"]),
]


@pytest.mark.parametrize("ticket, moment, told", FATES)
def test_the_holder_of_a_ticket_is_told_the_one_thing_that_became_of_it(
    ticket: Ticket, moment: object, told: list[str]
) -> None:
    assert told == codes(tickets.may_open(ticket, moment))  # type: ignore[arg-type]  # a column of moments
    assert told == codes(tickets.may_use(ticket, CONTENT, moment))  # type: ignore[arg-type]


def test_a_ticket_opens_nothing_but_what_it_was_made_for() -> None:
    assert ["content-changed"] == codes(tickets.may_use(TICKET, CHANGED, SOON))
    assert ["ticket-used", "content-changed"] == codes(tickets.may_use(USED, CHANGED, SOON))


def test_opening_a_ticket_uses_nothing_up_and_keeps_the_first_time() -> None:
    once = tickets.opened(TICKET, SOON)
    again = tickets.opened(once, at(0.2))

    assert SOON == once.opened_at == again.opened_at
    assert tickets.may_use(again, CONTENT, SOON)


def test_a_ticket_that_came_to_its_end_keeps_it() -> None:
    assert USED == tickets.revoked(USED, TOO_LATE)
    assert REVOKED == tickets.revoked(REVOKED, TOO_LATE)
    assert evolve(TICKET, revoked_at=SOON) == REVOKED
