"""What every worker of a run needs, and takes long to make, is made by the first of them that asks.

A session's fixture is made by each worker, at the same time as a rule: the slow tests come first. So one makes it and
the others wait; what they find must not be changed by anybody, and who wants to change it takes a copy.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(name: str, factory: pytest.TempPathFactory, make: Callable[[Path], object]) -> Path:
    """Give the folder of a name, which all workers of this run share; who comes first fills it.

    Args:
        name: of the folder, among the temporary ones of this run.
        factory: knows where these are.
        make: fills an empty folder; should it fail, the next who asks tries again.
    """
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = factory.mktemp(name)
            make(unfinished)
            unfinished.rename(folder)
    return folder
