"""Tables with a column of observations: each row that says something is a point."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.spec.extraction.proposals.drawn_tables import RULES, Plan, draw

from registre_core.extraction import Candidate, Sheet, propose
from registre_core.extraction.proposals.tables import GRID, TABLE
from registre_core.kernel.natures import Nature
from registre_core.kernel.passages import TextSource

WIDE = Plan((30.0, 110.0, 240.0, 90.0, 40.0))
TITLES = ("N°", "Localisation", "Observation", "Référence", "Pr.")
ROWS = (
    (
        "1",
        "Chaufferie",
        "Présence de connexions réalisées hors boîte, sous faux plafond. Reprendre les raccordements.",
        "EL 11",
        "2",
    ),
    ("2", "Local TGBT, sous-sol du bâtiment", "Bloc autonome d'éclairage de sécurité hors service.", "EC 12", "1"),
    (
        "3",
        "Cuisine",
        "Le câble de la hotte traverse une paroi coupe-feu sans rebouchage : restituer le degré coupe-feu.",
        "CO 31",
        "1",
    ),
    ("4", "Scène", "Dégager l'accès à l'arrêt d'urgence.", "EL 11", "3"),
)


def seen(sheets: Sequence[Sheet]) -> tuple[Candidate, ...]:
    """What both detectors propose."""
    return propose(sheets, detectors=(TABLE, GRID))


def told(sheets: Sequence[Sheet]) -> list[tuple[str, ...]]:
    """What is proposed, as the rows of a table."""
    return [(one.number, one.place, one.text, one.reference, one.priority) for one in seen(sheets)]


def plan(rules: str = "grid", *, bottom: float = 780.0, repeats_titles: bool = True) -> Plan:
    return Plan(WIDE.widths, rules, bottom=bottom, repeats_titles=repeats_titles)


@pytest.mark.parametrize("by_line", [False, True])
@pytest.mark.parametrize("rules", RULES)
def test_each_row_is_a_point_with_its_number_place_reference_and_priority(rules: str, *, by_line: bool) -> None:
    assert told(draw(TITLES, ROWS, plan(rules), by_line=by_line)) == list(ROWS)


@pytest.mark.parametrize("by_line", [False, True])
@pytest.mark.parametrize("repeats_titles", [False, True])
@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("bottom", range(110, 230, 30))
def test_a_row_that_the_end_of_a_page_cuts_is_one_point(
    bottom: int, rules: str, *, repeats_titles: bool, by_line: bool
) -> None:
    sheets = draw(TITLES, ROWS, plan(rules, bottom=bottom, repeats_titles=repeats_titles), by_line=by_line)
    assert told(sheets) == list(ROWS)


@pytest.mark.parametrize("rules", RULES)
def test_a_heading_over_the_columns_says_where_what_follows_is(rules: str) -> None:
    rows = (ROWS[0], "Bâtiment B – 1er étage", ROWS[1], ROWS[2])
    assert [one.place for one in seen(draw(TITLES, rows, plan(rules)))] == [
        "Chaufferie",
        "Bâtiment B – 1er étage, Local TGBT, sous-sol du bâtiment",
        "Bâtiment B – 1er étage, Cuisine",
    ]


@pytest.mark.parametrize("by_line", [False, True])
@pytest.mark.parametrize("rules", RULES)
def test_where_no_column_names_the_place_headings_do(rules: str, *, by_line: bool) -> None:
    titles = ("N°", "Anomalie constatée", "Article")
    rows = (
        "Bâtiment A",
        ("1", ROWS[0][2], "EL 11"),
        ("2", ROWS[1][2], "EC 12"),
        "Bâtiment B",
        ("3", ROWS[2][2], "CO 31"),
    )
    sheets = draw(titles, rows, Plan((40.0, 300.0, 100.0), rules), by_line=by_line)
    assert [(one.number, one.place, one.text) for one in seen(sheets)] == [
        ("1", "Bâtiment A", ROWS[0][2]),
        ("2", "Bâtiment A", ROWS[1][2]),
        ("3", "Bâtiment B", ROWS[2][2]),
    ]


@pytest.mark.parametrize("rules", RULES)
def test_what_was_seen_and_what_to_do_are_one_text_in_this_order(rules: str) -> None:
    titles = ("Local", "Constat", "Préconisation", "Délai")
    rows = (
        (
            "Cuisine",
            "Hotte encrassée sur toute sa longueur.",
            "Faire dégraisser le conduit par une entreprise.",
            "1 mois",
        ),
    ) * 2
    (one, _) = seen(draw(titles, rows, Plan((90.0, 160.0, 160.0, 60.0), rules)))
    assert one.text == "Hotte encrassée sur toute sa longueur. Faire dégraisser le conduit par une entreprise."
    assert one.priority == "1 mois"


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize(
    "nothing", ["RAS", "Néant", "Sans observation", "Conforme", "-", "Satisfaisant", "Sans objet", "12"]
)
def test_a_row_that_says_nothing_is_no_point(nothing: str, rules: str) -> None:
    rows = (ROWS[0], ("2", "Cuisine", nothing, "", ""), ROWS[2])
    assert [one.number for one in seen(draw(TITLES, rows, plan(rules)))] == ["1", "3"]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize(
    "said, left", [("Levée", 0), ("12/03/2026", 0), ("Oui", 0), ("Non levée", 1), ("", 1), ("En cours", 1)]
)
def test_what_was_put_right_since_is_no_point(said: str, left: int, rules: str) -> None:
    titles = ("N°", "Observation", "Suite donnée")
    rows = (("1", ROWS[0][2], said), ("2", ROWS[1][2], ""))
    assert len(seen(draw(titles, rows, Plan((40.0, 300.0, 100.0), rules)))) == 1 + left


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("title", ["État", "Statut", "Avis"])
def test_a_column_of_verdicts_may_tell_what_was_done_since(title: str, rules: str) -> None:
    titles = ("N°", "Observation", title)
    rows = (("1", ROWS[0][2], "Soldée le 12/03/2026"), ("2", ROWS[1][2], "Nouvelle"), ("3", ROWS[2][2], "En cours"))
    assert [one.number for one in seen(draw(titles, rows, Plan((40.0, 300.0, 120.0), rules)))] == ["2", "3"]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize(
    "titles, row",
    [
        (("N°", "Document examiné", "Date"), ("1", "Registre de sécurité de l'établissement", "12/03/2026")),
        (("Nom", "Qualité", "Signature"), ("Mme Durand", "Présidente de la commission", "")),
        (("Appareil", "N° de série", "Date d'étalonnage"), ("Multimètre de contrôle", "12345", "12/03/2026")),
        (("Domaine", "Nombre d'observations", "Page"), ("Électricité", "12", "4")),
        (("N°", "Désignation", "Emplacement", "Quantité"), ("1", "Extincteur à eau pulvérisée", "Hall", "2")),
        (("Circuit", "Valeur", "Limite"), ("Prises de courant du hall", "0,8", "2")),
    ],
)
def test_other_tables_hold_no_points(titles: tuple[str, ...], row: tuple[str, ...], rules: str) -> None:
    widths = (90.0, 200.0, *(100.0 for _ in titles[2:]))
    assert seen(draw(titles, [row] * 3, Plan(widths, rules))) == ()


@pytest.mark.parametrize("rules", RULES)
def test_text_before_and_after_a_table_stays_outside(rules: str) -> None:
    before = (
        "3. Liste des observations",
        "Les observations relevées lors de la visite sont reprises dans le tableau qui suit, par local.",
    )
    after = (
        "4. Conclusion",
        "La vérification a donné lieu à quatre observations, dont les suites seront consignées au registre.",
    )
    assert told(draw(TITLES, ROWS, plan(rules), before=before, after=after)) == list(ROWS)


def test_a_row_without_a_number_goes_on_with_the_point_above() -> None:
    rows = (ROWS[0], ("", "", "La continuité du conducteur de protection est à vérifier.", "", ""), ROWS[1])
    first, second = seen(draw(TITLES, rows, plan()))
    assert first.text == f"{ROWS[0][2]} La continuité du conducteur de protection est à vérifier."
    assert second.number == "2"


def test_titles_over_two_lines_and_above_the_lines_drawn_are_titles() -> None:
    titles = (
        "N° d'ordre",
        "Localisation de l'anomalie",
        "Description de l'anomalie",
        "Texte de référence",
        "Niveau de priorité",
    )
    told_rows = told(draw(titles, ROWS, Plan((40.0, 90.0, 230.0, 80.0, 60.0))))
    assert told_rows == list(ROWS)


def test_where_no_column_names_the_text_it_rests_on_the_end_of_a_point_does() -> None:
    rows = (("1", "Hall", "Remplacer l'extincteur à eau. (MS 39)"), ("2", "Cuisine", "Dégager l'issue de secours."))
    first, second = seen(draw(TITLES[:3], rows, Plan(WIDE.widths[:3])))
    assert (first.text, first.reference) == ("Remplacer l'extincteur à eau.", "MS 39")
    assert (second.text, second.reference) == ("Dégager l'issue de secours.", "")


@pytest.mark.parametrize("rules", RULES)
def test_texte_is_what_a_point_rests_on_beside_a_column_of_observations(rules: str) -> None:
    titles = ("N°", "Localisation", "Observation", "Texte", "État")
    row = ("1", "Chaufferie", "Vanne de barrage sans plaque d'identification.", "CH 13", "En cours")
    (one,) = seen(draw(titles, [row], plan(rules)))
    assert one.reference == "CH 13"


@pytest.mark.parametrize("title", ["Point", "Fiche"])
@pytest.mark.parametrize("rules", RULES)
def test_a_first_column_that_holds_numbers_is_that_of_the_numbers(title: str, rules: str) -> None:
    rows = told(draw((title, *TITLES[1:]), ROWS, plan(rules)))
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]


def test_idem_stands_for_the_place_above() -> None:
    rows = (ROWS[0], ("2", "Idem", "Bloc autonome hors service.", "", ""), ("3", "idem", "Dégager l'accès.", "", ""))
    assert [one.place for one in seen(draw(TITLES, rows, plan()))] == ["Chaufferie"] * 3


def test_a_locked_room_was_not_verified() -> None:
    rows = (ROWS[0], ("2", "Combles", "Local non vérifié, fermé à clé.", "", ""))
    assert [one.nature for one in seen(draw(TITLES, rows, plan()))] == [Nature.TO_CORRECT, Nature.NOT_VERIFIED]


WORDS = st.lists(
    st.sampled_from(
        "porte câble local hors service coupe-feu à remplacer absence de signalisation défaut terre".split()
    ),
    min_size=4,
    max_size=20,
).map(lambda words: " ".join(words).capitalize() + ".")
PLACES = st.sampled_from(("Hall", "Local TGBT, sous-sol", "Salle polyvalente", "R+1"))


def told_apart(text: str, number: int) -> str:
    """Give every row words of its own: rows at the head of page after page that say the same are headers."""
    return " ".join(f"{word}{chr(96 + number)}{chr(97 + place)}" for place, word in enumerate(text.split()))


@given(
    texts=st.lists(st.tuples(PLACES, WORDS), min_size=2, max_size=8, unique_by=lambda row: row[1]),
    rules=st.sampled_from(RULES),
    bottom=st.integers(110, 400),
    repeats_titles=st.booleans(),
    by_line=st.booleans(),
)
def test_any_table_is_read_back_row_for_row(
    texts: list[tuple[str, str]], rules: str, bottom: int, *, repeats_titles: bool, by_line: bool
) -> None:
    rows = [
        (str(number), place, told_apart(text, number), f"EL {number}", "1")
        for number, (place, text) in enumerate(texts, 1)
    ]
    sheets = draw(TITLES, rows, plan(rules, bottom=bottom, repeats_titles=repeats_titles), by_line=by_line)
    assert told(sheets) == rows


def test_what_is_no_digit_among_recognised_priorities_is_left_out() -> None:
    (sheet,) = draw(TITLES, [*ROWS[:3], (*ROWS[3][:4], "l")], plan())
    recognised = Sheet(evolve(sheet.text, source=TextSource.OCR), sheet.rulings)

    assert [one.priority for one in seen([sheet])] == ["2", "1", "1", "l"]
    assert [one.priority for one in seen([recognised])] == ["2", "1", "1", ""]


def test_a_level_of_danger_is_no_storey() -> None:
    titles = ("N°", "Niveau", "Observation", "Référence", "Local")
    rows = [
        ("1", "Rouge", "Bloc de secours hors service.", "EC 12", "Préau"),
        ("2", "Vert", "Plan effacé.", "MS 41", "Hall"),
    ]

    assert [(one.place, one.priority) for one in seen(draw(titles, rows, plan()))] == [
        ("Préau", "Rouge"),
        ("Hall", "Vert"),
    ]
