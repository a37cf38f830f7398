"""What a permit is warned of: nothing that forbids it, and nothing that should pass unseen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from registre_core.kernel.reasons import FactValue, Reason
from registre_core.permits.entities import HotWorkPermit
from registre_core.permits.policy.states import phase
from registre_core.permits.precautions import MeasureStage
from registre_core.permits.states import PermitState
from registre_core.permits.tables import CHECKING, CUSTOM, SHORTEST_WATCH, STOPPING, WATCHING

_AT_WORK = frozenset({PermitState.ACTIVE, PermitState.SUSPENDED, PermitState.WORK_ENDED, PermitState.CLOSING})
MINUTE = 60


def warnings(permit: HotWorkPermit) -> tuple[Reason, ...]:
    """Tell what whoever draws it up, signs it or closes it should know. Once it has ended, nobody is warned."""
    if permit.ending is not None:
        return ()
    return (*_of_the_watch(permit), *_of_precautions(permit), *_of_findings(permit))


def ends_at(permit: HotWorkPermit) -> datetime:
    """Give the end of work that it counts with: the declared one, or the end of its validity."""
    return permit.work_ended_at or permit.valid_until


def _of_the_watch(permit: HotWorkPermit) -> Iterator[Reason]:
    end, closes = ends_at(permit), permit.site_closes_at
    if permit.watch is None:
        if closes is not None and end + SHORTEST_WATCH > closes:
            said = "no watch is planned: the work should stop two hours before the site closes"
            yield Reason("stops-too-late", said, STOPPING, _moments(end, closes))
        return
    if permit.watch.length < SHORTEST_WATCH:
        minutes = permit.watch.rounds[-1]
        facts: dict[str, FactValue] = {"minutes": minutes, "least": int(SHORTEST_WATCH.total_seconds()) // MINUTE}
        yield Reason("watch-too-short", f"a watch of {minutes} minutes is shorter than two hours", WATCHING, facts)
    if closes is not None and end + permit.watch.length > closes:
        said = "the watch goes on when the site is closed: stop earlier, or let somebody stay"
        yield Reason("watch-passes-closing", said, STOPPING, _moments(end + permit.watch.length, closes))


def _moments(end: datetime, closes: datetime) -> dict[str, str]:
    return {"ends_at": end.isoformat(), "closes_at": closes.isoformat()}


def _of_precautions(permit: HotWorkPermit) -> Iterator[Reason]:
    if phase(permit) not in _AT_WORK:
        return
    left = [one for one in permit.measures if one.applies and one.stage is MeasureStage.BEFORE and one.done_at is None]
    if left:
        facts: dict[str, FactValue] = {"count": len(left), "measures": ", ".join(one.code for one in left)}
        yield Reason("measures-not-ticked", f"{len(left)} precautions before work are not ticked", CUSTOM, facts)


def _of_findings(permit: HotWorkPermit) -> Iterator[Reason]:
    """Whoever looked last decides: what was seen at one round and gone at the next is in the record."""
    last = max(permit.rounds, key=lambda one: (one.made_at, one.id), default=None)
    if last is not None and not last.is_clear:
        facts: dict[str, FactValue] = {"round": last.round, "made_at": last.made_at.isoformat()}
        yield Reason("round-not-clear", "something was found when the place was last looked at", CHECKING, facts)
