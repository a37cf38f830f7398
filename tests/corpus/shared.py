"""The shared corpus: real reports and made ones that look real, with what they say.

It stands beside the repository and belongs to others; where it is not there, whoever needs it says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen
from tests.made.reports.truth import MadeReport, Placed, Point
from tools.documents.typesetting import Box

from registre_core.extraction import Region, Selection, clean

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
MISSING = "missing: the shared corpus, a folder ../shared/corpus beside this one"
WITHOUT_LETTERS = "maintenance_sans_tounicode.pdf"
LONG = "rapport_long_300_pages.pdf"
"""Its observations are too many to be listed: of a few it is known where they stand."""


@frozen
class Marked:
    """What somebody marked in a file, and what it says there."""

    file: str
    regions: tuple[Region, ...]
    accepted: tuple[str, ...]
    password: str | None = None
    most_wrong: float = 0.0
    """Which share of its letters may be read wrongly."""

    @property
    def path(self) -> Path:
        return CORPUS / self.file

    @property
    def selection(self) -> Selection:
        return Selection(self.regions)


def real_selections() -> Iterator[Marked]:
    """Give the selections of real reports, those that are to be read exactly and those that are to be recognised."""
    passwords = {entry["file"]: entry["password"] for entry in listed("manifest.json")["files"]}
    for entry in listed("selections.json")["selections"]:
        yield Marked(
            entry["file"],
            tuple(Region(entry["page"], *rect) for rect in entry["rects"]),
            tuple(clean(text) for text in [entry["expected"], *entry.get("accept", [])]),
            passwords.get(entry["file"]) or None,
            float(entry["metric"].removeprefix("cer<=")) if entry["metric"].startswith("cer<=") else 0.0,
        )


def made_observations(*kinds: str) -> Iterator[Marked]:
    """Give the observations of made reports of these kinds, as somebody marks them."""
    for document in listed("reports.json")["documents"]:
        for entry in document["observations"] if document["kind"] in kinds else ():
            yield Marked(document["file"], tuple(_regions(entry)), tuple(map(clean, _texts(entry))))


def made_reports(*kinds: str) -> Iterator[MadeReport]:
    """Give the made reports of these kinds whose observations are all known."""
    for document in listed("reports.json")["documents"]:
        if document["kind"] in kinds and not document["file"].endswith(LONG):
            content = (CORPUS / document["file"]).read_bytes()
            points = tuple(map(_point, document["observations"]))
            is_scanned = document["kind"] != "numerique"
            yield MadeReport(Path(document["file"]).stem, content, points, document["pages"], is_scanned)


def listed(name: str) -> dict[str, Any]:
    """Read one of its lists."""
    found: dict[str, Any] = json.loads((CORPUS / name).read_text(encoding="utf-8"))
    return found


def _point(entry: Mapping[str, Any]) -> Point:
    text, *others = _texts(entry)
    return Point(
        text,
        number=entry["numero"] or "",
        place=entry["localisation"] or "",
        reference=entry["reference"] or "",
        priority=entry["priorite"] or "",
        also=tuple(others),
        lines=tuple(_placed(region) for region in _regions(entry)),
    )


def _texts(entry: Mapping[str, Any]) -> list[str]:
    return [entry["texte"], *(text for name, text in entry.items() if name.startswith("texte_"))]


def _regions(entry: Mapping[str, Any]) -> Iterator[Region]:
    for box in entry["boxes"]:
        yield Region(box["page"], *(box[edge] for edge in ("x0", "y0", "x1", "y1")))


def _placed(region: Region) -> Placed:
    return region.page, Box(*region.box)
