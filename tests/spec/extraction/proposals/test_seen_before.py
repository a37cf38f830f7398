"""Candidates that were taken already, and those that say again what is open on the site."""

from __future__ import annotations

from uuid import UUID

import pytest

from registre_core.extraction import Candidate, OpenFinding, Region, Selection, passage, passage_of, propose
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import FindingId
from registre_core.kernel.passages import Passage
from registre_core.testing.detectors import sheets

DOCUMENT = Digest("ab" * 32)
REPORT = sheets(
    "OBSERVATIONS\n\n1. Remplacer l'extincteur à poudre du hall,\n   périmé depuis un an. (MS 39)\n2. Dégager l'issue.",
    "3. Reboucher la traversée de la gaine n° 4.",
)
PAGES = {sheet.text.info.number: sheet.text for sheet in REPORT}


def finding(number: int) -> FindingId:
    return FindingId(UUID(int=number))


def open_finding(text: str, place: str = "", reference: str = "", number: int = 1) -> OpenFinding:
    return OpenFinding(finding(number), text, place, reference)


def selected(*regions: Region) -> Passage:
    return passage(DOCUMENT, Selection(regions), PAGES)


def taken(*passages: Passage) -> list[bool]:
    return [one.is_taken for one in propose(REPORT, taken=passages)]


def test_what_was_not_taken_is_not_marked() -> None:
    assert taken() == [False, False, False]


def test_a_candidate_that_was_accepted_is_taken() -> None:
    for place, one in enumerate(propose(REPORT)):
        assert taken(passage_of(DOCUMENT, PAGES, one.parts)) == [place == other for other in range(3)]


def test_proposing_again_with_all_taken_marks_all() -> None:
    all_taken = [passage_of(DOCUMENT, PAGES, one.parts) for one in propose(REPORT)]
    assert taken(*all_taken) == [True, True, True]


def test_so_is_one_that_somebody_marked_with_its_number() -> None:
    assert taken(selected(Region(1, 0, 20, 400, 48))) == [True, False, False]


def test_so_is_one_of_which_somebody_took_the_first_line() -> None:
    assert taken(selected(Region(1, 18, 24, 400, 34))) == [True, False, False]


def test_words_beside_it_do_not_make_it_taken() -> None:
    assert taken(selected(Region(1, 0, 0, 400, 12))) == [False, False, False]


def test_the_same_place_on_another_page_is_another_place() -> None:
    assert taken(selected(Region(2, 0, 0, 400, 12))) == [False, False, True]


def repeats(page: str, *findings: OpenFinding) -> list[FindingId | None]:
    return [one.repeats for one in propose(sheets(page), open_findings=findings)]


@pytest.mark.parametrize(
    "again",
    [
        "1. Dégager l'issue de secours du réfectoire.",
        "7. Dégager l'issue de secours du réfectoire.",
        "1. DEGAGER L'ISSUE DE SECOURS DU REFECTOIRE",
        "1. Dégager l’issue de\n   secours du réfec-\n   toire.",
        "1. Dégager l'issue de secours du réfectoire. (CO 37)",
        "1. Rappel : Dégager l'issue de secours du réfectoire.",
        "1. (déjà signalé) Dégager l'issue de secours du réfectoire.",
        "1. Observation déjà signalée lors de la visite précédente :\n   Dégager l'issue de secours du réfectoire.",
        "1. Dégager l'issue de secours du réfectoire.\n   (observation n° 4 du rapport précédent)",
        "1. Dégager l'issue de secours du réfectoire. (déjà signalé)",
        "1. Dégager l'issue de secours du réfectoire (CO 37) – déjà signalé",
        "1. Observation n° 4 du rapport précédent : Dégager l'issue de secours du réfectoire.",
        "1. Dégager l'issue de secours du réfecloire.",
    ],
)
def test_a_point_that_says_an_open_finding_again_is_linked_to_it(again: str) -> None:
    known = open_finding("Dégager l'issue de secours du réfectoire. (CO 37)")
    assert repeats(f"OBSERVATIONS\n\n{again}", known) == [finding(1)]


@pytest.mark.parametrize(
    "other",
    [
        "1. Dégager l'issue de secours n° 2 du réfectoire.",
        "1. Ne plus dégager l'issue de secours du réfectoire.",
        "1. Dégager les issues de secours du réfectoire.",
        "1. Dégager l'issue de secours du gymnase.",
        "1. Dégager l'issue de secours.",
    ],
)
def test_other_words_are_another_point(other: str) -> None:
    known = open_finding("Dégager l'issue de secours du réfectoire.")
    assert repeats(f"OBSERVATIONS\n\n{other}", known) == [None]


def test_numbers_must_agree() -> None:
    known = open_finding("Reboucher la traversée de la gaine n° 4.")
    assert repeats("OBSERVATIONS\n\n1. Reboucher la traversée de la gaine n° 5.", known) == [None]


def test_the_same_words_about_another_room_are_another_point() -> None:
    page = "Anomalie n° 1 : Porte bloquée par un coin.\nLieu : Cuisine"
    assert repeats(page, open_finding("Porte bloquée par un coin.", "Hall")) == [None]
    assert repeats(page, open_finding("Porte bloquée par un coin.", "CUISINE")) == [finding(1)]
    assert repeats(page, open_finding("Porte bloquée par un coin.")) == [finding(1)]


def test_of_several_the_one_about_the_same_room_is_meant() -> None:
    page = "Anomalie n° 1 : Porte bloquée par un coin.\nLieu : Cuisine"
    known = [
        open_finding("Porte bloquée par un coin.", place, "", n) for n, place in enumerate(("Hall", "Cuisine", ""))
    ]
    assert repeats(page, *known) == [finding(1)]


def test_of_several_that_may_be_meant_none_is() -> None:
    known = [open_finding("Porte bloquée par un coin.", place, "", n) for n, place in enumerate(("Hall", "Cuisine"))]
    assert repeats("Anomalie n° 1 : Porte bloquée par un coin.", *known) == [None]


def test_of_several_the_one_with_the_same_reference_is_meant() -> None:
    known = [open_finding("Porte bloquée par un coin.", "", text, n) for n, text in enumerate(("CO 37", "CO 47"))]
    assert repeats("Anomalie n° 1 : Porte bloquée par un coin. (CO 47)", *known) == [finding(1)]


def test_what_is_said_of_both_is_kept() -> None:
    (one,) = propose(sheets("Anomalie n° 1 : Porte bloquée."), open_findings=[open_finding("Porte bloquée")])
    assert isinstance(one, Candidate)
    assert (one.repeats, one.text) == (finding(1), "Porte bloquée.")
