"""E6: how well selections are read, and what reports say proposed: on the corpus, on ours, on those kept aside."""

from __future__ import annotations

from collections.abc import Iterator

from tests.corpus.shared import CORPUS, Marked, made_observations, made_reports, real_selections
from tests.made.judging import Tally, error_rate
from tests.made.reading import judged, quote
from tests.made.reports.catalogue import SCANS, SCANS_ASIDE, development, kept_aside, scanned

from benchmarks.extraction.stage import Stage
from benchmarks.measure import Measurement, Score

RECALL, PRECISION = 0.90, 0.95
SCANNED = "scan", "couche texte illisible"
MOST_WRONG = 0.05
"""Which share of its letters may be wrong in an observation on a made scan."""


def scoring(stage: Stage) -> Iterator[Measurement]:
    """Read everything that is there."""
    if CORPUS.is_dir():
        yield from _selections(stage)
        yield from _shares("the corpus's made reports", judged(made_reports("numerique"), stage.desk))
        yield from _shares("scans of them", judged(made_reports(*SCANNED), stage.desk))
    yield from _shares("our made reports", judged(development(), stage.desk))
    yield from _shares("those kept aside", judged(kept_aside(), stage.desk))
    yield from _shares("scans of ours", judged(scanned(SCANS), stage.desk))
    yield from _shares("scans of those kept aside", judged(scanned(SCANS_ASIDE), stage.desk))


def _selections(stage: Stage) -> Iterator[Score]:
    real = list(real_selections())
    exact = [marked for marked in real if not marked.most_wrong]
    images = [marked for marked in real if marked.most_wrong]
    made, scans = list(made_observations("numerique")), list(made_observations(*SCANNED))
    yield _read(stage, "real reports, exactly", exact, 0, least=20)
    yield _read(stage, "real scans, within their error rate", images, None, least=7)
    yield _read(stage, "made reports, exactly", made, 0, least=len(made))
    yield _read(stage, f"made scans, at most {MOST_WRONG:.0%} of the letters wrong", scans, MOST_WRONG)


def _read(
    stage: Stage, of: str, selections: list[Marked], most_wrong: float | None, least: float | None = None
) -> Score:
    good = sum(is_read(stage, marked, marked.most_wrong if most_wrong is None else most_wrong) for marked in selections)
    return Score(f"E6 · selections in {of}", good, least, f"of {len(selections)}")


def is_read(stage: Stage, marked: Marked, most_wrong: float) -> bool:
    """Read one selection, and tell whether it says what stands there."""
    read = quote(marked.path.read_bytes(), marked.selection, stage.desk, marked.password)
    return any(error_rate(read, text, most_wrong=1) <= most_wrong for text in marked.accepted)


def _shares(of: str, tally: Tally) -> Iterator[Score]:
    found = f"({sum(len(verdict.report.points) for verdict in tally.verdicts)} points)"
    yield Score(f"E6 · proposals from {of}: recall", tally.recall, RECALL, found)
    yield Score(f"E6 · proposals from {of}: precision", tally.precision, PRECISION)
    print(f"  {tally.figures()}")
