"""What a change does to whom: gains and losses by right and place, held against sets that are counted out."""

from collections.abc import Iterable
from datetime import date
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.spec.rights.world import (
    BEYOND_1,
    BEYOND_3,
    CATALOGUE,
    EDIT,
    EVERYWHERE,
    GHOST,
    OTHER,
    RECORD,
    SCHOOL,
    SEE,
    SEE_USERS,
    SHARED,
    SOME_SITES,
    SPARE,
    TODAY,
    TOMORROW,
    TOWN_HALL,
    YESTERDAY,
    Pairs,
    a_profile,
    abilities,
    at_stake,
    naively_held,
    named,
    pairs,
    places,
    profiles,
    reached,
    situations,
    standing,
    words,
)

from registre_core.kernel.identifiers import SiteId
from registre_core.rights import (
    ADMINISTER,
    Consequence,
    Difference,
    Move,
    Profile,
    Reach,
    Shift,
    Situation,
    administrators,
    consequences,
    is_lasting_administrator,
)

ALL, AT_SCHOOL, NOWHERE = Reach(), Reach(frozenset({SCHOOL})), Reach(frozenset())

# ---- reach -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wide, narrow", [*product(SOME_SITES, SOME_SITES)])
def test_what_is_left_of_some_sites_beyond_others(
    wide: frozenset[SiteId] | None, narrow: frozenset[SiteId] | None
) -> None:
    left = Reach.left(wide, narrow)

    assert places(wide) - places(narrow) == (reached(left) if left else frozenset())
    assert (left is None) is (places(wide) <= places(narrow))


@pytest.mark.parametrize("wide, narrow, sites", [*product(SOME_SITES, SOME_SITES, SOME_SITES)])
def test_a_reach_lies_within_some_sites_when_each_of_its_own_does(
    wide: frozenset[SiteId] | None, narrow: frozenset[SiteId] | None, sites: frozenset[SiteId] | None
) -> None:
    left = Reach.left(wide, narrow)

    assert left is None or left.lies_within(sites) is (reached(left) <= places(sites))
    assert Reach(wide).lies_within(sites) is (places(wide) <= places(sites))


def test_all_sites_but_some_hold_those_to_come() -> None:
    left = Reach.left(None, frozenset({SCHOOL}))

    assert Reach(None, frozenset({SCHOOL})) == left
    assert left is not None
    assert SPARE in reached(left)
    assert not left.lies_within(EVERYWHERE), "some day there is another site"


# ---- one user, one change --------------------------------------------------------------------------------------------


def what_changes(
    before: Situation | None,
    after: Situation,
    was: Profile | None = None,
    will_be: Profile | None = None,
    people: int = 1,
) -> Consequence:
    profiles = [{profile.id: profile} if profile else {} for profile in (was, will_be or was)]
    (consequence,) = consequences(CATALOGUE, TODAY, [Move(before, after, people)], *profiles)
    return consequence


def a_shift(rights: str, reach: Reach = ALL) -> Shift:
    return Shift(words(rights), reach)


SAME = Difference()


def gains(rights: str, reach: Reach = ALL) -> Difference:
    return Difference((a_shift(rights, reach),))


def loses(rights: str, reach: Reach = ALL) -> Difference:
    return Difference((), (a_shift(rights, reach),))


BOTH = f"{SEE} {RECORD}"
AT_WORK = standing(BOTH, sites=[SCHOOL])
TO_TOWN_HALL, BUT_SCHOOL = Reach(frozenset({TOWN_HALL})), Reach(None, frozenset({SCHOOL}))
ONE, TWO = standing(SEE, sites=[SCHOOL]), standing(SEE, sites=[SCHOOL, TOWN_HALL])
LEAVES = standing(SEE, expires_on=TOMORROW)
LEFT = standing(SEE, active=False)

CHANGES = [
    # what it shows, before, after, what he can do from now on, what is given where it is another, source
    ("nothing changes", AT_WORK, AT_WORK, SAME, None, BEYOND_1),
    ("a right comes", standing(SEE), standing(BOTH), gains(RECORD), None, BEYOND_1),
    ("a right goes", standing(BOTH), standing(SEE), loses(RECORD), None, BEYOND_1),
    ("a site comes", ONE, TWO, gains(SEE, TO_TOWN_HALL), None, BEYOND_1),
    ("a site goes", TWO, ONE, loses(SEE, TO_TOWN_HALL), None, BEYOND_1),
    ("all sites but one come", ONE, standing(SEE), gains(SEE, BUT_SCHOOL), None, BEYOND_1),
    ("all sites but one go", standing(SEE), ONE, loses(SEE, BUT_SCHOOL), None, BEYOND_1),
    ("sites come to who holds nothing", standing(sites=[]), standing(), SAME, None, BEYOND_1),
    ("an account is new", None, ONE, gains(SEE, AT_SCHOOL), None, BEYOND_3),
    ("a new account has no site", None, standing(SEE, sites=[]), gains(SEE, NOWHERE), None, BEYOND_3),
    ("a new account is empty", None, standing(), SAME, None, BEYOND_3),
    ("a new account is inactive", None, LEFT, SAME, gains(SEE), BEYOND_3),
    ("a right comes asleep", standing(), standing(RECORD), SAME, gains(RECORD), BEYOND_3),
    ("a right comes and wakes another", standing(RECORD), standing(BOTH), gains(BOTH), gains(SEE), BEYOND_3),
    ("a right goes and another falls asleep", standing(BOTH), standing(RECORD), loses(BOTH), loses(SEE), BEYOND_3),
    ("a right comes whose plug-in is gone", standing(), standing(GHOST), SAME, gains(GHOST), BEYOND_3),
    ("an account is shut", AT_WORK, evolve(AT_WORK, active=False), loses(BOTH, AT_SCHOOL), None, BEYOND_3),
    ("an account is unlocked", evolve(AT_WORK, locked=True), AT_WORK, gains(BOTH, AT_SCHOOL), None, BEYOND_3),
    ("what sleeps is unlocked", standing(GHOST, locked=True), standing(GHOST), SAME, gains(GHOST), BEYOND_3),
    ("an account ends sooner", LEAVES, evolve(LEAVES, expires_on=TODAY), SAME, loses(SEE), BEYOND_3),
    ("an account ends some day", standing(SEE), LEAVES, SAME, loses(SEE), BEYOND_3),
    ("an account ends later", evolve(LEAVES, expires_on=TODAY), LEAVES, SAME, gains(SEE), BEYOND_3),
    ("an account ends no more", LEAVES, standing(SEE), SAME, gains(SEE), BEYOND_3),
    ("an account has ended", LEAVES, evolve(LEAVES, expires_on=YESTERDAY), loses(SEE), None, BEYOND_3),
    ("an inactive account ends", LEFT, evolve(LEFT, expires_on=TODAY), SAME, None, BEYOND_3),
]


@pytest.mark.parametrize(
    "before, after, effective, other, source", [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES]
)
def test_what_a_change_gives_and_takes(
    before: Situation | None, after: Situation, effective: Difference, other: Difference | None, source: str
) -> None:
    changes = what_changes(before, after)

    assert effective == changes.effective, source
    assert (effective if other is None else other) == changes.given, source


def test_new_rights_reach_all_sites_and_kept_ones_those_that_are_new() -> None:
    changes = what_changes(standing(SEE, sites=[SCHOOL]), standing(f"{SEE} {RECORD}", sites=[SCHOOL, TOWN_HALL]))

    assert (
        a_shift(RECORD, Reach(frozenset({SCHOOL, TOWN_HALL}))),
        a_shift(SEE, Reach(frozenset({TOWN_HALL}))),
    ) == changes.effective.gains
    assert () == changes.effective.losses


def test_a_change_may_give_and_take_at_once() -> None:
    changes = what_changes(standing(SEE, sites=[SCHOOL]), standing(SEE_USERS, sites=[TOWN_HALL]))

    assert (
        (a_shift(SEE_USERS, Reach(frozenset({TOWN_HALL}))),),
        (a_shift(SEE, AT_SCHOOL),),
    ) == (changes.effective.gains, changes.effective.losses)


def test_who_shares_a_profile_gains_and_loses_with_it_but_for_his_exceptions() -> None:
    was, will_be = a_profile(f"{SEE} {RECORD}"), a_profile(f"{SEE} {EDIT}")
    alike, spared = standing(profile=SHARED), standing(RECORD, EDIT, profile=SHARED)

    assert Difference((a_shift(EDIT),), (a_shift(RECORD),)) == what_changes(alike, alike, was, will_be).effective
    assert not what_changes(spared, spared, was, will_be).effective


def test_who_goes_from_one_profile_to_another_is_compared_under_each() -> None:
    one, other = a_profile(SEE), a_profile(SEE_USERS, OTHER)
    move = Move(standing(profile=SHARED), standing(profile=OTHER), 3)
    (changes,) = consequences(CATALOGUE, TODAY, [move], {SHARED: one}, {OTHER: other})

    assert (move, a_shift(SEE_USERS), a_shift(SEE)) == (
        changes.move,
        *changes.effective.gains,
        *changes.effective.losses,
    )


def test_each_move_has_its_consequence_in_their_order() -> None:
    moves = [Move(standing(), standing(right), number) for number, right in enumerate((SEE, RECORD, EDIT))]

    assert moves == [change.move for change in consequences(CATALOGUE, TODAY, moves, {}, {})]


def test_a_move_is_of_one_user_unless_it_says_how_many() -> None:
    assert Move(None, standing(), 1) == Move(None, standing())


def test_a_difference_is_felt_when_it_gives_or_takes() -> None:
    gain, loss = Difference((a_shift(SEE),)), Difference((), (a_shift(SEE),))

    assert (True, True, False) == (bool(gain), bool(loss), bool(SAME))


def test_all_that_is_gained_and_lost_is_told_asleep_or_awake() -> None:
    changes = what_changes(standing(f"{SEE} {EDIT}"), standing(RECORD))

    assert (changes.effective.gains, changes.given.gains) == ((), (a_shift(RECORD),))
    assert (a_shift(RECORD),) == changes.gains
    assert (a_shift(f"{SEE} {EDIT}"), a_shift(f"{SEE} {EDIT}")) == changes.losses


# ---- held against sets -----------------------------------------------------------------------------------------------


def agrees(shifts: Iterable[Shift], on_places: Pairs, at_all: frozenset[str]) -> bool:
    """Whether shifts say exactly that: rights on sites, and those that were not there at all."""
    shifts = tuple(shifts)
    return pairs(shifts) == on_places and named(shifts) == at_all | {right for right, _ in on_places}


@given(st.none() | situations, situations, profiles, profiles)
def test_what_is_effective_is_the_difference_of_what_can_be_done(
    before: Situation | None, after: Situation, was: Profile, will_be: Profile
) -> None:
    effective = what_changes(before, after, was, will_be).effective
    could, can = abilities(CATALOGUE, before, was, TODAY), abilities(CATALOGUE, after, will_be, TODAY)
    had, has = naively_held(CATALOGUE, before, was, TODAY), naively_held(CATALOGUE, after, will_be, TODAY)

    assert agrees(effective.gains, can - could, has - had)
    assert agrees(effective.losses, could - can, had - has)


@given(st.none() | situations, situations, profiles, profiles)
def test_what_is_gained_and_lost_is_all_that_may_come_of_it_on_any_day(
    before: Situation | None, after: Situation, was: Profile, will_be: Profile
) -> None:
    changes = what_changes(before, after, was, will_be)

    assert agrees(changes.gains, *at_stake(before, was, after, will_be))
    assert agrees(changes.losses, *at_stake(after, will_be, before, was))


@given(situations, situations, profiles, profiles)
def test_who_goes_back_loses_what_he_gained(
    before: Situation, after: Situation, was: Profile, will_be: Profile
) -> None:
    there, back = what_changes(before, after, was, will_be), what_changes(after, before, will_be, was)

    assert (there.gains, there.losses) == (back.losses, back.gains)
    assert there.makes_administrators is back.ends_administrators
    assert there.ends_administrators is back.makes_administrators


@given(situations, profiles)
def test_a_change_that_changes_nothing_is_not_felt(situation: Situation, profile: Profile) -> None:
    changes = what_changes(situation, situation, profile)

    assert (SAME, SAME, False, False) == (
        changes.effective,
        changes.given,
        changes.ends_administrators,
        changes.makes_administrators,
    )


# ---- administrators for good -----------------------------------------------------------------------------------------

MAYOR = standing(f"{ADMINISTER} {SEE_USERS}")

LASTING = [
    # what it shows, situation, for good, source
    ("on all sites", MAYOR, True, BEYOND_3),
    ("on some", evolve(MAYOR, sites=frozenset({SCHOOL, TOWN_HALL})), False, BEYOND_3),
    ("inactive", evolve(MAYOR, active=False), False, BEYOND_3),
    ("locked", evolve(MAYOR, locked=True), False, BEYOND_3),
    ("with an end, however far", evolve(MAYOR, expires_on=date.max), False, BEYOND_3),
    ("asleep, since it needs another", standing(ADMINISTER), False, BEYOND_3),
    ("denied", evolve(MAYOR, denials=frozenset({ADMINISTER})), False, BEYOND_3),
    ("through the profile", standing(profile=SHARED), True, BEYOND_3),
    ("holding everything else", standing(" ".join(CATALOGUE.every - {ADMINISTER})), False, BEYOND_3),
]
RULERS = a_profile(f"{ADMINISTER} {SEE_USERS}")


@pytest.mark.parametrize("account, lasts, source", [row[1:] for row in LASTING], ids=[row[0] for row in LASTING])
def test_who_administers_the_users_of_all_sites_for_good(account: Situation, source: str, *, lasts: bool) -> None:
    profile = RULERS if account.profile_id else None

    assert lasts is is_lasting_administrator(CATALOGUE, account, profile), source
    assert lasts is what_changes(None, account, profile).makes_administrators
    assert lasts is what_changes(account, standing(), profile).ends_administrators


def test_one_who_stays_an_administrator_is_neither_made_nor_ended() -> None:
    changes = what_changes(MAYOR, standing(profile=SHARED), RULERS)

    assert (False, False) == (changes.makes_administrators, changes.ends_administrators)


def test_administrators_are_counted_by_situation() -> None:
    people = [(MAYOR, 2), (standing(profile=SHARED), 30), (evolve(MAYOR, locked=True), 500), (standing(SEE), 7_000)]

    assert 32 == administrators(CATALOGUE, people, {SHARED: RULERS})
    assert 0 == administrators(CATALOGUE, [], {})
