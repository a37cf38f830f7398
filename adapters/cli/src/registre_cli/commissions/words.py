"""Visits, and what stands on sites, as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from registre_cli.labels import day
from registre_cli.profiles.seat import Seat
from registre_cli.saying import plural
from registre_cli.terminal import Words
from registre_cli.typography import typeset
from registre_core.codec import to_builtins
from registre_core.commissions import AdministrativeOrder, Favour, Opinion, Visit
from registre_core.commissions.tables import AUTHORITIES, FAVOURS, KINDS, ORDERS
from registre_core.kernel.identifiers import SiteId

STYLES: Mapping[Favour, str] = {Favour.FAVOURABLE: "green", Favour.UNFAVOURABLE: "red", Favour.DEFERRED: "yellow"}
"""What stands out among opinions; the words stand beside."""


@frozen
class Towns:
    """What sites are called."""

    sites: Mapping[SiteId, str]

    @classmethod
    def of(cls, seat: Seat, some: Iterable[SiteId]) -> Towns:
        """Look the names up."""
        with seat.reading() as tx:
            return cls({one: tx.sites.get(one).name for one in set(some)})

    def described(self, thing: Any) -> dict[str, Any]:  # noqa: ANN401  # whatever stands on a site
        """Give a thing as plain values, with the name of its site."""
        said: dict[str, Any] = to_builtins(thing)
        site = {"id": said.pop("site_id"), "name": self.sites[thing.site_id]}
        return {"id": said.pop("id"), "site": site, **said}


def title(visit: Visit, towns: Towns) -> str:
    """Say what came, and where."""
    return f"{KINDS[visit.kind].capitalize()}, {towns.sites[visit.site_id]}"


def outcome(visit: Visit) -> Words:
    """Say what came of a visit, as far as anything did."""
    if visit.cancelled:
        return Words("annulée", style="dim")
    if visit.opinion is not None:
        return Words(FAVOURS[visit.opinion.favour], style=STYLES[visit.opinion.favour])
    return Words("procès-verbal joint" if visit.report else "–")


def said(opinion: Opinion) -> str:
    """Say what the commission thinks, since when and on what grounds."""
    grounds = f", motivé par {plural(len(opinion.motivated_by), 'prescription')}" if opinion.motivated_by else ""
    remarks = f"{typeset(' : ')}{opinion.remarks}" if opinion.remarks else ""
    return f"{FAVOURS[opinion.favour]} le {day(opinion.given_on)}{grounds}{remarks}"


def decided(order: AdministrativeOrder) -> str:
    """Say what the authority decided."""
    return ", ".join(_parts(order))


def _parts(order: AdministrativeOrder) -> Iterator[str]:
    number = f" n° {order.number}" if order.number else ""
    yield f"{typeset(ORDERS[order.kind])}{number}, signé par {AUTHORITIES[order.authority]} le {day(order.signed_on)}"
    yield f"notifié le {day(order.notified_on)}" if order.notified_on else "pas encore notifié"
    if order.due_on:
        yield f"à exécuter avant le {day(order.due_on)}"
    if order.prescriptions:
        yield plural(len(order.prescriptions), "prescription")
    if order.replaces:
        yield f"à la place de {order.replaces}"
    if order.document:
        yield order.document.name
    yield str(order.id)
