"""What a permit is warned of: told, and nothing forbidden for it."""

from datetime import datetime, timedelta

import pytest
from attrs import evolve
from tests.spec.permits.world import (
    ACTIVE,
    CLOSED,
    DRAFT,
    END,
    ENDED,
    HOUSE,
    MOMENT,
    SOMEBODY,
    START,
    WAITING,
    after,
    minutes,
    with_records,
)

from registre_core.kernel.reasons import Mark
from registre_core.permits import CHECKLIST, HotWorkPermit, Measure, WatchPlan, warnings, work_ended
from registre_core.testing.signing import a_measure, a_round

ED_6030 = "INRS ED 6030: at least two hours of watch; stop two hours before closing when no watch is possible"


def told(permit: HotWorkPermit) -> list[str]:
    return [reason.code for reason in warnings(permit)]


def closing_at(permit: HotWorkPermit, moment: datetime) -> HotWorkPermit:
    return evolve(permit, site_closes_at=moment)


UNWATCHED = evolve(DRAFT, watch=None)
EVENINGS = [
    (closing_at(DRAFT, after(120)), [], "the last round is made as the door shuts"),
    (closing_at(DRAFT, after(120) - MOMENT), ["watch-passes-closing"], ED_6030),
    (closing_at(WAITING, END), ["watch-passes-closing"], "told before work begins, by the end of its validity"),
    (closing_at(ACTIVE, END), ["watch-passes-closing"], ED_6030),
    (closing_at(work_ended(ACTIVE, END - minutes(120)), END), [], "it stopped two hours before"),
    (closing_at(work_ended(ACTIVE, END - minutes(119)), END), ["watch-passes-closing"], ED_6030),
    (closing_at(UNWATCHED, after(120)), [], ED_6030),
    (closing_at(UNWATCHED, after(119)), ["stops-too-late"], ED_6030),
    (closing_at(evolve(DRAFT, watch=WatchPlan((30, 180))), after(120)), ["watch-passes-closing"], "a longer watch"),
    (evolve(DRAFT, watch=WatchPlan((30, 119))), ["watch-too-short"], ED_6030),
    (evolve(DRAFT, watch=WatchPlan((30, 120))), [], ED_6030),
    (DRAFT, [], "nobody said when the site closes"),
    (closing_at(CLOSED, END), [], "it is over"),
]


@pytest.mark.parametrize("permit, expected, source", EVENINGS)
def test_who_works_late_is_warned_that_nobody_will_be_there(
    permit: HotWorkPermit, expected: list[str], source: str
) -> None:
    assert expected == told(permit), source


def test_the_warning_says_until_when_somebody_has_to_stay_and_which_text_asks_for_it() -> None:
    (reason,) = warnings(closing_at(ACTIVE, after(30)))

    assert {"ends_at": after(120).isoformat(), "closes_at": after(30).isoformat()} == reason.facts
    assert ("INRS ED 6030", Mark.SECOND_HAND) == (reason.source.text, reason.source.mark)


TO_TICK = a_measure()
PRECAUTIONS = [
    (WAITING, (TO_TICK,), []),
    (ACTIVE, (TO_TICK,), ["measures-not-ticked"]),
    (ENDED, (TO_TICK,), ["measures-not-ticked"]),
    (ACTIVE, (evolve(TO_TICK, done_at=START, done_by=SOMEBODY),), []),
    (ACTIVE, (evolve(TO_TICK, applies=False),), []),
    (ACTIVE, tuple(one for one in CHECKLIST if one.stage != "before"), []),
]


@pytest.mark.parametrize("permit, measures, expected", PRECAUTIONS)
def test_work_that_began_without_its_precautions_is_told(
    permit: HotWorkPermit, measures: tuple[Measure, ...], expected: list[str]
) -> None:
    assert expected == told(evolve(permit, measures=measures)), HOUSE


def test_something_that_was_found_is_told_until_somebody_finds_the_place_clear() -> None:
    smoke, clear = a_round(30, is_clear=False, comment="Odeur de brûlé"), a_round(60)

    assert [["round-not-clear"], []] == [told(with_records(ENDED, records)) for records in ([smoke], [clear, smoke])], (
        "whoever looked last decides, whoever was heard of last"
    )


def test_a_warning_forbids_nothing() -> None:
    late = closing_at(ACTIVE, START + timedelta(hours=1))

    assert END == work_ended(late, END).work_ended_at
