"""What recurs is planned again, in the very transaction in which it ends."""

from __future__ import annotations

from collections.abc import Iterable

from registre_core import interventions
from registre_core.interventions import Intervention, InterventionPlanned
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import ContactId, InterventionId
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.services.journal import Stamp
from registre_core.services.notices import tell_contacts
from registre_core.workspace import may_receive


def plan_next(tx: Transaction, over: Intervention, stamp: Stamp) -> tuple[Intervention, tuple[Fact, ...]]:
    """Keep an intervention that is over, and plan the next one if it recurs.

    None is planned for a day on which the site is closed: the one that is over then says that nothing follows it
    (`Intervention.ends_series`), and whoever opens the site again plans anew. A contact who was erased meanwhile stays
    in what he took part in, and is not called to what is to come.

    Args:
        tx: the transaction in which it ends.
        over: closed or cancelled, and not saved as such yet.
        stamp: when, and where identifiers come from.

    Returns:
        It, as kept; and the facts to record behind the one that it is over.
    """
    day = interventions.next_day(over)
    if day is None or not may_receive(tx.sites.get(over.site_id), day):
        return tx.interventions.save(over), ()
    coming = interventions.next_one(over, InterventionId(stamp.ids.new()), day, _still_there(tx, over.contacts))
    coming = tx.interventions.add(coming)
    tell_contacts(tx, "intervention-planned", coming, stamp)
    return tx.interventions.save(interventions.followed(over, coming)), (InterventionPlanned(coming),)


def _still_there(tx: Snapshot, contacts: Iterable[ContactId]) -> tuple[ContactId, ...]:
    return tuple(contact for contact in contacts if not tx.contacts.get(contact).is_erased)
