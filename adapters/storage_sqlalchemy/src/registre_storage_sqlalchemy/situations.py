"""Situations in their table: each once, under the digest of what it says, with how many users are in it.

The numbers are brought up in the transaction that changes the users, so they are exact; a situation that nobody is in
any more is dropped. A hundred thousand users stand in a few dozen situations, and whatever asks about everybody asks
these.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from typing import Any, cast
from uuid import UUID

from attrs import frozen
from sqlalchemy import Uuid, bindparam, delete, func, select, text, update

from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.rights import Situation
from registre_storage_sqlalchemy.columns import hexadecimal, numbers_in_a_row, raw, uuids
from registre_storage_sqlalchemy.schema import rights_situations as situations
from registre_storage_sqlalchemy.schema import users
from registre_storage_sqlalchemy.shelves import batches
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

_KNOWN = 4_096
"""Situations that stay at hand, written and read: more than most registers have."""


@frozen
class Interned:
    """A situation as it is kept."""

    digest: bytes
    content: str
    profile_id: ProfileId | None

    def row(self, people: int) -> Mapping[str, Any]:
        """Give its row."""
        return {
            "digest": self.digest,
            "profile_id": self.profile_id,
            "content": self.content,
            "people": people,
        }


@lru_cache(maxsize=_KNOWN)
def interned(situation: Situation) -> Interned:
    """Write a situation down."""
    content = content_of(
        profile=None if situation.profile_id is None else str(situation.profile_id),
        grants=sorted(situation.grants),
        denials=sorted(situation.denials),
        sites=None if situation.sites is None else sorted(map(str, situation.sites)),
        active=situation.active,
        locked=situation.locked,
        expires_on=None if situation.expires_on is None else situation.expires_on.isoformat(),
    )
    return Interned(digest_of(content), content, situation.profile_id)


def content_of(**said: Any) -> str:  # noqa: ANN401  # texts, lists of texts, truth values
    """Write a situation as JSON that is the same for the same situation, whatever is the usual left out.

    Revisions call this, so what it does for them must not change: what a later one adds is left out of those before.
    """
    told = {name: value for name, value in said.items() if value != _USUAL.get(name)}
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


_USUAL: Mapping[str, Any] = {"grants": [], "denials": [], "active": True, "locked": False}


def digest_of(content: str) -> bytes:
    """Give what a situation is found by."""
    return sha256(content.encode()).digest()


@lru_cache(maxsize=_KNOWN)
def situation_of(digest: bytes, content: str) -> Situation:
    """Read a situation.

    Raises:
        ValueError: it says something else than when it was kept.
    """
    if digest_of(str(content)) != digest:  # a tampered file may hold anything
        raise ValueError("the situation is not the one that its digest is of")
    said = json.loads(content)
    sites, expiry = said.pop("sites", None), said.pop("expires_on", None)
    profile = said.pop("profile", None)
    return Situation(
        profile_id=None if profile is None else ProfileId(UUID(profile)),
        grants=frozenset(said.pop("grants", ())),
        denials=frozenset(said.pop("denials", ())),
        sites=None if sites is None else frozenset([SiteId(UUID(site)) for site in sites]),
        expires_on=None if expiry is None else date.fromisoformat(expiry),
        **said,
    )


# ---- how many are in each --------------------------------------------------------------------------------------------


_ENTER = text(
    "INSERT INTO rights_situations (workspace_id, digest, profile_id, content, people)"
    " VALUES (:workspace, :digest, :profile_id, :content, :people)"
    " ON CONFLICT (workspace_id, digest) DO UPDATE SET people = rights_situations.people + excluded.people"
).bindparams(bindparam("workspace", type_=Uuid), bindparam("profile_id", type_=Uuid))
_HERE = situations.c.workspace_id == WORKSPACE
_LEAVE = (
    update(situations)
    .where(_HERE, situations.c.digest == bindparam("left"))
    .values(people=situations.c.people - bindparam("gone"))
)
_CLEAR = delete(situations).where(
    _HERE, situations.c.digest.in_(bindparam("left", expanding=True)), situations.c.people == 0
)


class Turnover:
    """Who leaves which situation and comes into which, in one change.

    Users refer to situations: so some are entered before the users are written, and the others left afterwards.
    """

    def __init__(self, left: Iterable[bytes], reached: Iterable[Situation]) -> None:
        counted = Counter(map(interned, reached))
        self._reached = {one.digest: one for one in counted}
        self._net = Counter({one.digest: people for one, people in counted.items()})
        self._net.subtract(left)

    def enter(self, work: Work) -> None:
        """Count those who come, before they are written."""
        come = [self._reached[digest].row(people) for digest, people in self._net.items() if people > 0]
        for some in batches(come):
            work.change(_ENTER, *some)

    def leave(self, work: Work) -> None:
        """Count out those who went, after they were written."""
        gone = [{"left": digest, "gone": -people} for digest, people in self._net.items() if people < 0]
        for some in batches(gone):
            work.change(_LEAVE, *some)
            work.change(_CLEAR, {"left": [one["left"] for one in some]})


# ---- what is asked about everybody -----------------------------------------------------------------------------------


_SAID = (raw(situations.c.digest), raw(situations.c.content))
_EACH = select(*_SAID, raw(situations.c.people)).where(_HERE)
_OF_PROFILE = _EACH.where(situations.c.profile_id == bindparam("profile"))
_NUMBERS = (
    select(situations.c.profile_id, func.sum(situations.c.people))
    .where(_HERE, situations.c.profile_id.in_(bindparam("profiles", expanding=True)))
    .group_by(situations.c.profile_id)
)
_CROWD = select(func.aggregate_strings(hexadecimal(users.c.id), "")).where(
    users.c.workspace_id == situations.c.workspace_id, users.c.situation == situations.c.digest
)
_EVERYBODY = select(*_SAID, _CROWD.scalar_subquery()).where(_HERE)
"""A row a situation: a database writes the identifiers of all who are in it one behind the other, out of an index, in a
fraction of the time that it takes to give each of them in a row of its own."""


def numbers_in(work: Work, profile: ProfileId | None) -> list[tuple[Situation, int]]:
    """Give every situation with how many are in it, of one profile if it is given."""
    rows = work.rows(_EACH) if profile is None else work.rows(_OF_PROFILE, {"profile": profile})
    return built("situation", _numbered, rows)


def _numbered(row: AnyRow) -> tuple[Situation, int]:
    digest, content, people = row
    return situation_of(digest, content), people


def numbers_of(work: Work, profiles: Collection[ProfileId]) -> dict[ProfileId, int]:
    """Count who shares each of these profiles."""
    shared = {profile: int(people) for profile, people in work.rows(_NUMBERS, {"profiles": list(profiles)})}
    return {profile: shared.get(profile, 0) for profile in profiles}


def everybody_in(work: Work) -> Iterator[tuple[UserId, Situation]]:
    """Give everybody by identifier, with the one value that stands for all who are alike."""
    found: dict[int, Situation] = {}
    for situation, numbers in built("situation", _crowd, work.rows(_EVERYBODY)):
        found.update(dict.fromkeys(numbers, situation))
    everybody = batches(sorted(found))
    return chain.from_iterable(
        zip(cast("list[UserId]", uuids(some)), map(found.__getitem__, some), strict=True) for some in everybody
    )


def _crowd(row: AnyRow) -> tuple[Situation, list[int]]:
    digest, content, written = row
    return situation_of(digest, content), numbers_in_a_row(written)
