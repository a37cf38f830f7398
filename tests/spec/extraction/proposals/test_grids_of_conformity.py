"""Grids of conformity: only what is not as it should be, or could not be looked at, is a point."""

from __future__ import annotations

import pytest
from tests.spec.extraction.proposals.drawn_tables import RULES, Plan, draw

from registre_core.extraction import propose
from registre_core.extraction.proposals.tables import GRID, TABLE
from registre_core.kernel.natures import Nature

ITEMS = (
    "Extincteurs vérifiés depuis moins d'un an",
    "Blocs de secours de la circulation principale",
    "Ferme-portes des portes coupe-feu",
    "Ventilation haute de la chaufferie",
)
MARKED = Plan((220.0, 30.0, 30.0, 30.0, 30.0, 150.0))


def marked(where: int, mark: str, item: str, remark: str = "", empty: str = "") -> tuple[str, ...]:
    cells = [empty] * 4
    cells[where] = mark
    return (item, *cells, remark)


def seen(titles: tuple[str, ...], rows: list[tuple[str, ...] | str], plan: Plan) -> list[tuple[str, Nature]]:
    return [(one.text, one.nature) for one in propose(draw(titles, rows, plan), detectors=(TABLE, GRID))]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("mark, empty", [("X", ""), ("x", ""), ("●", ""), ("☒", "☐"), ("✓", ""), ("■", "□"), ("1", "")])
def test_a_mark_below_nc_or_nv_makes_a_point_of_the_item_and_its_remark(mark: str, empty: str, rules: str) -> None:
    titles = ("Point de contrôle", "C", "NC", "SO", "NV", "Commentaire")
    rows: list[tuple[str, ...] | str] = [
        marked(0, mark, ITEMS[0], "Vérifiés en mars", empty),
        marked(1, mark, ITEMS[1], "Deux blocs hors service.", empty),
        marked(2, mark, ITEMS[2], "", empty),
        marked(3, mark, ITEMS[3], "Local fermé à clé", empty),
    ]
    assert seen(titles, rows, Plan(MARKED.widths, rules)) == [
        (f"{ITEMS[1]} Deux blocs hors service.", Nature.TO_CORRECT),
        (f"{ITEMS[3]} Local fermé à clé", Nature.NOT_VERIFIED),
    ]


@pytest.mark.parametrize("rules", RULES)
def test_a_remark_judges_where_nothing_else_does(rules: str) -> None:
    titles = ("N°", "Équipement", "Conforme", "Observations")
    rows: list[tuple[str, ...] | str] = [
        ("1", ITEMS[0], "Oui", "Vérifiés en mars"),
        ("2", ITEMS[1], "", "Non vérifié : couloir condamné"),
        ("3", ITEMS[2], "Non", "Vantail faussé"),
        ("4", ITEMS[3], "", "Mesurée en mars"),
    ]
    assert seen(titles, rows, Plan((30.0, 220.0, 60.0, 200.0), rules)) == [
        (f"{ITEMS[1]} Non vérifié : couloir condamné", Nature.NOT_VERIFIED),
        (f"{ITEMS[2]} Vantail faussé", Nature.TO_CORRECT),
    ]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize(
    "title, good, bad, aside",
    [
        ("Avis", "C", "NC", "SO"),
        ("Résultat", "S", "NS", "SO"),
        ("État", "B", "M", "-"),
        ("Conforme", "Oui", "Non", "Sans objet"),
        ("Résultat", "Conforme", "Non conforme", "Néant"),
        ("Avis", "F", "D", "HM"),
        ("État", "Bon état", "À remplacer", "/"),
    ],
)
def test_so_does_a_word_in_a_column_of_verdicts(title: str, good: str, bad: str, aside: str, rules: str) -> None:
    titles = ("N°", "Équipement", title, "Observations")
    rows: list[tuple[str, ...] | str] = [
        ("1", ITEMS[0], good, ""),
        ("2", ITEMS[1], bad, "Deux blocs hors service."),
        ("3", ITEMS[2], aside, "RAS"),
        ("4", ITEMS[3], "NV", ""),
    ]
    assert seen(titles, rows, Plan((30.0, 220.0, 80.0, 150.0), rules)) == [
        (f"{ITEMS[1]} Deux blocs hors service.", Nature.TO_CORRECT),
        (ITEMS[3], Nature.NOT_VERIFIED),
    ]


def test_a_grid_whose_rows_all_conform_has_no_points() -> None:
    titles = ("Circuit", "Valeur mesurée", "Limite", "Avis")
    rows: list[tuple[str, ...] | str] = [
        ("Prises du hall", "0,8", "2", "C"),
        ("Éclairage du hall", "1,1", "2", "Conforme"),
    ]
    assert seen(titles, rows, Plan((150.0, 100.0, 60.0, 60.0))) == []


@pytest.mark.parametrize("rules", ["grid", "levels"])
def test_headings_of_a_grid_are_neither_points_nor_places(rules: str) -> None:
    titles = ("Point de contrôle", "C", "NC", "SO", "NV", "Commentaire")
    rows: list[tuple[str, ...] | str] = [
        "1. Moyens d'extinction",
        marked(0, "X", ITEMS[0]),
        "2. Éclairage de sécurité",
        marked(1, "X", ITEMS[1]),
    ]
    (one,) = propose(draw(titles, rows, Plan(MARKED.widths, rules)), detectors=(TABLE, GRID))
    assert (one.text, one.place) == (ITEMS[1], "")
