"""A permit as people name it: by its identifier, or by a day on which it is the only one that is valid."""

from __future__ import annotations

from uuid import UUID

from registre_cli.moments import bounds_of
from registre_cli.permits.words import Places
from registre_cli.profiles.seat import ENOUGH, Seat
from registre_cli.typography import quoted
from registre_core import InvalidInput
from registre_core.kernel.identifiers import PermitId
from registre_core.services.permits import PermitLine

WHERE = "PERMIS"


def permit(seat: Seat, asked: str) -> PermitLine:
    """Give the permit that somebody named, of those he may see.

    Raises:
        InvalidInput: ``malformed-date``; ``nothing-that-day``; ``several-that-day`` with the candidates.
        NotFound: ``permit-not-found``.
    """
    try:
        identifier = UUID(asked)
    except ValueError:
        return _of_the_day(seat, asked)
    return seat.registre.permits.show(seat.actor, PermitId(identifier))


def _of_the_day(seat: Seat, asked: str) -> PermitLine:
    begins, ends = bounds_of(asked, WHERE)
    found = seat.registre.permits.page(seat.actor, from_moment=begins, until_moment=ends, limit=ENOUGH).items
    if len(found) == 1:
        return found[0]
    on = begins.date().isoformat()
    if not found:
        raise InvalidInput.at(WHERE, "nothing-that-day", f"no permit is valid on {asked}: see the list", day=on)
    places = Places.of(seat, [one.permit for one in found])
    candidates = ", ".join(f"{quoted(places.title(one.permit))} ({one.permit.id})" for one in found)
    said = f"several permits are valid on {asked}: give an identifier"
    raise InvalidInput.at(WHERE, "several-that-day", said, day=on, candidates=candidates)
