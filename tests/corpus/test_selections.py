"""Selections on real reports, and on made ones that look real: what a person would have typed, word for word.

The corpus stands beside the repository and belongs to others; where it is not there, this ring says so. Scans are not
read here: they have no words before a `TextRecognizer` gives them some.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from registre_core.extraction import Region, Selection, clean, passage
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import RegistreError
from registre_reading_pdf import PdfPageReader

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
DOCUMENT = Digest("0" * 64)
WITHOUT_LETTERS = "maintenance_sans_tounicode.pdf"
ENOUGH = 0.9

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not CORPUS.is_dir(), reason="missing: the shared corpus, a folder ../shared/corpus beside this one"
    ),
]


@frozen
class Marked:
    """What somebody marked in a file, and what it says there."""

    file: str
    regions: tuple[Region, ...]
    accepted: tuple[str, ...]
    password: str | None = None

    def read(self) -> str:
        try:
            with (
                (CORPUS / self.file).open("rb") as stream,
                PdfPageReader().open(stream, password=self.password) as reading,
            ):
                selection = Selection(self.regions)
                return passage(DOCUMENT, selection, {page: reading.text(page) for page in selection.pages}).quote
        except RegistreError as refused:
            return f"[{refused.code}]"

    def miss(self) -> str | None:
        read = self.read()
        if read in self.accepted:
            return None
        return f"{self.file}, page {self.regions[0].page}\n    read     {read}\n    expected {self.accepted[0]}"


def real_selections() -> Iterator[Marked]:
    passwords = {entry["file"]: entry["password"] for entry in _json("manifest.json")["files"]}
    for entry in _json("selections.json")["selections"]:
        if entry["metric"].startswith("exact"):
            regions = tuple(Region(entry["page"], *rect) for rect in entry["rects"])
            accepted = tuple(clean(text) for text in [entry["expected"], *entry.get("accept", [])])
            yield Marked(entry["file"], regions, accepted, passwords.get(entry["file"]) or None)


def made_observations() -> Iterator[Marked]:
    for document in _json("reports.json")["documents"]:
        if document["kind"] != "numerique":
            continue
        for entry in document["observations"]:
            regions = tuple(
                Region(box["page"], *(box[edge] for edge in ("x0", "y0", "x1", "y1"))) for box in entry["boxes"]
            )
            accepted = tuple(clean(text) for name, text in entry.items() if name.startswith("texte"))
            yield Marked(document["file"], regions, accepted)


def _json(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CORPUS / name).read_text(encoding="utf-8"))
    return found


def told(misses: list[str], total: int) -> str:
    return "\n".join([f"{len(misses)} of {total} selections were not read as they stand:", *misses])


def test_nine_in_ten_selections_of_real_reports_are_read_exactly() -> None:
    selections = list(real_selections())
    misses = [miss for marked in selections if (miss := marked.miss())]

    assert len(selections) >= 20
    assert len(misses) <= (1 - ENOUGH) * len(selections), told(misses, len(selections))


def test_every_observation_of_the_made_reports_is_read_exactly() -> None:
    observations = list(made_observations())
    misses = [miss for marked in observations if (miss := marked.miss())]

    assert len(observations) >= 100
    assert not misses, told(misses, len(observations))


def test_letters_that_a_file_does_not_tell_are_shown_as_unknown() -> None:
    report = Marked(f"generated/{WITHOUT_LETTERS}", (Region(1, 0, 0, 595, 842),), ("",))

    assert "r�glementaire" in report.read()
