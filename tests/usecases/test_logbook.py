"""What is written into the logbook stays; another entry stands in for it, and both are read."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from attrs import evolve
from tests.usecases.calling import do_nothing_with
from tests.usecases.town import REPORT_BYTES, TODAY, Town

from registre_core import InvalidInput, NotFound, RuleViolation
from registre_core.kernel.identifiers import ContractorId
from registre_core.kernel.pages import Total
from registre_core.kernel.people import Named, Participant
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.logbook import Chapter, Drill, LogbookEntry, SafetyStaff, StaffDraft, Works, WorksDraft
from registre_core.testing.builders import IDS
from registre_core.testing.building import a_drill, a_participant, some_instructions

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
FIRST_DAY = date(2026, 1, 1)


def refusal_of(do: Callable[[], object]) -> RuleViolation:
    with pytest.raises(RuleViolation) as refusal:
        do()
    return refusal.value


def correct(town: Town, entry: LogbookEntry, people: int) -> LogbookEntry:
    return town.registre.logbook.correct(town.mayor, entry.id, content=a_drill(people=people))


def test_an_entry_says_who_wrote_it_and_when_with_its_documents(town: Town) -> None:
    drill = Drill(YESTERDAY, a_drill().kind, people=212, minutes=5)
    entry = town.registre.logbook.record(town.mayor, site=town.school.id, content=drill, documents=[town.report])

    assert (drill, (town.report,), True) == (entry.content, entry.documents, entry.holds)
    assert (town.mayor.id, town.clock.now()) == (entry.recorded_by, entry.recorded_at)
    assert entry == town.registre.logbook.show(town.mayor, entry.id)


def test_the_safety_service_is_named_as_storage_names_it(town: Town) -> None:
    contact = PersonKey(PersonKind.CONTACT, town.contact.id)
    draft = StaffDraft(Named(contact, "chef d’équipe"), "SSIAP 2", FIRST_DAY)
    entry = town.registre.logbook.record(town.mayor, site=town.school.id, content=draft)

    person = Participant(PersonKind.CONTACT, town.contact.id, "Hélène Lefèvre", "chef d’équipe")
    assert SafetyStaff(person, "SSIAP 2", FIRST_DAY) == entry.content


def test_works_name_firms_of_the_workspace_and_who_directs_them(town: Town) -> None:
    draft = WorksDraft("Remplacement de la centrale SSI", FIRST_DAY, None, (town.firm.id,), Named("Inès Architecte"))
    works = town.registre.logbook.record(town.mayor, site=town.school.id, content=draft).content

    assert isinstance(works, Works)
    assert works.architect is not None
    assert ((town.firm.id,), "Inès Architecte") == (works.contractors, works.architect.name)
    with pytest.raises(NotFound) as refusal:
        stranger = evolve(draft, contractors=(ContractorId(IDS.new()),))
        town.registre.logbook.record(town.mayor, site=town.school.id, content=stranger)
    assert "contractor-not-found" == refusal.value.code


def test_what_cannot_be_written_is_refused_for_its_reason(town: Town) -> None:
    def write(content: Drill) -> object:
        return town.registre.logbook.record(town.mayor, site=town.school.id, content=content)

    assert "drill-in-the-future" == refusal_of(lambda: write(a_drill(held_on=TOMORROW))).code
    backwards = WorksDraft("Peinture", TODAY, YESTERDAY)
    with pytest.raises(InvalidInput) as refusal:
        town.registre.logbook.record(town.mayor, site=town.school.id, content=backwards)
    assert "works-end-before-they-start" == refusal.value.code


def test_instructions_may_lie_in_a_document(town: Town) -> None:
    silent, write = some_instructions(text=""), town.registre.logbook.record
    said = write(town.mayor, site=town.school.id, content=silent, documents=[town.report])

    assert silent == said.content
    assert "instructions-say-nothing" == refusal_of(lambda: write(town.mayor, site=town.school.id, content=silent)).code


def test_a_correction_is_another_entry_and_the_first_one_stays_as_it_was_written(town: Town) -> None:
    first = town.at_hand.drill
    second = correct(town, first, 241)
    kept = town.registre.logbook.show(town.mayor, first.id)

    assert (first.id, True, first.site_id) == (second.corrects, second.holds, second.site_id)
    assert evolve(first, corrected_by=second.id, version=2) == kept
    assert (first.documents, a_drill(people=241)) == (second.documents, second.content)


def test_what_was_corrected_is_corrected_no_more_and_the_refusal_names_the_one_that_stands(town: Town) -> None:
    first = town.at_hand.drill
    third = correct(town, correct(town, first, 241), 242)

    refused = refusal_of(lambda: correct(town, first, 243))
    assert ("logbook-entry-corrected", str(third.id)) == (refused.code, refused.facts["stands"])
    retracting = refusal_of(lambda: town.registre.logbook.retract(town.mayor, first.id, reason="erreur"))
    assert ("logbook-entry-corrected", str(third.id)) == (retracting.code, retracting.facts["stands"])


def test_the_history_of_an_entry_is_the_same_from_wherever_one_asks(town: Town) -> None:
    first = town.at_hand.drill
    second = correct(town, first, 241)
    third = correct(town, second, 242)
    told = [town.registre.logbook.history(town.mayor, one.id) for one in (first, second, third)]

    assert [[first.id, second.id, third.id]] * 3 == [[one.id for one in history] for history in told]
    assert [False, False, True] == [one.holds for one in told[0]]


def test_an_entry_that_should_never_have_been_written_is_taken_back_and_stays_to_be_read(town: Town) -> None:
    book, first = town.registre.logbook, town.at_hand.drill
    gone = book.retract(town.mayor, first.id, reason="inscrit deux fois")

    assert (first.id, first.content, "inscrit deux fois") == (gone.corrects, gone.content, gone.retracted)
    assert () == book.page(town.mayor, site=town.school.id, chapter=Chapter.DRILL).items
    both = book.page(town.mayor, site=town.school.id, chapter=Chapter.DRILL, corrected=True).items
    assert {first.id, gone.id} == {one.id for one in both}
    assert (gone.id,) == tuple(one.id for one in book.history(town.mayor, first.id) if one.retracted)
    assert "logbook-entry-retracted" == refusal_of(lambda: correct(town, gone, 3)).code


def test_nothing_is_taken_back_without_a_reason(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.logbook.retract(town.mayor, town.at_hand.drill.id, reason="  ")

    assert "blank-text" == refusal.value.code


def test_an_entry_is_corrected_in_its_own_chapter(town: Town) -> None:
    wrong = WorksDraft("Peinture", FIRST_DAY)

    assert (
        "another-chapter"
        == refusal_of(lambda: town.registre.logbook.correct(town.mayor, town.at_hand.drill.id, content=wrong)).code
    )


def test_whom_an_entry_names_stays_the_same_person_when_it_is_corrected(town: Town) -> None:
    write, fix = town.registre.logbook.record, town.registre.logbook.correct
    first = write(town.mayor, site=town.school.id, content=StaffDraft(Named("Paul Agent"), "SSIAP 1", FIRST_DAY))
    assert first.person is not None
    second = fix(town.mayor, first.id, content=StaffDraft(first.person, "SSIAP 1", FIRST_DAY, YESTERDAY))
    third = fix(town.mayor, second.id, content=StaffDraft(Named("Paul Agent"), "SSIAP 2", FIRST_DAY, YESTERDAY))

    assert first.person == second.person == third.person
    with pytest.raises(NotFound) as refusal:
        fix(town.mayor, third.id, content=StaffDraft(a_participant(), "SSIAP 2", FIRST_DAY))
    assert "person-not-found" == refusal.value.code


def test_the_duty_of_somebody_who_was_erased_can_still_be_ended(town: Town) -> None:
    town.registre.workspace.erase_contact(town.mayor, town.contact.id)
    duty = town.registre.logbook.show(town.mayor, town.at_hand.duty.id)
    assert duty.person is not None
    ended = town.registre.logbook.correct(
        town.mayor, duty.id, content=StaffDraft(duty.person, "SSIAP 2", FIRST_DAY, YESTERDAY)
    )

    assert ended.person is not None
    assert "Personne effacée" == ended.person.name
    assert town.registre.register.verify(town.mayor).is_intact


def test_who_is_of_the_safety_service_on_a_day_is_what_holds_by_now(town: Town) -> None:
    book, duty = town.registre.logbook, town.at_hand.duty
    assert (duty,) == book.on(town.mayor, town.school.id, chapter=Chapter.STAFF)
    assert () == book.on(town.mayor, town.school.id, date(2025, 12, 31), chapter=Chapter.STAFF)
    assert duty.person is not None

    until = StaffDraft(duty.person, "SSIAP 2", FIRST_DAY, YESTERDAY)
    ended = book.correct(town.mayor, duty.id, content=until)
    assert () == book.on(town.mayor, town.school.id, chapter=Chapter.STAFF)
    assert (ended,) == book.on(town.mayor, town.school.id, YESTERDAY, chapter=Chapter.STAFF)


def test_everything_that_is_on_is_told_however_much_there_is(town: Town) -> None:
    for place in range(205):
        works = WorksDraft("Peinture", FIRST_DAY + timedelta(days=place % 20))
        town.registre.logbook.record(town.mayor, site=town.school.id, content=works)

    on = town.registre.logbook.on(town.mayor, town.school.id)
    assert 206 == len(on), "the works, and the duty of the contact"


def test_the_logbook_is_listed_the_latest_first_for_the_sites_of_whoever_asks(town: Town) -> None:
    reader, page = town.holder("logbook.consult", sites=[town.school.id]), town.registre.logbook.page
    told = page(reader, counted=True)

    assert (town.at_hand.drill, town.at_hand.duty) == told.items
    assert Total(2) == told.total
    assert () == page(reader, site=town.pool.id).items
    assert (town.at_hand.duty,) == page(reader, until_day=FIRST_DAY).items
    assert (town.at_hand.drill,) == page(reader, from_day=date(2026, 1, 2)).items


def test_a_document_of_an_entry_can_be_opened(town: Town) -> None:
    opened = town.registre.logbook.open_document(town.mayor, town.at_hand.drill.id, town.report.digest)

    assert REPORT_BYTES == do_nothing_with(opened)
