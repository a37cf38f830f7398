"""What several detectors see, put together; and what becomes of one that fails."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from attrs import evolve, frozen

from registre_core.extraction import DETECTORS, Part, Region, Report, Sighting, parts_of, propose
from registre_core.kernel.errors import AdapterFailure
from registre_core.testing.detectors import proposed, sheets


@frozen
class Finds:
    """Sees whatever a pattern finds on one line."""

    pattern: str
    score: float = 0.5
    name: str = "patron"

    def sightings(self, report: Report) -> Iterator[Sighting]:
        for strip in report.strips:
            for found in re.finditer(self.pattern, strip.text):
                words = [token for token in strip.tokens_from(found.start()) if token.end <= strip.start + found.end()]
                yield Sighting(parts_of(words, report.pages), self.score, place=found.group())


@frozen
class Says:
    """Sees what it is told to see."""

    parts: tuple[Part, ...]
    name: str = "perroquet"

    def sightings(self, report: Report) -> Iterator[Sighting]:
        yield Sighting(self.parts, 0.5)


class Fails:
    name = "fragile"

    def sightings(self, report: Report) -> Iterator[Sighting]:
        yield from ()
        raise ZeroDivisionError("no rows")


def texts(page: str, *detectors: Finds) -> list[str]:
    return [one.text for one in proposed(page, detectors=detectors)]


PAGE = "un deux trois quatre"


def test_what_nobody_sees_is_not_proposed() -> None:
    assert proposed(PAGE, detectors=[]) == ()


def test_of_two_that_share_words_the_surer_stands() -> None:
    assert texts(PAGE, Finds("un deux", 0.9), Finds("deux trois", 0.8)) == ["un deux"]
    assert texts(PAGE, Finds("un deux", 0.7), Finds("deux trois", 0.8)) == ["deux trois"]


def test_of_two_as_sure_the_fuller_stands() -> None:
    assert texts(PAGE, Finds("deux"), Finds("un deux trois")) == ["un deux trois"]


def test_those_that_share_no_word_all_stand_in_reading_order() -> None:
    assert texts(PAGE, Finds("trois", 0.6), Finds("un", 0.5), Finds("quatre", 0.9)) == ["un", "trois", "quatre"]


def test_what_several_see_says_who_saw_it() -> None:
    (one,) = proposed(PAGE, detectors=[Finds("un", 0.5, "premier"), Finds("un", 0.6, "second")])
    assert (one.detector, one.score) == ("second", 0.6)


def test_the_order_of_detectors_does_not_matter() -> None:
    detectors = [Finds("un deux", 0.5, "a"), Finds("deux trois", 0.5, "b"), Finds("quatre", 0.5, "c")]
    assert proposed(PAGE, detectors=detectors) == proposed(PAGE, detectors=detectors[::-1])


@pytest.mark.parametrize(
    "words",
    ["RAS", "R.A.S.", "Néant", "sans objet", "Conforme.", "satisfaisant", "Aucune observation.", "—", "3/4"],
)
def test_what_says_that_there_is_nothing_is_not_proposed(words: str) -> None:
    assert proposed(words, detectors=[Finds(".+")]) == ()


@pytest.mark.parametrize("words", ["Conforme sauf le hall", "RAS au hall, porte bloquée", "Aucune observation lue"])
def test_what_goes_on_after_that_is(words: str) -> None:
    assert texts(words, Finds(".+")) == [words]


def test_one_that_raises_is_named_and_nothing_is_proposed() -> None:
    with pytest.raises(AdapterFailure, match="fragile") as caught:
        proposed(PAGE, detectors=[Finds("un"), Fails()])
    assert (caught.value.code, caught.value.facts) == ("detector-failed", {"detector": "fragile"})
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert not caught.value.retryable


@pytest.mark.parametrize(
    "parts",
    [
        (Part(2, 0, 3),),
        (Part(1, 0, 21),),
        (Part(1, 2, 3),),
        (Part(1, 5, 5),),
        (Part(1, 0, 6), Part(1, 3, 9)),
        (Part(1, 8, 12), Part(1, 8, 12)),
    ],
    ids=["no such page", "beyond its end", "nothing but a blank", "nothing at all", "twice in part", "twice"],
)
def test_one_that_names_words_that_are_not_there_is_named(parts: tuple[Part, ...]) -> None:
    with pytest.raises(AdapterFailure, match="perroquet") as caught:
        proposed(PAGE, detectors=[Says(parts)])
    assert caught.value.code == "detector-failed"


def test_words_come_as_people_quote_them() -> None:
    (one,) = proposed("1. Le volet coupe-\n   feu ne se fer-\n   me  pas")
    assert one.text == "Le volet coupe-feu ne se ferme pas"


def test_a_box_is_drawn_around_each_column_and_page() -> None:
    first, second = sheets("OBSERVATIONS\n\n1. Un volet ne se\n   ferme", "   pas du tout")
    (one,) = propose((first, second))
    assert one.regions == (Region(1, 18, 24, 102, 46), Region(2, 0, 0, 66, 10))
    assert one.pages == (1, 2)


def test_a_summary_does_not_double_its_points() -> None:
    page = """
        SYNTHÈSE DES OBSERVATIONS

        1. Remplacer l'extincteur.
        2. Dégager l'issue.

        DÉTAIL DES OBSERVATIONS

        Observation n° 1
        Remplacer l'extincteur. (MS 39)
        Lieu : Hall

        Observation n° 2
        Dégager l'issue.
        """
    assert [(one.number, one.place, one.reference) for one in proposed(page)] == [("1", "Hall", "MS 39"), ("2", "", "")]


def test_what_a_summary_alone_says_is_kept() -> None:
    page = "OBSERVATIONS\n\n1. Dégager l'issue.\n2. Fixer le tapis.\n\nAnomalie n° 1 : Dégager l'issue."
    assert [(one.number, one.text) for one in proposed(page)] == [("1", "Dégager l'issue."), ("2", "Fixer le tapis.")]


def test_the_same_words_in_two_places_are_two_points() -> None:
    page = "OBSERVATIONS\n\nBâtiment A :\n\n1. Dégager l'issue.\n\nBâtiment B :\n\n1. Dégager l'issue."
    assert [one.place for one in proposed(page)] == ["Bâtiment A", "Bâtiment B"]


def test_a_point_of_a_summary_that_says_no_place_is_the_first_that_says_one() -> None:
    point = "1. Dégager l'issue."
    page = f"OBSERVATIONS\n\n{point}\n\nBâtiment A :\n\n{point}\n\nBâtiment B :\n\n{point}\n\nBâtiment A :\n\n{point}"
    assert [one.place for one in proposed(page)] == ["Bâtiment A", "Bâtiment B"]


def test_each_detector_of_the_core_has_a_name_of_its_own() -> None:
    names = [detector.name for detector in DETECTORS]
    assert len(set(names)) == len(names)


def test_a_sighting_that_nobody_disturbs_comes_through_as_it_is() -> None:
    class Sees:
        name = "voyant"

        def sightings(self, report: Report) -> Iterator[Sighting]:
            yield Sighting((Part(1, 0, 2),), 0.7, "P1", "Hall", "MS 51", "2")

    (one,) = proposed(PAGE, detectors=[Sees()])
    expected = ("un", "P1", "Hall", "MS 51", "2", "voyant", 0.7)
    assert (one.text, one.number, one.place, one.reference, one.priority, one.detector, one.score) == expected
    assert evolve(one, number="P2") != one
