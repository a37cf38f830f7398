"""The judge is fair: what is right counts once, what is nearly right counts, what is not is said."""

from __future__ import annotations

import pytest
from tests.made.__main__ import main
from tests.made.judging import Tally, Verdict, error_rate
from tests.made.reports.truth import MadeReport, Point

from registre_core.extraction import Candidate, Part, Region

DOOR = Point("La porte du local poubelles ne ferme pas.", number="1", place="Local poubelles", zone="Rez-de-chaussée")
LAMP = Point(
    "Bloc autonome hors service.", number="2", reference="EC 12", also=("Bloc autonome hors service (EC 12).",)
)


def report(*points: Point) -> MadeReport:
    return MadeReport("rapport", b"", points, 1)


def candidate(text: str, number: str = "", place: str = "") -> Candidate:
    return Candidate(text, (Part(1, 0, 1),), (Region(1, 0, 0, 1, 1),), "tableau", 0.5, number, place)


def test_everything_found_and_nothing_else_is_one() -> None:
    tally = Tally.of([Verdict.of(report(DOOR, LAMP), [candidate(DOOR.text), candidate(LAMP.text)])])
    assert (1, 1, 1) == (tally.recall, tally.precision, tally.exact)


def test_what_is_proposed_twice_counts_once() -> None:
    tally = Tally.of([Verdict.of(report(DOOR), [candidate(DOOR.text), candidate(DOOR.text)])])
    assert (1, 0.5) == (tally.recall, tally.precision)


def test_what_is_missed_is_told_and_so_is_what_is_too_much() -> None:
    told = Tally.of([Verdict.of(report(DOOR), [candidate("Le président de la commission")])]).told()
    assert "recall 0.000, precision 0.000" in told
    assert "missed   1: La porte du local poubelles ne ferme pas." in told
    assert "too many -: Le président de la commission" in told


def test_a_letter_in_ten_may_be_wrong_and_is_told() -> None:
    verdict = Verdict.of(report(DOOR), [candidate("La porte du local poubelle ne ferme pas")])
    assert len(verdict.matches) == 1
    assert not verdict.matches[0].is_exact
    assert "inexact" in verdict.told()


@pytest.mark.parametrize(
    "words", ["La porte du local poubelles", "La porte du local poubelles ne ferme pas. Le maire signe."]
)
def test_half_a_point_is_not_found_nor_is_one_with_its_neighbour(words: str) -> None:
    assert Verdict.of(report(DOOR), [candidate(words)]).missed == (DOOR,)


def test_a_reference_behind_the_words_counts_as_right() -> None:
    assert Verdict.of(report(LAMP), [candidate("Bloc autonome hors service (EC 12).")]).matches[0].is_exact


def test_of_two_points_with_the_same_words_each_gets_the_one_with_its_number() -> None:
    twins = [Point("À remplacer.", number=number) for number in "12"]
    matches = Verdict.of(report(*twins), [candidate("À remplacer.", "2"), candidate("À remplacer.", "1")]).matches
    assert all(match.has("number") for match in matches)


@pytest.mark.parametrize(
    "place, right",
    [
        ("Local poubelles", True),
        ("Rez-de-chaussée, local poubelles", True),
        ("local poubelles – rez-de-chaussée", True),
        ("Rez-de-chaussée", False),
        ("", False),
    ],
)
def test_a_place_may_come_with_the_heading_it_stands_under(place: str, *, right: bool) -> None:
    assert right is Verdict.of(report(DOOR), [candidate(DOOR.text, "1", place)]).matches[0].has("place")


@pytest.mark.parametrize(
    "read, expected, rate",
    [
        ("l’accès", "l'accès", 0),
        ("a  b", "a b", 0),
        ("abcdefghix", "abcdefghij", 0.1),
        ("bcdefghij", "abcdefghij", 0.1),
    ],
)
def test_letters_are_counted_but_not_kinds_of_quotes_and_spaces(read: str, expected: str, rate: float) -> None:
    assert rate == error_rate(read, expected)


def test_a_report_that_nobody_made_is_no_success() -> None:
    with pytest.raises(SystemExit, match="no such kind or report: nowhere"):
        main(["reports", "nowhere"])
