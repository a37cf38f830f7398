"""A stranger's check of a register: written from the documentation alone, with SHA-256 and a JSON reader.

It shares no line with `registre_core.register`; the two must agree on what is intact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any


def first_link(workspace: str) -> bytes:
    return sha256(b"registre-genesis/1\n" + workspace.encode("ascii")).digest()


def link_behind(previous: bytes, entry: bytes) -> bytes:
    return sha256(previous + sha256(entry).digest()).digest()


def commitment_to(salt: bytes, part: bytes) -> str:
    return sha256(b"registre-personal/1\n" + salt + part).hexdigest()


def is_intact(
    workspace: str,
    head: tuple[int, bytes],
    rows: Iterable[tuple[int, bytes, bytes]],
    anchored: Iterable[tuple[int, bytes]] = (),
) -> bool:
    """Whether rows of number, bytes and link are a whole register that ends at its head and passes where it was."""
    number, previous = 0, first_link(workspace)
    passed = {(number, previous)}
    for stated, entry, link in rows:
        number += 1
        layout, own_number, owner, *_ = entry.split(b"\n")
        leads = (layout, own_number, owner) == (b"registre-entry/1", b"%d" % number, workspace.encode())
        if stated != number or not leads or link != link_behind(previous, entry):
            return False
        previous = link
        passed.add((number, previous))
    return (number, previous) == head and passed.issuperset(anchored)


def what_is_signed(anchor: bytes) -> bytes:
    """The bytes under the signature of an anchor's file."""
    said = json.loads(anchor)
    del said["attestation"]
    return b"registre-anchor/1\n" + json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii")


def export_is_intact(lines: Iterable[bytes]) -> bool:
    """Whether an exported register is whole, withheld entries included."""
    cover, *others = map(json.loads, lines)
    number, previous = 0, first_link(cover["workspace"])
    for line in others:
        number += 1
        digest = bytes.fromhex(line["digest"]) if "digest" in line else sha256(line["content"].encode()).digest()
        previous = sha256(previous + digest).digest()
        if (line["number"], line["link"]) != (number, previous.hex()):
            return False
        if "digest" not in line and not parts_are_those_committed_to(line):
            return False
        if "digest" not in line and not what_is_absent_was_erased(line, others[number:]):
            return False
    return [cover["format"], cover["head"]] == ["registre-export/1", {"link": previous.hex(), "number": number}]


def parts_are_those_committed_to(line: dict[str, object]) -> bool:
    committed = json.loads(str(line["content"]).split("\n", 9)[9])["personal"]
    parts = line["personal"]
    assert isinstance(parts, list)
    salts = [bytes.fromhex(part["salt"]) for part in parts]
    said = {
        part["person"]: commitment_to(salt, part["content"].encode()) for part, salt in zip(parts, salts, strict=True)
    }
    return {len(salt) for salt in salts} <= {32} and said.items() <= committed.items()


def what_is_absent_was_erased(line: dict[str, Any], behind: list[dict[str, Any]]) -> bool:
    """Whether each part that is absent is said to be erased, and some line behind it tells so or is withheld."""
    committed = json.loads(line["content"].split("\n", 9)[9])["personal"]
    absent = sorted(committed.keys() - {part["person"] for part in line["personal"]})
    told = {person for person in absent if any("digest" in later or tells_of(later, person) for later in behind)}
    return absent == line.get("erased", []) and told == set(absent) and line.get("erased") != []


def tells_of(line: dict[str, Any], person: str) -> bool:
    kind, subject = line["content"].split("\n")[6:8]
    return bool(kind.endswith("-erased")) and subject.split(" ")[1] == person
