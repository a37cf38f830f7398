"""Points that a page or a column cuts, and what runs along the edges of pages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core.extraction import Report, Sheet, propose
from registre_core.testing.detectors import proposed, sheets
from registre_core.testing.pages import Typed, drawn

POINTS = (
    "Remplacer l'extincteur à eau pulvérisée du hall d'accueil, dont la date de péremption est dépassée depuis un an.",
    "Dégager l'issue de secours de la cuisine, encombrée par des cartons d'emballage.",
    "Asservir les portes du rez-de-chaussée à la détection incendie ; les ferme-portes défectueux sont à remplacer.",
    "Former le personnel.",
    "Reboucher les traversées de la paroi séparant la chaufferie et la circulation avec un matériau coupe-feu.",
)
WIDTH = 40


def wrapped(text: str, number: int, *, hangs: bool) -> list[str]:
    lines, line = [], f"{number}."
    for word in text.split():
        if len(line) + len(word) >= WIDTH:
            lines.append(line)
            line = "  " if hangs else ""
        line = f"{line} {word}" if line.strip() else f"{line}{word}"
    return [*lines, line]


def listed(*, hangs: bool) -> list[str]:
    return [line for number, text in enumerate(POINTS, 1) for line in wrapped(text, number, hangs=hangs)]


def paged(lines: list[str], breaks: list[int], head: str = "", foot: str = "") -> list[str]:
    bounds = [0, *sorted(set(breaks)), len(lines)]
    pages = []
    for number, (start, end) in enumerate(pairwise(bounds), 1):
        body = ["PRESCRIPTIONS", "", *lines[start:end]] if number == 1 else lines[start:end]
        top = [head.format(number), "", ""] if head else []
        bottom = ["", "", foot.format(number)] if foot else []
        pages.append("\n".join([*top, *body, *[""] * (60 - len(body)), *bottom]))
    return pages


cuts = st.lists(st.integers(1, len(listed(hangs=True)) - 1), max_size=3)


@given(cuts)
def test_page_breaks_anywhere_do_not_change_the_points(breaks: list[int]) -> None:
    assert [one.text for one in proposed(*paged(listed(hangs=True), breaks))] == list(POINTS)


@given(cuts, st.sampled_from(["Page {}", "{}", "- {} -", "Rapport 12/A – page {}/9", "p. {}"]))
def test_nor_do_heads_and_feet(breaks: list[int], foot: str) -> None:
    pages = paged(listed(hangs=True), breaks, "BUREAU VÉRIFIX  Rapport n° 2026-0417", foot)
    assert [one.text for one in proposed(*pages)] == list(POINTS)


@pytest.mark.parametrize("cut", range(1, len(listed(hangs=False))))
def test_lines_that_do_not_hang_are_joined_where_a_sentence_goes_on(cut: int) -> None:
    assert [one.text for one in proposed(*paged(listed(hangs=False), [cut]))] == list(POINTS)


def test_a_point_goes_on_in_the_next_column() -> None:
    lines = listed(hangs=False)
    left = [Typed(line, 2, row) for row, line in enumerate(["ANOMALIES", *lines[:8]], 3)]
    right = [Typed(line, 52, row) for row, line in enumerate(lines[8:], 4)]
    candidates = propose([Sheet(drawn([*left, *right]))])
    assert [one.text for one in candidates] == list(POINTS)
    cut = next(one for one in candidates if len(one.regions) > 1)
    assert [region.x0 < 300 for region in cut.regions] == [True, False]


def test_what_ends_with_its_page_does_not_take_the_next_one() -> None:
    pages = (
        "OBSERVATIONS\n\n1. Former le personnel." + "\n" * 55,
        "Les parties non accessibles le jour de la visite n'ont\npas été examinées.",
    )
    assert [one.text for one in proposed(*pages)] == ["Former le personnel."]


def words(*pages: str) -> list[str]:
    return [" ".join(token.text for token in leaf.tokens) for leaf in Report.of(sheets(*pages)).leaves]


LONG = "\n".join(f"\nligne {'abcdefghij'[n % 10] * 4}" for n in range(28))


@pytest.mark.parametrize("foot", ["Page 1", "page 1/1", "1", "- 1 -", "Page 1 sur 1", "Rapport R-7 – page 1/1"])
def test_a_single_page_loses_its_number_and_nothing_else(foot: str) -> None:
    (kept,) = words(f"Bureau Vérifix\n{LONG}\n\n\n\n\n{foot}")
    assert kept.split() == ["Bureau", "Vérifix", *LONG.split()]


def test_another_number_at_the_foot_of_a_single_page_stays() -> None:
    (kept,) = words(f"{LONG}\n\n\n\n\n412")
    assert kept.endswith("412")


def test_what_repeats_along_the_edges_of_two_pages_is_left_out() -> None:
    bodies = (LONG, LONG.replace("ligne", "rang"))
    pages = [f"VÉRIFIX  Rapport n° 12\nAgence de Testville\n{body}\n\n\n\nDossier 7  Page 1" for body in bodies]
    assert words(*pages) == [" ".join(body.split()) for body in bodies]


def test_left_and_right_pages_have_heads_of_their_own() -> None:
    heads = ("Rapport R-7 de l'agence de Testville", "Établissement Les Tilleuls à Testville")
    pages = [f"{heads[n % 2]}\n\n\n{'wxyz'[n % 4]} {LONG}" for n in range(6)]
    assert words(*pages) == [" ".join(["wxyz"[n % 4], *LONG.split()]) for n in range(6)]


@pytest.mark.parametrize(
    "label", ["Observation n° {}", "{}. Remplacer l'extincteur.", "NC-{}", "{}) Extincteur périmé"]
)
def test_what_may_begin_a_point_is_never_taken_for_a_head(label: str) -> None:
    pages = [f"{label.format(n)}\n\n\n{LONG}" for n in range(1, 6)]
    assert all(kept.startswith(label.format(n)) for n, kept in enumerate(words(*pages), 1))


def test_titles_of_columns_are_never_taken_for_a_head() -> None:
    pages = [f"N°    Localisation    Observation    Priorité\n\n\n{n} {LONG}" for n in range(1, 6)]
    assert all(kept.startswith("N° Localisation") for kept in words(*pages))


def test_rows_of_a_table_that_look_alike_stay_when_there_are_few_pages() -> None:
    pages = ["Hall    Extincteur absent\nCuisine    Hotte encrassée" for _ in range(2)]
    assert words(*pages) == ["Hall Extincteur absent Cuisine Hotte encrassée"] * 2
