"""What all use cases of commissions share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from registre_core.commissions import Visit
from registre_core.commissions.tables import ATTENDING
from registre_core.findings import Kind
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import FindingId, SiteId
from registre_core.kernel.reasons import Reason
from registre_core.ports import Ports
from registre_core.ports.storage import Snapshot, VisitFilter
from registre_core.services.front_door import FrontDoor, Target
from registre_core.services.paging import LARGEST_PAGE, cursor


def target_of(visit: Visit) -> Target:
    """Tell what the front door must know of it."""
    return Target(visit.site_id, "visit", visit.id)


@frozen
class Desk:
    """Base of the use cases of commissions."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""


def require_prescriptions(tx: Snapshot, visit: Visit, named: Iterable[FindingId]) -> None:
    """Refuse what an opinion rests on, or an order makes binding, unless it is a prescription of the site.

    Those of an earlier visit count: what was not carried out is what an opinion mostly rests on.

    Raises:
        NotFound: ``finding-not-found``, also when it is on another site.
        RuleViolation: ``not-a-prescription``, of each that is none.
    """
    reasons = []
    for one in named:
        finding = tx.findings.get(one)
        if finding.site_id != visit.site_id:
            raise NotFound.of("finding", one)
        if finding.kind is not Kind.PRESCRIPTION:
            facts = {"finding": str(one), "kind": finding.kind.value}
            said = "a commission and an authority name prescriptions only"
            reasons.append(Reason("not-a-prescription", said, ATTENDING, facts))
    if reasons:
        raise RuleViolation.because(reasons)


def visits_to(tx: Snapshot, site: SiteId) -> Iterator[Visit]:
    """Give every visit to a site, page by page."""
    where = VisitFilter(among=frozenset({site}))
    page = tx.visits.page(where, limit=LARGEST_PAGE)
    yield from page.items
    while page.next is not None:
        page = tx.visits.page(where, after=cursor(page.next), limit=LARGEST_PAGE)
        yield from page.items
