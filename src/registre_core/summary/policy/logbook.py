"""What the logbooks of many sites hold, counted while they are walked through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve

from registre_core.kernel.identifiers import SiteId
from registre_core.logbook import Disability, Drill, Instructions, LogbookEntry, SafetyStaff, Works
from registre_core.summary.figures import LogbookFigures


def logbooks(entries: Iterable[LogbookEntry], on: date) -> Mapping[SiteId, LogbookFigures]:
    """Count what holds on a day, site by site; one without an entry is not there.

    Args:
        entries: of many sites, in any order. Those that were corrected, and those about a day to come, count for
            nothing.
        on: the day.
    """
    found: dict[SiteId, LogbookFigures] = {}
    for entry in entries:
        if entry.holds and entry.day <= on:
            found[entry.site_id] = _counted(found.get(entry.site_id, LogbookFigures()), entry, on)
    return found


def _counted(figures: LogbookFigures, entry: LogbookEntry, on: date) -> LogbookFigures:
    match entry.content:
        case Drill():
            return evolve(figures, drills=figures.drills.with_day(entry.day))
        case Works():
            return evolve(figures, works=figures.works.with_day(entry.day))
        case SafetyStaff() as duty if duty.is_on(on):
            return evolve(figures, staff=figures.staff.with_day(entry.day))
        case SafetyStaff(until_day=last):
            return evolve(figures, staff_until=_later(figures.staff_until, last))
        case Instructions() as said if said.is_on(on):
            evacuation = _with_ways_out(figures.evacuation, said)
            return evolve(figures, instructions=figures.instructions.with_day(entry.day), evacuation=evacuation)
        case Instructions(until_day=last):
            return evolve(figures, instructions_until=_later(figures.instructions_until, last))


def _later(known: date | None, other: date | None) -> date | None:
    return max(filter(None, (known, other)), default=None)


def _with_ways_out(known: Mapping[Disability, date], said: Instructions) -> Mapping[Disability, date]:
    """Keep the first day of each, of the instructions that are in force."""
    settled = {one: min(known.get(one, said.in_force_on), said.in_force_on) for one in said.disabilities}
    return {**known, **settled}
