"""Verification holds what stands beside the chain against its bytes: the columns of lists, and the personal parts."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from tests.spec.register.damage import WORKSPACE, changed, flipped, head_of, rows_of

from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import EntryId, SiteId
from registre_core.register import (
    Breach,
    Damage,
    Entry,
    Erasures,
    Head,
    Heading,
    PersonalPart,
    Verification,
    absent_persons,
    genesis,
    misfilings,
    sealed,
    verify,
)
from registre_core.testing.builders import a_personal_part
from registre_core.testing.memory.world import A_MONDAY_MORNING

PART = a_personal_part(person=UUID(int=7))
BODY = f'{{"personal":{{"{PART.person}":"{PART.commitment}"}},"schema":1}}'.encode()
HEADING = Heading(
    1,
    WORKSPACE,
    EntryId(UUID(int=2)),
    A_MONDAY_MORNING,
    Section.SAFETY,
    "contact-added",
    "contact",
    PART.person,
    SiteId(UUID(int=4)),
)
ENTRY = sealed(genesis(WORKSPACE), HEADING, BODY, [PART])


@pytest.mark.parametrize(
    "columns, line",
    [
        ({"number": 2}, "number"),
        ({"workspace_id": UUID(int=9)}, "workspace"),
        ({"id": UUID(int=9)}, "id"),
        ({"recorded_at": A_MONDAY_MORNING.replace(microsecond=1)}, "recorded_at"),
        ({"section": Section.ADMINISTRATION}, "section"),
        ({"kind": "site-added"}, "kind"),
        ({"subject_kind": "site"}, "subject"),
        ({"subject_id": UUID(int=9)}, "subject"),
        ({"site_id": UUID(int=9)}, "site"),
        ({"site_id": None}, "site"),
    ],
)
def test_a_list_column_that_differs_from_the_bytes_is_named(columns: dict[str, Any], line: str) -> None:
    heading = evolve(HEADING, **columns)

    assert [Breach(heading.number, Damage.MISFILED, found=line)] == list(misfilings([evolve(ENTRY, heading=heading)]))


def test_an_entry_as_it_was_sealed_is_filed_well() -> None:
    assert [] == list(misfilings([ENTRY]))


def test_bytes_without_a_heading_are_misfiled_whatever_the_columns_say() -> None:
    (breach,) = misfilings([evolve(ENTRY, content=b"", personal=())])

    assert Breach(1, Damage.MISFILED, found="format") == breach


GONE = evolve(ENTRY, personal=())
MISSING_PART = Breach(1, Damage.PERSONAL_MISSING, found=str(PART.person))


def an_erasing(
    number: int, person: UUID = PART.person, kind: str = "contact-erased", subject: str = "contact"
) -> Entry:
    """Tell that somebody was erased, or something much like it."""
    heading = evolve(HEADING, number=number, kind=kind, subject_kind=subject, subject_id=person, site_id=None)
    return sealed(Head(number - 1, bytes(32)), heading, b'{"personal":{},"schema":1}')


def told_by(*entries: Entry) -> Erasures:
    erasures = Erasures()
    assert rows_of(entries) == list(erasures.noted(rows_of(entries))), "what passes by is passed on"
    return erasures


@pytest.mark.parametrize("kind", ["contact-erased", "user-erased", "somebody-else-erased"])
def test_a_part_that_was_erased_with_its_person_is_no_breach(kind: str) -> None:
    assert [] == list(misfilings([GONE], told_by(ENTRY, an_erasing(2, kind=kind))))


NO_ERASINGS: dict[str, Sequence[Entry]] = {
    "nothing": [],
    "another person": [an_erasing(2, UUID(int=8))],
    "an earlier entry": [an_erasing(1)],
    "another fact about the person": [an_erasing(2, kind="contact-added")],
    "a fact that only sounds like it": [an_erasing(2, kind="erased-contact")],
    "a site of the same identifier": [an_erasing(2, kind="site-added", subject="site")],
    "bytes that were cut": [evolve(an_erasing(2), content=an_erasing(2).content[:-60])],
    "bytes of another layout": [evolve(an_erasing(2), content=an_erasing(2).content.replace(b"entry/1", b"entry/2"))],
    "words that a report could hold": [evolve(ENTRY, content=ENTRY.content + an_erasing(2).content)],
}


@pytest.mark.parametrize("chain", NO_ERASINGS.values(), ids=NO_ERASINGS)
def test_a_part_that_is_absent_without_its_erasing_behind_it_is_missing(chain: Sequence[Entry]) -> None:
    assert [MISSING_PART] == list(misfilings([GONE], told_by(*chain)))


def test_who_knows_of_no_erasing_takes_every_absent_part_for_missing() -> None:
    assert [MISSING_PART] == list(misfilings([GONE]))


def test_each_absent_part_is_named_with_its_person_and_the_erased_ones_are_not() -> None:
    parts = [a_personal_part(person=UUID(int=number)) for number in (21, 22, 23, 24)]
    said = ",".join(f'"{part.person}":"{part.commitment}"' for part in parts)
    entry = sealed(genesis(WORKSPACE), HEADING, f'{{"personal":{{{said}}},"schema":1}}'.encode(), parts[1:2])

    assert [
        Breach(1, Damage.PERSONAL_MISSING, found=str(UUID(int=21))),
        Breach(1, Damage.PERSONAL_MISSING, found=str(UUID(int=24))),
    ] == list(misfilings([entry], told_by(an_erasing(2, UUID(int=23)))))


@pytest.mark.parametrize(
    "text",
    [f'"personal":{{"{PART.person}":"{"0" * 64}"}}', f'{{"personal":{{"{PART.person}":"{"0" * 64}"}},"schema":1}}'],
)
def test_words_that_look_like_a_commitment_are_none(text: str) -> None:
    """A report may hold any words; JSON puts a backslash before each of their quotation marks."""
    body = json.dumps({"fact": text, "personal": {}, "schema": 1}, separators=(",", ":")).encode()

    assert () == absent_persons(HEADING.as_bytes() + body, [])


def test_bytes_without_commitments_miss_nobody() -> None:
    assert () == absent_persons(b"", []) == absent_persons(HEADING.as_bytes() + b'{"place":1}', [])


FORGED: dict[str, PersonalPart] = {
    "content": evolve(PART, content=flipped(PART.content, 5)),
    "salt": evolve(PART, salt=flipped(PART.salt)),
    "person": evolve(PART, person=UUID(int=8)),
    "another part": a_personal_part(person=PART.person),
    # SHA-256 does not see where the salt ends and the part begins: the length of the salt says it.
    "salt that borrows from the part": evolve(PART, salt=PART.salt + PART.content[:1], content=PART.content[1:]),
    "part that borrows from the salt": evolve(PART, salt=PART.salt[:-1], content=PART.salt[-1:] + PART.content),
}


@pytest.mark.parametrize("part", FORGED.values(), ids=FORGED)
def test_a_personal_part_that_was_not_committed_to_is_named_with_its_person(part: PersonalPart) -> None:
    breach = Breach(1, Damage.PERSONAL_CHANGED, found=str(part.person))

    assert breach in list(misfilings([evolve(ENTRY, personal=(part,))]))


@pytest.mark.parametrize("part", FORGED.values(), ids=FORGED)
def test_a_forged_part_is_missing_too_only_where_it_bears_another_s_name(part: PersonalPart) -> None:
    expected = [] if part.person == PART.person else [MISSING_PART]

    assert expected == list(misfilings([evolve(ENTRY, personal=(part,))]))[1:]


def test_a_part_beside_the_true_one_is_named() -> None:
    intruder = a_personal_part()

    assert [Breach(1, Damage.PERSONAL_CHANGED, found=str(intruder.person))] == list(
        misfilings([evolve(ENTRY, personal=(PART, intruder))])
    )


def test_breaches_of_several_checks_are_told_in_the_order_of_their_numbers_each_once() -> None:
    late, early = Breach(5, Damage.CHANGED), Breach(2, Damage.MISFILED, found="kind")
    parts = [Breach(5, Damage.PERSONAL_CHANGED, found=who) for who in "cab"]

    both = Verification(6, (late,)).with_breaches([*parts, early, late])

    assert Verification(6, (early, late, *sorted(parts, key=lambda part: str(part.found)))) == both
    assert not both.is_intact


def test_an_entry_is_misfiled_and_changed_when_its_heading_was_altered_in_the_bytes() -> None:
    entry: Entry = evolve(ENTRY, content=ENTRY.content.replace(b"contact-added", b"contact-adder"))
    chain = verify(rows_of([entry]), workspace=WORKSPACE, head=head_of([ENTRY]))

    assert (changed(1), Breach(1, Damage.MISFILED, found="kind")) == chain.with_breaches(misfilings([entry])).breaches
