"""A passage as a W3C Web Annotation: what another program needs to find the words again."""

import json
from base64 import urlsafe_b64decode
from hashlib import sha256
from typing import Any

import pytest
from attrs import evolve

from registre_core.codec import canonical_bytes, write_annotation
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource

DOCUMENT = Digest(sha256(b"the report").hexdigest())
PART = PassagePart(150, "iv", 595, 842, 90, (Quad.around(56.7, 700, 180.25, 711.5), Quad.around(56.7, 713, 90, 724)))
PASSAGE = Passage(
    DOCUMENT, "La porte est bloquée", "Local 3 : ", ".", 12, 32, TextSource.NATIVE, "pdfium 8149", (PART,)
)
NEXT = PassagePart(151, "v", 595, 842, 0, (Quad.around(-0.001, 60, 100, 71.333),))
LONG = evolve(PASSAGE, parts=(PART, NEXT), start=2_990, end=17)


def read(passage: Passage = PASSAGE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_annotation(passage, "rapport n° 7.pdf"))
    return found


def selectors(passage: Passage = PASSAGE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(passage)["target"]["selector"]
    return found


def test_it_is_what_the_standard_asks_of_an_annotation() -> None:
    """Section 3.1: a context, exactly one id, the type, at least one target."""
    said = read()

    assert "http://www.w3.org/ns/anno.jsonld" == said["@context"][0]
    assert ("Annotation", "SpecificResource") == (said["type"], said["target"]["type"])
    assert said["id"].startswith("ni:///sha-256;")


def test_the_quote_comes_with_what_stands_around_it() -> None:
    quote = {"type": "TextQuoteSelector", "exact": "La porte est bloquée", "prefix": "Local 3 : ", "suffix": "."}

    assert quote == selectors()[0]


def test_offsets_count_within_their_page() -> None:
    position = {"type": "TextPositionSelector", "start": 12, "end": 32}

    assert ("page=150", position) == (selectors()[1]["value"], selectors()[1]["refinedBy"])


def test_over_a_page_break_a_range_leads_from_one_page_to_the_other() -> None:
    found = selectors(LONG)[1]
    start, end = found["startSelector"], found["endSelector"]

    assert "RangeSelector" == found["type"]
    assert ("page=150", 2_990, 2_990) == (start["value"], start["refinedBy"]["start"], start["refinedBy"]["end"])
    assert ("page=151", 17, 17) == (end["value"], end["refinedBy"]["start"], end["refinedBy"]["end"])


def test_a_fragment_shows_the_rectangle_around_the_words_of_each_page() -> None:
    """RFC 8118, section 3: left, top, width, height from the top left corner of the visible page."""
    fragments = ["page=150&viewrect=56.7,700,123.55,24", "page=151&viewrect=0,60,100,11.33"]

    assert fragments == [found["value"] for found in selectors(LONG)[2:]]
    assert {"http://tools.ietf.org/rfc/rfc8118"} == {found["conformsTo"] for found in selectors(LONG)[2:]}


def test_the_file_is_named_by_its_digest_in_both_its_forms() -> None:
    source = read()["target"]["source"]

    assert DOCUMENT == urlsafe_b64decode(source["id"].removeprefix("ni:///sha-256;") + "=").hex()
    assert (DOCUMENT, "rapport n° 7.pdf", "application/pdf") == (
        source["registre:sha256"],
        source["dc:title"],
        source["format"],
    )


def test_a_reader_learns_where_the_words_come_from() -> None:
    said = read(evolve(PASSAGE, source=TextSource.OCR, engine="tesseract 5.5", confidence=91.5))

    assert ("ocr", "tesseract 5.5", 91.5) == (
        said["registre:source"],
        said["registre:engine"],
        said["registre:confidence"],
    )


def test_confidence_is_left_out_where_nobody_states_one() -> None:
    assert "registre:confidence" not in read()


def test_that_copying_is_forbidden_is_said_and_that_it_is_not_goes_without_saying() -> None:
    assert read(evolve(PASSAGE, may_be_copied=False))["registre:mayBeCopied"] is False
    assert "registre:mayBeCopied" not in read()


def test_arrays_of_our_own_terms_keep_their_order_in_json_ld() -> None:
    """An array is a set to a reader of JSON-LD, unless the context says that it is a list."""
    context, (part, _) = read(LONG)["@context"][1], read(LONG)["registre:parts"]
    ordered = {"registre:parts", "registre:quads", "registre:points"}

    assert all("@list" == context[term]["@container"] for term in ordered)
    assert ordered == {"registre:parts", *lists_in(part), *lists_in(part["registre:quads"][0])}


def lists_in(said: dict[str, Any]) -> set[str]:
    return {term for term, value in said.items() if isinstance(value, list)}


def test_it_is_named_by_the_digest_of_the_rest_of_it() -> None:
    said = read()
    name = said.pop("id").removeprefix("ni:///sha-256;")

    assert sha256(canonical_bytes(said)).digest() == urlsafe_b64decode(name + "=")


def test_it_is_one_canonical_line() -> None:
    line = write_annotation(PASSAGE, "rapport n° 7.pdf")

    assert canonical_bytes(json.loads(line)) + b"\n" == line


def test_an_annotation_is_written_so_for_ever() -> None:
    """Its own name is in it: one byte that changes gives the same passage another name."""
    assert "ni:///sha-256;Q-RKIxfk8fjayi5horP6uPvaqAwyjaq2KDRj1ZrUan8" == read()["id"]


def test_a_box_that_is_nowhere_is_refused() -> None:
    part = evolve(PART, quads=(Quad(*[float("nan")] * 8),))
    with pytest.raises(InvalidInput) as refused:
        write_annotation(evolve(PASSAGE, parts=(part,)), "rapport.pdf")

    assert "not-canonical" == refused.value.code
