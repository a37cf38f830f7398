"""Visits, pages of the logbook and filed documents of the town; they stand in storage, and not in the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from attrs import frozen

from registre_core.commissions import Visit
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import UserId, WorkspaceId
from registre_core.logbook import FiledDocument, LogbookEntry
from registre_core.ports.storage import Storage, Transaction
from registre_core.testing.building import (
    a_drill_entry,
    a_duty,
    a_filed_document,
    a_participant,
    a_visit,
    an_entry_of,
    an_opinion,
    an_order,
)
from registre_core.workspace import Contact, Site


@frozen
class Building:
    """What stands of one site."""

    visit: Visit
    """A commission came; nothing came of it yet."""
    announced: Visit
    """A commission is to come."""
    judged: Visit
    """With its report, an opinion, and an order that the operator was not told of yet."""
    drill: LogbookEntry
    """With a document."""
    duty: LogbookEntry
    """Of the contact."""
    filed: FiledDocument


def built(
    storage: Storage,
    workspace: WorkspaceId,
    sites: Iterable[Site],
    who: UUID | None,
    contact: Contact,
    report: DocumentRef,
) -> list[Building]:
    """Put it into storage for each of these sites."""
    with storage.begin(workspace) as tx:
        buildings = [_built(tx, site, UserId(who), contact, report) for site in sites if who]
        tx.commit()
    return buildings


def _built(tx: Transaction, site: Site, who: UserId, contact: Contact, report: DocumentRef) -> Building:
    met = (a_participant(contact, capacity="exploitante"), a_participant())
    judged = a_visit(
        site,
        visited_on=date(2026, 1, 13),
        recorded_by=who,
        report=report,
        opinions=(an_opinion(),),
        orders=(an_order(notified_on=None, document=report),),
    )
    return Building(
        tx.visits.add(a_visit(site, attendees=met, recorded_by=who)),
        tx.visits.add(a_visit(site, visited_on=date(2026, 4, 14), recorded_by=who)),
        tx.visits.add(judged),
        tx.logbook.add(a_drill_entry(site, recorded_by=who, documents=(report,))),
        tx.logbook.add(an_entry_of(a_duty(contact), site, recorded_by=who)),
        tx.filed.add(a_filed_document(site, filed_by=who, document=report)),
    )
