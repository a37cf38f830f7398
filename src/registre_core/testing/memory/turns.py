"""Whose turn it is: which notices can go out now, and the moves of a deliverer who has them in hand. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from uuid import UUID

from attrs import evolve, frozen

from registre_core.ports.storage import Claim, Fate, Notice
from registre_core.testing.memory.rows import Delivery, Rows

Moves = Mapping[str, Delivery]
"""Deliveries that stand elsewhere now, by key of the notice."""
Place = tuple[bool, datetime, UUID, int]
"""Where a turn comes among all: urgent ones first, then by when they were due, workspace, and place in its queue."""


@frozen
class Lane:
    """What goes out in its order: what tells one recipient about one subject, urgent or not."""

    recipient: str
    subject_kind: str
    subject_id: UUID
    is_urgent: bool

    @classmethod
    def of(cls, notice: Notice) -> Lane:
        """Give the lane of a notice."""
        return cls(notice.recipient, notice.subject_kind, notice.subject_id, notice.is_urgent)


Turns = Mapping[Lane, Sequence[Notice]]
"""What could go out now, in its order."""


def turns(rows: Rows, at: datetime) -> Turns:
    """Give what could go out now: of each lane the first one that waits, and those behind it.

    What is not urgent waits for whatever is before it, and what is urgent for what is urgent only.
    """
    given: dict[Lane, list[Notice]] = {}
    blocked: set[Lane] = set()
    for notice in rows.waiting():
        lane = Lane.of(notice)
        if lane not in blocked and rows.deliveries[notice.key].due_at <= at:
            given.setdefault(lane, []).append(notice)
        else:
            blocked.add(lane)
        if notice.is_urgent:
            blocked.add(evolve(lane, is_urgent=False))
    return given


def places(rows: Rows, workspace: UUID, given: Turns) -> Iterator[tuple[Place, Lane]]:
    """Tell where each turn of a workspace comes among those of all."""
    order = {key: place for place, key in enumerate(rows.notices)}
    for lane, (first, *_) in given.items():
        due_at = rows.deliveries[first.key].due_at
        yield (not lane.is_urgent, due_at, workspace, order[first.key]), lane


def taken(rows: Rows, turn: Sequence[Notice], by: UUID, until: datetime) -> Moves:
    """Take what is in turn, in its order; its first one is being tried."""
    moves: dict[str, Delivery] = {}
    for notice in turn:
        stood, is_first = rows.deliveries[notice.key], not moves
        moves[notice.key] = evolve(stood, attempts=stood.attempts + is_first, lease=by, is_begun=is_first, due_at=until)
    return moves


def held(rows: Rows, claim: Claim, notice: Notice, until: datetime) -> Moves:
    """Begin to carry a notice that is in hand; nothing moves unless it is, and is the next one."""
    kept = _in_hand(rows, claim, notice)
    if not _is_first(kept, notice):
        return {}
    moves = {one.key: evolve(rows.deliveries[one.key], due_at=until) for one in kept}
    stood = moves[notice.key]
    moves[notice.key] = evolve(stood, attempts=stood.attempts + (not stood.is_begun), is_begun=True)
    return moves


def settled(rows: Rows, claim: Claim, notice: Notice, fate: Fate, at: datetime, failure: str | None) -> Moves:
    """Settle a notice that is in hand; nothing moves unless it is, and is the next one."""
    if not _is_first(_in_hand(rows, claim, notice), notice):
        return {}
    stood = rows.deliveries[notice.key]
    return {notice.key: evolve(stood, fate=fate, lease=None, is_begun=False, settled_at=at, failure=failure)}


def postponed(rows: Rows, claim: Claim, notice: Notice, until: datetime, failure: str | None) -> Moves:
    """Give a notice back that is in hand; what waits behind it is due no sooner, and in nobody's hands any more."""
    if not _is_first(_in_hand(rows, claim, notice), notice):
        return {}
    stood = rows.deliveries[notice.key]
    was_tried = failure is not None or not stood.is_begun
    moves = {one.key: _behind(rows.deliveries[one.key], claim.by, until) for one in _blocked_by(rows, notice)}
    moves[notice.key] = evolve(
        stood,
        due_at=until,
        lease=None,
        is_begun=False,
        attempts=stood.attempts if was_tried else stood.attempts - 1,
        failure=failure or stood.failure,
    )
    return moves


def held_up_until(rows: Rows, notice: Notice) -> datetime:
    """Tell when the last one is due that a new notice waits behind, if nobody has it in hand."""
    lanes = {Lane.of(notice), evolve(Lane.of(notice), is_urgent=True)}
    ahead = (rows.deliveries[one.key] for one in rows.waiting() if Lane.of(one) in lanes)
    return next((one.due_at for one in reversed(tuple(ahead)) if one.lease is None), notice.queued_at)


def _in_hand(rows: Rows, claim: Claim, notice: Notice) -> list[Notice]:
    """Give what a claim still holds of the lane of a notice."""
    lane = Lane.of(notice)
    return [one for one in rows.waiting() if rows.deliveries[one.key].lease == claim.by and Lane.of(one) == lane]


def _is_first(kept: list[Notice], notice: Notice) -> bool:
    return bool(kept) and kept[0].id == notice.id


def _blocked_by(rows: Rows, notice: Notice) -> Iterator[Notice]:
    order = {Lane.of(notice), evolve(Lane.of(notice), is_urgent=False)}
    behind = takewhile(lambda one: one.id != notice.id, reversed(tuple(rows.waiting())))
    return (one for one in behind if Lane.of(one) in order)


def _behind(stood: Delivery, by: UUID, until: datetime) -> Delivery:
    due_at = until if stood.lease == by else max(stood.due_at, until)
    return evolve(stood, due_at=due_at, lease=None, is_begun=False)
