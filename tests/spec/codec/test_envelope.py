"""An export verifies without a database; what is not shown is withheld, and every altered line is found."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from tests.spec.register.damage import flipped
from tests.spec.register.oracle import export_is_intact

from registre_core import verify_export
from registre_core.codec import Cover, canonical_bytes, write_export
from registre_core.kernel.errors import IntegrityBreach, InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Breach, Damage, Entry, Erasures, Heading, PersonalPart, genesis
from registre_core.testing.builders import a_personal_part, an_entry, head_after

WORKSPACE = WorkspaceId(UUID("019cad8f-ac00-7000-8000-000000000001"))
PART = a_personal_part(person=UUID("abcdefab-cdef-7abc-8def-abcdefabcdef"))


def a_register() -> list[Entry]:
    """Four entries; the third says something of a person."""
    found: list[Entry] = []
    for parts in ([], [], [PART], []):
        said = ",".join(f'"{part.person}":"{part.commitment}"' for part in parts)
        head = head_after(found[-1]) if found else None
        found.append(an_entry(WORKSPACE, head, body=f'{{"personal":{{{said}}}}}'.encode(), personal=parts))
    return found


REGISTER = a_register()
HEAD = head_after(REGISTER[-1])
COVER = Cover(WORKSPACE, "Ville de Saint-Étienne", HEAD)


def export(shown: Callable[[Heading], bool] = lambda _: True, cover: Cover = COVER) -> list[bytes]:
    return list(write_export(cover, REGISTER, shown=shown))


def breaches(lines: list[bytes]) -> list[Breach]:
    return list(verify_export(lines)[1].breaches)


def unreadable(number: int) -> Breach:
    return Breach(number, Damage.UNREADABLE)


def test_the_first_line_says_whose_register_it_is_and_where_it_ends() -> None:
    cover = f'{{"format":"registre-export/1","head":{{"link":"{HEAD.link.hex()}","number":4}},'
    cover += f'"name":"Ville de Saint-Étienne","workspace":"{WORKSPACE}"}}\n'

    assert cover.encode() == export()[0]


def test_an_entry_is_shown_with_what_it_says_of_persons() -> None:
    entry = REGISTER[2]
    part = {"content": PART.content.decode(), "person": str(PART.person), "salt": PART.salt.hex()}

    assert {
        "content": entry.content.decode(),
        "link": entry.link.hex(),
        "number": 3,
        "personal": [part],
    } == json.loads(export()[3])


def test_an_entry_that_is_not_shown_gives_its_digest_and_nothing_else() -> None:
    line = json.loads(export(shown=lambda heading: heading.number != 3)[3])

    assert {"digest", "link", "number"} == line.keys()


@pytest.mark.parametrize("shown", [set(), {1}, {2, 3}, {1, 2, 3, 4}], ids=str)
def test_an_export_verifies_whatever_is_withheld(shown: set[int]) -> None:
    lines = export(lambda heading: heading.number in shown)
    cover, verification = verify_export(lines)

    assert (COVER, True, 4) == (cover, verification.is_intact, verification.count)
    assert export_is_intact(lines), "the stranger's check agrees"


def test_what_an_entry_says_is_never_parsed_to_verify_it() -> None:
    """H7: hashes are compared, not read; a fact in a later form verifies all the same."""
    entry = an_entry(WORKSPACE, body=b"no JSON \x00 at all")
    cover = Cover(WORKSPACE, "Nantes", head_after(entry))

    assert [] == breaches(list(write_export(cover, [entry], shown=lambda _: True)))


def test_an_export_is_read_from_an_open_file() -> None:
    assert verify_export(BytesIO(b"".join(export())))[1].is_intact


def test_an_empty_register_exports_and_verifies() -> None:
    lines = list(write_export(Cover(WORKSPACE, "Rien", genesis(WORKSPACE)), [], shown=lambda _: True))

    assert [] == breaches(lines)


NO_COVERS: dict[str, Callable[[dict[str, Any]], object]] = {
    "another layout": lambda cover: cover | {"format": "registre-export/2"},
    "a layout that is no text": lambda cover: cover | {"format": 1},
    "no head": lambda cover: {key: value for key, value in cover.items() if key != "head"},
    "a head that is a list": lambda cover: cover | {"head": []},
    "a head without link": lambda cover: cover | {"head": {"number": 4}},
    "a link that is no text": lambda cover: cover | {"head": {"number": 4, "link": 5}},
    "a link that is not hexadecimal": lambda cover: cover | {"head": {"number": 4, "link": "xy"}},
    "a number that is a text": lambda cover: cover | {"head": cover["head"] | {"number": "4"}},
    "a number that is a truth": lambda cover: cover | {"head": cover["head"] | {"number": True}},
    "a number below nothing": lambda cover: cover | {"head": cover["head"] | {"number": -1}},
    "a name that is no text": lambda cover: cover | {"name": 5},
    "a workspace that is a number": lambda cover: cover | {"workspace": 5},
    "a workspace that is no identifier": lambda cover: cover | {"workspace": "Saint-Étienne"},
    "a workspace written otherwise": lambda cover: cover | {"workspace": cover["workspace"].upper()},
    "a list": lambda cover: [cover],
    "a text": lambda _: "registre-export/1",
    "nothing": lambda _: None,
}


@pytest.mark.parametrize("change", NO_COVERS.values(), ids=NO_COVERS)
def test_what_does_not_begin_with_a_cover_is_no_export(change: Callable[[dict[str, Any]], object]) -> None:
    first, *others = export()

    with pytest.raises(InvalidInput) as refusal:
        verify_export([canonical_bytes(change(json.loads(first))) + b"\n", *others])

    assert [("line 1", "not-an-export")] == [(problem.path, problem.code) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    "lines",
    [[], [b""], [b"\n"], [b"%PDF-1.7\n"], [b"\xff\xfe\n"], [b"[" * 100_000], [b"9" * 10_000], [export()[1]]],
    ids=["nothing", "empty", "blank", "PDF", "not text", "nested", "huge", "no cover"],
)
def test_a_file_of_something_else_is_no_export(lines: list[bytes]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        verify_export(lines)

    assert "not-an-export" == refusal.value.code


def rewritten(change: Callable[[dict[str, Any]], object], number: int = 3) -> list[bytes]:
    """Alter a line as a program would, well-formed and canonical."""
    lines = export()
    lines[number] = canonical_bytes(change(json.loads(lines[number]))) + b"\n"
    return lines


UNREADABLE: dict[str, Callable[[dict[str, Any]], object]] = {
    "a list": lambda line: [line],
    "a number": lambda _: 5,
    "no content": lambda line: {key: value for key, value in line.items() if key != "content"},
    "no parts": lambda line: {key: value for key, value in line.items() if key != "personal"},
    "one thing more": lambda line: line | {"comment": "vu"},
    "a digest beside the content": lambda line: line | {"digest": "00" * 32},
    "a number that is a text": lambda line: line | {"number": "3"},
    "a number that is a truth": lambda line: line | {"number": True},
    "no place in the register": lambda line: line | {"number": 0},
    "content that is no text": lambda line: line | {"content": 5},
    "a link that is no text": lambda line: line | {"link": None},
    "a link in capitals": lambda line: line | {"link": line["link"].upper()},
    "parts that are no list": lambda line: line | {"personal": {}},
    "a part that is a text": lambda line: line | {"personal": ["Anne"]},
    "a part without salt": lambda line: line | {"personal": [{"content": "{}", "person": str(PART.person)}]},
    "a part of nobody": lambda line: line | {"personal": [line["personal"][0] | {"person": 5}]},
    "a person written otherwise": lambda line: (
        line | {"personal": [line["personal"][0] | {"person": str(PART.person).upper()}]}
    ),
    "a salt that is no text": lambda line: line | {"personal": [line["personal"][0] | {"salt": 5}]},
    "one thing more in a part": lambda line: line | {"personal": [line["personal"][0] | {"comment": "vu"}]},
}


@pytest.mark.parametrize("change", UNREADABLE.values(), ids=UNREADABLE)
def test_a_line_that_is_not_what_an_export_holds_is_named_once(change: Callable[[dict[str, Any]], object]) -> None:
    assert [unreadable(3)] == breaches(rewritten(change))


WRITTEN_OTHERWISE: dict[str, Callable[[bytes], bytes]] = {
    "spaces": lambda line: line.replace(b'"number":3', b'"number": 3'),
    "a space at the end": lambda line: line[:-1] + b" ",
    "no line end": lambda line: line[:-1],
    "the line end of Windows": lambda line: line[:-1] + b"\r\n",
    "keys in another order": lambda line: (
        json.dumps(dict(reversed(json.loads(line).items())), separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
    ),
    "a key twice": lambda line: line.replace(b'"number":3', b'"number":3,"number":3'),
    "an escape for a letter": lambda line: line.replace(b"registre-entry", b"\\u0072egistre-entry"),
    "a number with a point": lambda line: line.replace(b'"number":3', b'"number":3.0'),
    "half of a surrogate pair": lambda line: line.replace(b"registre-entry", b"\\ud83d"),
    "a byte that is no text": lambda line: line.replace(b"registre-entry", b"\xff"),
    "two bytes a letter": lambda line: line.decode().encode("utf-16"),
    "nested beyond reason": lambda _: b"[" * 100_000 + b"\n",
    "empty": lambda _: b"\n",
}


@pytest.mark.parametrize("change", WRITTEN_OTHERWISE.values(), ids=WRITTEN_OTHERWISE)
def test_a_line_is_written_in_one_way_or_it_is_not_ours(change: Callable[[bytes], bytes]) -> None:
    lines = export()
    lines[3] = change(lines[3])

    assert [unreadable(3)] == breaches(lines)


def test_two_lines_run_into_one_are_one_unreadable_and_one_missing() -> None:
    lines = export()
    lines[2:4] = [lines[2][:-1] + b" " + lines[3]]

    assert [unreadable(2), Breach(3, Damage.MISSING)] == breaches(lines)


def test_an_empty_line_at_the_end_is_named() -> None:
    assert [unreadable(5)] == breaches([*export(), b"\n"])


FORGED: dict[str, tuple[Callable[[dict[str, Any]], object], list[Breach]]] = {
    "content": (lambda line: line | {"content": line["content"] + " "}, [Breach(3, Damage.CHANGED)]),
    "link": (lambda line: line | {"link": "00" * 32}, [Breach(3, Damage.CHANGED)]),
    "withheld with another digest": (
        lambda line: {"digest": "00" * 32, "link": line["link"], "number": 3},
        [Breach(3, Damage.CHANGED)],
    ),
    "a part": (
        lambda line: line | {"personal": [line["personal"][0] | {"content": "{}"}]},
        [Breach(3, Damage.PERSONAL_CHANGED, found=str(PART.person))],
    ),
    "a salt": (
        lambda line: line | {"personal": [line["personal"][0] | {"salt": "00" * 32}]},
        [Breach(3, Damage.PERSONAL_CHANGED, found=str(PART.person))],
    ),
    "a part too many": (
        lambda line: line | {"personal": [*line["personal"], line["personal"][0] | {"person": str(WORKSPACE)}]},
        [Breach(3, Damage.PERSONAL_CHANGED, found=str(WORKSPACE))],
    ),
    "a part taken away": (
        lambda line: line | {"personal": []},
        [Breach(3, Damage.PERSONAL_MISSING, found=str(PART.person))],
    ),
    "a part taken away as if erased": (
        lambda line: line | {"personal": [], "erased": [str(PART.person)]},
        [Breach(3, Damage.PERSONAL_MISSING, found=str(PART.person))],
    ),
    "a part that is there and said to be erased": (
        lambda line: line | {"erased": [str(PART.person)]},
        [Breach(3, Damage.UNREADABLE, found=str(PART.person))],
    ),
    "nobody said to be erased": (lambda line: line | {"erased": []}, [unreadable(3)]),
    "nothing said to be erased": (lambda line: line | {"erased": None}, [unreadable(3)]),
    "erased twice": (
        lambda line: line | {"personal": [], "erased": [str(PART.person)] * 2},
        [unreadable(3)],
    ),
    "erased in another form": (
        lambda line: line | {"personal": [], "erased": [str(PART.person).upper()]},
        [unreadable(3)],
    ),
    "a word for who was erased": (
        lambda line: line | {"personal": [], "erased": str(PART.person)},
        [unreadable(3)],
    ),
    "more than an export says": (lambda line: line | {"forgotten": []}, [unreadable(3)]),
}


@pytest.mark.parametrize("change, expected", FORGED.values(), ids=FORGED)
def test_a_forged_line_is_named_by_what_was_forged(
    change: Callable[[dict[str, Any]], object], expected: list[Breach]
) -> None:
    assert expected == breaches(rewritten(change))


def test_a_part_beside_a_withheld_entry_says_nothing() -> None:
    lines = export(shown=lambda heading: heading.number != 3)
    lines[3] = canonical_bytes(json.loads(lines[3]) | {"personal": []}) + b"\n"

    assert [unreadable(3)] == breaches(lines)


@pytest.mark.parametrize(
    "entry",
    [
        evolve(REGISTER[2], content=flipped(REGISTER[2].content, mask=0x80)),
        evolve(REGISTER[2], personal=(PersonalPart(PART.person, PART.salt, b"\xff"),)),
    ],
    ids=["content", "part"],
)
def test_bytes_that_are_no_text_any_more_cannot_be_shown_and_name_their_entry(entry: Entry) -> None:
    with pytest.raises(IntegrityBreach) as breach:
        list(write_export(COVER, [*REGISTER[:2], entry], shown=lambda _: True))

    assert ("entry-unreadable", {"number": 3}) == (breach.value.code, breach.value.facts)


OTHER = a_personal_part(person=UUID("00000000-cdef-7abc-8def-abcdefabcdef"))


def without(entry: Entry, *persons: UUID) -> Entry:
    return evolve(entry, personal=tuple(part for part in entry.personal if part.person not in persons))


def a_forgotten_life(*, erased: bool = True) -> list[Entry]:
    """Six entries: two that name both persons, one of whom is gone, and one (the fifth) that may tell why."""
    found: list[Entry] = []
    for place in range(1, 7):
        head = head_after(found[-1]) if found else None
        if place in {2, 4}:
            entry = without(an_entry(WORKSPACE, head, personal=[OTHER, PART]), PART.person)
        elif place == 5 and erased:
            entry = an_entry(WORKSPACE, head, kind="user-erased", subject_kind="user", subject_id=PART.person)
        else:
            entry = an_entry(WORKSPACE, head)
        found.append(entry)
    return found


def exported(register: list[Entry], *shown: int, erasures: Erasures | None = None) -> list[bytes]:
    """Export a register of whose erasings the exporter knows by its own entries, unless told otherwise."""
    if erasures is None:
        erasures = Erasures()
        for entry in register:
            erasures.note(entry.heading.number, entry.content)
    cover = Cover(WORKSPACE, "Nantes", head_after(register[-1]))
    is_shown = shown or range(1, 7)
    return list(write_export(cover, register, shown=lambda one: one.number in is_shown, erasures=erasures))


def test_an_entry_names_whom_it_no_longer_tells_of_because_he_was_erased() -> None:
    lines = [json.loads(line) for line in exported(a_forgotten_life())[1:]]

    assert {2: [str(PART.person)], 4: [str(PART.person)]} == {
        line["number"]: line["erased"] for line in lines if "erased" in line
    }


def test_an_export_that_shows_the_erasing_proves_it() -> None:
    lines = exported(a_forgotten_life())
    verification = verify_export(lines)[1]

    assert ((), ()) == (verification.breaches, verification.unproven)
    assert export_is_intact(lines)


def test_where_the_erasing_is_withheld_the_claim_is_told_apart_from_proof_and_from_breach() -> None:
    lines = exported(a_forgotten_life(), 1, 2, 3, 4, 6)
    verification = verify_export(lines)[1]

    assert ((), (PART.person,)) == (verification.breaches, verification.unproven)
    assert export_is_intact(lines)


def claiming() -> Erasures:
    """Believe that the person was erased, whatever the register says."""
    erasures = Erasures()
    erasures.note(99, an_entry(WORKSPACE, kind="user-erased", subject_kind="user", subject_id=PART.person).content)
    return erasures


def test_a_claim_that_the_shown_entries_disprove_is_a_breach_of_every_entry_it_was_made_for() -> None:
    lines = exported(a_forgotten_life(erased=False), erasures=claiming())

    assert [Breach(2, Damage.PERSONAL_MISSING, last=4, found=str(PART.person))] == breaches(lines)
    assert not export_is_intact(lines)


@pytest.mark.parametrize("withheld, is_disproved", [(1, True), (3, True), (5, False), (6, False)])
def test_only_an_entry_behind_the_claim_can_be_the_one_that_is_withheld(withheld: int, *, is_disproved: bool) -> None:
    shown = [number for number in range(1, 7) if number != withheld]
    lines = exported(a_forgotten_life(erased=False), *shown, erasures=claiming())

    assert is_disproved is (breaches(lines) != [])
    assert is_disproved is not export_is_intact(lines)


def test_a_part_that_goes_missing_after_the_erasing_is_not_excused_by_it() -> None:
    register = a_forgotten_life()
    late = without(an_entry(WORKSPACE, head_after(register[-1]), personal=[PART]), PART.person)
    lines = exported([*register, late], *range(1, 8))

    assert [Breach(7, Damage.PERSONAL_MISSING, found=str(PART.person))] == breaches(lines)


def test_an_exporter_hides_no_part_that_was_taken_away() -> None:
    lines = exported(a_forgotten_life(erased=False))

    assert [Breach(number, Damage.PERSONAL_MISSING, found=str(PART.person)) for number in (2, 4)] == breaches(lines)
