"""When a commission is due again: by type and category, unless a report or an order says otherwise (GE 4, PE 37)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, date

from attrs import frozen

from registre_core.commissions.entities import Visit
from registre_core.commissions.states import VisitKind
from registre_core.commissions.tables import ALWAYS_SLEEPING, RULES, VISITING, VISITING_THE_FIFTH
from registre_core.kernel.identifiers import VisitId
from registre_core.kernel.reasons import Source

FIFTH = 5
"""The category below the threshold of its type."""
_COUNTED = frozenset({VisitKind.PERIODIC, VisitKind.OPENING})
"""From these the interval runs. An unannounced visit and one that follows up are made beside it."""


@frozen
class NextVisit:
    """When a commission is due at a site again, as far as anybody can say."""

    years: int | None
    """Its interval; ``None`` where it is not visited at one, or no rule is known."""
    source: Source
    """The text that sets it."""
    last: Visit | None
    """The visit from which the interval runs, if there was one."""
    due_on: date | None
    """The last day in time; ``None`` where no interval, or no visit to count from, is known."""
    announced: Visit | None = None
    """The next one that was announced."""

    def is_late(self, on: date) -> bool:
        """Whether that day has passed."""
        return self.due_on is not None and self.due_on < on


def next_visit(
    visits: Iterable[Visit], erp_type: str, category: int, on: date, *, sleeping: bool | None = None
) -> NextVisit:
    """Tell when a commission is due at a site again.

    Args:
        visits: all those to the site.
        erp_type: the letter of its type, such as ``R``.
        category: from 1 to 5.
        on: the day that tells past from future, and which rules are in force.
        sleeping: whether the public sleeps there; ``None`` where nobody said, as for `visit_years`.
    """
    made = [one for one in visits if not one.cancelled]
    past = [one for one in made if one.kind in _COUNTED and one.visited_on <= on]
    ahead = [one for one in made if one.visited_on > on]
    last = max(past, key=_place, default=None)
    since = [one for one in made if one not in ahead and (last is None or _place(one) >= _place(last))]
    years = visit_years(erp_type, category, on, sleeping=sleeping)
    return NextVisit(
        years,
        VISITING_THE_FIFTH if category == FIFTH else VISITING,
        last,
        _said(since) or _counted(last, years),
        min(ahead, key=_place, default=None),
    )


def visit_years(erp_type: str, category: int, on: date, *, sleeping: bool | None = None) -> int | None:
    """Tell the interval of periodic visits, in years, as the rules in force on a day set it.

    Where nobody said whether the public sleeps there, the type decides if it can; otherwise the shorter interval
    counts, and in the fifth category none does.

    Args:
        erp_type: the letter of the type.
        category: from 1 to 5.
        on: the day.
        sleeping: whether the public sleeps there.

    Returns:
        Years; ``None`` where it is not visited at an interval, or no rule is known.
    """
    rules = next((one for one in RULES if one.are_in_force(on)), None)
    if rules is None:
        return None
    if category == FIFTH:
        sleeps = erp_type in ALWAYS_SLEEPING if sleeping is None else sleeping
        return rules.fifth_where_people_sleep if sleeps else None
    by_category = rules.years.get(erp_type)
    if sleeping is not False:
        by_category = rules.years_where_people_sleep.get(erp_type, by_category)
    return by_category[category - 1] if by_category else None


def _place(visit: Visit) -> tuple[date, VisitId]:
    return visit.visited_on, visit.id


def _said(visits: Iterable[Visit]) -> date | None:
    """Tell by when the last of these visits that says so wants the next one."""
    said = max((one for one in visits if one.next_due_on is not None), key=_place, default=None)
    return said.next_due_on if said else None


def _counted(last: Visit | None, years: int | None) -> date | None:
    """Give the same day years later; of 29 February, the last one of that month."""
    if last is None or years is None:
        return None
    day, year = last.visited_on, last.visited_on.year + years
    if year > MAXYEAR:
        return None
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
