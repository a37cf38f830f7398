"""What entries tell of profiles and users, read back strictly: for questions about a day that is past."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import attrs

from registre_core.codec.converter import from_builtins
from registre_core.codec.entries import read_entry
from registre_core.kernel.errors import IntegrityBreach, InvalidInput
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import UserId
from registre_core.register import Entry
from registre_core.rights import (
    NamedSituation,
    ProfileCreated,
    ProfileDeleted,
    ProfileEdited,
    Situation,
    Told,
    User,
    UserAttached,
    UserChanged,
    UserCreated,
    UserDetached,
    UserErased,
)

_OF_USERS: tuple[type[Fact], ...] = (UserCreated, UserAttached, UserChanged, UserDetached)
_FACTS: tuple[type[Fact], ...] = (*_OF_USERS, UserErased, ProfileCreated, ProfileEdited, ProfileDeleted)
_KINDS = {fact.KIND: fact for fact in _FACTS}
_SUBJECTS = {fact.SUBJECT for fact in _KINDS.values()}

_UNTOLD = {(kind.KIND, 1): frozenset({"locked", "expires_on"}) for kind in (UserCreated, UserAttached)}
"""What an earlier schema of a kind does not tell of a user: read as what everybody was before."""
_USER = frozenset(field.name for field in attrs.fields(User))
_SITUATION = tuple(field.name for field in attrs.fields(Situation))


def read_rights(entries: Iterable[Entry], counts: Callable[[datetime], bool]) -> Iterator[Told]:
    """Read what entries tell of profiles and users, and pass over what they tell of anything else.

    Args:
        entries: those of the section they are filed under, at least.
        counts: whether what was recorded at an instant counts.

    Raises:
        IntegrityBreach: ``entry-unreadable``, at one whose list columns are not those of its bytes, or that counts and
            is neither what `compose` writes nor what it has written. So is one of a version to come: without it an
            answer would be a guess.
    """
    known: dict[str, Situation] = {}
    for entry in entries:
        heading = entry.heading
        try:
            if not entry.content.startswith(heading.as_bytes()):
                raise ValueError(heading.number)
            if heading.subject_kind in _SUBJECTS and counts(heading.recorded_at):
                yield _told(entry, known)
        except (ValueError, LookupError, TypeError, AttributeError, InvalidInput) as error:
            said = f"entry {heading.number} does not tell of rights in a way that can be read: verify the register"
            raise IntegrityBreach("entry-unreadable", said, {"number": heading.number}) from error


def _told(entry: Entry, known: dict[str, Situation]) -> Told:
    kind, account = _KINDS[entry.heading.kind], read_entry(entry)
    if not 1 <= account.schema <= kind.SCHEMA:
        raise ValueError(account.schema)
    if kind not in _OF_USERS:
        return cast("Told", from_builtins(kind, account.fact))
    return _user(account.fact["user"], _USER - _UNTOLD.get((kind.KIND, account.schema), frozenset()), known)


def _user(said: Mapping[str, Any], told: frozenset[str], known: dict[str, Situation]) -> NamedSituation:
    """Thousands stand alike: each situation is read once, and kept once."""
    if strange := said.keys() - told:
        raise ValueError(strange)
    standing = {name: said[name] for name in _SITUATION if name in told}
    if (situation := known.get(key := repr(standing))) is None:
        situation = known[key] = from_builtins(Situation, standing)
    return NamedSituation(UserId(from_builtins(UUID, said["id"])), from_builtins(str, said["name"]), situation)
