"""P6 and P7 of `performance.md`: where accounts stand, at each request and every night."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.billing import nights, requests
from benchmarks.databases import DATABASES
from benchmarks.measure import Measurement

WORKSPACES = int(os.environ.get("REGISTRE_BENCH_WORKSPACES", nights.MILLION))
"""How many workspaces there are; fewer are for trying things out."""


@contextmanager
def races() -> Iterator[Iterator[Measurement]]:
    """Give the races; each clears up behind it."""
    yield _races()


def _races() -> Iterator[Measurement]:
    for name, database in DATABASES.items():
        with database() as url, nights.staged(name, url, WORKSPACES) as stage:
            yield from requests.asking(stage)
            yield nights.finding(stage)
            yield nights.turning(stage)
            yield nights.running(stage, url)
