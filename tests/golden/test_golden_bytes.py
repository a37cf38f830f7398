"""The bytes of one entry of each kind, pinned for ever; of a kind whose fields grew, of every schema it ever had."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import attrs
import pytest
from attrs import evolve, frozen
from tests.golden.examples import FACTS, entry_of, pinned_name, read_back
from tests.spec.register.oracle import commitment_to, first_link, link_behind

import registre_core.app  # noqa: F401  # every room, and so every fact
from registre_core.access import ACTIONS
from registre_core.billing import StandingChanged
from registre_core.codec import from_builtins, read_entry
from registre_core.findings import Severity
from registre_core.kernel.facts import Fact
from registre_core.kernel.natures import Nature
from registre_core.notices import NoticesSettled
from registre_core.register import Head, erased_person, misfilings, verify
from registre_core.services.register import ERASINGS

FOLDER = Path(__file__).parent
PINNED = {file.stem: file.read_bytes() for file in sorted(FOLDER.glob("*.entry"))}
"""By the name it lies under: ``site-added`` for the first schema, ``site-added.2`` for the second."""
WRITTEN = {pinned_name(type(fact), fact.SCHEMA): fact for fact in FACTS.values()}
"""What is written today, by the same name."""


@frozen
class Earlier:
    """What is pinned of a schema that was followed by another: no code writes it any more."""

    digest: str
    """Its SHA-256: nothing else would notice that it was altered."""
    untold: Mapping[str, object]
    """What it could not tell yet of the thing, and how that is read for ever."""
    untold_within: Mapping[str, Mapping[str, object]] = {}
    """The same of what stands within it, by field."""

    def of(self, today: object) -> object:
        """Give a thing as an entry of this schema tells it."""
        within = {name: evolve(getattr(today, name), **untold) for name, untold in self.untold_within.items()}
        return evolve(today, **self.untold, **within)  # type: ignore[misc]  # entities are attrs classes


NEITHER_LOCKED_NOR_ENDING: Mapping[str, object] = {"locked": False, "expires_on": None}

NOTHING_BUT_ITS_WORDS: Mapping[str, object] = {
    "number": "",
    "reference": "",
    "priority": "",
    "nature": Nature.TO_CORRECT,
    "repeats": None,
}
BEFORE_ANY_CORRECTION: Mapping[str, object] = {
    "visit_id": None,
    "filed_id": None,
    "permit_id": None,
    "severity": Severity.MAJOR,
    "due_on": None,
    "responsible": None,
    "photos": (),
    "documents": (),
    "reference_source": "",
    "steps": (),
}
NEITHER_SIGNED_NOR_RECURRING: Mapping[str, object] = {
    "photos": (),
    "rule": None,
    "asked_at": None,
    "edition": 0,
    "recurrence": None,
    "follows": None,
    "followed_by": None,
    "postponements": (),
    "cancelled_at": None,
    "cancellation": "",
}
OPEN_TO_ALL: Mapping[str, object] = {"confidence": None, "may_be_copied": True}

NO_LONGER_WRITTEN: Mapping[str, Earlier] = {
    "contractor-added": Earlier("86d68a53e7b49069542036726e9e90e4ad2b87607d71b5f34213a711696c489d", {"email": None}),
    "finding-recorded": Earlier(
        "8c37b66fe78687fd77f964e572616f1c8a54d76751bdf0c54be42b157eebd6ad",
        {**NOTHING_BUT_ITS_WORDS, **BEFORE_ANY_CORRECTION},
        {"passage": OPEN_TO_ALL},
    ),
    "finding-recorded.2": Earlier(
        "f6a3c403cf92ad60d3d6151d49ea4f267ce8655e481e322329445a30494c8d8d", BEFORE_ANY_CORRECTION
    ),
    "intervention-closed": Earlier(
        "8b7908ce5ae639abc97cb3deaeac735f9f5035345bd1e06406813d277b1e9399", NEITHER_SIGNED_NOR_RECURRING
    ),
    "intervention-planned": Earlier(
        "e2f94beccc03c910839ae4ea3d6934a85b16286376f3f242f2195b3c73347038", NEITHER_SIGNED_NOR_RECURRING
    ),
    "report-attached": Earlier(
        "ad4c7e77052b9f484a3b5458910578ca2e56155e26d9a93c1300ad776d1d1a9a", NEITHER_SIGNED_NOR_RECURRING
    ),
    "site-added": Earlier("5868e18d8431453bda3d6be91e0d5fba71bab55a87a0d978a9c10e51f9241faa", {"closed_on": None}),
    "user-attached": Earlier(
        "4ab01df6d9eae5de1b452e7eb07ccd39143d137ebd0a6cb80304b8d691d9f851", NEITHER_LOCKED_NOR_ENDING
    ),
    "user-created": Earlier(
        "e9737a6f92b8ba7c74f1d2bf4ec6d34fe61bfd33ae685e04c3bfdba1977c72d1", NEITHER_LOCKED_NOR_ENDING
    ),
}
"""By the name it lies under."""

CANNOT_CHANGE = """the bytes of {name} are not those that registers already hold.

The format of the register cannot change: chains that were written before must verify, and read, in twenty years.
Never alter tests/golden/{name}.entry. Where a fact needs other fields, raise its SCHEMA, teach readers both versions,
pin the new one beside the old (python -m tests.golden.write) and give the old one its row in NO_LONGER_WRITTEN.
docs/decisions/0015-facts-that-grow.md says more.
"""


def every_fact(parent: type[Fact] = Fact) -> Iterator[type[Fact]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith("registre_core."):
            yield child
            yield from every_fact(child)


def kind_of(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("name", WRITTEN)
def test_the_bytes_of_an_entry_never_change(name: str) -> None:
    assert PINNED.get(name) == entry_of(WRITTEN[name]).content, CANNOT_CHANGE.format(name=name)


@pytest.mark.parametrize("name", [name for name in PINNED if name not in WRITTEN])
def test_nor_do_those_of_a_schema_that_is_no_longer_written(name: str) -> None:
    assert name in NO_LONGER_WRITTEN, CANNOT_CHANGE.format(name=name)
    assert NO_LONGER_WRITTEN[name].digest == sha256(PINNED[name]).hexdigest(), CANNOT_CHANGE.format(name=name)


def test_every_schema_of_every_kind_of_fact_is_pinned_and_none_that_was_is_forgotten() -> None:
    expected = [pinned_name(fact, schema) for fact in every_fact() for schema in range(1, fact.SCHEMA + 1)]

    assert sorted(expected) == sorted(PINNED)
    assert set(PINNED) == {*WRITTEN, *NO_LONGER_WRITTEN}


def test_every_fact_that_an_action_records_is_pinned() -> None:
    assert {kind_of(name) for name in PINNED} == {kind for action in ACTIONS.values() for kind in action.records}


@pytest.mark.parametrize("name", PINNED)
def test_a_pinned_entry_verifies(name: str) -> None:
    entry = read_back(PINNED[name])
    row = (1, PINNED[name], entry.link)

    assert verify([row], workspace=entry.heading.workspace_id, head=Head(1, entry.link)).is_intact
    assert [] == list(misfilings([entry]))
    assert kind_of(name) == entry.heading.kind


@pytest.mark.parametrize("name", PINNED)
def test_a_pinned_entry_verifies_by_documentation_alone(name: str) -> None:
    entry = read_back(PINNED[name])
    said = {f'"{part.person}":"{commitment_to(part.salt, part.content)}"' for part in entry.personal}

    assert link_behind(first_link(str(entry.heading.workspace_id)), PINNED[name]) == entry.link
    assert [] == [pair for pair in said if pair.encode() not in PINNED[name]]


@pytest.mark.parametrize("name", PINNED)
def test_no_name_address_or_telephone_is_in_pinned_bytes(name: str) -> None:
    personal = ["Lefèvre", "helene", "04 77", "Müller", "anne@exemple", "Petit", "paul@exemple"]

    assert [] == [text for text in personal if text.encode() in PINNED[name]]


def told_of(fact: Fact) -> str:
    """Name the field that tells the new state: that of the subject, unless it only says whose it is."""
    return {StandingChanged: "standing", NoticesSettled: "terms"}.get(type(fact), fact.SUBJECT)


@pytest.mark.parametrize("name", PINNED)
def test_what_was_set_apart_comes_back_to_who_may_read_it(name: str) -> None:
    kind, account = kind_of(name), read_entry(read_back(PINNED[name]))
    subject = account.fact[told_of(FACTS[kind])]

    assert {"contact-added": "Hélène Lefèvre", "user-created": "Anne Müller-Nœuvéglise"}.get(
        kind, subject.get("name")
    ) == subject.get("name")
    assert ("operator" == account.actor["kind"]) is (account.actor_name is None)


@pytest.mark.parametrize("name", PINNED)
def test_what_an_entry_of_any_schema_tells_reads_as_today_s_entity(name: str) -> None:
    """What its schema could not tell yet is what was true of everything then."""
    fact = FACTS[kind_of(name)]
    today = getattr(fact, told_of(fact))
    told = read_entry(read_back(PINNED[name])).fact[told_of(fact)]
    earlier = NO_LONGER_WRITTEN.get(name, Earlier("", {}))

    assert missing(today, told) == earlier.untold.keys()
    within = {field: missing(getattr(today, field), told[field]) for field in earlier.untold_within}
    assert within == {field: set(untold) for field, untold in earlier.untold_within.items()}
    assert earlier.of(today) == from_builtins(type(today), told)


def missing(today: object, told: Mapping[str, object]) -> set[str]:
    return attrs.fields_dict(type(today)).keys() - told.keys()  # type: ignore[arg-type]  # entities are attrs classes


@pytest.mark.parametrize("name", PINNED)
def test_whether_an_entry_erases_somebody_and_whom_stands_in_its_bytes(name: str) -> None:
    kind, subject = kind_of(name), str(read_back(PINNED[name]).heading.subject_id)

    assert (subject if kind in ERASINGS else None) == erased_person(PINNED[name])
    assert (kind in ERASINGS) is kind.endswith("-erased"), "a new one must be looked for by exports, too"
