"""P1 to P5 of `performance.md`: rights, beside those whom one would take instead, who all have to agree first."""

from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.databases import DATABASES
from benchmarks.measure import Measurement
from benchmarks.rights import checks, edits, everybody


@contextmanager
def races() -> Iterator[Iterator[Measurement]]:
    """Give the races; each clears up behind it."""
    yield _races()


def _races() -> Iterator[Measurement]:
    yield from checks.races()
    for name, database in DATABASES.items():
        with database() as url:
            edits.agree(name, url)
            with edits.staged(name, url) as stage:
                yield edits.editing(stage)
                yield from everybody.previewing(stage)
            yield from everybody.listing(name, url)
