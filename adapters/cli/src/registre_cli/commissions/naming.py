"""A visit as people name it: by its identifier, or by its day when it is the only one on that day."""

from __future__ import annotations

from uuid import UUID

from registre_cli.commissions.words import Towns
from registre_cli.profiles.seat import ENOUGH, Seat
from registre_cli.typography import quoted
from registre_core import InvalidInput
from registre_core.commissions import Visit
from registre_core.kernel.identifiers import VisitId
from registre_core.kernel.written import day_of

WHERE = "VISITE"


def visit(seat: Seat, asked: str) -> Visit:
    """Give the visit that somebody named, of those he may see.

    Raises:
        InvalidInput: ``malformed-date``; ``nothing-that-day``; ``several-that-day`` with the candidates.
        NotFound: ``visit-not-found``.
    """
    try:
        identifier = UUID(asked)
    except ValueError:
        return _of_the_day(seat, asked)
    return seat.registre.commissions.show(seat.actor, VisitId(identifier))


def _of_the_day(seat: Seat, asked: str) -> Visit:
    on = day_of(asked, WHERE)
    found = seat.registre.commissions.page(seat.actor, from_day=on, until_day=on, limit=ENOUGH).items
    if len(found) == 1:
        return found[0]
    if not found:
        said = f"there is no visit on {asked}: see the list"
        raise InvalidInput.at(WHERE, "nothing-that-day", said, day=on.isoformat())
    towns = Towns.of(seat, [one.site_id for one in found])
    candidates = ", ".join(f"{quoted(towns.sites[one.site_id])} ({one.id})" for one in found)
    said = f"there are several visits on {asked}: give an identifier"
    raise InvalidInput.at(WHERE, "several-that-day", said, day=on.isoformat(), candidates=candidates)
