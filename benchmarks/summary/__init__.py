"""The summary of five hundred sites with a hundred thousand open findings, under a gigabyte of memory.

Each deed runs in a process of its own, which says how much memory it and those it started took at most, and how long it
took. Memory is promised; seconds are told.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from benchmarks.databases import DATABASES
from benchmarks.measure import Measurement, Weight
from benchmarks.summary.town import FINDINGS, SITES, Town, filled

MOST = 1_000
"""Megabytes, of a million bytes, that a summary may take, with the process that prints it, each at its greatest."""
DEEDS = {
    "of": "the value",
    "csv": "all rows as a table",
    "json": "all rows and figures as data",
    "print": "the PDF with all data attached",
}
"""What is done, and what it makes."""


@contextmanager
def races() -> Iterator[Iterator[Measurement]]:
    """Fill both databases, give the weights, clear up."""
    with ExitStack() as stack:
        yield _weights(stack)


def _weights(stack: ExitStack) -> Iterator[Measurement]:
    print(f"\nThe summary of {SITES} sites with {FINDINGS:,} open findings")
    for name, database in DATABASES.items():
        town = filled(name, stack.enter_context(database()))
        for deed, made in DEEDS.items():
            yield from _weighed(town, name, deed, made)


def _weighed(town: Town, database: str, deed: str, made: str) -> Iterator[Measurement]:
    command = [sys.executable, "-m", "benchmarks.summary.deed", town.url, str(town.workspace), str(town.mayor), deed]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told = json.loads(said)
    title = f"{database} · {made}"
    print(f"\n{title}: {told['seconds']:.1f} s, {told['size'] / 1e6:,.1f} MB made, progress told {told['told']} times")
    yield Weight(f"{title}, at most", told["peak"] / 1e6, MOST, "MB of memory")
