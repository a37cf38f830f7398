"""What the law wants in the register, from which day on, and which text says so."""

from collections import Counter
from datetime import date, timedelta

import pytest
from tests.spec.summary.world import BEFORE, TODAY

from registre_core.kernel.reasons import Mark
from registre_core.summary import REQUIRED, REWRITTEN, Item, required
from registre_core.summary.tables import CORRECTIONS, FORMER, REGISTER


def test_the_law_lists_eight_things_in_the_order_people_read_them() -> None:
    assert [
        (Item.CHECKS, ("CCH R. 143-44", "CCH R. 141-10")),
        (Item.OBSERVATIONS, ("CCH R. 143-44",)),
        (Item.MEASURES, ("CCH R. 141-10",)),
        (Item.INSTRUCTIONS, ("CCH R. 143-44", "CCH R. 141-10")),
        (Item.EVACUATION, ("CCH R. 143-44",)),
        (Item.STAFF, ("CCH R. 143-44",)),
        (Item.DRILLS, ("CCH R. 143-44",)),
        (Item.WORKS, ("CCH R. 143-44",)),
    ] == [(one.item, tuple(source.text for source in one.sources)) for one in required(TODAY)]


def test_drills_and_measures_are_asked_for_from_the_first_of_july_2026_on() -> None:
    before, since = ({one.item for one in required(day)} for day in (BEFORE, REWRITTEN))

    assert {Item.DRILLS, Item.MEASURES} == since - before
    assert set() == before - since


@pytest.mark.parametrize("day", [date(2021, 7, 1), BEFORE, REWRITTEN, TODAY, date(2099, 1, 1)], ids=str)
def test_no_day_asks_for_the_same_thing_twice(day: date) -> None:
    counts = Counter(one.item for one in required(day))

    assert counts
    assert {1} == set(counts.values())


def test_what_is_asked_for_follows_upon_what_was_without_a_gap() -> None:
    ends = {one.item: one.until_day for one in REQUIRED if one.until_day}
    begins = {one.item: one.from_day for one in REQUIRED if one.item in ends and one.until_day is None}

    assert begins == {item: end + timedelta(days=1) for item, end in ends.items()}


def test_every_row_says_how_far_its_text_was_checked() -> None:
    """The present wording was read in one second-hand source; the former one in two independent ones."""
    assert [Mark.SECOND_HAND, Mark.SECOND_HAND, Mark.VERIFIED] == [REGISTER.mark, CORRECTIONS.mark, FORMER.mark]
