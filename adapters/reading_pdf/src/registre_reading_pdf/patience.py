"""Giving up what takes too long, from within."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

AGAIN = 0.5
"""Seconds after which it is told once more: somebody may have caught it the first time."""


class OutOfTime(BaseException):
    """The time is up. No `Exception`: libraries catch those on their way, and go on."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let this compute for so many seconds, where the system has an alarm, and in the one thread that hears it.

    Seconds of its own, not those that pass: on a busy machine the same page must be read the same way.

    Raises:
        OutOfTime: it took longer.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _ring(_: int, __: FrameType | None) -> NoReturn:
    raise OutOfTime
