"""An intervention as people name it: by its identifier, or by its day when it is the only one on that day."""

from __future__ import annotations

from uuid import UUID

from registre_cli.interventions.words import Visits
from registre_cli.profiles.seat import ENOUGH, Seat
from registre_cli.typography import quoted
from registre_core import InvalidInput
from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import InterventionId
from registre_core.kernel.written import day_of

WHERE = "INTERVENTION"


def intervention(seat: Seat, asked: str) -> Intervention:
    """Give the intervention that somebody named, of those he may see.

    Raises:
        InvalidInput: ``malformed-date``; ``nothing-that-day``; ``several-that-day`` with the candidates.
        NotFound: ``intervention-not-found``.
    """
    try:
        identifier = UUID(asked)
    except ValueError:
        return _of_the_day(seat, asked)
    return seat.registre.interventions.show(seat.actor, InterventionId(identifier))


def _of_the_day(seat: Seat, asked: str) -> Intervention:
    on = day_of(asked, WHERE)
    found = seat.registre.interventions.page(seat.actor, from_day=on, until_day=on, limit=ENOUGH).items
    if len(found) == 1:
        return found[0]
    if not found:
        said = f"nothing is planned for {asked}: see the list"
        raise InvalidInput.at(WHERE, "nothing-that-day", said, day=on.isoformat())
    names = Visits.of(seat, found)
    candidates = ", ".join(f"{quoted(names.title(one))} ({one.id})" for one in found)
    said = f"several are planned for {asked}: give an identifier"
    raise InvalidInput.at(WHERE, "several-that-day", said, day=on.isoformat(), candidates=candidates)
