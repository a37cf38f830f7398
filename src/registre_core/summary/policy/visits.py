"""Visits of commissions to many sites: the last one, the opinion that holds, the order that binds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve

from registre_core.commissions import AdministrativeOrder, Favour, Visit
from registre_core.kernel.identifiers import SiteId
from registre_core.summary.figures import OrderTold, VisitFigures, VisitTold


def visits_by_site(visits: Iterable[Visit], today: date) -> Mapping[SiteId, VisitFigures]:
    """Tell the visits of each site; one without any is not there, and one that was cancelled counts for nothing.

    Args:
        visits: of many sites, in any order.
        today: what lies behind it was announced; what does not took place.
    """
    found: dict[SiteId, VisitFigures] = {}
    for visit in visits:
        if not visit.cancelled:
            found[visit.site_id] = _with_visit(found.get(visit.site_id, VisitFigures()), visit, today)
    return found


def _with_visit(figures: VisitFigures, visit: Visit, today: date) -> VisitFigures:
    if visit.visited_on > today:
        return evolve(figures, announced_on=min(figures.announced_on or visit.visited_on, visit.visited_on))
    told = _told(visit)
    decided = [one for one in visit.orders if one.signed_on <= today]
    return evolve(
        figures,
        count=figures.count + 1,
        last=_later(figures.last, told),
        opinion=_later(figures.opinion, told) if _says_something(visit) else figures.opinion,
        order=_last_order(figures.order, decided),
    )


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


def _says_something(visit: Visit) -> bool:
    """Whether it changes what is thought: an opinion that was deferred leaves the one before in place."""
    return visit.opinion is not None and visit.opinion.favour is not Favour.DEFERRED


def _later(known: VisitTold | None, other: VisitTold) -> VisitTold:
    return other if known is None or known.visited_on <= other.visited_on else known


def _last_order(known: OrderTold | None, decided: Iterable[AdministrativeOrder]) -> OrderTold | None:
    told = [OrderTold(one.kind, one.authority, one.signed_on, one.number, one.due_on) for one in decided]
    every = [known, *told] if known else told
    return max(every, key=lambda one: one.signed_on, default=None)
