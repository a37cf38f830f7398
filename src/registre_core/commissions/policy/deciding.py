"""What the commission thinks, and what the authority decides: never one for the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from registre_core.commissions.entities import AdministrativeOrder, Opinion, Visit
from registre_core.commissions.policy.visiting import may_follow
from registre_core.commissions.tables import ATTENDING
from registre_core.kernel.identifiers import OrderId
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict

DECIDING = Source("House rule: what was decided is written down once, and ended by another order")


def may_give_opinion(visit: Visit, opinion: Opinion, today: date) -> Verdict:
    """Whether the commission can have thought so by today."""
    verdict = may_follow(visit, today)
    if opinion.given_on > today:
        facts = {"given_on": opinion.given_on.isoformat(), "today": today.isoformat()}
        said = "nobody knows an opinion before it is given"
        verdict &= Verdict.no(Reason("opinion-in-the-future", said, ATTENDING, facts))
    return verdict


def with_opinion(visit: Visit, opinion: Opinion) -> Visit:
    """Write down what the commission thinks; what it thought before stays. Ask `may_give_opinion` first.

    Raises:
        InvalidInput: ``opinion-before-visit``.
    """
    return evolve(visit, opinions=(*visit.opinions, opinion))


def may_decide(visit: Visit, order: AdministrativeOrder, today: date) -> Verdict:
    """Whether an authority can have decided so by today."""
    verdict = may_follow(visit, today)
    if order.signed_on > today:
        facts = {"signed_on": order.signed_on.isoformat(), "today": today.isoformat()}
        said = "nobody knows an order before it is signed"
        verdict &= Verdict.no(Reason("order-in-the-future", said, ATTENDING, facts))
    return verdict & (YES if order.notified_on is None else _may_be_told(order.notified_on, today))


def with_order(visit: Visit, order: AdministrativeOrder) -> Visit:
    """Write down what an authority decided. Ask `may_decide` first.

    Raises:
        InvalidInput: ``order-before-visit``.
    """
    return evolve(visit, orders=(*visit.orders, order))


def may_replace(order: OrderId, others: Iterable[AdministrativeOrder]) -> Verdict:
    """Whether an order can be ended by another one: of the orders of its site, none has yet."""
    if all(other.replaces != order for other in others):
        return YES
    said = "another order stands in its place already: replace that one"
    return Verdict.no(Reason("order-already-replaced", said, DECIDING, {"order": str(order)}))


def may_notify(order: AdministrativeOrder, notified_on: date, today: date) -> Verdict:
    """Whether it can be said that the operator was told of an order on that day."""
    verdict = _may_be_told(notified_on, today)
    if order.notified_on is not None:
        facts = {"order": str(order.id), "notified_on": order.notified_on.isoformat()}
        said = "it is written down already when the operator was told"
        verdict &= Verdict.no(Reason("order-already-notified", said, DECIDING, facts))
    return verdict


def notified(visit: Visit, order: OrderId, notified_on: date) -> Visit:
    """Write down when the operator was told of an order. Ask `may_notify` first.

    Raises:
        InvalidInput: ``order-notified-before-signature``.
        NotFound: ``order-not-found``.
    """
    told = evolve(visit.order(order), notified_on=notified_on)
    return evolve(visit, orders=tuple(told if one.id == order else one for one in visit.orders))


def orders_in_force(visits: Iterable[Visit], on: date) -> tuple[AdministrativeOrder, ...]:
    """Give the orders that bind a site on a day: of those the operator was told of by then, those none of them ended.

    One that ends another ends what that one was to end, too, whether anybody was ever told of it or not.

    Args:
        visits: all those to one site.
        on: the day.
    """
    known = {one.id: one for visit in visits for one in visit.orders}
    told = [one for one in known.values() if one.notified_on is not None and one.notified_on <= on]
    ended = set[OrderId]()
    for one in told:
        behind = one.replaces
        while behind is not None and behind not in ended:
            ended.add(behind)
            behind = known[behind].replaces if behind in known else None
    return tuple(sorted((one for one in told if one.id not in ended), key=lambda one: (one.signed_on, one.id)))


def _may_be_told(notified_on: date, today: date) -> Verdict:
    if notified_on <= today:
        return YES
    facts = {"notified_on": notified_on.isoformat(), "today": today.isoformat()}
    said = "nobody is told of an order before its day has come"
    return Verdict.no(Reason("order-notified-in-the-future", said, ATTENDING, facts))
