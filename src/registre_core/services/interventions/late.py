"""What is late of interventions, and who is reminded of it."""

from __future__ import annotations

from collections.abc import Iterator

from registre_core.interventions import Intervention, Status
from registre_core.ports.storage import InterventionFilter, Snapshot
from registre_core.services.journal import Stamp
from registre_core.services.notices import Event, Late, Stewards, contact_readers
from registre_core.services.notices.contacts import said_of
from registre_core.services.paging import LARGEST_PAGE, cursor

OVERDUE = "intervention-overdue"
"""The kind of its notices."""
CLOSES = "interventions.close"
"""Who may is reminded where no contact can be reached: nothing that is overdue is nobody's."""


def late_interventions(tx: Snapshot, stewards: Stewards, stamp: Stamp) -> Iterator[Late]:
    """Give the interventions whose day has passed, and that are still to be done."""
    for one in _overdue(tx, stamp):
        readers = tuple(contact_readers(tx, one.contacts)) or stewards.of(tx, CLOSES, one.site_id)
        yield Late(Event(OVERDUE, f"{one.id}", "intervention", one.id, said_of(one)), readers)


def _overdue(tx: Snapshot, stamp: Stamp) -> Iterator[Intervention]:
    where = InterventionFilter(status=Status.OVERDUE, today=stamp.today)
    page = tx.interventions.page(where, limit=LARGEST_PAGE)
    yield from page.items
    while page.next is not None:
        page = tx.interventions.page(where, after=cursor(page.next), limit=LARGEST_PAGE)
        yield from page.items
