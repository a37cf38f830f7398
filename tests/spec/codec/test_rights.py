"""What entries tell of profiles and users, read back strictly: those of today, and those of the first version."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

import registre_core.app  # noqa: F401  # every room, and so every fact
from registre_core.codec import canonical_bytes, compose, read_rights
from registre_core.kernel.actors import Actor, Client
from registre_core.kernel.erasure import ERASED_NAME, Erasure
from registre_core.kernel.errors import IntegrityBreach
from registre_core.kernel.facts import Fact, Section
from registre_core.kernel.identifiers import EntryId, ProfileId, SiteId, UserId, WorkspaceId
from registre_core.register import Entry, Heading, sealed
from registre_core.register.entities import genesis
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
from registre_core.testing.builders import IDS, a_profile, a_site, a_user, an_entry
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.workspace import SiteAdded

TOWN = WorkspaceId(IDS.new())
MAYOR = a_user(name="Jeanne Maire")
BY_THE_MAYOR = Actor.user(MAYOR.id, TOWN, client=Client.web("1.47"))
PROFILE = a_profile()
ANNE = a_user(
    name="Anne Martin",
    profile_id=PROFILE.id,
    grants=frozenset({"register.export", "register.consult"}),
    denials=frozenset({"sites.consult"}),
    sites=frozenset({SiteId(IDS.new()), SiteId(IDS.new())}),
    locked=True,
    expires_on=date(2026, 12, 31),
    version=7,
)
PINNED = Path(__file__).parents[2] / "golden"


def entry_of(
    fact: Fact, *, at: datetime = A_MONDAY_MORNING, rewrite: Callable[[Any], object] = lambda _: None
) -> Entry:
    """Record a fact, its body rewritten by whoever can."""
    body, parts = compose(fact, BY_THE_MAYOR, MAYOR.name, IDS.secret)
    said = json.loads(body)
    rewrite(said)
    return an_entry(
        TOWN,
        body=canonical_bytes(said),
        personal=parts,
        section=fact.SECTION,
        kind=fact.KIND,
        subject_kind=fact.SUBJECT,
        subject_id=fact.subject_id,
        recorded_at=at,
    )


def read(*entries: Entry, until: datetime = A_MONDAY_MORNING) -> list[Told]:
    return list(read_rights(entries, lambda recorded_at: recorded_at <= until))


def of(user: User, name: str | None = None) -> NamedSituation:
    return NamedSituation(user.id, name or user.name, Situation.of(user))


@pytest.mark.parametrize("fact", [UserCreated, UserAttached, UserChanged, UserDetached])
def test_whatever_happened_to_a_user_it_tells_where_he_stands(fact: Callable[[User], Fact]) -> None:
    assert [of(ANNE), of(MAYOR)] == read(entry_of(fact(ANNE)), entry_of(fact(MAYOR)))


@pytest.mark.parametrize(
    "fact", [ProfileCreated(PROFILE), ProfileEdited(PROFILE), ProfileDeleted(PROFILE), UserErased(Erasure(ANNE.id, 3))]
)
def test_what_happened_to_a_profile_or_ended_a_user_comes_back_as_it_was(fact: Fact) -> None:
    assert [fact] == read(entry_of(fact))


def test_whatever_else_is_filed_there_is_passed_over() -> None:
    assert [of(ANNE)] == read(entry_of(SiteAdded(a_site())), entry_of(UserCreated(ANNE)))


def test_what_does_not_count_yet_is_passed_over_wherever_it_stands() -> None:
    later = A_MONDAY_MORNING + timedelta(microseconds=1)

    assert [of(ANNE)] == read(entry_of(UserCreated(MAYOR), at=later), entry_of(UserCreated(ANNE)))


def test_what_does_not_count_yet_need_not_be_readable() -> None:
    later = A_MONDAY_MORNING + timedelta(days=1)

    assert [] == read(entry_of(UserCreated(MAYOR), at=later, rewrite=lambda body: body.clear()))


def test_of_who_was_erased_since_it_tells_all_but_the_name() -> None:
    entry = evolve(entry_of(UserCreated(ANNE)), personal=())

    assert [of(ANNE, ERASED_NAME)] == read(entry)


def every_fact(parent: type[Fact] = Fact) -> Iterator[type[Fact]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith("registre_core."):
            yield from [child, *every_fact(child)]


def test_no_fact_about_a_profile_or_a_user_goes_unread() -> None:
    """Who adds one must say what it does to the past."""
    about = {fact.KIND for fact in every_fact() if hasattr(fact, "KIND") and fact.SUBJECT in {"profile", "user"}}
    examples = [
        *(fact(ANNE) for fact in (UserCreated, UserAttached, UserChanged, UserDetached)),
        *(fact(PROFILE) for fact in (ProfileCreated, ProfileEdited, ProfileDeleted)),
        UserErased(Erasure(ANNE.id, 1)),
    ]

    assert about == {fact.KIND for fact in examples}
    assert len(examples) == len(read(*map(entry_of, examples)))


# ---- the first version -----------------------------------------------------------------------------------------------


def first_version(body: dict[str, Any]) -> None:
    """Write as was written before accounts could be locked or end."""
    body["schema"] = 1
    del body["fact"]["user"]["locked"], body["fact"]["user"]["expires_on"]


def test_a_user_of_the_first_version_is_neither_locked_nor_does_he_end() -> None:
    expected = of(evolve(ANNE, locked=False, expires_on=None))

    assert [expected] == read(entry_of(UserCreated(ANNE), rewrite=first_version))


def pinned(kind: str) -> Entry:
    """Give an entry that was pinned when its kind was made, without its personal parts."""
    content = (PINNED / f"{kind}.entry").read_bytes()
    _, number, workspace, identifier, at, section, named, subject, _ = content.decode().split("\n")[:9]
    heading = Heading(
        int(number),
        WorkspaceId(UUID(workspace)),
        EntryId(UUID(identifier)),
        datetime.fromisoformat(at),
        Section(section),
        named,
        subject.split()[0],
        UUID(subject.split()[1]),
    )
    return sealed(genesis(heading.workspace_id), heading, content.split(b"\n", 9)[9])


def numbered(number: int) -> UUID:
    return UUID(f"019cad8f-ac00-7000-8000-{number:012d}")


FILES = sorted([*PINNED.glob("user-*.entry"), *PINNED.glob("profile-*.entry")])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_whatever_was_ever_pinned_is_read(file: Path) -> None:
    assert 1 == len(list(read_rights([pinned(file.stem)], lambda _: True)))


@pytest.mark.parametrize("kind", ["user-created", "user-attached"])
def test_what_the_first_version_pinned_is_read(kind: str) -> None:
    entry = pinned(kind)
    situation = Situation(
        ProfileId(numbered(5)),
        frozenset({"register.consult", "register.export"}),
        frozenset({"findings.create"}),
        frozenset({SiteId(numbered(2)), SiteId(numbered(20))}),
    )

    assert b'"schema":1}' in entry.content
    assert [NamedSituation(UserId(numbered(6)), ERASED_NAME, situation)] == list(read_rights([entry], lambda _: True))


# ---- what is not what was written ------------------------------------------------------------------------------------


def set_in_user(**said: object) -> Callable[[Any], object]:
    return lambda body: body["fact"]["user"].update(said)


def without(name: str) -> Callable[[Any], object]:
    return lambda body: body["fact"]["user"].pop(name)


BROKEN: Mapping[str, Callable[[Any], object]] = {
    "nothing": lambda body: body.clear(),
    "no schema": lambda body: body.pop("schema"),
    "a schema that is no number": lambda body: body.update(schema="2"),
    "a schema that is a truth value": lambda body: body.update(schema=True),
    "a schema before the first": lambda body: body.update(schema=0),
    "a schema to come": lambda body: body.update(schema=3),
    "a fact that is a list": lambda body: body.update(fact=[]),
    "no user": lambda body: body["fact"].clear(),
    "a user that is none": lambda body: body["fact"].update(user="Anne"),
    "a user that is a list": lambda body: body["fact"].update(user=[]),
    "a field to come": set_in_user(powers=[]),
    "a field of the second version in the first": lambda body: body.update(schema=1),
    "no lock": without("locked"),
    "no end": without("expires_on"),
    "no grants": without("grants"),
    "no denials": without("denials"),
    "no sites": without("sites"),
    "no state": without("active"),
    "no identifier": without("id"),
    "a grant twice": set_in_user(grants=["sites.consult", "sites.consult"]),
    "a state that is a text": set_in_user(active="true"),
    "a site that is none": set_in_user(sites=["the school"]),
    "an end that is no day": set_in_user(expires_on="2026-02-30"),
}


@pytest.mark.parametrize("rewrite", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("erased", [False, True], ids=["known", "erased"])
def test_what_compose_does_not_write_is_a_breach_that_names_the_entry(
    rewrite: Callable[[Any], object],
    erased: bool,  # noqa: FBT001
) -> None:
    entry = entry_of(UserCreated(ANNE), rewrite=rewrite)
    with pytest.raises(IntegrityBreach) as breach:
        read(evolve(entry, personal=()) if erased else entry)

    assert ("entry-unreadable", {"number": 1}) == (breach.value.code, breach.value.facts)


def test_a_name_that_is_no_text_is_a_breach() -> None:
    entry = entry_of(UserCreated(ANNE))
    parts = [evolve(part, content=part.content.replace(b'"Anne Martin"', b"[]")) for part in entry.personal]

    with pytest.raises(IntegrityBreach):
        read(evolve(entry, personal=tuple(parts)))


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda body: body["fact"]["profile"].update(rights=None),
        lambda body: body["fact"]["profile"].update(powers=[]),
        lambda body: body.update(schema=2),
        lambda body: body.update(schema=True),
    ],
    ids=["no rights", "a field to come", "a schema to come", "a schema that is a truth value"],
)
def test_a_profile_that_is_none_is_a_breach(rewrite: Callable[[Any], object]) -> None:
    with pytest.raises(IntegrityBreach):
        read(entry_of(ProfileEdited(PROFILE), rewrite=rewrite))


def test_a_kind_to_come_is_a_breach_since_nobody_knows_what_it_did() -> None:
    entry = entry_of(UserChanged(ANNE))
    merged = sealed(genesis(TOWN), evolve(entry.heading, kind="user-merged"), entry.body, entry.personal)

    with pytest.raises(IntegrityBreach):
        read(merged)


def test_list_columns_that_are_not_those_of_the_bytes_are_a_breach_even_of_what_does_not_count() -> None:
    entry = entry_of(UserChanged(ANNE))
    later = evolve(entry, heading=evolve(entry.heading, recorded_at=A_MONDAY_MORNING + timedelta(days=1)))

    with pytest.raises(IntegrityBreach):
        read(later)
