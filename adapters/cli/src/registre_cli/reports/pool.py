"""Processes that read reports, a core each."""

from __future__ import annotations

import logging
import os
import signal
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from types import TracebackType

from registre_core.archives import Workers

MOST = 61 if sys.platform == "win32" else 2**16
"""Processes that a pool can have: Windows waits for no more things at once."""


class Pool(ProcessPoolExecutor):
    """A pool that is given up at once: a report may take minutes, and who presses Ctrl-C does not."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            for process in active_children():
                process.terminate()
        super().__exit__(kind, error, trace)


def cores() -> int:
    """Count the cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def pool(number: int) -> Workers:
    """Make pools of so many processes: spawned, since a process with threads cannot be copied safely."""
    return partial(Pool, min(number, MOST), mp_context=get_context("spawn"), initializer=_settle)


def _settle() -> None:
    """Let a worker end at Ctrl-C without a word, and say nothing that libraries may have to say."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")


def _end_with_parent() -> None:
    """Leave when the command was killed: workers hold their queue open for each other, and would wait forever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
