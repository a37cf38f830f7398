"""The contacts of an intervention are told: in the transaction of the change it tells of. Delivery comes afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import ContactId, NoticeId
from registre_core.ports import IdSource
from registre_core.ports.storage import Notice, Snapshot, Transaction
from registre_core.workspace import Contact


def tell_contacts(
    tx: Transaction,
    kind: str,
    intervention: Intervention,
    at: datetime,
    ids: IdSource,
    *,
    only: Iterable[ContactId] | None = None,
) -> int:
    """Tell every contact of an intervention who has a mail address, once each time it is planned for a day.

    Args:
        tx: the transaction of the change it tells of.
        kind: what is told, such as ``intervention-planned``.
        intervention: what it is about.
        at: when it is queued.
        ids: where identifiers come from.
        only: these contacts, and not the others.

    Returns:
        How many notices are new: who was told already is not told again.
    """
    notices = (
        Notice(
            id=NoticeId(ids.new()),
            key=f"{kind}/{intervention.id}/{contact.id}/{_time(intervention)}",
            kind=kind,
            recipient=recipient,
            subject_kind="intervention",
            subject_id=intervention.id,
            queued_at=at,
            facts={"planned_on": intervention.planned_on.isoformat(), "type": intervention.type_code},
        )
        for contact, recipient in _reachable(tx, intervention.contacts if only is None else only)
    )
    return sum(map(tx.outbox.queue, notices))


def drop_notices(tx: Transaction, address: str | None) -> int:
    """Drop every notice to the address of somebody who is erased, and tell how many there were."""
    return 0 if address is None else tx.outbox.drop(address)


def _time(intervention: Intervention) -> str:
    """Name the day it is planned for; one that it was planned for before, and is again, is another time."""
    day, times = intervention.planned_on.isoformat(), len(intervention.postponements)
    return f"{day}.{times}" if times else day


def _reachable(tx: Snapshot, contacts: Iterable[ContactId]) -> Iterator[tuple[Contact, str]]:
    for contact_id in contacts:
        contact = tx.contacts.get(contact_id)
        if contact.email is not None:
            yield contact, contact.email
