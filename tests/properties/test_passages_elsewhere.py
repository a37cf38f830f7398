"""Laws of passages beside each other, and of passages that have left the house."""

import json
from typing import Any

from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st
from tests.properties.values import names, passages, several

from registre_core.codec import write_annotation
from registre_core.extraction import Overlap, PageText, Region, Selection, overlap, passage
from registre_core.kernel.documents import Digest
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource
from registre_core.testing.pages import Typed, drawn

DOCUMENT = Digest("0" * 64)
PART = tuple(field.name for field in fields(PassagePart))

steps = st.integers(0, 12).map(lambda step: step / 4)
boxes = st.builds(lambda x, y, width, height: Quad.around(x, y, x + width, y + height), *[steps] * 4)
near = st.builds(  # boxes so close to each other, and so small, that every relation of two passages comes up
    lambda page, quads, source, start: Passage(
        DOCUMENT, "x", "", "", start, 9, source, "", (PassagePart(page, "", 600, 840, 0, quads),)
    ),
    st.integers(1, 2),
    several(boxes, least=1),
    st.sampled_from(TextSource),
    st.integers(0, 1),
)


@given(passages, names)
def test_an_annotation_holds_the_whole_passage(written: Passage, name: str) -> None:
    assert written == read_back(json.loads(write_annotation(written, name)))


def read_back(said: dict[str, Any]) -> Passage:
    target = said["target"]
    quote, offsets, *fragments = target["selector"]
    start, end = (offsets.get(side, offsets) for side in ("startSelector", "endSelector"))
    parts = tuple(map(part_of, said["registre:parts"]))
    assert [f"page={part.page}" for part in parts] == [found["value"].split("&")[0] for found in fragments]
    assert (start["value"], end["value"]) == (f"page={parts[0].page}", f"page={parts[-1].page}")
    return Passage(
        target["source"]["registre:sha256"],
        quote["exact"],
        quote["prefix"],
        quote["suffix"],
        start["refinedBy"]["start"],
        end["refinedBy"]["end"],
        TextSource(said["registre:source"]),
        said["registre:engine"],
        parts,
        said.get("registre:confidence"),
        said.get("registre:mayBeCopied", True),
    )


def part_of(said: dict[str, Any]) -> PassagePart:
    quads = tuple(Quad(*found["registre:points"]) for found in said["registre:quads"])
    page, label, width, height, rotation = (said[f"registre:{term}"] for term in PART[:-1])
    return PassagePart(page, label, width, height, rotation, quads)


@given(passages | near)
def test_a_passage_is_the_same_as_itself(one: Passage) -> None:
    assert Overlap.SAME is overlap(one, one)


@given(passages | near)
def test_what_stands_in_the_same_boxes_is_never_apart(one: Passage) -> None:
    assert Overlap.APART is not overlap(one, evolve(one, start=one.start + 1, source=TextSource.NATIVE))


@given(near, near)
def test_it_does_not_matter_which_passage_is_named_first(one: Passage, other: Passage) -> None:
    assert overlap(one, other) is overlap(other, one)


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4), st.text("abcdé", min_size=61, max_size=61))
def test_selections_of_a_line_overlap_where_they_share_a_letter(edges: list[int], text: str) -> None:
    """On one line there is nothing to weigh: two stretches share a letter or they do not."""
    read = drawn([Typed(text)])
    one, other = sorted(edges[:2]), sorted(edges[2:])
    shared = max(one[0], other[0]) <= min(one[1], other[1])
    expected = Overlap.SAME if one == other else Overlap.OVERLAPPING if shared else Overlap.APART

    assert expected is overlap(taken(read, letters(*one)), taken(read, letters(*other)))


def letters(first: int, last: int) -> Region:
    return Region(1, 6 * first, 0, 6 * (last + 1), 11)


def taken(page: PageText, region: Region) -> Passage:
    return passage(DOCUMENT, Selection((region,)), {1: page})
