"""E1 to E6: what is selected in a report, recognised and proposed, how quickly and how well; and what harms nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.corpus.shared import CORPUS, MISSING

from benchmarks.extraction import hostile, proposals, recognition, selections, words
from benchmarks.extraction.stage import Stage
from benchmarks.measure import Measurement


@contextmanager
def races() -> Iterator[Iterator[Measurement]]:
    """Give the races on one stage; what needs the shared corpus is left out where that is not there, and it says so."""
    if not CORPUS.is_dir():
        print(f"\n{MISSING}: a report of our own stands for its long one, E5 and half of E6 are left out")
    yield _races(Stage.set())


def _races(stage: Stage) -> Iterator[Measurement]:
    yield from selections.first(stage)
    yield from selections.following(stage)
    yield from words.indexing(stage)
    yield from recognition.recognising(stage)
    yield from hostile.harming()
    yield from proposals.scoring(stage)
