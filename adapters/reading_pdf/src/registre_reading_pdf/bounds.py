"""What a worker may take from its machine; the kernel keeps it to that."""

from __future__ import annotations

import sys
from math import ceil
from types import ModuleType

try:
    import resource as _resource
except ImportError:  # Windows
    _resource = None  # type: ignore[assignment]  # then the host's clock is all there is

resource: ModuleType | None = _resource
"""The module that bounds a process, where the system has one."""


def bound(memory: int) -> bool:
    """Hold this process to so many bytes, and to no files; tell whether the system does that."""
    if resource is None:
        return False
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, memory)):
        _lower(resource, kind, most)
    return sys.platform != "darwin"  # where the limit of memory is taken, and not kept


def allow(seconds: float) -> None:
    """Let this process compute so many seconds more; the kernel ends it after that."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = ceil(used.ru_utime + used.ru_stime + seconds)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (_lesser(resource, until, hard), hard))


def _lower(resource: ModuleType, kind: int, most: int) -> None:
    """Lower a limit for good; one that is lower already stays."""
    _, hard = resource.getrlimit(kind)
    lowered = _lesser(resource, most, hard)
    resource.setrlimit(kind, (lowered, lowered))


def _lesser(resource: ModuleType, one: int, other: int) -> int:
    return one if other == resource.RLIM_INFINITY else min(one, other)
