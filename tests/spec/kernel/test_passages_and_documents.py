"""Values that cross rooms: a document by its digest, a passage with four anchors."""

from hashlib import sha256
from typing import Any

import pytest
from attrs import evolve

from registre_core.kernel.documents import DocumentRef, Originality
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import Quad
from registre_core.testing.builders import a_document, a_passage


def problems_of(fields: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refusal:
        a_document(**fields)
    return [(problem.path, problem.code) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    "media_type, is_pdf",
    [("application/pdf", True), ("image/jpeg", False), ("application/octet-stream", False), ("application/zip", False)],
)
def test_a_document_is_a_pdf_by_its_bytes_not_by_its_name(media_type: str, *, is_pdf: bool) -> None:
    assert is_pdf is a_document(name="rapport.pdf", media_type=media_type).is_pdf


def test_nobody_said_whether_a_document_is_the_original_unless_somebody_did() -> None:
    digest = a_document().digest

    assert Originality.UNKNOWN == DocumentRef(digest, 1, "rapport.pdf", "application/pdf").originality


@pytest.mark.parametrize("digest", ["", "abc", sha256(b"").hexdigest().upper(), sha256(b"").hexdigest() + "\n"])
def test_a_digest_has_one_form(digest: str) -> None:
    assert [("digest", "malformed-text")] == problems_of({"digest": digest})


def test_all_that_is_wrong_with_a_document_is_told_at_once() -> None:
    expected = [
        ("digest", "malformed-text"),
        ("size", "number-too-small"),
        ("name", "blank-text"),
        ("media_type", "malformed-text"),
    ]

    assert expected == problems_of({"digest": "?", "size": 0, "name": "", "media_type": "pdf"})


def test_a_quad_is_drawn_in_reading_order_and_rounded_to_hundredths() -> None:
    assert Quad(1.0, 2.35, 3.0, 2.35, 3.0, 4.0, 1.0, 4.0) == Quad.around(1, 2.3499, 2.999, 4.001)


@pytest.mark.parametrize(
    "fields, problem",
    [
        ({"quote": " \n"}, ("quote", "blank-text")),
        ({"parts": ()}, ("parts", "empty-collection")),
        ({"start": -1}, ("start", "number-too-small")),
        ({"end": 0}, ("end", "number-too-small")),
        ({"document": "?"}, ("document", "malformed-text")),
    ],
)
def test_a_passage_has_words_a_place_and_a_document(fields: dict[str, Any], problem: tuple[str, str]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        evolve(a_passage(), **fields)

    assert [problem] == [(found.path, found.code) for found in refusal.value.problems]


def test_a_passage_may_be_the_first_letter_of_its_page() -> None:
    assert (0, 1) == (evolve(a_passage(), start=0, end=1).start, evolve(a_passage(), start=0, end=1).end)


@pytest.mark.parametrize("pages", [[2, 1], [1, 1], [1, 3, 2]])
def test_the_parts_of_a_passage_come_in_page_order_each_page_once(pages: list[int]) -> None:
    part = a_passage().parts[0]

    with pytest.raises(InvalidInput) as refusal:
        a_passage(parts=tuple(evolve(part, page=page) for page in pages))

    assert "pages-out-of-order" == refusal.value.code
