"""The logbook on a real database: what the law wants, corrected by another entry, and people who are forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pytest
from attrs import define, field
from pytest_bdd import given, parsers, scenarios, then, when
from tests.features.signing import DATABASE, ON_THE_SPOT, OPERATOR, PARIS, School

from registre_core import Actor, Registre, RegistreError
from registre_core.kernel.people import Named, Participant
from registre_core.logbook import (
    Chapter,
    Disability,
    Draft,
    Drill,
    DrillKind,
    FiledDocument,
    Instructions,
    LogbookEntry,
    StaffDraft,
    WorksDraft,
)
from registre_core.logbook.tables import CHAPTERS
from registre_core.services.logbook import LogbookService

scenarios("registre_complet.feature")

DIAGNOSIS = b"%PDF-1.7 diagnostic"
Table = list[list[str]]


def day(written: str) -> date:
    return datetime.strptime(written, "%d/%m/%Y").replace(tzinfo=PARIS).date()


def drill(on: str, people: int) -> Drill:
    return Drill(day(on), DrillKind.EVACUATION, people, 4)


@define
class Story:
    """What happened so far."""

    school: School
    entries: list[LogbookEntry] = field(factory=list)
    """In the order they were written."""
    filed: FiledDocument | None = None
    refusal: RegistreError | None = None

    @property
    def registre(self) -> Registre:
        return self.school.registre

    @property
    def book(self) -> LogbookService:
        return self.registre.logbook

    @property
    def claire(self) -> Actor:
        return self.school.actor(OPERATOR)

    def attempt(self, deed: Callable[[], LogbookEntry]) -> None:
        try:
            self.entries.append(deed())
        except RegistreError as refusal:
            self.refusal = refusal

    def write(self, content: Draft) -> None:
        self.attempt(lambda: self.book.record(self.claire, site=self.school.site, content=content))

    def correct(self, entry: LogbookEntry, content: Draft) -> None:
        self.attempt(lambda: self.book.correct(self.claire, entry.id, content=content))

    def staff_on(self, written: str) -> list[str]:
        found = self.book.on(self.claire, self.school.site, day(written), chapter=Chapter.STAFF)
        return [one.person.name for one in found if one.person]

    def traces(self, name: str) -> list[str]:
        """Name the files of the database that hold a name."""
        files = self.school.folder.glob(f"{DATABASE}*")
        return [path.name for path in files if name.encode() in path.read_bytes()]

    def drills(self) -> list[int]:
        found = self.book.page(self.claire, chapter=Chapter.DRILL).items
        return [one.content.people for one in found if isinstance(one.content, Drill)]


@pytest.fixture
def story(school: School) -> Story:
    return Story(school)


@given("l’école « Simone-Veil », le 02/03/2026")
def a_school(story: Story) -> None:
    assert date(2026, 3, 2) == story.school.clock.today()


@given("« Claire Morel », qui en répond")
def who_answers_for_it(story: Story) -> None:
    assert OPERATOR in story.school.accounts


@given(parsers.parse("un exercice du {on}, inscrit avec {people:d} personnes"))
def a_drill(story: Story, on: str, people: int) -> None:
    story.write(drill(on, people))


@given(parsers.parse("« Nadia Roche », SSIAP 2 depuis le {on}"))
def a_guard_who_is_known(story: Story, on: str) -> None:
    story.write(StaffDraft(Named(story.school.people[ON_THE_SPOT]), "SSIAP 2", day(on)))


@given(parsers.parse("« {name} », SSIAP 1 depuis le {on}, dont on n’a écrit que le nom"))
def a_guard_who_is_named(story: Story, name: str, on: str) -> None:
    story.write(StaffDraft(Named(name), "SSIAP 1", day(on)))


@when("sont inscrits")
def all_are_written(story: Story, datatable: Table) -> None:
    for chapter, what, on in datatable[1:]:
        story.write(_draft(story, chapter, what, day(on)))
    assert story.refusal is None


def _draft(story: Story, chapter: str, what: str, on: date) -> Draft:
    if chapter == "exercices":
        return Drill(on, DrillKind.EVACUATION, 214, 4)
    if chapter == "travaux":
        return WorksDraft(what, on, contractors=(story.school.company,))
    if chapter == "service de sécurité":
        return StaffDraft(Named(story.school.people[ON_THE_SPOT]), "SSIAP 2", on)
    return Instructions(what, on, "Évacuer vers la cour", tuple(Disability))


@when(parsers.parse("un exercice est inscrit pour le {on}"))
def a_drill_to_come(story: Story, on: str) -> None:
    story.write(drill(on, 214))


@when("des consignes sans texte ni document sont inscrites")
def silent_instructions(story: Story) -> None:
    story.write(Instructions("Consigne générale", story.school.clock.today()))


@when(parsers.re(r"(?:l’|la première )inscription est corrigée avec (?P<people>\d+) personnes"))
def corrected(story: Story, people: str) -> None:
    story.correct(story.entries[0], drill("20/01/2026", int(people)))


@when(parsers.parse("l’inscription est rayée : « {reason} »"))
def retracted(story: Story, reason: str) -> None:
    story.attempt(lambda: story.book.retract(story.claire, story.entries[0].id, reason=reason))


@when(parsers.parse("sa fonction prend fin le {on}"))
def the_duty_ends(story: Story, on: str) -> None:
    duty = story.entries[0]
    assert isinstance(duty.person, Participant)
    story.correct(duty, StaffDraft(duty.person, "SSIAP 2", duty.day, day(on)))


@when(parsers.parse("« {name} » est effacé"))
def somebody_is_erased(story: Story, name: str) -> None:
    person = story.entries[0].person
    assert person is not None
    assert name == person.name
    assert story.traces(name)
    story.registre.workspace.erase_named(story.claire, person.id)


@when(parsers.parse("le diagnostic « {title} » est classé"))
def a_document_is_filed(story: Story, title: str) -> None:
    documents = story.registre.documents
    stored = documents.store(story.claire, BytesIO(DIAGNOSIS), name="diagnostic.pdf")
    story.filed = documents.file(story.claire, site=story.school.site, title=title, document=stored)


@then("le registre contient, du plus récent au plus ancien")
def the_logbook_holds(story: Story, datatable: Table) -> None:
    found = story.book.page(story.claire, site=story.school.site).items
    assert datatable[1:] == [[CHAPTERS[one.chapter], f"{one.day:%d/%m/%Y}"] for one in found]


@then("les consignes règlent l’évacuation de chaque type de handicap")
def every_disability_is_settled(story: Story) -> None:
    [found] = story.book.page(story.claire, chapter=Chapter.INSTRUCTIONS).items
    assert isinstance(found.content, Instructions)
    assert set(Disability) == set(found.content.disabilities)


@then(parsers.parse("c’est refusé : « {code} »"))
def refused(story: Story, code: str) -> None:
    assert story.refusal is not None
    assert code == story.refusal.code


@then("le refus nomme l’inscription qui vaut")
def the_refusal_names_it(story: Story) -> None:
    assert story.refusal is not None
    assert str(story.entries[1].id) == story.refusal.facts["stands"]


@then(parsers.parse("la liste des exercices montre {people:d} personnes"))
def the_list_shows(story: Story, people: int) -> None:
    assert [people] == story.drills()


@then("la liste des exercices est vide")
def the_list_is_empty(story: Story) -> None:
    assert [] == story.drills()


@then(parsers.parse("l’historique montre {first:d} puis {second:d} personnes"))
def the_history_shows(story: Story, first: int, second: int) -> None:
    told = story.book.history(story.claire, story.entries[0].id)
    assert [first, second] == [one.content.people for one in told if isinstance(one.content, Drill)]


@then(parsers.parse("l’historique montre {people:d} personnes, puis la rature « {reason} »"))
def the_history_shows_the_stroke(story: Story, people: int, reason: str) -> None:
    first, second = story.book.history(story.claire, story.entries[0].id)
    assert isinstance(first.content, Drill)
    assert (people, "", reason) == (first.content.people, first.retracted, second.retracted)


@then(parsers.parse("« {name} » est du service de sécurité le {on}"))
def somebody_is_there(story: Story, name: str, on: str) -> None:
    assert [name] == story.staff_on(on)


@then(parsers.parse("personne n’est du service de sécurité le {on}"))
def nobody_is_there(story: Story, on: str) -> None:
    assert [] == story.staff_on(on)


@then(parsers.parse("le nom « {name} » ne se trouve plus dans la base"))
def the_name_is_gone(story: Story, name: str) -> None:
    story.registre.close()
    assert [] == story.traces(name)


@then("la chaîne du registre tient")
def the_chain_holds(story: Story) -> None:
    assert story.registre.register.verify(story.claire).is_intact


@then("il se relit tel qu’il a été remis")
def it_is_read_back(story: Story) -> None:
    assert story.filed is not None
    with story.registre.documents.open(story.claire, story.filed.id) as stream:
        assert DIAGNOSIS == stream.read()
