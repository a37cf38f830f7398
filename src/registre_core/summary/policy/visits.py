"""Visits of commissions to many sites: the last one, the opinion that holds, the orders that bind, the next one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from registre_core.commissions import AdministrativeOrder, Favour, Visit, next_visit, orders_in_force
from registre_core.kernel.identifiers import SiteId
from registre_core.summary.figures import OrderTold, VisitFigures, VisitTold
from registre_core.workspace import Site


def visits_by_site(visits: Iterable[Visit], sites: Iterable[Site], today: date) -> Mapping[SiteId, VisitFigures]:
    """Tell the visits of each site.

    Args:
        visits: to all of them, in any order; one that was cancelled counts for nothing.
        sites: which ones: how often a commission comes depends on type and category.
        today: what lies behind it was announced; what does not took place.
    """
    made: dict[SiteId, list[Visit]] = {}
    for visit in visits:
        if not visit.cancelled:
            made.setdefault(visit.site_id, []).append(visit)
    return {site.id: _figures(made.get(site.id, ()), site, today) for site in sites}


def _figures(visits: Sequence[Visit], site: Site, today: date) -> VisitFigures:
    past = sorted((one for one in visits if one.visited_on <= today), key=lambda one: (one.visited_on, one.id))
    deciding = sorted((one for one in past if _decides(one)), key=_given_on)  # a tie goes to the later visit
    following = next_visit(visits, site.erp_type, site.category, today)
    return VisitFigures(
        count=len(past),
        last=_told(past[-1]) if past else None,
        opinion=_told(deciding[-1]) if deciding else None,
        orders=tuple(map(_order_told, orders_in_force(visits, today))),
        announced_on=following.announced.visited_on if following.announced else None,
        due_on=following.due_on,
    )


def _decides(visit: Visit) -> bool:
    return visit.opinion is not None and visit.opinion.favour is not Favour.DEFERRED


def _given_on(visit: Visit) -> date:
    return visit.opinion.given_on if visit.opinion else visit.visited_on


def _told(visit: Visit) -> VisitTold:
    opinion = visit.opinion
    return VisitTold(
        visited_on=visit.visited_on,
        kind=visit.kind,
        commission=visit.commission,
        has_report=visit.report is not None,
        favour=opinion.favour if opinion else None,
        given_on=opinion.given_on if opinion else None,
        motivated_by=len(opinion.motivated_by) if opinion else 0,
    )


def _order_told(order: AdministrativeOrder) -> OrderTold:
    return OrderTold(order.kind, order.authority, order.signed_on, order.number, order.due_on)
