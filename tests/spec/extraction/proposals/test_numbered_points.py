"""Points that are numbered: where each begins and ends, and which lists are none."""

from __future__ import annotations

import pytest

from registre_core.extraction import Sheet, propose
from registre_core.extraction.proposals.lists import LABELLED
from registre_core.testing.detectors import proposed
from registre_core.testing.pages import Typed, drawn


def texts(*pages: str) -> list[str]:
    return [one.text for one in proposed(*pages)]


def numbers(*pages: str) -> list[str]:
    return [one.number for one in proposed(*pages)]


TWO = ["Remplacer l'extincteur du hall.", "Dégager l'issue de la cuisine."]


@pytest.mark.parametrize(
    "first, second, expected",
    [
        ("1.", "2.", ["1", "2"]),
        ("1)", "2)", ["1", "2"]),
        ("1 -", "2 -", ["1", "2"]),
        ("1-", "2-", ["1", "2"]),
        ("1 –", "2 –", ["1", "2"]),
        ("1°", "2°", ["1", "2"]),
        ("1°)", "2°)", ["1", "2"]),
        ("(1)", "(2)", ["1", "2"]),
        ("1/", "2/", ["1", "2"]),
        ("1 :", "2 :", ["1", "2"]),
        ("3.2", "3.3", ["3.2", "3.3"]),
        ("3.2.", "3.3.", ["3.2", "3.3"]),
        ("3.2)", "3.10)", ["3.2", "3.10"]),
        ("a)", "b)", ["a", "b"]),
        ("9.", "10.", ["9", "10"]),
        ("n° 1 :", "n° 2 :", ["1", "2"]),
        ("P1 –", "P2 –", ["P1", "P2"]),
        ("NC-07 :", "NC-08 :", ["NC-07", "NC-08"]),
        ("R12 :", "R13 :", ["R12", "R13"]),
        ("R-1", "R-2", ["R-1", "R-2"]),
        ("F.1", "F.2", ["F.1", "F.2"]),
        ("I.1 -", "I.2 -", ["I.1", "I.2"]),
        ("01.", "02.", ["01", "02"]),
        ("n°1", "n°2", ["1", "2"]),
        ("#1", "#2", ["1", "2"]),
        ("[1]", "[2]", ["1", "2"]),
        ("- 1.", "- 2.", ["1", "2"]),
        ("2026-01 :", "2026-02 :", ["2026-01", "2026-02"]),
        ("i)", "ii)", ["i", "ii"]),
        ("(a)", "(b)", ["a", "b"]),
        ("A -", "B -", ["A", "B"]),
        ("I –", "II –", ["I", "II"]),
        ("I.", "II.", ["I", "II"]),
    ],
)
def test_points_are_numbered_in_many_ways(first: str, second: str, expected: list[str]) -> None:
    page = f"OBSERVATIONS\n\n{first} {TWO[0]}\n{second} {TWO[1]}"
    assert (texts(page), numbers(page)) == (TWO, expected)


@pytest.mark.parametrize(
    "first, second, expected",
    [
        ("Anomalie n° 3 :", "Anomalie n° 4 :", ["3", "4"]),
        ("Anomalie N°3 -", "Anomalie N°4 -", ["3", "4"]),
        ("Observation 12 :", "Observation 13 :", ["12", "13"]),
        ("OBSERVATION N° 12", "OBSERVATION N° 13", ["12", "13"]),
        ("Obs. 2 :", "Obs. 3 :", ["2", "3"]),
        ("Prescription n° 7 –", "Prescription n° 8 –", ["7", "8"]),
        ("Prescription n° 2024-07 :", "Prescription n° 2024-08 :", ["2024-07", "2024-08"]),
        ("Réserve 4 :", "Réserve 5 :", ["4", "5"]),
        ("Remarque n° 1.", "Remarque n° 2.", ["1", "2"]),
        ("Écart 1 :", "Écart 2 :", ["1", "2"]),
        ("Non-conformité n° 1 :", "Non-conformité n° 2 :", ["1", "2"]),
        ("Non conformité NC3 :", "Non conformité NC4 :", ["NC3", "NC4"]),
        ("Non-conformité mineure n° 1 :", "Non-conformité majeure n° 2 :", ["1", "2"]),
        ("NC majeure 3 :", "NC mineure 4 :", ["3", "4"]),
        ("Observation A :", "Observation B :", ["A", "B"]),
        ("Action 3 :", "Action 4 :", ["3", "4"]),
        ("Prescription n° 1/2026 :", "Prescription n° 2/2026 :", ["1/2026", "2/2026"]),
    ],
)
def test_labelled_points_need_no_heading(first: str, second: str, expected: list[str]) -> None:
    page = f"Nous avons visité le site.\n\n{first} {TWO[0]}\n\n{second} {TWO[1]}"
    assert (texts(page), numbers(page)) == (TWO, expected)


def test_a_label_may_stand_alone_on_its_line() -> None:
    page = f"Observation n° 1\n{TWO[0]}\n\nObservation n° 2\n\n{TWO[1]}\n\nConclusion\n\nAvis favorable."
    assert (texts(page), numbers(page)) == (TWO, ["1", "2"])


def test_a_point_runs_over_its_lines_and_words_cut_at_their_ends_are_whole() -> None:
    page = """
        OBSERVATIONS

        1. Remplacer le ferme-porte de la porte coupe-
           feu, dont le ressort est cassé, par un appa-
           reil conforme.
        2. Dégager l'issue de la cuisine.
        """
    whole = "Remplacer le ferme-porte de la porte coupe-feu, dont le ressort est cassé, par un appareil conforme."
    assert texts(page) == [whole, TWO[1]]


def test_a_point_ends_at_the_white_behind_it() -> None:
    page = f"""
        PRESCRIPTIONS

        1. {TWO[0]}

        2. {TWO[1]}

        Les parties non accessibles n'ont pas été examinées.
        """
    assert texts(page) == TWO


def test_a_point_ends_at_a_heading() -> None:
    page = f"ANOMALIES\n1. {TWO[0]}\n2. {TWO[1]}\nPIÈCES REMPLACÉES\n1. Fusible thermique\n2. Joint"
    assert texts(page) == TWO


def test_a_point_ends_where_prose_begins_that_goes_on_behind_points() -> None:
    page = f"OBSERVATIONS\n\n1. {TWO[0]}\n2. {TWO[1]}\nL'exploitant a présenté le registre de sécurité, tenu à jour."
    assert texts(page) == TWO


def test_what_is_numbered_below_a_point_belongs_to_it() -> None:
    page = """
        OBSERVATIONS

        1. Dans la cuisine :
           a) remplacer la hotte ;
           b) dégager l'issue.
        2. Dans le hall :
           - fixer le tapis,
           - poser un extincteur.
        """
    assert texts(page) == [
        "Dans la cuisine : a) remplacer la hotte ; b) dégager l'issue.",
        "Dans le hall : - fixer le tapis, - poser un extincteur.",
    ]


def test_a_number_at_the_beginning_of_a_line_begins_no_point_out_of_turn() -> None:
    page = """
        OBSERVATIONS

        1. Ramener la hauteur du garde-corps du palier à
           1,10 m et l'écartement de ses barreaux à moins de
           11. cm, comme au rez-de-chaussée, selon l'article
           4. du cahier des charges.
        2. Dégager l'issue de la cuisine.
        """
    assert numbers(page) == ["1", "2"]


def test_a_number_within_brackets_begins_no_point() -> None:
    page = """
        PRESCRIPTIONS

        1) Former le personnel de l'établissement. (MS
        2) Remplacer l'extincteur du hall. (GE
           7)
        3) Dégager l'issue de la cuisine.
        """
    first, second, third = proposed(page.replace("(MS", "(MS 48)"))
    assert [first.reference, second.reference, third.reference] == ["MS 48", "GE 7", ""]


def test_numbers_above_others_are_headings() -> None:
    page = f"OBSERVATIONS\n\n3 - Cuisine\n3.1 {TWO[0]}\n3.2 {TWO[1]}"
    assert numbers(page) == ["3.1", "3.2"]


def test_a_list_without_a_heading_is_proposed_if_it_sounds_like_observations() -> None:
    assert texts(f"1. {TWO[0]}\n2. {TWO[1]}") == TWO


@pytest.mark.parametrize(
    "page",
    [
        "Membres présents :\n1 - Le maire, président\n2 - Le représentant du service d'incendie",
        "DOCUMENTS EXAMINÉS\n\n1. Plans des locaux\n2. Registre de sécurité\n3. Rapport de la vérification précédente",
        "Textes de référence\n\n1. Arrêté du 25 juin 1980 modifié\n2. NF S 61-931",
        "ORDRE DU JOUR\n\n1) Visite des locaux\n2) Examen des dossiers",
        "SOMMAIRE\n\n1. Objet de la mission ........ 2\n2. Observations ............ 4\n3. Conclusion ......... 9",
        "1. Objet\nVérification périodique.\n2. Étendue\nTout le bâtiment.\n3. Conclusion\nAvis favorable.",
        "Appareils de mesure utilisés\n\n1. Luxmètre n° 455, étalonné le 12/03/2026\n2. Sonomètre",
        "Observations\n\nAucune observation n'est à signaler.",
        "Anomalie n° 1 : néant",
        "OBSERVATIONS LEVÉES\n\n1. Remplacer l'extincteur du hall.\n2. Dégager l'issue.",
        "PRESCRIPTIONS ANTÉRIEURES RÉALISÉES\n\n1) Remplacer l'extincteur du hall.",
        "- Remplacer les piles\n- Nettoyer les filtres",
    ],
)
def test_other_lists_are_not_proposed(page: str) -> None:
    assert texts(page) == []


def test_points_that_were_cleared_are_not_proposed() -> None:
    page = """
        PRESCRIPTIONS ANTÉRIEURES

        1) Remplacer l'extincteur du hall. (réalisée)
        2) Dégager l'issue de la cuisine. (non réalisée)
        3) Poser un tapis. – Levée le 12/03/2026
        4) Réalisée
        """
    assert numbers(page) == ["2"]


def test_prescriptions_that_were_not_carried_out_are_proposed() -> None:
    assert (
        texts(f"PRESCRIPTIONS ANTÉRIEURES NON RÉALISÉES\n\n1) {TWO[0]}\n\nPRESCRIPTIONS NOUVELLES\n\n2) {TWO[1]}")
        == TWO
    )


def test_dashes_count_below_a_heading_of_observations_only() -> None:
    page = f"Documents remis :\n- plan\n- notice\n\nPoints à corriger :\n- {TWO[0]}\n- {TWO[1]}"
    assert texts(page) == TWO


def test_an_article_stands_for_a_number() -> None:
    page = "PRESCRIPTIONS\n\nArticle MS 51 – Réaliser un exercice d'évacuation.\nCO 37 : Dégager l'escalier B."
    assert [(one.reference, one.text) for one in proposed(page)] == [
        ("MS 51", "Réaliser un exercice d'évacuation."),
        ("CO 37", "Dégager l'escalier B."),
    ]


def test_an_article_may_follow_the_number() -> None:
    (one,) = proposed("PRESCRIPTIONS PROPOSÉES\n\nP1 – Article CO 37 : Dégager l'escalier B.")
    assert (one.number, one.reference, one.text) == ("P1", "CO 37", "Dégager l'escalier B.")


def test_what_was_not_looked_at_is_told_apart() -> None:
    page = "OBSERVATIONS\n\n1. Local TGBT non vérifié : fermé à clé.\n2. Extincteur non vérifié depuis 2023."
    assert [one.nature.value for one in proposed(page)] == ["not-verified", "to-correct"]


def test_a_heading_that_names_a_place_tells_where() -> None:
    page = f"OBSERVATIONS\n\nBâtiment A :\n\n1. {TWO[0]}\n\nBâtiment B :\n\n2. {TWO[1]}"
    assert [one.place for one in proposed(page)] == ["Bâtiment A", "Bâtiment B"]


def test_a_number_may_stand_in_a_column_of_its_own() -> None:
    assert texts(f"OBSERVATIONS\n\n1        {TWO[0]}\n2        {TWO[1]}") == TWO
    assert texts(f"OBSERVATIONS\n\n1.       {TWO[0]}\n2.       {TWO[1]}") == TWO


def test_a_number_without_a_sign_counts_before_what_is_to_be_done() -> None:
    page = f"OBSERVATIONS\n\n1 {TWO[0]}\n2 {TWO[1]}\n\n12 Appareils ont été vus."
    assert texts(page) == TWO


def test_numbers_that_were_read_as_a_column_stand_before_their_words_again() -> None:
    strokes = [Typed("OBSERVATIONS", 0, 0)]
    strokes += [Typed(f"{n})", 0, 2 + 3 * n) for n in (1, 2)]
    strokes += [Typed("Remplacer l'extincteur", 4, 5), Typed("du hall.", 4, 6), Typed("Dégager l'issue.", 4, 8)]
    page = drawn(strokes)
    assert page.characters.index("2)") < page.characters.index("Remplacer")
    assert [(one.number, one.text) for one in propose([Sheet(page)])] == [
        ("1", "Remplacer l'extincteur du hall."),
        ("2", "Dégager l'issue."),
    ]


def test_a_label_may_be_misread_in_an_image() -> None:
    assert numbers(f"Anornalie n° 1 : {TWO[0]}\nAnomalie n° 2 : {TWO[1]}") == ["1", "2"]
    assert numbers(f"Armoire n° 1 : {TWO[0]}\nArmoire n° 2 : {TWO[1]}") == []


def test_a_heading_that_does_not_tell_ends_no_list_that_goes_on_counting() -> None:
    page = f"OBSERVATIONS\n\nCUISINE\n\n1. {TWO[0]}\n\nÉCLAIRAGE\n\n2. Bloc n° 4, premier étage\n3. Bloc n° 5, couloir"
    assert numbers(page) == ["1", "2", "3"]


def test_reports_that_are_set_in_capitals_have_points_all_the_same() -> None:
    page = "OBSERVATIONS\n\n1. REMPLACER L'EXTINCTEUR DU HALL\n2. DEGAGER L'ISSUE DE LA CUISINE\n\nLE RESPONSABLE :"
    assert texts(page) == ["REMPLACER L'EXTINCTEUR DU HALL", "DEGAGER L'ISSUE DE LA CUISINE"]


def test_numbers_count_below_dashes_that_came_first() -> None:
    page = f"OBSERVATIONS\n\n    - Voir aussi le rapport précédent.\n\n1. {TWO[0]}\n2. {TWO[1]}"
    assert numbers(page)[-2:] == ["1", "2"]


@pytest.mark.parametrize("words", ["Hall encombré", "Bloc de secours éteint", "Local poubelles non isolé"])
def test_a_short_point_about_a_place_is_no_heading(words: str) -> None:
    assert texts(f"OBSERVATIONS\n\n1. {words}\n\n2. {TWO[1]}") == [words, TWO[1]]


def test_labelled_points_need_not_sound_like_observations() -> None:
    assert texts("Anomalie n° 1 : Bruit au ventilateur\n\nAnomalie n° 2 : Odeur") == ["Bruit au ventilateur", "Odeur"]


def test_a_storey_lies_in_its_building_and_the_next_building_ends_it() -> None:
    page = f"OBSERVATIONS\n\nBâtiment A :\n\nRez-de-chaussée :\n\n1. {TWO[0]}\n\nBâtiment B :\n\n2. {TWO[1]}"
    assert [one.place for one in proposed(page)] == ["Bâtiment A, Rez-de-chaussée", "Bâtiment B"]


def test_what_is_set_as_the_places_before_it_is_a_place_too() -> None:
    page = f"OBSERVATIONS\n\nBâtiment A\n\n- {TWO[0]}\n\nPréfabriqués nord\n\n- {TWO[1]}"
    assert [one.place for one in proposed(page)] == ["Bâtiment A", "Préfabriqués nord"]


def test_letters_below_a_roman_number_belong_to_it() -> None:
    page = (
        "PRESCRIPTIONS\n\nI – Isoler la cuisine par :\na) des parois coupe-feu ;\nb) une porte coupe-feu.\n"
        "II – Dégager la façade."
    )
    assert numbers(page) == ["I", "II"]


def test_a_list_that_counts_on_from_room_to_room_is_judged_as_one() -> None:
    page = (
        "CUISINE\n\n1. La hotte est endommagée.\n2. La trappe ne ferme plus.\n\n"
        "SALLE DE RÉUNION\n\n3. Papiers peints sur la porte.\n4. Rideau posé devant la baie."
    )
    assert numbers(page) == ["1", "2", "3", "4"]


def test_an_inventory_by_rooms_holds_no_points() -> None:
    page = "CUISINE\n\n1. Hotte.\n2. Four.\n3. Friteuse.\n\nSALLE DE RÉUNION\n\n4. Écran.\n5. Tables."
    assert numbers(page) == []


def test_a_row_of_a_table_is_no_point_though_a_long_cell_is_read_before_the_last() -> None:
    def strokes(row: int, number: str, first: str, second: str, page: str) -> list[Typed]:
        cells = Typed(f"OBS {number}", 0, row), Typed(first, 20, row), Typed(second, 20, row + 1), Typed(page, 60, row)
        return list(cells)

    table = drawn([*strokes(2, "2026-07", "Extincteur absent", "du hall", "4"), *strokes(5, "2026-08", "b", "c", "5")])
    assert propose([Sheet(table)], detectors=[LABELLED]) == ()
