"""The post-work check as somebody would judge it with a clock and the watchman's book, round by round, page by page.

Written from `mission.md` alone: «fire-watch rounds at 30, 60 and 120 minutes after the declared end of work, from 5
minutes early to 15 late, both ends inclusive, each record naming its round. Not enabled: no colour. Grey while rounds
are ahead and none was missed; red while a round whose time has passed is missing; green when all are recorded; a round
recorded late turns red back, and stays marked.» Times are microseconds on a clock that begins at the end of work.
"""

from __future__ import annotations

from collections.abc import Sequence

MINUTE = 60_000_000


def in_the_book(name: int, early: int, book: Sequence[tuple[int, int]]) -> list[int]:
    """Turn every page, and give the times of entries that name this round and were made when it could be."""
    times = []
    for round_named, made_at in book:
        if round_named == name and made_at >= 0 and made_at >= (name - early) * MINUTE:
            times.append(made_at)
    return times


def judge(
    names: Sequence[int], early: int, late: int, book: Sequence[tuple[int, int]], now: int | None
) -> tuple[str, list[str]]:
    """Tell the colour, and what stands beside each round; `now` is ``None`` before the end of work is known."""
    beside = []
    for name in names:
        if now is None:
            beside.append("ahead")
            continue
        times = in_the_book(name, early, book)
        last_moment = (name + late) * MINUTE
        if any(time <= last_moment for time in times):
            beside.append("in-time")
        elif times:
            beside.append("late")
        elif now > last_moment:
            beside.append("missed")
        elif now >= 0 and now >= (name - early) * MINUTE:
            beside.append("due")
        else:
            beside.append("ahead")
    if "missed" in beside:
        return "rouge", beside
    return ("vert" if all(word in ("in-time", "late") for word in beside) else "gris"), beside
