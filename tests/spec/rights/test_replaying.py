"""What the register told of profiles and users, one thing after the other: the last one said counts."""

from __future__ import annotations

from uuid import UUID

from attrs import evolve

from registre_core.kernel.erasure import Erasure
from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.rights import (
    NamedSituation,
    Past,
    Profile,
    ProfileCreated,
    ProfileDeleted,
    ProfileEdited,
    Situation,
    UserErased,
    replayed,
)

READER = Profile(ProfileId(UUID(int=1)), "Lecteur", frozenset({"sites.consult"}))
WIDER = evolve(READER, rights=frozenset({"sites.consult", "findings.consult"}), version=2)
ANNE = NamedSituation(UserId(UUID(int=2)), "Anne Martin", Situation(READER.id))
PAUL = NamedSituation(UserId(UUID(int=3)), "Paul Commis", Situation(READER.id))


def test_where_nothing_was_told_there_is_nobody() -> None:
    assert Past({}, {}) == replayed([])


def test_what_comes_last_counts() -> None:
    locked = evolve(ANNE, name="Anne Petit", situation=Situation(READER.id, locked=True))

    assert Past({READER.id: WIDER}, {ANNE.id: locked}) == replayed(
        [ProfileCreated(READER), ANNE, ProfileEdited(WIDER), locked]
    )


def test_a_profile_that_is_deleted_is_there_no_more() -> None:
    assert Past({}, {}) == replayed([ProfileCreated(READER), ProfileDeleted(READER)])


def test_who_is_erased_is_there_no_more_and_nobody_else_goes_with_him() -> None:
    assert {PAUL.id: PAUL} == replayed([ANNE, PAUL, UserErased(Erasure(ANNE.id, parts=2))]).users


def test_what_ends_before_anything_told_of_it_ends_nothing() -> None:
    """The clock of whoever recorded the beginning may have been ahead."""
    assert Past({}, {}) == replayed([ProfileDeleted(READER), UserErased(Erasure(ANNE.id, parts=1))])


def test_situations_are_counted_once_each() -> None:
    alone = NamedSituation(UserId(UUID(int=4)), "Luc Neuf", Situation())

    assert {Situation(READER.id): 2, Situation(): 1} == dict(replayed([ANNE, PAUL, alone]).situations())
