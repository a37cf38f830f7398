"""Rights, compiled: the same answers in two lookups and one test of a bit."""

from datetime import date
from importlib import import_module

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st
from tests.spec.rights.world import (
    CATALOGUE,
    GHOST,
    HAUNTED,
    HOUSE,
    RECORD,
    RIGHTS,
    SCHOOL,
    SEE,
    SHARED,
    TODAY,
    TOMORROW,
    TOWN_HALL,
    YESTERDAY,
    a_profile,
    profiles,
    shared_by,
    situations,
    standing,
)

from registre_core.kernel.identifiers import SiteId, UserId
from registre_core.kernel.verdicts import YES
from registre_core.rights import (
    AccountRights,
    Catalogue,
    CompiledRights,
    Granting,
    Held,
    Profile,
    Situation,
    compiled,
    effective_rights,
    explained,
    may,
)
from registre_core.testing.builders import a_user

ASKED = st.sampled_from([*RIGHTS, "ghosts.haunt"])
PLACES = st.sampled_from([None, SCHOOL, TOWN_HALL])
DAYS = st.sampled_from([TODAY, TOMORROW])
CATALOGUES = st.sampled_from([CATALOGUE, HAUNTED])


@given(CATALOGUES, situations, profiles, ASKED, PLACES, DAYS)
def test_compiled_said_in_a_word_and_explained_are_one_answer(
    catalogue: Catalogue, situation: Situation, profile: Profile, right: str, site: SiteId | None, on: date
) -> None:
    anne, shared = situation.given_to(a_user()), shared_by(situation, profile)
    account = AccountRights.of(catalogue, anne, shared, on)
    everybody = CompiledRights.of(catalogue, on, {SHARED: profile}, [(anne.id, situation)])
    verdict = may(catalogue, situation, shared, right, site, on=on)

    assert verdict == account.may(right, site)
    assert {bool(verdict)} == {
        account.allows(right, site),
        everybody.may(anne.id, right, site),
        bool(explained(catalogue, anne, shared, right, site, on).verdict),
    }


@given(CATALOGUES, situations, profiles, DAYS)
def test_what_is_compiled_is_what_is_held(
    catalogue: Catalogue, situation: Situation, profile: Profile, on: date
) -> None:
    user = UserId(a_user().id)
    held = effective_rights(catalogue, situation, shared_by(situation, profile), on)

    assert held == CompiledRights.of(catalogue, on, {SHARED: profile}, [(user, situation)]).rights(user)
    assert Held(sum(catalogue.bits[right] for right in held), situation.sites) == compiled(
        catalogue, situation, {SHARED: profile}, on
    )


def test_every_right_of_a_catalogue_has_a_bit_of_its_own() -> None:
    bits = HAUNTED.bits.values()

    assert len(HAUNTED.every) == len(set(bits)) == sum(bits).bit_count()
    assert all(bit.bit_count() == 1 for bit in bits)


FIRST = "users.consult"
"""The right with the lowest bit."""

HELD = [
    # what it shows, held, bit, site, answer, source
    ("at all", Held(0b101, None), 0b100, None, True, HOUSE),
    ("another right", Held(0b101, None), 0b010, None, False, HOUSE),
    ("a right without a bit", Held(0b101, None), 0, None, False, HOUSE),
    ("anywhere, of all sites", Held(0b101, None), 0b001, SCHOOL, True, HOUSE),
    ("on his site", Held(0b101, frozenset({SCHOOL})), 0b001, SCHOOL, True, HOUSE),
    ("on another's", Held(0b101, frozenset({SCHOOL})), 0b001, TOWN_HALL, False, HOUSE),
    ("another right on his site", Held(0b101, frozenset({SCHOOL})), 0b010, SCHOOL, False, HOUSE),
    ("at all, of no site", Held(0b101, frozenset()), 0b001, None, True, HOUSE),
]


@pytest.mark.parametrize("held, bit, site, answer, source", [row[1:] for row in HELD], ids=[row[0] for row in HELD])
def test_a_check_is_a_bit_and_a_place(held: Held, bit: int, site: SiteId | None, source: str, *, answer: bool) -> None:
    assert answer is held.allows(bit, site), source


def test_those_who_stand_alike_share_what_is_compiled() -> None:
    people = [(a_user().id, standing(SEE, sites=[SCHOOL])) for _ in range(3)]
    other = (a_user().id, standing(SEE, sites=[TOWN_HALL]))
    rights = CompiledRights.of(CATALOGUE, TODAY, {}, [*people, other])

    first, second, third = (rights.held[user.int] for user, _ in people)
    assert first is second is third
    assert first is not rights.held[other[0].int]


def test_who_has_no_account_may_nothing() -> None:
    nobody, rights = a_user().id, CompiledRights.of(CATALOGUE, TODAY, {}, [])

    assert not rights.may(nobody, SEE)
    assert frozenset() == rights.rights(nobody)


ANSWERS = [
    # what it shows, right, site, answer, source
    ("his right at all", SEE, None, True, HOUSE),
    ("his right on his site", SEE, SCHOOL, True, HOUSE),
    ("his right on another's", SEE, TOWN_HALL, False, HOUSE),
    ("another right on his site", RECORD, SCHOOL, False, HOUSE),
    ("a right no module knows, though he has the first of all", GHOST, None, False, HOUSE),
]


@pytest.mark.parametrize("right, site, answer, source", [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_all_ways_of_asking_are_answered_alike(right: str, site: SiteId | None, source: str, *, answer: bool) -> None:
    anne = a_user(grants=frozenset({FIRST, SEE}), sites=frozenset({SCHOOL}))
    account = AccountRights.of(CATALOGUE, anne, None, TODAY)
    everybody = CompiledRights.of(CATALOGUE, TODAY, {}, [(anne.id, Situation.of(anne))])

    assert 1 == CATALOGUE.bits[FIRST]
    assert [answer] * 3 == [
        account.allows(right, site),
        bool(account.may(right, site)),
        everybody.may(anne.id, right, site),
    ], source


def test_what_is_compiled_says_of_which_day_and_catalogue_it_is_and_stays_so() -> None:
    rights = CompiledRights.of(HAUNTED, TOMORROW, {}, [])

    assert (HAUNTED, TOMORROW) == (rights.catalogue, rights.on)
    with pytest.raises(FrozenInstanceError):
        rights.on = TODAY  # type: ignore[misc]


def test_what_is_compiled_for_a_day_knows_who_has_ended() -> None:
    anne = a_user(grants=frozenset({SEE}), expires_on=TODAY)
    answers = [AccountRights.of(CATALOGUE, anne, None, on).allows(SEE) for on in (YESTERDAY, TODAY, TOMORROW)]

    assert [True, True, False] == answers
    (reason,) = AccountRights.of(CATALOGUE, anne, None, TOMORROW).may(SEE).reasons
    assert "account-expired" == reason.code


def test_an_account_may_act_or_not_whatever_it_holds() -> None:
    nobody = a_user(expires_on=TODAY)

    said = [AccountRights.of(CATALOGUE, nobody, None, on).may_act for on in (TODAY, TOMORROW)]

    assert [[], ["account-expired"]] == [[reason.code for reason in verdict.reasons] for verdict in said]


def test_an_account_says_whose_it_is_and_what_it_may_grant() -> None:
    anne = a_user(profile_id=SHARED, grants=frozenset({RECORD}), sites=frozenset({SCHOOL}))
    account = AccountRights.of(CATALOGUE, anne, a_profile(SEE), TODAY)

    assert (CATALOGUE, anne, a_profile(SEE), TODAY) == (account.catalogue, account.user, account.profile, account.on)
    assert Granting(frozenset({SEE, RECORD}), frozenset({SCHOOL})) == account.granting
    assert YES == account.may(RECORD, SCHOOL)


def test_what_a_right_asleep_is_answered_is_its_reason() -> None:
    (reason,) = AccountRights.of(CATALOGUE, a_user(grants=frozenset({GHOST})), None, TODAY).may(GHOST).reasons

    assert "unknown-right" == reason.code


def test_a_yes_is_what_was_compiled_and_the_account_is_not_asked_again() -> None:
    account = AccountRights(CATALOGUE, a_user(), None, TODAY, Held(CATALOGUE.bits[SEE], frozenset({SCHOOL})))

    assert account.may(SEE, SCHOOL)
    assert not account.may(SEE, TOWN_HALL)


def test_a_change_of_the_account_is_compiled_anew() -> None:
    anne = a_user(grants=frozenset({SEE}))

    assert AccountRights.of(CATALOGUE, anne, None, TODAY).allows(SEE)
    assert not AccountRights.of(CATALOGUE, evolve(anne, locked=True), None, TODAY).allows(SEE)


def test_why_not_is_worked_out_once_for_each_right_and_place() -> None:
    account = AccountRights.of(CATALOGUE, a_user(grants=frozenset({SEE}), sites=frozenset({SCHOOL})), None, TODAY)
    refusal, elsewhere = account.may(RECORD), account.may(SEE, TOWN_HALL)

    assert account.may(RECORD) is refusal
    assert account.may(SEE, TOWN_HALL) is elsewhere
    assert ["right-not-held", "site-not-assigned"] == [one.reasons[0].code for one in (refusal, elsewhere)]
    assert ["site-not-assigned"] == [reason.code for reason in account.may(RECORD, TOWN_HALL).reasons]


def test_of_more_refusals_than_are_kept_the_others_are_worked_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("registre_core.rights.policy.compiled"), "MOST_REFUSALS", 1)
    account = AccountRights.of(CATALOGUE, a_user(), None, TODAY)
    kept, other = account.may(SEE), account.may(RECORD)

    assert account.may(SEE) is kept
    assert account.may(RECORD) is not other
    assert account.may(RECORD) == other
