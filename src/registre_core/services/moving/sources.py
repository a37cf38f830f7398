"""Every entity of a workspace, kind by kind and by identifier: so that the same state is written the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from registre_core.notices import NoticeSettings
from registre_core.ports.storage import Snapshot
from registre_core.services.paging import every, pages
from registre_core.signatures import Seal


def _seals(tx: Snapshot) -> Iterator[Seal]:
    """Give each seal where the first signature in it is listed: there is no list of seals of their own."""
    for page in pages(tx.signatures.page):
        here = {request.id for request in page.items}
        subjects = dict.fromkeys(request.subject for request in page.items)
        yield from (seal for seal in tx.seals.of_subjects(subjects) if seal.signatures[0] in here)


def _is_settled(settings: NoticeSettings) -> bool:
    """Whether anybody ever settled anything: what holds by itself holds elsewhere, too."""
    return settings.version > 1


SOURCES: Mapping[str, Callable[[Snapshot], Iterable[Any]]] = {
    "workspace": lambda tx: [tx.workspace.get()],
    "sites": lambda tx: every(tx.sites.page),
    "contractors": lambda tx: every(tx.contractors.page),
    "contacts": lambda tx: every(tx.contacts.page),
    "profiles": lambda tx: every(tx.profiles.page),
    "users": lambda tx: every(tx.users.page),
    "invoices": lambda tx: every(tx.invoices.page),
    "standing": lambda tx: filter(None, [tx.standing.get()]),
    "arrivals": lambda tx: every(tx.arrivals.page),
    "interventions": lambda tx: every(tx.interventions.page),
    "permits": lambda tx: every(tx.permits.page),
    "filed": lambda tx: every(tx.filed.page),
    "visits": lambda tx: every(tx.visits.page),
    "findings": lambda tx: every(tx.findings.page),
    "requests": lambda tx: every(tx.requests.page),
    "signatures": lambda tx: every(tx.signatures.page),
    "seals": _seals,
    "logbook": lambda tx: every(tx.logbook.page),
    "notices": lambda tx: filter(_is_settled, [tx.notice_settings.get()]),
    "mutings": lambda tx: tx.mutings.every(),
    "subscriptions": lambda tx: tx.subscriptions.every(stopped=True),
}
"""Where each kind that travels is read."""
