"""Whatever stands on the pages: what is proposed is there, once, in order, and is known again when it was taken."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from registre_core.extraction import Candidate, Sheet, clean, passage_of, propose
from registre_core.kernel.documents import Digest
from registre_core.testing.detectors import sheets

DOCUMENT = Digest("ab" * 32)
FRAGMENTS = (
    "OBSERVATIONS",
    "Documents examinés :",
    "Bâtiment A :",
    "CONCLUSION",
    "1.",
    "2)",
    "3 -",
    "a)",
    "-",
    "P1 –",
    "NC-07 :",
    "Anomalie n° 3 :",
    "Observation 4",
    "Article MS 51 –",
    "Remplacer l'extincteur du hall.",
    "Porte coupe-",
    "feu bloquée",
    "absente",
    "(MS 39)",
    "(urgent)",
    "Lieu : Hall",
    "Priorité : 1",
    "Réf. : CO 37",
    "RAS",
    "réalisée",
    "Hall      Extincteur périmé      1",
    "N°   Localisation   Observation",
    "l'exploitant a présenté le registre",
    "Page 3",
    "(",
    ")",
    ":",
    "12",
)
INDENTS = ("", "", "   ", "          ")

lines = st.builds(
    lambda indent, words: indent + " ".join(words),
    st.sampled_from(INDENTS),
    st.lists(st.sampled_from(FRAGMENTS), max_size=3),
)
pages = st.builds("\n".join, st.lists(lines, max_size=14))
reports = st.lists(pages, max_size=3)


def letters(text: str) -> str:
    return "".join(text.split())


@given(reports)
def test_what_is_proposed_stands_on_the_pages_letter_for_letter(report: list[str]) -> None:
    typed = sheets(*report)
    characters = {sheet.text.info.number: sheet.text.characters for sheet in typed}
    for one in propose(typed):
        words = [characters[part.page][part.start : part.end] for part in one.parts]
        assert one.text == clean("\n".join(words)) != ""
        assert (
            one.text == passage_of(DOCUMENT, {sheet.text.info.number: sheet.text for sheet in typed}, one.parts).quote
        )


@given(reports)
def test_what_it_says_of_itself_stands_there_too(report: list[str]) -> None:
    said = letters("".join(report))
    for one in propose(sheets(*report)):
        for words in (one.number, one.reference, one.priority):
            assert all(letters(word) in said for word in words.split())


def places(one: Candidate) -> list[tuple[int, int, int]]:
    return [(part.page, part.start, part.end) for part in one.parts]


@given(reports)
def test_no_word_is_proposed_twice_and_all_come_in_reading_order(report: list[str]) -> None:
    candidates = propose(sheets(*report))
    taken = sorted(place for one in candidates for place in places(one))
    assert all(one[0] < other[0] or one[2] <= other[1] for one, other in pairwise(taken))
    assert candidates == tuple(sorted(candidates, key=lambda one: min(places(one))))


@given(reports)
def test_proposing_again_with_all_taken_marks_all_and_changes_nothing_else(report: list[str]) -> None:
    typed = sheets(*report)
    texts = {sheet.text.info.number: sheet.text for sheet in typed}
    first = propose(typed)
    again = propose(typed, taken=[passage_of(DOCUMENT, texts, one.parts) for one in first])
    assert [one.is_taken for one in again] == [True] * len(first)
    assert [(one.text, one.parts, one.number) for one in again] == [(one.text, one.parts, one.number) for one in first]


@given(reports)
def test_boxes_lie_on_the_pages_of_the_words_that_they_are_drawn_around(report: list[str]) -> None:
    typed = sheets(*report)
    texts = {sheet.text.info.number: sheet.text for sheet in typed}
    for one in propose(typed):
        assert {region.page for region in one.regions} == set(one.pages)
        for part in one.parts:
            box = texts[part.page].boxes.hull(part.start, part.end)
            assert any(region.page == part.page and region.touches(box) for region in one.regions)


@given(reports)
def test_it_is_the_same_however_often_it_is_asked(report: list[str]) -> None:
    typed: tuple[Sheet, ...] = sheets(*report)
    assert propose(typed) == propose(typed)
