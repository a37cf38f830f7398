"""Asked backwards: a question put to situations finds exactly those who may, and what gives it to them."""

from hypothesis import given
from hypothesis import strategies as st
from tests.spec.rights.world import (
    BEYOND_2,
    CATALOGUE,
    OTHER,
    RIGHTS,
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

from registre_core.kernel.identifiers import SiteId
from registre_core.rights import Layer, Profile, Question, Situation, may
from registre_core.rights.holders import profile_in


def asking(right: str, site: SiteId | None = None) -> Question:
    return Question(CATALOGUE, right, site, TODAY)


@given(
    st.lists(situations, max_size=6, unique=True),
    profiles,
    st.sampled_from(RIGHTS),
    st.sampled_from([None, SCHOOL, TOWN_HALL]),
)
def test_it_finds_those_who_may_and_no_other(
    crowd: list[Situation], profile: Profile, right: str, site: SiteId | None
) -> None:
    found = asking(right, site).holding([(one, number) for number, one in enumerate(crowd)], {SHARED: profile})

    assert found == {
        one: number
        for number, one in enumerate(crowd)
        if may(CATALOGUE, one, shared_by(one, profile), right, site, on=TODAY)
    }, BEYOND_2


@given(situations, profiles, st.sampled_from(RIGHTS))
def test_whoever_is_found_has_it_through_something(account: Situation, profile: Profile, right: str) -> None:
    question, shared = asking(right), {SHARED: profile}
    if question.holding([(account, 1)], shared):
        assert question.through(account, shared), BEYOND_2


def test_it_tells_the_profile_by_name_and_a_grant_of_ones_own() -> None:
    said = asking(SEE).through(standing(SEE, profile=SHARED), {SHARED: a_profile(SEE)})

    assert [(Layer.PROFILE, "Partagé"), (Layer.GRANT, None)] == [(one.layer, one.name) for one in said]


def test_it_asks_about_its_own_day() -> None:
    trainee = standing(SEE, expires_on=TODAY)
    found = [Question(CATALOGUE, SEE, None, on).holding([(trainee, 1)], {}) for on in (TODAY, TOMORROW)]

    assert [{trainee: 1}, {}] == found


def test_a_profile_that_is_not_there_gives_nothing() -> None:
    shared = {SHARED: a_profile(SEE)}

    assert [a_profile(SEE), None, None] == [
        profile_in(shared, standing(profile=profile)) for profile in (SHARED, OTHER, None)
    ]
    assert not asking(SEE).holding([(standing(profile=OTHER), 1)], shared)
