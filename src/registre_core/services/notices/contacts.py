"""The contacts of an intervention are told: in the transaction of the change it tells of. Delivery comes afterwards."""

from __future__ import annotations

from collections.abc import Iterable

from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import ContactId
from registre_core.notices import Facts
from registre_core.ports.storage import Notice, Transaction
from registre_core.services.journal import Stamp
from registre_core.services.notices.readers import contact_readers
from registre_core.services.notices.telling import Event, tell


def tell_contacts(
    tx: Transaction,
    kind: str,
    intervention: Intervention,
    stamp: Stamp,
    *,
    only: Iterable[ContactId] | None = None,
) -> tuple[Notice, ...]:
    """Tell every contact of an intervention who has a mail address, once each time it is planned for a day.

    Args:
        tx: the transaction of the change it tells of.
        kind: what is told, such as ``intervention-planned``.
        intervention: what it is about.
        stamp: when, and where identifiers come from.
        only: these contacts, and not the others.

    Returns:
        The notices that are new: who was told already is not told again.
    """
    occasion = f"{intervention.id}/{_time(intervention)}"
    event = Event(kind, occasion, "intervention", intervention.id, said_of(intervention))
    return tell(tx, event, contact_readers(tx, intervention.contacts if only is None else only), stamp)


def said_of(intervention: Intervention) -> Facts:
    """Give what every notice of an intervention says."""
    return {"planned_on": intervention.planned_on.isoformat(), "type": intervention.type_code}


def drop_notices(tx: Transaction, address: str | None) -> int:
    """Drop every notice to the address of somebody who is erased, and what he muted; tell how many notices it was."""
    if address is None:
        return 0
    tx.mutings.put(address, ())
    return tx.outbox.drop(address)


def move_mutings(tx: Transaction, before: str | None, after: str | None) -> None:
    """Let what somebody muted at one address count at another: it was he who chose, not his mailbox."""
    if before is not None and after is not None and before != after:
        kinds = tx.mutings.of(before)
        tx.mutings.put(before, ())
        tx.mutings.put(after, kinds | tx.mutings.of(after))


def _time(intervention: Intervention) -> str:
    """Name the day it is planned for; one that it was planned for before, and is again, is another time."""
    day, times = intervention.planned_on.isoformat(), len(intervention.postponements)
    return f"{day}.{times}" if times else day
