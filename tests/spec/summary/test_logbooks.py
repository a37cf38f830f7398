"""What the logbooks of many sites hold on a day."""

from datetime import date

import pytest
from tests.spec.summary.world import POOL, SCHOOL, TODAY, days_ago, written

from registre_core.kernel.identifiers import ContactId, LogbookId
from registre_core.kernel.people import Participant
from registre_core.kernel.signatories import PersonKind
from registre_core.logbook import Content, Disability, Drill, DrillKind, Instructions, SafetyStaff, Works
from registre_core.summary import LogbookFigures, Span, logbooks
from registre_core.testing.builders import IDS

CLAIRE = Participant(PersonKind.CONTACT, ContactId(IDS.new()), "Claire Morel")


def drill(day: date) -> Drill:
    return Drill(day, DrillKind.EVACUATION, 120, 4)


def duty(first: date, last: date | None = None) -> SafetyStaff:
    return SafetyStaff(CLAIRE, "SSIAP 2", first, last)


def figures(*contents: Content) -> LogbookFigures:
    return logbooks([written(one) for one in contents], TODAY)[SCHOOL]


def test_each_site_is_counted_for_itself() -> None:
    found = logbooks([written(drill(TODAY)), written(drill(days_ago(9)), POOL), written(drill(TODAY), POOL)], TODAY)

    assert {SCHOOL: 1, POOL: 2} == {site: one.drills.count for site, one in found.items()}


def test_a_site_without_an_entry_is_not_there() -> None:
    assert {} == logbooks([], TODAY)


def test_drills_and_works_span_from_the_first_to_the_last() -> None:
    found = figures(drill(days_ago(3)), drill(days_ago(90)), drill(days_ago(40)), Works("Toiture", days_ago(7)))

    assert (Span(3, days_ago(90), days_ago(3)), Span(1, days_ago(7), days_ago(7))) == (found.drills, found.works)


@pytest.mark.parametrize(
    "last, is_there", [(None, True), (TODAY, True), (days_ago(1), False)], ids=["no end", "today", "yesterday"]
)
def test_somebody_of_the_safety_service_is_there_until_his_last_day_inclusive(
    last: date | None, *, is_there: bool
) -> None:
    found = figures(duty(days_ago(300), last))

    assert (int(is_there), None if is_there else last) == (found.staff.count, found.staff_until)


def test_the_last_one_to_leave_counts() -> None:
    found = figures(duty(days_ago(300), days_ago(10)), duty(days_ago(300), days_ago(50)))

    assert days_ago(10) == found.staff_until


def test_a_way_out_is_there_since_the_first_instruction_that_settles_it() -> None:
    found = figures(
        Instructions("Consigne générale", days_ago(20), disabilities=(Disability.MOTOR, Disability.VISUAL)),
        Instructions("Consigne PMR", days_ago(400), disabilities=(Disability.MOTOR,)),
    )

    assert {Disability.MOTOR: days_ago(400), Disability.VISUAL: days_ago(20)} == found.evacuation
    assert 2 == found.instructions.count


@pytest.mark.parametrize(
    "content", [drill(TODAY), Works("Toiture", TODAY), duty(TODAY), Instructions("Consigne", TODAY)], ids=type
)
def test_an_entry_that_another_one_stands_in_for_counts_for_nothing(content: Content) -> None:
    corrected = written(content, corrected_by=LogbookId(IDS.new()))

    assert {} == logbooks([corrected], TODAY)


def test_what_is_to_come_counts_for_nothing_yet() -> None:
    assert {} == logbooks([written(drill(date(2026, 11, 27)))], TODAY)


@pytest.mark.parametrize("last, is_there", [(None, True), (TODAY, True), (days_ago(1), False)], ids=str)
def test_instructions_hold_until_their_last_day_inclusive(last: date | None, *, is_there: bool) -> None:
    said = Instructions("Consigne", days_ago(20), disabilities=(Disability.MOTOR,), until_day=last)
    found = figures(said)

    assert (int(is_there), None if is_there else last) == (found.instructions.count, found.instructions_until)
    assert ([Disability.MOTOR] if is_there else []) == list(found.evacuation)
