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
from registre_core.register import Breach, Damage, Entry, Heading, PersonalPart, genesis
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
    "erased parts": (lambda line: line | {"personal": []}, []),
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
