"""E4: a paragraph is recognised for itself: quicker than its page, and as well."""

from __future__ import annotations

import io
from collections.abc import Iterator
from time import perf_counter

from tests.made.judging import error_rate
from tests.made.reading import digest
from tests.made.reports import words
from tests.made.reports.blocks import Heading, Paragraph, Points, Title
from tests.made.reports.development import SCOPE, firm
from tests.made.reports.layout import Layout
from tests.made.reports.paper import Look
from tests.made.reports.scans import Scan
from tests.made.reports.truth import MadeReport, Point

from benchmarks.extraction.stage import Stage
from benchmarks.measure import Contender, Measurement, Race, Weight
from registre_core import extraction
from registre_core.extraction import Region, Selection

PAGE = Scan(
    Layout(
        "page_pleine",
        "a page full of text, of which one paragraph is wanted",
        (
            Title("Compte rendu de visite"),
            *(Paragraph(SCOPE) for _ in range(4)),
            Heading("Observations"),
            Points((*words.ELECTRICITY[:10], *words.ROOFS[:4])),
        ),
        Look(points=10, leading=13.5, edges=firm("Vérifélec (fictif)", "26-0911")),
    ),
    tilt=0.6,
)
WANTED = 4
"""Which of its points."""
POINT = 0.01
"""A point more of wrong letters."""


def recognising(stage: Stage) -> Iterator[Measurement]:
    """Give the race, then how many more letters are wrong on a region than on its page."""
    report = PAGE.made()
    point = report.points[WANTED]
    page = Contender("all of the page", lambda: whole(stage, report))
    paragraph = Contender("the paragraph", lambda: region(stage, report, point), bound=0.25)
    yield Race("E4 · recognising what is marked on a scan", (page, paragraph), rounds=5, calls=1, clock=perf_counter)
    alone, among = (read_wrongly(text, point) for text in (region(stage, report, point), whole(stage, report, point)))
    yield Weight(
        "E4 · letters wrong in the paragraph alone, beyond those on its page", 1000 * (alone - among), 10, "in 1000"
    )


def whole(stage: Stage, report: MadeReport, point: Point | None = None) -> str:
    """Recognise the page, and take the point out of it."""
    with stage.desk.open(io.BytesIO(report.content), document=digest(report.content)) as opened:
        page = opened.sheet(1).text
    return extraction.text_of(page, marked(point).regions) if point else page.characters


def region(stage: Stage, report: MadeReport, point: Point) -> str:
    """Recognise the point alone."""
    with stage.desk.open(io.BytesIO(report.content), document=digest(report.content)) as opened:
        return opened.passage(marked(point)).quote


def marked(point: Point) -> Selection:
    """Mark a point as a careful hand would."""
    boxes = [(page, box.grown(1)) for page, box in point.lines]
    left, top = min(box.left for _, box in boxes), min(box.top for _, box in boxes)
    right, bottom = max(box.right for _, box in boxes), max(box.bottom for _, box in boxes)
    return Selection((Region(boxes[0][0], left, top, right, bottom),))


def read_wrongly(text: str, point: Point) -> float:
    """Tell which share of its letters is wrong."""
    return min(error_rate(text, expected, most_wrong=1) for expected in (point.text, *point.also))
