r"""What is signed, byte for byte: the line ``registre-signable/1``, then canonical JSON.

::

    registre-signable/1
    {"content": {…}, "kind": "permit", "schema": 1, "stage": "opening"}

The content is what the thing's own room makes of it. Fields marked personal are left out even if it has some: what is
signed is kept for ever, and persons stand in it by their identifiers.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from registre_core.codec.canonical import canonical_bytes
from registre_core.codec.converter import public_builtins
from registre_core.codec.lines import read_object
from registre_core.kernel.documents import Digest
from registre_core.signatures import Stage, SubjectKind

FORMAT = "registre-signable/1"
"""The first line; another layout gets another number."""
SCHEMA = 1
"""Of the contents; a room that changes what is signed raises it, and older signatures say what theirs was."""
_LEAD = f"{FORMAT}\n".encode()
_NOTHING = object()


def signable_bytes(kind: SubjectKind, stage: Stage, content: object) -> bytes:
    """Write what is shown and signed of a thing.

    Args:
        kind: what it is.
        stage: for what it is signed.
        content: what its room gives of it.

    Raises:
        InvalidInput: ``not-canonical``.
    """
    said = {"content": public_builtins(content), "kind": kind.value, "schema": SCHEMA, "stage": stage.value}
    return _LEAD + canonical_bytes(said)


def signable_digest(content: bytes) -> Digest:
    """Name what was shown or signed: SHA-256 of its bytes."""
    return Digest(sha256(content).hexdigest())


def read_signable(content: bytes) -> dict[str, Any]:
    """Read what was signed, for people.

    Raises:
        ValueError: these are other bytes.
    """
    if not content.startswith(_LEAD):
        raise ValueError(content[:40])
    said = read_object(content.removeprefix(_LEAD))
    if _LEAD + canonical_bytes(said) != content:
        raise ValueError(content[:40])
    return said


def signable_differences(signed: bytes, current: bytes) -> tuple[str, ...]:
    """Name the paths at which what was signed differs from what stands there now, sorted.

    A list that grew or shrank is named as a whole: what was pushed along by a new first member did not change.
    """
    return tuple(sorted(_differing(read_signable(signed), read_signable(current), "")))


def _differing(one: Any, other: Any, path: str) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() | other.keys():
            yield from _differing(one.get(key, _NOTHING), other.get(key, _NOTHING), f"{path}.{key}" if path else key)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _differing(left, right, f"{path}[{index}]")
    elif one != other or type(one) is not type(other):
        yield path
