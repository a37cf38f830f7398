"""Lines of canonical JSON that somebody else may have written: in the one form there is, or not ours."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from registre_core.codec.canonical import canonical_bytes
from registre_core.kernel.attestations import Attestation
from registre_core.kernel.errors import InvalidInput
from registre_core.register import Head, PersonalPart

UNREADABLE = (ValueError, TypeError, AttributeError, RecursionError, InvalidInput)
"""What reading such a line can end in."""


def written(value: dict[str, Any]) -> bytes:
    """Write a line, its end included."""
    return canonical_bytes(value) + b"\n"


def read_line(line: bytes) -> Any:
    """Read a line that is written in the one form there is; any other is not ours, whatever JSON makes of it."""
    said = json.loads(line)
    if written(said) != line:
        raise ValueError(line)
    return said


def read_object(line: bytes) -> dict[str, Any]:
    """Read an object in any form that JSON has."""
    said = json.loads(line)
    if type(said) is not dict:
        raise ValueError(line)
    return said


def read_head(said: Any) -> Head:
    """Read where a register ends."""
    match said:
        case {"link": link, "number": number, **more} if type(number) is int and number >= 0 and not more:
            return Head(number, octets(link))
    raise ValueError(said)


def attestation_said(signed: Attestation) -> dict[str, str]:
    """Say who attests something."""
    return {"algorithm": signed.algorithm, "key": signed.key.hex(), "signature": signed.signature.hex()}


def read_attestation(said: Any) -> Attestation:
    """Read who attests something."""
    match said:
        case {"algorithm": str(algorithm), "key": key, "signature": signature, **more} if not more:
            return Attestation(algorithm, octets(key), octets(signature))
    raise ValueError(said)


def part_said(part: PersonalPart) -> dict[str, str]:
    """Say what an entry tells of one person."""
    return {"content": part.content.decode(), "person": str(part.person), "salt": part.salt.hex()}


def read_part(said: Any) -> PersonalPart:
    """Read what an entry tells of one person."""
    match said:
        case {"content": str(content), "person": person, "salt": salt, **more} if not more:
            return PersonalPart(identifier(person), octets(salt), content.encode())
    raise ValueError(said)


def octets(text: str) -> bytes:
    """Read lower-case hexadecimal."""
    value = bytes.fromhex(text)
    if value.hex() != text:
        raise ValueError(text)
    return value


def identifier(text: str) -> UUID:
    """Read an identifier, in lower case with hyphens."""
    value = UUID(text)
    if str(value) != text:
        raise ValueError(text)
    return value
