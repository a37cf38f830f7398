"""The commands that show one visit, and when the next one is due."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from rich.table import Table

from registre_cli.commissions.naming import visit
from registre_cli.commissions.options import Asked, Where
from registre_cli.commissions.words import Towns, decided, said, title
from registre_cli.labels import day
from registre_cli.options import Address, Json
from registre_cli.people import called
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import one_of
from registre_cli.saying import say
from registre_cli.tables import add, grid
from registre_cli.terminal import Words, write_json
from registre_core.commissions import NextVisit, Visit

_ANSWERS = {"yes": True, "no": False}
Sleeping = Annotated[
    str | None,
    Parameter(
        name="--sleeping",
        metavar="yes|no",
        help="Si le public y dort ; sans réponse, le délai le plus court compte.",
    ),
]


def show(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Show one visit."""
    with seated(address, chair) as seat:
        tell(seat, visit(seat, asked), as_json=as_json)


def due(
    address: Address, /, *, site: Where, sleeping: Sleeping = None, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Say when a commission is due at a site again, and which orders bind it."""
    sleeps = None if sleeping is None else _ANSWERS[one_of(_ANSWERS, sleeping, "--sleeping")]
    with seated(address, chair) as seat:
        place, today = seat.site(site), seat.registre.ports.clock.today()
        found = seat.registre.commissions.next_visit(seat.actor, place.id, sleeping=sleeps)
        orders = seat.registre.commissions.orders_in_force(seat.actor, place.id)
        if as_json:
            late = {"due_on": found.due_on and found.due_on.isoformat(), "is_late": found.is_late(today)}
            told = {"site": {"id": str(place.id), "name": place.name}, "years": found.years, **late}
            write_json({**seat.as_json(), **told, "source": found.source.text, "orders": [*map(decided, orders)]})
            return
        say(seat.as_line())
        say(Words(place.name, style="bold"))
        table = _next(found, late=found.is_late(today))
        for order in orders:
            add(table, "Arrêté", decided(order))
        say(table)


def _next(found: NextVisit, *, late: bool) -> Table:
    table = grid()
    add(table, "Tous les", f"{found.years} ans ({found.source.text})" if found.years else "–")
    add(table, "Dernière visite", day(found.last.visited_on) if found.last else "–")
    add(table, "Prochaine avant le", Words(day(found.due_on) if found.due_on else "–", style="red" if late else ""))
    if found.announced:
        add(table, "Annoncée le", day(found.announced.visited_on))
    return table


def tell(seat: Seat, one: Visit, *, as_json: bool) -> None:
    """Show one visit, with its opinions and orders, each apart."""
    towns = Towns.of(seat, [one.site_id])
    if as_json:
        write_json({**seat.as_json(), "visit": towns.described(one)})
        return
    say(seat.as_line())
    say(Words(title(one, towns), style="bold"))
    say(_lines(one))


def _lines(one: Visit) -> Table:
    table = grid()
    add(table, "Le", day(one.visited_on))
    add(table, "Par", one.commission)
    for attendee in one.attendees:
        add(table, "En présence de", called(attendee))
    for examined in one.examined:
        add(table, "Examiné", examined)
    if one.report:
        add(table, "Procès-verbal", one.report.name)
    for opinion in one.opinions:
        add(table, "Avis", said(opinion))
    for order in one.orders:
        add(table, "Arrêté", decided(order))
    if one.next_due_on:
        add(table, "Prochaine avant le", day(one.next_due_on))
    if one.cancelled:
        add(table, "Annulée", one.cancelled)
    add(table, "Identifiant", str(one.id))
    return table
