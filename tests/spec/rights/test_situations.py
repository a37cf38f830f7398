"""Situations: what decides what somebody may do, apart from who he is, and how it changes with profiles."""

from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given
from tests.spec.rights.world import (
    CATALOGUE,
    EFFECTIVE,
    GHOST,
    HAUNTED,
    OTHER,
    RECORD,
    S1,
    SCHOOL,
    SEE,
    SHARED,
    TODAY,
    TOMORROW,
    TOWN_HALL,
    a_profile,
    profiles,
    shared_by,
    situations,
    standing,
)

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import ProfileId, SiteId
from registre_core.rights import AccountKind, Profile, Situation, User, effective_rights, given_rights
from registre_core.testing.builders import a_user

CHANGES: dict[str, Any] = {
    "profile_id": SHARED,
    "grants": frozenset({SEE}),
    "denials": frozenset({SEE}),
    "sites": frozenset({SCHOOL}),
    "active": False,
    "locked": True,
    "expires_on": TODAY,
}
WHO_HE_IS: dict[str, Any] = {"name": "Anne", "email": "anne@exemple.fr", "kind": AccountKind.MACHINE, "version": 7}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_bears_on_rights_is_part_of_the_situation(name: str) -> None:
    anne = a_user()

    assert evolve(Situation.of(anne), **{name: CHANGES[name]}) == Situation.of(evolve(anne, **{name: CHANGES[name]}))
    assert Situation.of(anne) != Situation.of(evolve(anne, **{name: CHANGES[name]}))


@pytest.mark.parametrize("name", WHO_HE_IS)
def test_who_somebody_is_does_not_matter(name: str) -> None:
    anne = a_user()

    assert Situation.of(anne) == Situation.of(evolve(anne, **{name: WHO_HE_IS[name]}))


def test_a_new_field_of_an_account_is_either_part_of_the_situation_or_of_who_somebody_is() -> None:
    assert {field.name for field in fields(User)} == {"id", *CHANGES, *WHO_HE_IS}
    assert [field.name for field in fields(Situation)] == [*CHANGES]


@given(situations)
def test_an_account_can_be_put_into_any_situation_and_stays_who_he_is(situation: Situation) -> None:
    anne = a_user(kind=AccountKind.MACHINE, version=7)
    put = situation.given_to(anne)

    assert (situation, hash(situation)) == (Situation.of(put), hash(Situation.of(put)))
    assert anne == Situation.of(anne).given_to(put)


def test_an_account_is_by_default_active_on_all_sites_and_without_an_end() -> None:
    assert Situation.of(a_user()) == Situation() == standing(sites=None, active=True, locked=False, expires_on=None)


@pytest.mark.parametrize(
    "grants, denials, has", [("", "", False), (SEE, "", True), ("", SEE, True), (SEE, RECORD, True)]
)
def test_exceptions_are_grants_and_denials(grants: str, denials: str, *, has: bool) -> None:
    assert has is standing(grants, denials, profile=SHARED).has_exceptions


ALICE = standing(SEE, RECORD, sites=[SCHOOL], locked=True, expires_on=TOMORROW)


def test_attaching_drops_the_exceptions_and_nothing_else() -> None:
    expected = standing(profile=SHARED, sites=[SCHOOL], locked=True, expires_on=TOMORROW)

    assert expected == ALICE.attached_to(a_profile(RECORD)), EFFECTIVE


def test_attaching_may_keep_the_difference_as_exceptions() -> None:
    expected = standing(f"{SEE}", RECORD, profile=SHARED, sites=[SCHOOL], locked=True, expires_on=TOMORROW)

    assert expected == ALICE.attached_to(a_profile(f"{RECORD} users.consult"), frozenset({SEE, "users.consult"}))


@given(situations, profiles, profiles)
def test_keeping_the_difference_keeps_all_that_was_given_sleeping_rights_included(
    situation: Situation, profile: Profile, other: Profile
) -> None:
    shared = shared_by(situation, profile)
    had = given_rights(situation, shared)
    new = evolve(other, id=OTHER)
    attached = situation.attached_to(new, had)

    assert had == given_rights(attached, new)
    for catalogue in (CATALOGUE, HAUNTED):
        before = effective_rights(catalogue, situation, shared, TODAY)
        assert before == effective_rights(catalogue, attached, new, TODAY)


@given(situations, profiles)
def test_a_profile_made_from_a_user_gives_him_exactly_what_he_had(situation: Situation, profile: Profile) -> None:
    """S1: «créer un profil à partir d'un utilisateur». Attaching the model changes nothing of what he can do."""
    shared = shared_by(situation, profile)
    made = a_profile(given_rights(situation, shared), OTHER)
    attached = situation.attached_to(made, given_rights(situation, shared))

    assert not attached.has_exceptions, S1
    assert given_rights(situation, shared) == given_rights(situation.attached_to(made), made)
    assert effective_rights(HAUNTED, situation, shared, TODAY) == effective_rights(HAUNTED, attached, made, TODAY)


@given(situations, profiles)
def test_detaching_keeps_what_was_given_as_own_grants(situation: Situation, profile: Profile) -> None:
    shared = shared_by(situation, profile)
    had = given_rights(situation, shared)
    detached = situation.detached(had)

    assert evolve(situation, profile_id=None, grants=had, denials=frozenset()) == detached, EFFECTIVE
    assert effective_rights(HAUNTED, situation, shared, TODAY) == effective_rights(HAUNTED, detached, None, TODAY)


@given(situations, profiles)
def test_detaching_without_keeping_leaves_the_own_grants_alone(situation: Situation, profile: Profile) -> None:
    detached = situation.detached()

    assert evolve(situation, profile_id=None, grants=detached.grants, denials=frozenset()) == detached
    assert given_rights(evolve(situation, profile_id=None), None) == given_rights(detached, None)
    assert given_rights(detached, None) <= given_rights(situation, shared_by(situation, profile))


def test_a_sleeping_right_goes_along_with_everything_else() -> None:
    assert frozenset({SEE, GHOST}) == standing(profile=SHARED).detached(frozenset({SEE, GHOST})).grants


@pytest.mark.parametrize(
    "sites, works",
    [(None, True), ([SCHOOL], True), ([TOWN_HALL], False), ([], False)],
    ids=["all", "his", "other", "none"],
)
def test_a_user_works_on_his_sites_and_without_a_list_on_all(sites: list[SiteId] | None, *, works: bool) -> None:
    assert works is a_user(sites=None if sites is None else frozenset(sites)).works_on(SCHOOL)


@pytest.mark.parametrize("name", ["profile_id", "grants", "denials", "sites", "active", "expires_on"])
def test_nobody_who_was_erased_is_put_into_a_situation_again(name: str) -> None:
    given_back = {**CHANGES, "active": True, "profile_id": ProfileId(SHARED)}
    erased = a_user().erased()

    with pytest.raises(InvalidInput) as refusal:
        evolve(Situation.of(erased), **{name: given_back[name]}).given_to(erased)

    assert "person-erased" == refusal.value.code
