"""What an entity names by digest: its documents, and what was shown to be signed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_type_hints

import attrs

from registre_core.access import Arrival
from registre_core.codec import CONTENTS, DOCUMENTS
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.passages import Passage
from registre_core.signatures import SignatureRequest

_DIGEST = re.compile("[0-9a-f]{64}")

Named = tuple[str, Digest]
"""A folder of the archive, and what must stand in it."""

_NAMING: Mapping[type, Callable[[Any], Named]] = {
    DocumentRef: lambda document: (DOCUMENTS, document.digest),
    Passage: lambda passage: (DOCUMENTS, passage.document),
}
"""Classes that name a file themselves. Nothing below them is looked at: a passage is dozens of quads."""


def named_in(entity: object) -> Iterator[Named]:
    """Give what must be there before this entity is: each as often as it is named."""
    if isinstance(entity, SignatureRequest):
        yield CONTENTS, entity.digest
    if isinstance(entity, Arrival):  # in plain values: a picture by its digest
        digests = (value for value in entity.arguments.values() if isinstance(value, str) and _DIGEST.fullmatch(value))
        yield from ((DOCUMENTS, Digest(digest)) for digest in digests)
    yield from _named(entity)


def _named(thing: Any) -> Iterator[Named]:  # noqa: ANN401  # whatever a field holds
    kind = type(thing)
    if kind in _NAMING:
        yield _NAMING[kind](thing)
    elif kind is tuple:
        for one in thing:
            yield from _named(one)
    elif attrs.has(kind):
        for name in _leading(kind):
            yield from _named(getattr(thing, name))


@cache
def _leading(kind: type) -> tuple[str, ...]:
    """Name the fields of a class below which a file may be named."""
    hints = get_type_hints(kind)
    return tuple(field.name for field in attrs.fields(kind) if any(map(_leads, _classes(hints[field.name]))))


def _leads(kind: type) -> bool:
    return kind in _NAMING or bool(_leading(kind))


def _classes(hint: Any) -> Iterator[type]:  # noqa: ANN401  # a hint has no type
    if isinstance(hint, type) and attrs.has(hint):
        yield hint
    for inner in get_args(hint):
        yield from _classes(inner)
