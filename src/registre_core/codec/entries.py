"""The body of an entry of the register: who did what, with what names a person set apart.

Schema of the body, canonical JSON::

    {"actor": {"client": …, "id": …, "kind": …, "version": …},   who, through what
     "fact": {…},                                                the fact's fields, but for personal ones
     "personal": {"<person>": "<commitment>"},                   one commitment a person
     "schema": 1}                                                version of the fact's fields

Of something that was recorded without network, and sent later, the actor also carries ``claimed_at``: the time the
telephone gave, beside the server's in the heading.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import cache
from typing import Any, get_args, get_type_hints
from uuid import UUID

import attrs
from attrs import frozen

from registre_core.codec.canonical import canonical_bytes
from registre_core.codec.converter import public_builtins, to_builtins
from registre_core.kernel.actors import Actor
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.errors import IntegrityBreach
from registre_core.kernel.facts import Fact, Section
from registre_core.kernel.identifiers import EntryId, SiteId, WorkspaceId
from registre_core.register import Entry, Heading, PersonalPart

Personal = Iterator[tuple[UUID, str, Any]]
"""Whom it is about, the path of the field, its value."""


def compose(
    fact: Fact, actor: Actor, actor_name: str | None, secret: Callable[[], bytes]
) -> tuple[bytes, tuple[PersonalPart, ...]]:
    """Write the body of an entry, and the personal parts that lie beside it.

    Args:
        fact: what happened.
        actor: who did it.
        actor_name: his name as storage knows it; the operator has none.
        secret: makes 32 random bytes: the salt of one part.
    """
    parts = _parts(fact, actor, actor_name, secret)
    body = {
        "actor": _actor(actor),
        "fact": public_builtins(fact),
        "personal": {str(part.person): part.commitment for part in parts},
        "schema": fact.SCHEMA,
    }
    return canonical_bytes(body), parts


def _actor(actor: Actor) -> dict[str, Any]:
    claimed = {"claimed_at": to_builtins(actor.offline.at)} if actor.offline else {}
    return {
        **claimed,
        "client": actor.client.kind.value,
        "id": str(actor.id) if actor.id else None,
        "kind": actor.kind.value,
        "version": actor.client.version,
    }


def _parts(fact: Fact, actor: Actor, actor_name: str | None, secret: Callable[[], bytes]) -> tuple[PersonalPart, ...]:
    about: dict[UUID, dict[str, Any]] = {}
    for person, path, value in _personal_fields(fact, "fact"):
        about.setdefault(person, {})[path] = value
    if actor.id:
        said = {"actor.name": actor_name, "actor.on_behalf_of": actor.on_behalf_of}
        about.setdefault(actor.id, {}).update(said)
    return tuple(
        PersonalPart(person, secret(), canonical_bytes(to_builtins(about[person]))) for person in sorted(about)
    )


def _personal_fields(thing: Any, path: str) -> Personal:
    kind: type = type(thing)
    for name, is_personal in _paths_to_persons(kind):
        value = getattr(thing, name)
        if is_personal:
            yield thing.id, f"{path}.{name}", value
        elif isinstance(value, tuple):
            for place, one in enumerate(value):
                yield from _personal_fields(one, f"{path}.{name}.{place}")
        elif value is not None:
            yield from _personal_fields(value, f"{path}.{name}")


@cache
def _paths_to_persons(kind: type) -> tuple[tuple[str, bool], ...]:
    """Name the fields of a class that are personal, or hold an entity that has such fields.

    Entities with personal fields stand alone or in a tuple, where each has its number: a test walks every fact for it.
    """
    found = []
    hints = get_type_hints(kind)
    for field in attrs.fields(kind):
        if field.metadata.get("personal"):
            found.append((field.name, True))
        elif any(_paths_to_persons(inner) for inner in _entities(hints[field.name])):
            found.append((field.name, False))
    return tuple(found)


def _entities(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and attrs.has(hint):
        yield hint
    for inner in get_args(hint):
        yield from _entities(inner)


@frozen
class Account:
    """An entry read back for people: who did what."""

    actor: Mapping[str, Any]
    """``kind``, ``id``, ``client``, ``version``."""
    actor_name: str | None
    """His name; `ERASED_NAME` once he was erased, ``None`` for the operator alone."""
    on_behalf_of: str | None
    """For whom, if not for himself; erased with him."""
    fact: Mapping[str, Any]
    """The fact's fields, personal ones included; of persons who were erased, `ERASED_NAME` and nothing else."""
    erased: frozenset[UUID] = frozenset()
    """Persons it no longer tells of. Whether their parts were erased or taken away, verification says."""
    schema: int = 1
    """The version of the fact's fields."""


def read_entry(entry: Entry) -> Account:
    """Read an entry for people.

    Raises:
        IntegrityBreach: ``entry-unreadable``, when its body is not what `compose` writes.
    """
    try:
        body = json.loads(entry.body)
        known: dict[str, Any] = {}
        for part in entry.personal:
            known |= json.loads(part.content)
        gone = body["personal"].keys() - {str(part.person) for part in entry.personal}
        return Account(
            body["actor"],
            ERASED_NAME if body["actor"]["id"] in gone else known.get("actor.name"),
            known.get("actor.on_behalf_of"),
            _without(gone, _completed(body["fact"], known)),
            frozenset(map(UUID, gone)),
            _numbered(body["schema"]),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        number = entry.heading.number
        said = f"the body of entry {number} cannot be read: verify the register"
        raise IntegrityBreach("entry-unreadable", said, {"number": number}) from error


def read_heading(content: bytes) -> Heading:
    """Read the heading that leads the chained bytes of an entry.

    Raises:
        ValueError: it is not in the one form in which it is written; also `InvalidInput`, for the same reason.
    """
    _, number, workspace, entry, recorded_at, section, kind, subject, site, _ = content.decode().split("\n", 9)
    subject_kind, _, subject_id = subject.partition(" ")
    heading = Heading(
        int(number),
        WorkspaceId(UUID(workspace)),
        EntryId(UUID(entry)),
        datetime.fromisoformat(recorded_at),
        Section(section),
        kind,
        subject_kind,
        UUID(subject_id),
        None if site == "-" else SiteId(UUID(site)),
    )
    if not content.startswith(heading.as_bytes()):
        raise ValueError(content[:40])
    return heading


def _numbered(schema: object) -> int:
    if type(schema) is not int:
        raise ValueError(schema)
    return schema


def _completed(fact: dict[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    for path, value in known.items():
        first, *steps = path.split(".")
        if first != "fact":
            continue
        place: Any = fact
        for step in steps[:-1]:
            place = place[int(step) if isinstance(place, list) else step]
        place[steps[-1]] = value
    return fact


def _without(gone: AbstractSet[str], said: Any) -> Any:
    """Let those who are gone read as erased, wherever something is said of them: beside their identifier."""
    if not gone:
        return said
    if isinstance(said, dict):
        named = {"name": ERASED_NAME} if said.get("id") in gone else {}
        return {**{key: _without(gone, value) for key, value in said.items()}, **named}
    return [_without(gone, one) for one in said] if isinstance(said, list) else said
