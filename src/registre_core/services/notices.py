"""Who is told what: notices queued in the transaction of the change they tell of. Delivery comes afterwards."""

from __future__ import annotations

from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import NoticeId
from registre_core.ports.storage import Notice, Transaction
from registre_core.services.journal import Stamp


def tell_contacts(tx: Transaction, intervention: Intervention, stamp: Stamp) -> None:
    """Tell every contact with a mail address that an intervention is planned."""
    for contact_id in intervention.contacts:
        contact = tx.contacts.get(contact_id)
        if contact.email is None:
            continue
        notice = Notice(
            id=NoticeId(stamp.ids.new()),
            key=f"intervention-planned/{intervention.id}/{contact.id}/{intervention.planned_on}",
            kind="intervention-planned",
            recipient=contact.email,
            subject_kind="intervention",
            subject_id=intervention.id,
            queued_at=stamp.at,
            facts={"planned_on": intervention.planned_on.isoformat(), "type": intervention.type_code},
        )
        tx.outbox.queue(notice)


def drop_notices(tx: Transaction, address: str | None) -> int:
    """Drop what waits for the address of somebody who is erased, and tell how much it was."""
    return 0 if address is None else tx.outbox.drop(address)
