"""What a point says beside its own words: where, how urgent, on which text it rests."""

from __future__ import annotations

import pytest

from registre_core.extraction import Candidate
from registre_core.kernel.natures import Nature
from registre_core.testing.detectors import proposed

WORDS = "Remplacer l'extincteur du hall."


def only(page: str) -> Candidate:
    (one,) = proposed(page)
    return one


@pytest.mark.parametrize(
    "ending, reference",
    [
        ("(MS 39)", "MS 39"),
        ("(MS 38 § 2)", "MS 38 § 2"),
        ("(articles CO 37 et CO 45)", "CO 37 et CO 45"),
        ("(Art. R. 4215-3 du Code du travail)", "R. 4215-3 du Code du travail"),
        ("(R. 143-11 du CCH)", "R. 143-11 du CCH"),
        ("(NF C 15-100 § 411.3.3)", "NF C 15-100 § 411.3.3"),
        ("[NF S 61-937]", "NF S 61-937"),
        ("(NF EN 12845)", "NF EN 12845"),
        ("(APSAD R4)", "APSAD R4"),
        ("(arrêté du 25 juin 1980 modifié)", "arrêté du 25 juin 1980 modifié"),
        ("Réf. : MS 39", "MS 39"),
        ("\nExigence : MS 39", "MS 39"),
        ("– MS 39", "MS 39"),
        ("(PE 4, PE 27)", "PE 4, PE 27"),
    ],
)
def test_the_text_that_it_rests_on_is_no_part_of_its_words(ending: str, reference: str) -> None:
    one = only(f"OBSERVATIONS\n\n1. {WORDS} {ending}")
    assert (one.text, one.reference) == (WORDS, reference)


@pytest.mark.parametrize("ending", ["(classement M1)", "(30 mA)", "(voir photo)", "(hall)", "(2 appareils)"])
def test_other_words_in_brackets_are_its_own(ending: str) -> None:
    one = only(f"OBSERVATIONS\n\n1. {WORDS} {ending}")
    assert (one.text, one.reference) == (f"{WORDS} {ending}", "")


@pytest.mark.parametrize(
    "ending, priority",
    [
        ("(priorité 1)", "1"),
        ("(Priorité : haute)", "haute"),
        ("– urgent", "urgent"),
        ("(délai : 1 mois)", "1 mois"),
        ("(P1)", "P1"),
        ("(immédiat)", "immédiat"),
    ],
)
def test_so_is_how_urgent_it_is(ending: str, priority: str) -> None:
    one = only(f"OBSERVATIONS\n\n1. {WORDS} {ending}")
    assert (one.text, one.priority) == (WORDS, priority)


def test_priority_and_reference_stand_in_either_order() -> None:
    page = f"OBSERVATIONS\n\n1. {WORDS} (MS 39) (priorité 2)\n2. {WORDS} (urgent) (MS 39)"
    assert [(one.text, one.reference, one.priority) for one in proposed(page)] == [
        (WORDS, "MS 39", "2"),
        (WORDS, "MS 39", "urgent"),
    ]


def test_lines_of_their_own_say_it_too() -> None:
    one = only(
        f"""
        Anomalie n° 4
        Localisation : Hall, rez-de-chaussée
        Constat : {WORDS}
        Préconisation : En commander deux.
        Référence : MS 39
        Priorité : 1
        """
    )
    assert (one.text, one.place) == (f"{WORDS} En commander deux.", "Hall, rez-de-chaussée")
    assert (one.reference, one.priority, one.number) == ("MS 39", "1", "4")


def test_one_line_may_say_several() -> None:
    one = only(f"Anomalie n° 4 : {WORDS}\nLieu : Hall - Délai : 1 mois - Réf. : MS 39")
    assert (one.text, one.place, one.priority, one.reference) == (WORDS, "Hall", "1 mois", "MS 39")


def test_what_it_calls_a_state_is_heard() -> None:
    page = f"Anomalie n° 1 : {WORDS}\nÉtat : levée\n\nAnomalie n° 2 : {WORDS}\nÉtat : non levée"
    assert [one.number for one in proposed(page)] == ["2"]


def test_who_found_it_and_a_photograph_are_no_part_of_its_words() -> None:
    one = only(f"Anomalie n° 1 : {WORDS}\nPhoto : 12\nPreuve : facture\nResponsable : services techniques")
    assert one.text == WORDS


def test_a_colon_within_a_sentence_announces_nothing() -> None:
    one = only("OBSERVATIONS\n\n1. Revoir le local : les câbles traversent la paroi coupe-feu.")
    assert one.text == "Revoir le local : les câbles traversent la paroi coupe-feu."


@pytest.mark.parametrize("heading", ["Observations", "Observations (suite)", "Prescriptions (suite et fin)"])
def test_a_heading_that_has_a_number_too_is_no_point(heading: str) -> None:
    assert [WORDS] == [one.text for one in proposed(f"OBSERVATIONS\n\n1. {WORDS}\n2. {heading}")]


@pytest.mark.parametrize("before", ["Local TGBT :", "Escalier B –", "Rez-de-chaussée, bureau 104 :"])
def test_a_place_before_its_words_is_no_part_of_them(before: str) -> None:
    one = only(f"OBSERVATIONS\n\n1. {before} {WORDS}")
    assert (one.place, one.text) == (before[:-2], WORDS)


def test_a_label_may_have_the_place_behind_it() -> None:
    one = only(f"Observation n° 3 – Local TGBT\n{WORDS}")
    assert (one.number, one.place, one.text) == ("3", "Local TGBT", WORDS)


def test_a_place_of_which_something_is_said_is_no_mere_place() -> None:
    one = only("OBSERVATIONS\n\n1. Escalier B encombré par des cartons : les évacuer.")
    assert (one.place, one.text) == ("", "Escalier B encombré par des cartons : les évacuer.")


@pytest.mark.parametrize("before", ["[Urgent]", "(P1)", "[Priorité 2]"])
def test_how_urgent_it_is_may_come_first(before: str) -> None:
    one = only(f"OBSERVATIONS\n\n1. {before} {WORDS}")
    assert (one.text, one.priority) == (WORDS, before.strip("[()]").removeprefix("Priorité "))


@pytest.mark.parametrize(
    "words",
    [
        "Local TGBT : non vérifié",
        "Chaufferie non visitée, fermée à clé",
        "Le local n'a pas pu être visité",
        "Les combles n'ont pas été contrôlés",
        "Chambre occupée le jour de la visite",
        "Toiture inaccessible le jour de la visite",
        "Vérification impossible, installation hors tension",
        "NV : clé absente",
    ],
)
def test_what_could_not_be_looked_at_is_told_apart(words: str) -> None:
    assert only(f"OBSERVATIONS\n\n1. {words}").nature is Nature.NOT_VERIFIED


@pytest.mark.parametrize(
    "words",
    [
        "Extincteur non vérifié depuis 2023",
        "Les extincteurs n'ont pas été vérifiés depuis plus d'un an",
        "Faire vérifier l'installation, non contrôlée en 2025",
        "Issue de secours fermée à clé : la libérer",
        "Commande de désenfumage inaccessible",
    ],
)
def test_what_is_wrong_with_it_is_to_be_corrected(words: str) -> None:
    assert only(f"OBSERVATIONS\n\n1. {words}").nature is Nature.TO_CORRECT
