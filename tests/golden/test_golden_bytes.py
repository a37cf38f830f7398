"""The bytes of one entry of each kind, pinned for ever."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.golden.examples import FACTS, entry_of
from tests.spec.register.oracle import commitment_to, first_link, link_behind

import registre_core.app  # noqa: F401  # every room, and so every fact
from registre_core.access import ACTIONS
from registre_core.codec import read_entry
from registre_core.kernel.facts import Fact
from registre_core.register import erased_person, misfilings
from registre_core.services.register import ERASINGS

FOLDER = Path(__file__).parent
PINNED = {file.stem: file.read_bytes() for file in sorted(FOLDER.glob("*.entry"))}

CANNOT_CHANGE = """the bytes of {kind} are not those that registers already hold.

The format of the register cannot change: chains that were written before must verify, and read, in twenty years.
Never alter tests/golden/{kind}.entry. Where a fact needs other fields, raise its SCHEMA, teach readers both versions,
pin the new one beside the old (python -m tests.golden.write) and say so in docs/decisions.
"""


def every_fact(parent: type[Fact] = Fact) -> Iterator[type[Fact]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith("registre_core."):
            yield child
            yield from every_fact(child)


@pytest.mark.parametrize("kind", FACTS)
def test_the_bytes_of_an_entry_never_change(kind: str) -> None:
    assert PINNED.get(kind) == entry_of(FACTS[kind]).content, CANNOT_CHANGE.format(kind=kind)


def test_every_kind_of_fact_is_pinned_and_none_that_was_is_forgotten() -> None:
    assert sorted(fact.KIND for fact in every_fact()) == sorted(PINNED)


def test_every_fact_that_an_action_records_is_pinned() -> None:
    assert set(PINNED) == {kind for action in ACTIONS.values() for kind in action.records}


@pytest.mark.parametrize("kind", FACTS)
def test_a_pinned_entry_verifies_by_documentation_alone(kind: str) -> None:
    entry = entry_of(FACTS[kind])
    said = {f'"{part.person}":"{commitment_to(part.salt, part.content)}"' for part in entry.personal}

    assert link_behind(first_link(str(entry.heading.workspace_id)), PINNED[kind]) == entry.link
    assert [] == [pair for pair in said if pair.encode() not in PINNED[kind]]
    assert [] == list(misfilings([entry]))


@pytest.mark.parametrize("kind", PINNED)
def test_no_name_address_or_telephone_is_in_pinned_bytes(kind: str) -> None:
    personal = ["Lefèvre", "helene", "04 77", "Müller", "anne@exemple", "Petit", "paul@exemple"]

    assert [] == [text for text in personal if text.encode() in PINNED[kind]]


@pytest.mark.parametrize("kind", FACTS)
def test_what_was_set_apart_comes_back_to_who_may_read_it(kind: str) -> None:
    account = read_entry(entry_of(FACTS[kind]))
    subject = account.fact[FACTS[kind].SUBJECT]

    assert {"contact-added": "Hélène Lefèvre", "user-created": "Anne Müller-Nœuvéglise"}.get(
        kind, subject.get("name")
    ) == subject.get("name")
    assert ("operator" == account.actor["kind"]) is (account.actor_name is None)


@pytest.mark.parametrize("kind", PINNED)
def test_whether_an_entry_erases_somebody_and_whom_stands_in_its_bytes(kind: str) -> None:
    subject = str(entry_of(FACTS[kind]).heading.subject_id)

    assert (subject if kind in ERASINGS else None) == erased_person(PINNED[kind])
    assert (kind in ERASINGS) is kind.endswith("-erased"), "a new one must be looked for by exports, too"
