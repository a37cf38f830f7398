"""The body of an entry: who did what, with what names a person set apart, one part for each."""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import count
from typing import Any

import pytest
from attrs import evolve

from registre_core.codec import Account, compose, read_entry
from registre_core.findings import CreatedBy, FindingRecorded
from registre_core.kernel.actors import Actor, Client, ClientKind
from registre_core.kernel.errors import IntegrityBreach
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import UserId, WorkspaceId
from registre_core.register import Entry, PersonalPart
from registre_core.rights import UserCreated
from registre_core.testing.builders import IDS, a_contact, a_finding, a_person, a_site, a_user, an_entry
from registre_core.workspace import ContactAdded, SiteAdded

TOWN = WorkspaceId(IDS.new())
ANNE = a_user(name="Anne Martin", email="anne@exemple.fr")
BY_ANNE = Actor.user(ANNE.id, TOWN, client=Client.web("1.47"), on_behalf_of="M. Petit")
BY_A_MACHINE = Actor.service(UserId(IDS.new()), TOWN)
SITE = a_site()


def salts() -> Callable[[], bytes]:
    numbers = count(1)
    return lambda: bytes([next(numbers)]) * 32


def composed(fact: Fact, actor: Actor = BY_ANNE, name: str | None = "Anne Martin") -> tuple[Any, dict[Any, Any]]:
    """Give the body, and what is said of each person."""
    body, parts = compose(fact, actor, name, salts())
    return json.loads(body), {part.person: json.loads(part.content) for part in parts}


def entry_of(fact: Fact, actor: Actor = BY_ANNE, name: str | None = "Anne Martin") -> Entry:
    body, parts = compose(fact, actor, name, salts())
    return an_entry(TOWN, body=body, personal=parts)


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for member in value.values():
            yield from leaves(member)
    elif isinstance(value, list):
        for member in value:
            yield from leaves(member)
    else:
        yield value


@pytest.mark.parametrize(
    "actor, expected",
    [
        (BY_ANNE, {"client": "web", "id": str(ANNE.id), "kind": "user", "version": "1.47"}),
        (BY_A_MACHINE, {"client": "api", "id": str(BY_A_MACHINE.id), "kind": "service", "version": None}),
        (Actor.operator(TOWN), {"client": "job", "id": None, "kind": "operator", "version": None}),
    ],
    ids=["person", "machine", "operator"],
)
def test_the_body_says_who_acted_and_through_what(actor: Actor, expected: dict[str, object]) -> None:
    body, _ = composed(SiteAdded(SITE), actor)

    assert {"actor", "fact", "personal", "schema"} == body.keys()
    assert (expected, SiteAdded.SCHEMA) == (body["actor"], body["schema"])


def test_the_body_holds_the_fact_without_what_is_personal() -> None:
    contact = a_contact()
    body, _ = composed(ContactAdded(contact))

    assert {"contact": {"id": str(contact.id), "contractor_id": None, "version": 1}} == body["fact"]


def test_what_names_a_person_lies_beside_one_part_a_person() -> None:
    contact = a_contact(name="Hélène", email=None, phone="04")
    _, said = composed(ContactAdded(contact))

    assert {
        ANNE.id: {"actor.name": "Anne Martin", "actor.on_behalf_of": "M. Petit"},
        contact.id: {"fact.contact.name": "Hélène", "fact.contact.email": None, "fact.contact.phone": "04"},
    } == said


def test_who_writes_something_about_himself_has_one_part() -> None:
    _, said = composed(UserCreated(ANNE))

    assert [ANNE.id] == list(said)
    assert {"actor.name", "actor.on_behalf_of", "fact.user.name", "fact.user.email"} == said[ANNE.id].keys()


def test_a_name_deep_inside_a_fact_is_set_apart_with_its_path() -> None:
    creator = a_person(name="Zoé")
    finding = a_finding(created_by=CreatedBy(creator, ClientKind.WEB, "M. Grand"))
    _, said = composed(FindingRecorded(finding))

    assert {
        "fact.finding.created_by.person.name": "Zoé",
        "fact.finding.created_by.on_behalf_of": "M. Grand",
    } == said[creator.id]


def test_the_operator_is_nobody() -> None:
    assert {} == composed(SiteAdded(SITE), Actor.operator(TOWN), None)[1]


def test_each_part_has_its_own_salt_and_the_body_commits_to_each() -> None:
    body, parts = compose(ContactAdded(a_contact()), BY_ANNE, "Anne Martin", salts())
    by_hand = {
        str(part.person): sha256(b"registre-personal/1\n" + bytes([place]) * 32 + part.content).hexdigest()
        for place, part in enumerate(parts, start=1)
    }

    assert by_hand == json.loads(body)["personal"]
    assert [part.person for part in parts] == sorted(part.person for part in parts)


def test_no_personal_text_is_in_the_body() -> None:
    contact = a_contact(name="Hélène Lefèvre", email="helene@exemple.fr", phone="04 77")
    said = {"Hélène Lefèvre", "helene@exemple.fr", "04 77", "Anne Martin", "M. Petit"}

    assert set() == said & set(map(str, leaves(composed(ContactAdded(contact))[0])))


def test_an_entry_is_read_back_whole() -> None:
    contact = a_contact(name="Hélène", email="h@exemple.fr", phone="04")
    whole = {"id": str(contact.id), "name": "Hélène", "email": "h@exemple.fr", "phone": "04"}

    account = read_entry(entry_of(ContactAdded(contact)))

    assert ("Anne Martin", "M. Petit") == (account.actor_name, account.on_behalf_of)
    assert {"contact": {**whole, "contractor_id": None, "version": 1}} == account.fact


def test_forgetting_one_person_keeps_what_is_said_of_the_other() -> None:
    contact = a_contact(name="Hélène")
    entry = entry_of(ContactAdded(contact))
    without_anne, without_helene = (
        evolve(entry, personal=tuple(part for part in entry.personal if part.person != gone))
        for gone in (ANNE.id, contact.id)
    )

    assert ("Personne effacée", None) == (read_entry(without_anne).actor_name, read_entry(without_anne).on_behalf_of)
    assert "Hélène" == read_entry(without_anne).fact["contact"]["name"]
    assert "Anne Martin" == read_entry(without_helene).actor_name
    assert {"id", "name", "contractor_id", "version"} == read_entry(without_helene).fact["contact"].keys()
    assert "Personne effacée" == read_entry(without_helene).fact["contact"]["name"]
    assert [{ANNE.id}, {contact.id}] == [read_entry(one).erased for one in (without_anne, without_helene)]


def test_an_erased_person_reads_so_wherever_in_the_fact_he_is_named() -> None:
    creator = a_person(name="Zoé")
    entry = entry_of(FindingRecorded(a_finding(created_by=CreatedBy(creator, ClientKind.WEB, "M. Grand"))))
    account = read_entry(evolve(entry, personal=tuple(part for part in entry.personal if part.person == ANNE.id)))

    assert {"channel": "web", "person": {"id": str(creator.id), "name": "Personne effacée"}} == (
        account.fact["finding"]["created_by"]
    )
    assert "Anne Martin" == account.actor_name


def test_the_operator_who_never_had_a_name_is_not_taken_for_somebody_erased() -> None:
    account = read_entry(entry_of(SiteAdded(SITE), Actor.operator(TOWN), None))

    assert (None, frozenset()) == (account.actor_name, account.erased)


def test_an_entry_of_the_operator_has_no_name() -> None:
    account = read_entry(entry_of(SiteAdded(SITE), Actor.operator(TOWN), None))

    operator = {"client": "job", "id": None, "kind": "operator", "version": None}
    assert Account(operator, None, None, account.fact, schema=SiteAdded.SCHEMA) == account


BROKEN_BODIES = {
    "empty": b"",
    "no JSON": b"registre",
    "cut": b'{"actor":{}',
    "not text": b"\xff",
    "a list": b"[]",
    "a text": b'"actor"',
    "without a fact": b'{"actor":{}}',
    "nested beyond reason": b"[" * 100_000,
}


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_body_that_cannot_be_read_is_a_breach_that_names_the_entry(body: bytes) -> None:
    with pytest.raises(IntegrityBreach) as breach:
        read_entry(an_entry(TOWN, body=body))

    assert ("entry-unreadable", {"number": 1}) == (breach.value.code, breach.value.facts)


def test_bytes_without_a_body_are_a_breach() -> None:
    with pytest.raises(IntegrityBreach):
        read_entry(evolve(an_entry(TOWN), content=b"registre-entry/1\n1"))


BROKEN_PARTS = {
    "no JSON": b"?",
    "a list": b"[1]",
    "a text": b'"ab"',
    "a number": b"5",
    "nothing": b"null",
    "a path that leads nowhere": b'{"fact.contact.x.y.name":"Anne"}',
    "a path through a text": b'{"fact.contact.id.name":"Anne"}',
    "a path through the fact itself": b'{"fact":"Anne"}',
    "nested beyond reason": b"[" * 100_000,
}


@pytest.mark.parametrize("content", BROKEN_PARTS.values(), ids=BROKEN_PARTS)
def test_a_personal_part_that_cannot_be_read_is_a_breach_that_names_the_entry(content: bytes) -> None:
    entry = entry_of(ContactAdded(a_contact()))

    with pytest.raises(IntegrityBreach) as breach:
        read_entry(evolve(entry, personal=(PersonalPart(ANNE.id, b"1" * 32, content),)))

    assert ("entry-unreadable", {"number": 1}) == (breach.value.code, breach.value.facts)


def test_a_personal_part_of_nothing_says_nothing() -> None:
    entry = entry_of(ContactAdded(a_contact()))
    account = read_entry(evolve(entry, personal=(PersonalPart(ANNE.id, b"1" * 32, b"{}"),)))

    assert (None, None) == (account.actor_name, account.on_behalf_of)
    assert ANNE.id not in account.erased, "something is there, whatever it is: verification says what"
