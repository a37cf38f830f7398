"""A passage of exact characters: the very words that were proposed."""

from __future__ import annotations

import pytest

from registre_core.extraction import Outcome, Part, Region, Selection, anchor, passage, passage_of
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import Quad
from registre_core.testing.pages import around, typed

DOCUMENT = Digest("ab" * 32)
PAGE = typed("Avant : la porte cou-\npe-feu ferme mal. Après.")
PAGES = {1: PAGE, 2: typed("Sur la page deux.", number=2)}
CHARACTERS = PAGE.characters


def part(words: str, page: int = 1) -> Part:
    start = PAGES[page].characters.index(words)
    return Part(page, start, start + len(words))


def test_its_words_are_those_of_its_characters() -> None:
    taken = passage_of(DOCUMENT, PAGES, [part("la porte cou-\npe-feu ferme mal.")])
    assert taken.quote == "la porte coupe-feu ferme mal."
    assert (taken.prefix, taken.suffix) == ("Avant : ", " Après.")
    assert PAGE.clean.text[taken.start : taken.end] == taken.quote


def test_it_is_what_a_person_would_have_selected() -> None:
    by_hand = passage(DOCUMENT, Selection((around(8, 0, 13), around(0, 1, 17))), PAGES)
    assert passage_of(DOCUMENT, PAGES, [part("la porte cou-\npe-feu ferme mal.")]) == by_hand


def test_each_line_has_its_box() -> None:
    (one,) = passage_of(DOCUMENT, PAGES, [part("porte cou-\npe-feu")]).parts
    assert one.quads == (Quad.around(66, 0, 126, 10), Quad.around(0, 12, 36, 22))


def test_it_may_run_over_pages() -> None:
    taken = passage_of(DOCUMENT, PAGES, [part("ferme mal."), part("Sur la page", 2)])
    assert taken.quote == "ferme mal. Sur la page"
    assert [one.page for one in taken.parts] == [1, 2]
    assert (taken.start, taken.end) == (PAGE.clean.text.index("ferme"), len("Sur la page"))


def test_it_reads_as_its_parts_come() -> None:
    """Of two cells whose lines alternate in the file, first the one, then the other."""
    taken = passage_of(DOCUMENT, PAGES, [part("Après."), part("Avant")])
    assert taken.quote == "Après. Avant"
    assert [quad.y0 for quad in taken.parts[0].quads] == [12, 0]


def test_it_is_found_again_in_its_own_file() -> None:
    for parts in ([part("porte cou-\npe-feu")], [part("Après."), part("Avant")], [part("mal."), part("Sur", 2)]):
        taken = passage_of(DOCUMENT, PAGES, parts)
        found = anchor(taken, PAGES.values(), document=DOCUMENT)
        assert (found.outcome, found.places[0].parts) == (Outcome.ANCHORED, taken.parts)


@pytest.mark.parametrize("wrong", [Part(3, 0, 1), Part(1, 0, len(CHARACTERS) + 1), Part(1, 7, 7)])
def test_characters_that_are_not_there_are_refused(wrong: Part) -> None:
    with pytest.raises(InvalidInput) as caught:
        passage_of(DOCUMENT, PAGES, [part("porte"), wrong])
    assert [(one.path, one.code) for one in caught.value.problems] == [("parts[1]", "part-off-page")]


@pytest.mark.parametrize("parts", [(), (Part(1, 5, 6),)])
def test_no_words_are_no_passage(parts: tuple[Part, ...]) -> None:
    with pytest.raises(InvalidInput) as caught:
        passage_of(DOCUMENT, PAGES, parts)
    assert caught.value.code == "empty-selection"


def test_a_selection_reads_as_ever() -> None:
    assert passage(DOCUMENT, Selection((Region(1, 0, 0, 42, 10),)), PAGES).quote == "Avant :"
