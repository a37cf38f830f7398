"""What a site holds of what the law wants in its register (CCH R. 143-44, R. 141-10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from attrs import frozen

from registre_core.findings import State
from registre_core.logbook import Disability
from registre_core.logbook.tables import DISABILITIES
from registre_core.summary.figures import DONE, TO_DO, FindingFigures, InterventionFigures, LogbookFigures, Span
from registre_core.summary.requirements import Held, Item, Presence, Requirement
from registre_core.summary.tables import CHECKING_TYPES, REQUIRED


@frozen
class Contents:
    """What there is of one site, on the day of the summary."""

    logbook: LogbookFigures
    """Drills, works, staff, instructions."""
    interventions: InterventionFigures
    """Done, overdue, planned."""
    findings: FindingFigures
    """Observations, anomalies, prescriptions."""


def required(on: date) -> tuple[Requirement, ...]:
    """Give what the law asks for on a day, in the order people read it."""
    return tuple(one for one in REQUIRED if one.applies(on))


def completeness(contents: Contents, on: date) -> tuple[Held, ...]:
    """Tell item by item whether the register of a site holds what the law wants, and since when it does or does not.

    It tells what is there, never whether that is enough: nobody can count from a register what was not written down.
    """
    return tuple(_HELD[one.item](one, contents) for one in required(on))


def _checks(requirement: Requirement, contents: Contents) -> Held:
    alike = [one for one in contents.interventions.counts if one.type_code in CHECKING_TYPES]
    done = [one for one in alike if one.status in DONE]
    if done:
        first, latest = min(one.first for one in done), max(one.last for one in done)
        return Held(requirement, Presence.HELD, first, latest, sum(one.count for one in done))
    waited_for = min((one.first for one in alike if one.status in TO_DO), default=None)
    return Held(requirement, Presence.MISSING, waited_for)


def _observations(requirement: Requirement, contents: Contents) -> Held:
    counts = contents.findings.counts
    if not counts:
        return Held(requirement, Presence.NOTHING)
    return Held(requirement, Presence.HELD, min(one.oldest for one in counts), count=sum(one.count for one in counts))


def _measures(requirement: Requirement, contents: Contents) -> Held:
    """Everything found wrong wants something done, or a reason why not: what is merely open has neither."""
    counts = contents.findings.counts
    bare = [one for one in counts if one.state is State.OPEN]
    settled = sum(one.count for one in counts) - sum(one.count for one in bare)
    if bare:
        without = sum(one.count for one in bare)
        lacking = ("1 constat sans mesure" if without == 1 else f"{without} constats sans mesure",)
        return Held(requirement, Presence.MISSING, min(one.oldest for one in bare), count=settled, lacking=lacking)
    return Held(requirement, Presence.HELD if settled else Presence.NOTHING, count=settled)


def _instructions(requirement: Requirement, contents: Contents) -> Held:
    return _in_force(requirement, contents.logbook.instructions, contents.logbook.instructions_until)


def _evacuation(requirement: Requirement, contents: Contents) -> Held:
    settled = contents.logbook.evacuation
    lacking = tuple(DISABILITIES[one] for one in Disability if one not in settled)
    count, latest = len(settled), max(settled.values(), default=None)
    if lacking:
        since = contents.logbook.instructions.first
        return Held(requirement, Presence.MISSING, since, latest, count, lacking)
    return Held(requirement, Presence.HELD, latest, latest, count)


def _staff(requirement: Requirement, contents: Contents) -> Held:
    return _in_force(requirement, contents.logbook.staff, contents.logbook.staff_until)


def _drills(requirement: Requirement, contents: Contents) -> Held:
    return _spanned(requirement, contents.logbook.drills, Presence.MISSING)


def _works(requirement: Requirement, contents: Contents) -> Held:
    return _spanned(requirement, contents.logbook.works, Presence.NOTHING)


def _in_force(requirement: Requirement, span: Span, until: date | None) -> Held:
    """Tell what has to be there without a break: once the last one ended, it is missing from the day after on."""
    if span.count or until is None:
        return _spanned(requirement, span, Presence.MISSING)
    return Held(requirement, Presence.MISSING, until + timedelta(days=1), until)


def _spanned(requirement: Requirement, span: Span, otherwise: Presence) -> Held:
    if not span.count:
        return Held(requirement, otherwise)
    return Held(requirement, Presence.HELD, span.first, span.latest, span.count)


_HELD: Mapping[Item, Callable[[Requirement, Contents], Held]] = {
    Item.CHECKS: _checks,
    Item.OBSERVATIONS: _observations,
    Item.MEASURES: _measures,
    Item.INSTRUCTIONS: _instructions,
    Item.EVACUATION: _evacuation,
    Item.STAFF: _staff,
    Item.DRILLS: _drills,
    Item.WORKS: _works,
}
