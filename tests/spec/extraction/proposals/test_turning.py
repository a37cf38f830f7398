"""Pages whose text runs sideways, or stands on its head."""

import pytest
from attrs import evolve
from tests.spec.extraction.proposals.drawn_tables import RULES, draw
from tests.spec.extraction.proposals.test_tables_of_observations import ROWS, TITLES, plan, told

from registre_core.extraction import Boxes, Report, Ruling, Sheet, Turn, propose
from registre_core.extraction.boxes import Box
from registre_core.testing.pages import typed

SIDEWAYS = [Turn.DOWN, Turn.OVER, Turn.UP]


def turned(sheet: Sheet, turn: Turn) -> Sheet:
    """Print a page so that its text runs another way."""
    info = sheet.text.info
    width, height = info.width, info.height

    def printed(box: Box) -> Box:
        x0, y0, x1, y1 = box
        places = {
            Turn.DOWN: (height - y1, x0, height - y0, x1),
            Turn.OVER: (width - x1, height - y1, width - x0, height - y0),
            Turn.UP: (y0, width - x1, y1, width - x0),
        }
        return places[turn]

    on_side = turn is not Turn.OVER
    info = evolve(info, width=height, height=width) if on_side else info
    boxes = Boxes.of(map(printed, sheet.text.boxes))
    rulings = tuple(Ruling(*printed((one.x0, one.y0, one.x1, one.y1))) for one in sheet.rulings)
    return Sheet(evolve(sheet.text, info=info, boxes=boxes), rulings)


@pytest.mark.parametrize("turn", SIDEWAYS)
@pytest.mark.parametrize("rules", RULES)
def test_a_table_reads_the_same_whichever_way_it_is_printed(rules: str, turn: Turn) -> None:
    sheets = draw(TITLES, ROWS, plan(rules, bottom=200))

    assert told([turned(sheet, turn) for sheet in sheets]) == list(ROWS)


@pytest.mark.parametrize("turn", SIDEWAYS)
def test_words_are_laid_as_a_reader_holds_the_page(turn: Turn) -> None:
    page = Sheet(typed("Observations\n\n1. Dégager l'issue de secours du préau."))
    (held,), (printed,) = Report.of([page]).leaves, Report.of([turned(page, turn)]).leaves

    assert [token.text for token in printed.tokens] == [token.text for token in held.tokens]
    for one, other in zip(printed.tokens, held.tokens, strict=True):
        assert one.box == pytest.approx(other.box, abs=0.01)


@pytest.mark.parametrize("turn", SIDEWAYS)
def test_what_is_proposed_stands_where_it_is_printed(turn: Turn) -> None:
    page = turned(Sheet(typed("Observations\n\n1. Dégager l'issue de secours du préau.")), turn)
    (one,) = propose([page])
    (part,), (region,) = one.parts, one.regions

    assert region.box == pytest.approx(page.text.boxes.hull(part.start, part.end))


def test_a_heading_on_its_side_turns_no_page() -> None:
    table = typed("Observations\n\n1. Dégager l'issue de secours du préau et la rendre aux élèves.")
    (word,) = turned(Sheet(typed("SYNTHÈSE")), Turn.UP).text.words
    boxes = [*table.boxes, *([(0.0, 0.0, 0.0, 0.0)] * 2), *turned(Sheet(typed("SYNTHÈSE")), Turn.UP).text.boxes]
    page = evolve(table, characters=f"{table.characters}\n\n{word.text}", boxes=Boxes.of(boxes))

    assert [one.text for one in propose([Sheet(page)])] == [one.text for one in propose([Sheet(table)])]
