"""The characters of a page are kept as bytes, and come back to the bit, or not at all."""

import json
import zlib
from array import array
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from registre_core import InvalidInput
from registre_core.codec import page_texts, read_page_text, write_page_text
from registre_core.extraction import Boxes, PageText
from registre_core.kernel.passages import TextSource
from registre_core.testing.builders import a_recognised_text

PAGE = a_recognised_text("Issue n° 2\nencombrée")
singles = st.floats(width=32, allow_nan=False)


@given(
    characters=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    values=st.lists(singles, min_size=80, max_size=80),
    sure=st.booleans(),
    source=st.sampled_from(TextSource),
)
def test_a_page_comes_back_to_the_bit(characters: str, values: list[float], source: TextSource, *, sure: bool) -> None:
    boxes = Boxes(array("f", values[: 4 * len(characters)]))
    confidences = bytes(range(len(characters))) if sure else b""
    page = PageText(PAGE.info, characters, boxes, "scripted 1", source, confidences)

    assert page == read_page_text(write_page_text(page))


def test_the_same_page_gives_the_same_bytes() -> None:
    assert write_page_text(PAGE) == write_page_text(evolve(PAGE))


def test_a_full_page_takes_a_few_kilobytes() -> None:
    page = a_recognised_text("Vérification périodique des installations\n" * 100)

    assert len(write_page_text(page)) < 30_000 < len(page.boxes.values.tobytes())


def altered(**changes: Any) -> bytes:  # noqa: ANN401  # whatever may stand there
    said = json.loads(zlib.decompress(write_page_text(PAGE)))
    return zlib.compress(json.dumps({**said, **changes}).encode())


DAMAGED = {
    "no bytes at all": b"",
    "bytes that are not packed": b"{}",
    "half of them": write_page_text(PAGE)[:-20],
    "no object": zlib.compress(b"[]"),
    "another format": altered(format=2),
    "an unknown field": altered(colour="blue"),
    "characters of another type": altered(characters=7),
    "fewer characters": altered(characters="Issue"),
    "boxes that are no digits": altered(boxes="é"),
    "half a number": altered(boxes="aaaa"),
    "another source": altered(source="guess"),
    "a page without a number": altered(info={}),
    "confidences of others": altered(confidences="aaaa"),
}


@pytest.mark.parametrize("written", DAMAGED.values(), ids=DAMAGED)
def test_what_was_not_written_so_is_no_page(written: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_page_text(written)


def test_what_would_fill_memory_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_texts, "LARGEST", 1_000)

    with pytest.raises(InvalidInput):
        read_page_text(write_page_text(a_recognised_text("a" * 10_000)))
