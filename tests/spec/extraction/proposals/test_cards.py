"""Observations told on a card each: a title on every line, and what it says beside it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.spec.extraction.proposals.drawn_tables import Plan, draw

from registre_core.extraction import Candidate, Detector, Sheet, propose
from registre_core.extraction.proposals.tables import CARDS
from registre_core.kernel.natures import Nature
from registre_core.testing.detectors import DetectorContract, proposed

CARD = """
Numéro               A1
Emplacement          Préau
Description          Extincteur périmé depuis
                     deux ans.
Action corrective    Remplacer l'extincteur.
Référence            MS 38
Priorité             2
"""
OTHER = CARD.replace("A1", "A2").replace("Préau", "Hall").replace("Extincteur périmé", "Alarme muette")


def sheet(*rows: Sequence[str], widths: tuple[float, ...] = (110.0, 300.0), **plan: float) -> list[Sheet]:
    """Draw a card with lines around its cells."""
    return draw(rows[0], rows[1:], Plan(widths, repeats_titles=False, **plan))  # type: ignore[arg-type]


def told(one: Candidate) -> tuple[str, ...]:
    return one.detector, one.number, one.place, one.text, one.reference, one.priority


FIRST = ("fiche", "A1", "Préau", "Extincteur périmé depuis deux ans. Remplacer l'extincteur.", "MS 38", "2")
ROWS = [
    ("Numéro", "A1"),
    ("Emplacement", "Préau"),
    ("Description", "Extincteur périmé depuis deux ans."),
    ("Action corrective", "Remplacer l'extincteur."),
    ("Référence", "MS 38"),
    ("Priorité", "2"),
]


class TestCards(DetectorContract):
    @pytest.fixture
    def pages(self) -> Sequence[str]:
        return [CARD, OTHER]

    @pytest.fixture
    def detector(self) -> Detector:
        return CARDS


def test_a_card_without_lines_is_one_observation() -> None:
    (one,) = proposed(CARD)
    assert told(one) == FIRST


def test_a_card_begins_where_its_first_title_recurs() -> None:
    first, second = proposed(CARD + OTHER.lstrip())
    assert told(first) == FIRST
    assert (second.number, second.place) == ("A2", "Hall")


def test_a_card_with_lines_around_its_cells_is_read_as_well() -> None:
    (one,) = propose(sheet(*ROWS))
    assert told(one) == FIRST


def test_a_card_of_four_columns_is_read_pair_by_pair() -> None:
    rows = [("Numéro", "A1", "Emplacement", "Préau"), ("Description", "Porte bloquée.", "Priorité", "2")]
    (one,) = propose(sheet(*rows, widths=(80.0, 170.0, 80.0, 170.0)))
    assert told(one) == ("fiche", "A1", "Préau", "Porte bloquée.", "", "2")


def test_a_card_of_titles_with_colons_is_read_as_well() -> None:
    (one,) = proposed("Numéro : A1\nEmplacement : Préau\nConstat : Porte bloquée.\nPriorité : 2")
    assert told(one) == ("fiche", "A1", "Préau", "Porte bloquée.", "", "2")


@pytest.mark.parametrize("length", [4, 5, 6])
def test_a_card_cut_by_the_end_of_a_page_is_one(length: int) -> None:
    lines = CARD.strip("\n").splitlines()
    (one,) = proposed("\n".join(lines[:length]), "\n".join(lines[length:]))
    assert told(one) == FIRST


def test_a_card_with_lines_cut_by_the_end_of_a_page_is_one() -> None:
    sheets = sheet(*ROWS, bottom=115.0)
    assert len(sheets) > 1
    (one,) = propose(sheets)
    assert told(one) == FIRST


@pytest.mark.parametrize(
    "cover",
    [
        "Client      École\nObjet       Vérification électrique\nLieu        Lyon\nRéférence   MS 38\nNuméro      12",
        "Numéro      12\nVisite du   12 mars 2026\nSite        École\nRéférence   RV-12\nObservations     Quatre",
        "Numéro : 12\nLieu : Lyon\nNature : Vérification périodique\nRéférence : RV-12",
    ],
)
def test_the_cover_of_a_report_is_no_card(cover: str) -> None:
    assert proposed(cover, detectors=[CARDS]) == ()
    assert len(proposed(cover, CARD, detectors=[CARDS])) == 1


def test_cards_that_follow_a_cover_at_once_are_seen() -> None:
    cover = [("Client", "École"), ("Visite du", "12 mars 2026"), ("Référence du rapport", "RV-12")]
    first, second = propose(sheet(*cover, *ROWS, ("Numéro", "A2"), ("Emplacement", "Hall"), *ROWS[3:], *ROWS[2:3]))
    assert told(first) == FIRST
    assert (second.number, second.place) == ("A2", "Hall")


@pytest.mark.parametrize("rules", ["grid", "levels", "none"])
def test_a_title_may_be_set_halfway_down_its_words(rules: str) -> None:
    plan = Plan((110.0, 110.0), rules=rules, repeats_titles=False, centred=True)
    (one,) = propose(draw(ROWS[0], ROWS[1:], plan))
    assert told(one) == FIRST


def test_what_explains_the_titles_of_cards_is_none() -> None:
    legend = "Numéro     de l'observation au rapport\nLieu       du constat\nConstat    ce qui est vu\nPriorité   1"
    assert proposed(legend, detectors=[CARDS]) == ()


def test_a_cover_with_lines_is_no_card() -> None:
    rows = [("Client", "École"), ("Numéro", "12"), ("Lieu", "Lyon"), ("Description", "Visite annuelle")]
    assert propose(sheet(*rows)) == ()


def test_what_describes_a_thing_and_says_nothing_of_it_is_no_card() -> None:
    thing = "Numéro         3\nEmplacement    Hall\nDescription    Extincteur à eau\n"
    assert proposed(thing + "Référence      EP6") == ()
    assert proposed(thing + "Constat        RAS\nPriorité       2") == ()
    assert len(proposed(thing + "Constat        Périmé.\nPriorité       2")) == 1


def test_what_is_as_it_should_be_is_not_proposed() -> None:
    judged = "Numéro       3\nLieu         Hall\nConstat      Porte vue.\nRésultat     "
    assert proposed(judged + "Conforme", detectors=[CARDS]) == ()
    assert len(proposed(judged + "NC", detectors=[CARDS])) == 1


def test_the_heading_of_a_card_counts_it() -> None:
    (one,) = proposed("Fiche n° 7\n\n" + CARD[CARD.index("Emplacement") :], detectors=[CARDS])
    assert one.number == "7"


def test_words_behind_a_colon_go_on_below_their_title_until_something_else_begins() -> None:
    card = "Numéro : 1\nLieu : Hall\nConstat : Porte bloquée par\nun tapis.\nFait à Lyon."
    (one,) = proposed(card, detectors=[CARDS])
    assert one.text == "Porte bloquée par un tapis."


def test_a_title_without_words_takes_none_of_another() -> None:
    (one,) = proposed(CARD.replace("MS 38", "MS 38            Photo"))
    assert told(one) == FIRST


@pytest.mark.parametrize("said", ["RAS", "Néant", "-"])
def test_a_card_that_says_nothing_is_none(said: str) -> None:
    assert proposed(f"Numéro       A1\nLieu         Hall\nConstat      {said}\nPriorité     2") == ()


def test_what_was_put_right_is_not_proposed() -> None:
    assert proposed(CARD + "Statut               Levée") == ()
    assert len(proposed(CARD + "Statut               Non levée")) == 1


def test_a_title_that_is_not_known_keeps_its_words() -> None:
    (one,) = proposed(
        CARD.replace("Action corrective    Rem", "Constaté par         M. Roux\nAction corrective    Rem")
    )
    assert told(one) == FIRST


def test_what_could_not_be_looked_at_is_told_so() -> None:
    (one,) = proposed(CARD.replace("Extincteur périmé depuis", "Local fermé, non vérifié"))
    assert one.nature is Nature.NOT_VERIFIED


def test_too_little_beside_a_description_is_no_card() -> None:
    assert proposed("Lieu           Hall\nDescription    Porte bloquée.", detectors=[CARDS]) == ()


def test_a_row_of_titles_heads_a_table_and_no_card() -> None:
    (one,) = proposed("N°  Lieu      Observation\n1   Hall      Extincteur périmé")
    assert one.detector == "tableau"


def test_a_card_that_begins_within_a_line_takes_only_what_stands_below_it() -> None:
    rows = "Numéro   1     Lieu   Hall\nConstat  Vu.   Lieu   Cave\n               deux\n   trois"
    assert proposed(rows, detectors=[CARDS]) == ()
