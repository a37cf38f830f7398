"""Laws of quotes, of boxes that viewers keep, and of what covers a page."""

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.properties.test_extraction_properties import regions, strokes, words

from registre_core.extraction import (
    Outline,
    PageInfo,
    PageText,
    Region,
    Selection,
    displayed_quad,
    passage,
    quoted,
)
from registre_core.extraction.boxes import Box
from registre_core.extraction.coverage import share_covered
from registre_core.extraction.likeness import folded
from registre_core.extraction.passages import Cut
from registre_core.extraction.searching import EDGE_DASHES, is_edge
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import Passage, Quad
from registre_core.testing.pages import Typed, around, drawn, typed

DOCUMENT = Digest("0" * 64)

paragraphs = st.lists(
    st.lists(words, min_size=1, max_size=5).map(" ".join).filter(lambda line: len(line) < 60), min_size=1, max_size=5
)
edges = st.floats(-50, 700)
boxes = st.builds(lambda x, y, width, height: (x, y, x + width, y + height), edges, edges, *[st.floats(0, 500)] * 2)


def answered(quote: str, pages: list[PageText]) -> Passage | str:
    """Give the passage of a quote, or why there is none."""
    try:
        return quoted(DOCUMENT, quote, pages)
    except InvalidInput as refused:
        return refused.code


@given(paragraphs, st.data())
def test_what_is_marked_is_found_again_by_its_words(lines: list[str], data: st.DataObject) -> None:
    page = typed("\n".join(lines))
    row = data.draw(st.integers(0, len(lines) - 1))
    starts = [0, *(place + 1 for place, letter in enumerate(lines[row]) if letter == " ")]
    first = data.draw(st.sampled_from(starts))
    last = data.draw(st.sampled_from([place - 1 for place in [*starts[1:], len(lines[row]) + 1] if place > first]))
    taken = passage(DOCUMENT, Selection((around(first, row, last - first),)), {1: page})
    assume(taken.quote[0].isalnum() and taken.quote[-1].isalnum())
    assume(all(is_edge(page.clean.text, at) for at in (taken.start, taken.end)))  # «1-» and «1» below make one number

    answer = answered(taken.quote, [page])

    text, said = page.clean.text, taken.quote
    assert answer == taken or (answer == "quote-ambiguous" and text.find(said) != text.rfind(said))


@given(paragraphs, paragraphs)
def test_what_crosses_a_page_break_is_found_again_by_its_words(first: list[str], second: list[str]) -> None:
    pages = typed("\n".join(["Constats :", *first])), typed("\n".join([*second, "Fin du rapport."]), number=2)
    marks = around(0, 1, 100, len(first)), around(0, 0, 100, len(second), page=2)
    taken = passage(DOCUMENT, Selection(marks), dict(enumerate(pages, 1)))
    assume(all(line[0].isalnum() and line[-1].isalnum() for line in (first[0], first[-1], second[0], second[-1])))

    ends = zip(pages, (taken.start, taken.end), strict=True)
    assume(all(is_edge(page.clean.text, at) for page, at in ends))

    assert answered(taken.quote, list(pages)) in {taken, "quote-ambiguous"}


@given(strokes, st.lists(words, min_size=1, max_size=4).map(" ".join))
def test_a_quote_that_is_found_says_what_was_asked_for(drawn_so: list[Typed], asked: str) -> None:
    assume(folded(asked))
    answer = answered(asked, [drawn(drawn_so)])

    if isinstance(answer, Passage):
        asked, said = (EDGE_DASHES.sub("", folded(text)) for text in (asked, answer.quote))
        assert asked == said
    else:
        assert answer in {"quote-not-found", "quote-ambiguous"}


@given(
    st.sampled_from([0, 90, 180, 270]),
    st.tuples(st.integers(-200, 200), st.integers(-200, 200), st.integers(100, 900), st.integers(100, 900)),
    st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(1, 9), st.integers(1, 9)),
)
def test_a_box_of_the_file_keeps_its_size_and_lies_on_its_page(
    rotation: int, paper: tuple[int, int, int, int], box: tuple[int, int, int, int]
) -> None:
    left, bottom, width, height = paper
    across, down = (width, height) if rotation in (0, 180) else (height, width)
    page = PageInfo(1, "1", across, down, rotation, (left, bottom, left + width, bottom + height))
    x, y, along, up = left + box[0], bottom + box[1], box[2], box[3]

    outline = displayed_quad(page, (x, y + up, x + along, y + up, x, y, x + along, y))
    x0, y0, x1, y1 = outline.box

    assert (along, up) == ((x1 - x0, y1 - y0) if rotation in (0, 180) else (y1 - y0, x1 - x0))
    assert Region(1, *page.box).encloses(outline.box)


@given(regions, strokes)
def test_an_outline_takes_what_the_rectangle_of_its_corners_takes(region: Region, drawn_so: list[Typed]) -> None:
    page = drawn(drawn_so)
    x0, y0, x1, y1 = (round(edge) + 0.3 for edge in region.box)
    assume(x0 < x1 and y0 < y1)

    upright, outline = Region(1, x0, y0, x1, y1), Outline(1, Quad.around(x0, y0, x1, y1))

    assert Cut.of(page, [upright]).text == Cut.of(page, [outline]).text


@given(st.lists(boxes, max_size=5), boxes)
def test_more_boxes_cover_more_and_never_more_than_all(some: list[Box], other: Box) -> None:
    page = (0.0, 0.0, 600.0, 840.0)

    assert 0 <= share_covered(page, some) <= share_covered(page, [*some, other]) <= 1
    assert share_covered(page, [*some, page]) == 1
