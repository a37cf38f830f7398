"""Every selection of the made documents gives, to the letter, what the layout put there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from registre_core.extraction import Region, Selection, passage
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_reading_pdf import PdfPageReader

FOLDER = Path(__file__).parents[1] / "documents"
DOCUMENTS: list[dict[str, Any]] = json.loads((FOLDER / "documents.json").read_text(encoding="utf-8"))["documents"]
DOCUMENT = Digest("0" * 64)

SELECTIONS = [
    pytest.param(document, selection, id=f"{document['file']} {place} {selection['note']}")
    for document in DOCUMENTS
    for place, selection in enumerate(document.get("selections", ()))
    if "max_cer" not in selection  # an image, to be recognised
]
REFUSED = [pytest.param(document, id=document["file"]) for document in DOCUMENTS if "refused" in document]
READABLE = [pytest.param(document, id=document["file"]) for document in DOCUMENTS if "refused" not in document]


def quote(document: dict[str, Any], selection: dict[str, Any]) -> str:
    regions = tuple(Region(selection["page"], *rect) for rect in selection["rects"])
    path = FOLDER / document["file"]
    with path.open("rb") as stream, PdfPageReader().open(stream, password=document["password"]) as reading:
        pages = {selection["page"]: reading.text(selection["page"])}
    try:
        return passage(DOCUMENT, Selection(regions), pages).quote
    except InvalidInput as refused:
        if refused.code != "empty-selection":
            raise
        return ""


@pytest.mark.parametrize("document,selection", SELECTIONS)
def test_a_selection_is_read_to_the_letter(document: dict[str, Any], selection: dict[str, Any]) -> None:
    assert selection["expected"] == quote(document, selection)


@pytest.mark.parametrize("document", READABLE)
def test_pages_and_labels_are_those_of_the_document(document: dict[str, Any]) -> None:
    numbers = range(1, document["pages"] + 1)
    path = FOLDER / document["file"]
    with path.open("rb") as stream, PdfPageReader().open(stream, password=document["password"]) as reading:
        assert document["pages"] == reading.page_count
        assert document.get("labels", [str(number) for number in numbers]) == [reading.page(n).label for n in numbers]


@pytest.mark.parametrize("document", REFUSED)
def test_what_cannot_be_read_whole_is_refused_with_its_code(document: dict[str, Any]) -> None:
    path = FOLDER / document["file"]
    with (
        pytest.raises(InvalidInput) as refused,
        path.open("rb") as stream,
        PdfPageReader().open(stream, password=document["password"]),
    ):
        pass

    assert document["refused"] == refused.value.code
