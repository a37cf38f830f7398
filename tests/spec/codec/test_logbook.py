"""An entry of the logbook as it is stored: what it says stands under the name of its chapter, and people lie beside."""

import json
from itertools import count
from typing import Any

import pytest
from attrs import evolve

from registre_core.codec import canonical_bytes, compose, from_builtins, public_builtins, read_entry, to_builtins
from registre_core.commissions import VisitRecorded
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.logbook import Content, LogbookEntry, LogbookRecorded
from registre_core.register import Entry
from registre_core.testing.builders import IDS, an_entry
from registre_core.testing.building import (
    a_drill,
    a_drill_entry,
    a_duty,
    a_participant,
    a_visit,
    an_entry_of,
    some_instructions,
    some_works,
)

TOWN = WorkspaceId(IDS.new())
SAYING = {
    "drill": a_drill(),
    "works": some_works(architect=a_participant()),
    "works without architect": some_works(architect=None),
    "staff": a_duty(),
    "instructions": some_instructions(),
}
ANAIS, PAUL = a_participant(name="Anaïs"), a_participant(name="Paul")


def problems_of(content: object) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        from_builtins(LogbookEntry, {**to_builtins(a_drill_entry()), "content": content})
    return {problem.path: problem.message for problem in refusal.value.problems}


def entry_of(fact: Fact) -> Entry:
    numbers = count(1)
    body, parts = compose(fact, Actor.operator(TOWN), None, lambda: bytes([next(numbers)]) * 32)
    return an_entry(TOWN, body=body, personal=parts)


def without(entry: Entry, person: Any) -> Entry:  # noqa: ANN401  # an identifier
    return evolve(entry, personal=tuple(part for part in entry.personal if part.person != person.id))


def test_what_an_entry_says_is_stored_with_the_name_of_its_chapter() -> None:
    assert {
        "chapter": "drill",
        "held_on": "2026-01-20",
        "kind": "evacuation",
        "people": 214,
        "minutes": 4,
        "remarks": "Alarme inaudible dans le préau",
    } == to_builtins(a_drill_entry())["content"]


@pytest.mark.parametrize("content", SAYING.values(), ids=SAYING)
def test_an_entry_is_read_back_whole_from_its_canonical_bytes(content: Content) -> None:
    entry = an_entry_of(content)

    assert entry == from_builtins(LogbookEntry, json.loads(canonical_bytes(to_builtins(entry))))


def test_a_content_of_no_chapter_is_refused() -> None:
    drill = to_builtins(a_drill_entry())["content"]
    nameless = {name: value for name, value in drill.items() if name != "chapter"}

    said = "expected one of 'drill', 'works', 'staff', 'instructions' under 'chapter', not "
    assert {"content": f"{said}None"} == problems_of(nameless)
    assert {"content": f"{said}'fire'"} == problems_of({**drill, "chapter": "fire"})
    assert {"content": f"{said}['drill']"} == problems_of({**drill, "chapter": ["drill"]})
    assert {"content": "expected an object, not list"} == problems_of([drill])


def test_a_content_has_the_fields_of_its_chapter_and_no_other() -> None:
    drill = to_builtins(a_drill_entry())["content"]

    assert {
        "content.held_on": "the field is missing",
        "content.nature": "there is no such field",
    } == problems_of({**{name: value for name, value in drill.items() if name != "held_on"}, "nature": "peinture"})


def test_the_public_form_of_a_content_leaves_the_name_out() -> None:
    duty = a_duty()
    told = public_builtins(an_entry_of(duty))["content"]

    assert "staff" == told["chapter"]
    assert {"kind": "named", "id": str(duty.person.id), "capacity": ""} == told["person"]


def test_who_is_named_in_an_entry_lies_beside_it_and_is_read_back() -> None:
    duty = a_duty()
    entry = entry_of(LogbookRecorded(an_entry_of(duty)))

    assert duty.person.name.encode() not in entry.body
    assert duty.person.name == read_entry(entry).fact["logbook"]["content"]["person"]["name"]
    gone = read_entry(without(entry, duty.person))
    assert "Personne effacée" == gone.fact["logbook"]["content"]["person"]["name"]


def test_each_of_several_people_lies_beside_the_entry_in_his_place() -> None:
    entry = entry_of(VisitRecorded(a_visit(attendees=(ANAIS, PAUL))))
    said = {part.person: json.loads(part.content) for part in entry.personal}

    assert {
        ANAIS.id: {"fact.visit.attendees.0.name": "Anaïs"},
        PAUL.id: {"fact.visit.attendees.1.name": "Paul"},
    } == said
    assert [b"Ana" in entry.body, b"Paul" in entry.body] == [False, False]


def test_several_people_are_read_back_each_in_his_place_and_one_is_forgotten_alone() -> None:
    entry = entry_of(VisitRecorded(a_visit(attendees=(ANAIS, PAUL))))

    names = [
        [one["name"] for one in read_entry(seen).fact["visit"]["attendees"]] for seen in (entry, without(entry, ANAIS))
    ]
    assert [["Anaïs", "Paul"], ["Personne effacée", "Paul"]] == names


def test_somebody_who_is_named_twice_has_one_part_with_both_places() -> None:
    twice = (ANAIS, PAUL, evolve(ANAIS, capacity="secrétaire"))
    entry = entry_of(VisitRecorded(a_visit(attendees=twice)))

    said = next(json.loads(part.content) for part in entry.personal if part.person == ANAIS.id)
    assert {"fact.visit.attendees.0.name", "fact.visit.attendees.2.name"} == said.keys()
