"""Hot-work permits of many sites, counted while they are walked through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from attrs import define, field

from registre_core.kernel.identifiers import SiteId
from registre_core.permits import Colour, HotWorkPermit, PermitState, RoundState, state, watch_colour, watch_rounds
from registre_core.summary.figures import PermitFigures


def permits_by_site(permits: Iterable[HotWorkPermit], since: date, now: datetime) -> Mapping[SiteId, PermitFigures]:
    """Count permits, their post-work checks and the rounds nobody made, site by site; one without any is not there.

    Args:
        permits: of many sites, in any order.
        since: the first day of the year that they are counted in.
        now: the moment that states and colours are of.
    """
    tallies: dict[SiteId, _Tally] = {}
    for permit in permits:
        tallies.setdefault(permit.site_id, _Tally()).count(permit, now)
    return {site: tally.told(since) for site, tally in tallies.items()}


@define
class _Tally:
    """The permits of one site that came by."""

    states: Counter[PermitState] = field(factory=Counter)
    colours: Counter[Colour] = field(factory=Counter)
    rounds: Counter[RoundState] = field(factory=Counter)

    def count(self, permit: HotWorkPermit, now: datetime) -> None:
        self.states[state(permit, now)] += 1
        colour = watch_colour(permit, now)
        if colour is not None:  # rounds count where the list shows a colour, and nowhere else
            self.colours[colour] += 1
            self.rounds.update(one.state for one in watch_rounds(permit, now))

    def told(self, since: date) -> PermitFigures:
        missed, late = self.rounds[RoundState.MISSED], self.rounds[RoundState.LATE]
        return PermitFigures(since, dict(self.states), dict(self.colours), missed, late)
