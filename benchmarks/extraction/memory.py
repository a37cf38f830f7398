"""What this process and those it started take of the memory, as Linux counts it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

PROCESSES = Path("/proc")
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
PARENT = re.compile(r"^PPid:\s+(\d+)", re.MULTILINE)


def peak() -> int:
    """Sum up the greatest size that this process and each of its descendants had, in bytes."""
    return sum(_peak(_status(pid)) for pid in (os.getpid(), *descendants(os.getpid())))


def own_peak() -> int:
    """Give the greatest size that this process had, in bytes."""
    return _peak(_status(os.getpid()))


def descendants(of: int) -> Iterator[int]:
    """Find the processes that a process started, and that these started."""
    parents = {int(path.name): _parent(_status(int(path.name))) for path in PROCESSES.iterdir() if path.name.isdigit()}
    children = [pid for pid, parent in parents.items() if parent == of]
    for child in children:
        yield child
        yield from descendants(child)


def _status(pid: int) -> str:
    try:
        return (PROCESSES / str(pid) / "status").read_text(encoding="utf-8")
    except OSError:
        return ""  # it ended meanwhile


def _peak(status: str) -> int:
    found = PEAK.search(status)
    return 1024 * int(found[1]) if found else 0


def _parent(status: str) -> int:
    found = PARENT.search(status)
    return int(found[1]) if found else 0
