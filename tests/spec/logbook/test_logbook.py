"""The logbook holds what the law wants beside checks; what was written is corrected by another entry."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from registre_core.kernel.errors import InvalidInput, NotFound
from registre_core.kernel.people import Named, Participant
from registre_core.kernel.reasons import Mark
from registre_core.kernel.signatories import PersonKind
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.logbook import (
    CONTENTS,
    Chapter,
    Content,
    SafetyStaff,
    StaffDraft,
    WorksDraft,
    corrected,
    may_correct,
    may_stand_in,
    may_write,
    standing_on,
)
from registre_core.logbook.tables import CHAPTERS, DISABILITIES, DRILLS, KEEPING, NEVER_OVERWRITTEN
from registre_core.testing.builders import IDS, a_document
from registre_core.testing.building import (
    a_drill,
    a_drill_entry,
    a_duty,
    a_participant,
    an_entry_of,
    some_instructions,
    some_works,
)

TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
SAYING: dict[Chapter, Content] = {
    Chapter.DRILL: a_drill(),
    Chapter.WORKS: some_works(),
    Chapter.STAFF: a_duty(),
    Chapter.INSTRUCTIONS: some_instructions(),
}
DRILL = a_drill_entry()


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


@pytest.mark.parametrize("chapter, content", SAYING.items(), ids=SAYING)
def test_an_entry_stands_in_the_chapter_of_what_it_says(chapter: Chapter, content: Content) -> None:
    assert CONTENTS[chapter] is type(content)
    assert chapter is an_entry_of(content).chapter


def test_an_entry_is_about_the_day_on_which_it_begins() -> None:
    days = [an_entry_of(content).day for content in SAYING.values()]

    assert [date(2026, 1, 20), date(2026, 2, 16), date(2026, 1, 1), date(2026, 1, 5)] == days


@pytest.mark.parametrize(
    "build, name", [(some_works, "ended_on"), (a_duty, "until_day"), (some_instructions, "until_day")]
)
def test_what_lasts_ends_on_the_day_it_begins_or_later(build: Any, name: str) -> None:  # noqa: ANN401  # a builder
    begins = an_entry_of(build()).day

    assert build(**{name: begins}).is_on(begins)
    with pytest.raises(InvalidInput) as refusal:
        build(**{name: date.fromordinal(begins.toordinal() - 1)})
    assert [name] == [problem.path for problem in refusal.value.problems]


@pytest.mark.parametrize(
    "build, name", [(some_works, "ended_on"), (a_duty, "until_day"), (some_instructions, "until_day")]
)
def test_what_lasts_is_on_from_its_first_day_to_its_last_both_included(build: Any, name: str) -> None:  # noqa: ANN401
    first, last = an_entry_of(build()).day, date(2026, 2, 25)
    days = [date.fromordinal(first.toordinal() - 1), first, last, date(2026, 2, 26), date(2099, 1, 1)]

    assert [False, True, True, False, False] == [build(**{name: last}).is_on(day) for day in days]
    assert [False, True, True, True, True] == [build(**{name: None}).is_on(day) for day in days]


def test_a_drill_is_on_its_day_only() -> None:
    assert [False, True, False] == [a_drill().is_on(date(2026, 1, day)) for day in (19, 20, 21)]


def test_a_drill_is_written_down_once_it_was_held() -> None:
    assert YES == may_write(a_drill(held_on=TODAY), (), TODAY)
    (reason,) = may_write(a_drill(held_on=TOMORROW), (), TODAY).reasons
    assert ("drill-in-the-future", "2026-03-03") == (reason.code, reason.facts["held_on"])


def test_works_a_duty_and_instructions_may_begin_later() -> None:
    later: list[Content] = [
        some_works(started_on=TOMORROW, ended_on=None),
        a_duty(from_day=TOMORROW),
        some_instructions(in_force_on=TOMORROW),
    ]

    assert [YES] * 3 == [may_write(content, (), TODAY) for content in later]


def test_instructions_say_what_to_do_in_words_or_in_a_document() -> None:
    silent = some_instructions(text=" \n")

    assert ["instructions-say-nothing"] == codes(may_write(silent, (), TODAY))
    assert YES == may_write(silent, [a_document()], TODAY)


def test_an_entry_is_corrected_once_and_the_refusal_names_the_one_that_stands() -> None:
    second, third = a_drill_entry(corrects=DRILL.id), a_drill_entry()
    first = corrected(DRILL, second.id)

    assert YES == may_correct(DRILL, DRILL.id)
    (reason,) = may_correct(first, third.id).reasons
    assert ("logbook-entry-corrected", str(third.id)) == (reason.code, reason.facts["stands"])
    assert [True, False] == [DRILL.holds, first.holds]


def test_what_takes_an_entry_back_does_not_hold_and_cannot_be_corrected() -> None:
    retraction = a_drill_entry(corrects=DRILL.id, retracted="inscrit deux fois")

    assert not retraction.holds
    assert ["logbook-entry-retracted"] == codes(may_correct(retraction, retraction.id))


def test_an_entry_is_corrected_in_its_own_chapter() -> None:
    assert YES == may_stand_in(DRILL, an_entry_of(a_drill(people=3)))
    (reason,) = may_stand_in(DRILL, an_entry_of(some_works())).reasons
    assert ("another-chapter", {"chapter": "drill", "given": "works"}) == (reason.code, reason.facts)


@pytest.mark.parametrize(
    "given, code",
    [
        ({"corrects": DRILL.id}, "logbook-entry-corrects-itself"),
        ({"corrected_by": DRILL.id}, "logbook-entry-corrects-itself"),
        ({"retracted": "inscrit deux fois"}, "nothing-to-retract"),
    ],
)
def test_an_entry_corrects_and_takes_back_another_one(given: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        evolve(DRILL, **given)

    assert code == refusal.value.code


def test_what_stands_on_a_day_is_what_holds_and_is_on() -> None:
    there, gone = an_entry_of(a_duty()), an_entry_of(a_duty(until_day=date(2026, 2, 28)))
    wrong = corrected(an_entry_of(a_duty()), there.id)
    written_twice = an_entry_of(a_duty(), corrects=IDS.new(), retracted="inscrit deux fois")

    assert (there,) == standing_on([there, gone, wrong, written_twice], TODAY)
    assert (there, gone) == standing_on([there, gone, wrong, written_twice], date(2026, 2, 28))


def test_staff_and_works_name_somebody_and_nothing_else_does() -> None:
    architect, duty = a_participant(capacity="maître d’œuvre"), a_duty()

    assert duty.person == an_entry_of(duty).person
    assert architect == an_entry_of(some_works(architect=architect)).person
    assert [None] * 3 == [
        an_entry_of(content).person for chapter, content in SAYING.items() if chapter is not Chapter.STAFF
    ]


def test_a_document_of_an_entry_is_found_by_its_digest() -> None:
    paper = a_document()
    entry = a_drill_entry(documents=(paper,))

    assert paper == entry.document(paper.digest)
    with pytest.raises(NotFound) as refusal:
        DRILL.document(paper.digest)
    assert "document-not-found" == refusal.value.code


def test_a_draft_becomes_what_it_says_with_the_name_that_is_given() -> None:
    person = Participant(PersonKind.NAMED, IDS.new(), "Paul Agent")
    duty = StaffDraft(Named("Paul Agent"), "SSIAP 1", TODAY, TOMORROW)
    works = WorksDraft("Peinture", TODAY, TOMORROW)

    assert SafetyStaff(person, "SSIAP 1", TODAY, TOMORROW) == duty.naming(person)
    assert some_works(nature="Peinture", started_on=TODAY, ended_on=TOMORROW) == works.naming(None)


def test_the_law_is_named_with_how_far_it_was_read() -> None:
    assert ("CCH R. 143-44", Mark.SECOND_HAND) == (KEEPING.text, KEEPING.mark)
    assert NEVER_OVERWRITTEN.text.startswith("House rule")


def test_every_chapter_drill_and_disability_has_a_label_of_its_own() -> None:
    labels = [*CHAPTERS.values(), *DRILLS.values(), *DISABILITIES.values()]

    assert len(set(labels)) == len(labels) == 4 + 4 + 4
