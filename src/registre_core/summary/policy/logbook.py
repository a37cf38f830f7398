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
        case SafetyStaff() as duty:
            return _with_duty(figures, duty, on)
        case Instructions() as said:
            evacuation = _with_ways_out(figures.evacuation, said)
            return evolve(figures, instructions=figures.instructions.with_day(entry.day), evacuation=evacuation)


def _with_duty(figures: LogbookFigures, duty: SafetyStaff, on: date) -> LogbookFigures:
    if duty.until_day is None or duty.until_day >= on:
        return evolve(figures, staff=figures.staff.with_day(duty.from_day))
    return evolve(figures, staff_until=max(figures.staff_until or duty.until_day, duty.until_day))


def _with_ways_out(known: Mapping[Disability, date], said: Instructions) -> Mapping[Disability, date]:
    """Keep the first day of each: whatever was settled stays so, unless the entry is corrected."""
    settled = {one: min(known.get(one, said.in_force_on), said.in_force_on) for one in said.disabilities}
    return {**known, **settled}
