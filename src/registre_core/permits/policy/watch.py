"""The post-work check: a pure function of its plan, its records and now (S9). One round never stands for another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import evolve, frozen

from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.permits.endings import EndingKind
from registre_core.permits.entities import HotWorkPermit
from registre_core.permits.rounds import RoundRecord, WatchPlan, recorded
from registre_core.permits.states import Colour, RoundState
from registre_core.permits.tables import CHECKING

_NOBODY_WAITS = frozenset({EndingKind.REFUSED, EndingKind.CANCELLED})


@frozen
class Round:
    """One round of a watch, as it stands at one moment."""

    minutes: int
    """After the end of work: its name."""
    state: RoundState
    """Where it stands."""
    due_at: datetime | None = None
    """Its time; ``None`` while nobody knows when the work ends."""
    opens_at: datetime | None = None
    """From when it can be made, inclusive."""
    shuts_at: datetime | None = None
    """Until when it is in time, inclusive."""
    record: RoundRecord | None = None
    """The record that stands for it."""


def rounds_of(
    plan: WatchPlan, watched_from: datetime | None, records: Sequence[RoundRecord], now: datetime
) -> tuple[Round, ...]:
    """Tell of each round of a plan where it stands, in the order of the plan.

    Args:
        plan: which rounds there are.
        watched_from: the end of work; ``None`` while none is known.
        records: what was recorded, in any order.
        now: the moment it is asked for.
    """
    if watched_from is None:
        return tuple(Round(minutes, RoundState.AHEAD) for minutes in plan.rounds)
    return tuple(_round(plan, watched_from, records, now, minutes) for minutes in plan.rounds)


def _round(plan: WatchPlan, since: datetime, records: Sequence[RoundRecord], now: datetime, minutes: int) -> Round:
    opens, shuts = plan.opens(minutes, since), plan.shuts(minutes, since)
    record = recorded(plan, since, records, minutes)
    if record is not None:
        stands = RoundState.LATE if record.made_at > shuts else RoundState.IN_TIME
    elif now > shuts:
        stands = RoundState.MISSED
    else:
        stands = RoundState.DUE if now >= opens else RoundState.AHEAD
    return Round(minutes, stands, plan.due(minutes, since), opens, shuts, record)


def colour(
    plan: WatchPlan | None, watched_from: datetime | None, records: Sequence[RoundRecord], now: datetime
) -> Colour | None:
    """Give the colour of a post-work check: none when it is not enabled.

    Red while a round whose time has passed is missing, green when all were made, grey otherwise: also before the end of
    work. A round that was recorded late is no longer missing.
    """
    if plan is None:
        return None
    stand = {one.state for one in rounds_of(plan, watched_from, records, now)}
    if RoundState.MISSED in stand:
        return Colour.RED
    return Colour.GREEN if stand <= {RoundState.IN_TIME, RoundState.LATE} else Colour.GREY


def watch_colour(permit: HotWorkPermit, now: datetime) -> Colour | None:
    """Give the colour of a permit's post-work check; none either of one under which nobody ever worked or will."""
    if permit.ending is not None and permit.ending.kind in _NOBODY_WAITS:
        return None
    return colour(permit.watch, permit.watched_from, permit.rounds, now)


def watch_rounds(permit: HotWorkPermit, now: datetime) -> tuple[Round, ...]:
    """Tell of each round of a permit's watch where it stands."""
    return rounds_of(permit.watch, permit.watched_from, permit.rounds, now) if permit.watch else ()


def may_record_round(
    permit: HotWorkPermit, minutes: int, made_at: datetime, photo: DocumentRef | None = None
) -> Verdict:
    """Whether a round can be recorded as made at that time: late ones can, also once the permit is closed."""
    return _may_be_made(permit, minutes, made_at) & may_be_photo(photo)


def may_be_photo(photo: DocumentRef | None) -> Verdict:
    """Whether what was taken on a round is a picture, as its bytes say; a round may do without."""
    if photo is None or photo.is_picture:
        return YES
    said = f"{photo.name!r} is no picture: its bytes are {photo.media_type}"
    return _no("photo-not-image", said, name=photo.name, media_type=photo.media_type)


def _may_be_made(permit: HotWorkPermit, minutes: int, made_at: datetime) -> Verdict:
    since = permit.watched_from
    if permit.watch is None:
        return _no("watch-not-enabled", "the post-work check of this permit is not enabled")
    if minutes not in permit.watch.rounds:
        return _no("unknown-round", f"there is no round at {minutes} minutes in this watch", round=minutes)
    if since is None:
        return _no("work-never-allowed", "nobody signed that work may begin: there is nothing to look after")
    if made_at < since:
        facts = {"ended_at": since.isoformat(), "made_at": made_at.isoformat()}
        return _no("round-before-end", "a round is made after the end of work", **facts)
    opens = permit.watch.opens(minutes, since)
    if made_at < opens:
        said = f"the round at {minutes} minutes cannot be made before {opens.isoformat()}"
        return _no("round-too-early", said, round=minutes, opens_at=opens.isoformat())
    return YES


def _no(code: str, message: str, **facts: str | int) -> Verdict:
    return Verdict.no(Reason(code, message, CHECKING, facts))


def with_round(permit: HotWorkPermit, record: RoundRecord) -> HotWorkPermit:
    """Keep a round. Ask `may_record_round` first.

    Two records of one round are both kept: two people looked, and what either of them found is not lost.
    """
    return evolve(permit, rounds=(*permit.rounds, record))
