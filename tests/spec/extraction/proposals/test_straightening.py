"""Scans laid straight."""

from __future__ import annotations

from math import radians, tan

import pytest
from attrs import evolve

from registre_core.extraction import Boxes, PageText, Report, Ruling, Sheet, propose
from registre_core.testing.pages import typed

PAGE = typed(
    "\n\n" + "\n".join(f"ligne {n} de ce rapport de vérification des moyens de secours du site" for n in range(20))
)


def tilted(page: PageText, degrees: float) -> PageText:
    """Move each character as a scanner that pulls the paper in askew does."""
    slope = tan(radians(degrees))
    middle_x, middle_y = page.info.width / 2, page.info.height / 2
    boxes = []
    for x0, y0, x1, y1 in page.boxes:
        down = slope * ((x0 + x1) / 2 - middle_x)
        right = -slope * ((y0 + y1) / 2 - middle_y)
        boxes.append((x0 + right, y0 + down, x1 + right, y1 + down))
    return evolve(page, boxes=Boxes.of(boxes))


@pytest.mark.parametrize("degrees", [-3.0, -1.5, -0.5, 0.3, 0.7, 1.2, 2.5])
def test_lines_of_a_page_that_went_askew_are_level_again(degrees: float) -> None:
    (straight,) = Report.of([Sheet(PAGE)]).leaves
    (laid,) = Report.of([Sheet(tilted(PAGE, degrees))]).leaves
    for token, expected in zip(laid.tokens, straight.tokens, strict=True):
        assert token.box == pytest.approx(expected.box, abs=2.0)


@pytest.mark.parametrize("degrees", [-1.5, 1.5])
def test_points_are_the_same_on_a_page_that_went_askew(degrees: float) -> None:
    page = typed(
        "OBSERVATIONS FORMULÉES\n\n"
        + "\n".join(
            f"{n}. Remplacer l'extincteur de la salle {n},\n   périmé depuis longtemps. (MS 39)" for n in range(1, 9)
        )
        + "\n\nCONCLUSION\n\nAvis favorable."
    )
    straight, laid = propose([Sheet(page)]), propose([Sheet(tilted(page, degrees))])
    assert len(straight) == 8
    assert [(one.text, one.parts) for one in laid] == [(one.text, one.parts) for one in straight]


def test_characters_keep_the_places_that_they_have_on_the_page() -> None:
    page = tilted(
        typed("OBSERVATIONS\n\n" + "\n".join(f"{n}. Dégager l'issue du local {n}." for n in range(1, 9))), 2.0
    )
    for one in propose([Sheet(page)]):
        (part,), (region,) = one.parts, one.regions
        assert region.box == pytest.approx(page.boxes.hull(part.start, part.end))


def test_a_straight_page_is_left_as_it_is() -> None:
    ruling = Ruling(10, 100, 500, 100)
    (leaf,) = Report.of([Sheet(PAGE, (ruling,))]).leaves
    assert leaf.rulings == (ruling,)
    assert [token.box for token in leaf.tokens] == [(word.x0, word.y0, word.x1, word.y1) for word in PAGE.words]


def test_lines_that_are_drawn_are_turned_back_with_the_words() -> None:
    (leaf,) = Report.of([Sheet(tilted(PAGE, 1.0), (Ruling(500, 100, 560, 100),))]).leaves
    (ruling,) = leaf.rulings
    assert ruling.y0 == ruling.y1 == pytest.approx(100 - tan(radians(1.0)) * (530 - 300), abs=0.5)


@pytest.mark.parametrize("page", ["", "un", "un deux trois quatre cinq"])
def test_a_page_with_little_on_it_is_not_turned(page: str) -> None:
    (leaf,) = Report.of([Sheet(tilted(typed(page), 2.0))]).leaves
    assert [token.box for token in leaf.tokens] == [
        tuple(tilted(typed(page), 2.0).boxes.hull(t.start, t.end)) for t in leaf.tokens
    ]
