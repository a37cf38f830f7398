"""Who may change whose rights: put to what a change does, in every small world there is."""

from collections.abc import Iterable
from functools import cache
from itertools import chain, combinations, product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.spec.rights.world import (
    BEYOND_3,
    CATALOGUE,
    EDIT,
    GHOST,
    HOUSE,
    RECORD,
    SCHOOL,
    SEE,
    SEE_USERS,
    SHARED,
    SOME_SITES,
    TODAY,
    TOMORROW,
    TOWN_HALL,
    YESTERDAY,
    a_profile,
    at_stake,
    codes_of,
    naively_held,
    named,
    places,
    profiles,
    shared_by,
    situations,
    standing,
    words,
)

from registre_core.kernel.identifiers import SiteId
from registre_core.rights import (
    ADMINISTER,
    Consequence,
    Granting,
    Move,
    Profile,
    Reach,
    Situation,
    User,
    consequences,
    keeps_an_administrator,
    may_carry_out,
    may_change_himself,
    may_erase,
    may_grant,
)
from registre_core.testing.builders import a_user

NOWHERE = Reach(frozenset())
RULES = f"{ADMINISTER} {SEE_USERS}"


def granting(rights: str | Iterable[str], sites: Iterable[SiteId] | None = None) -> Granting:
    given_ = rights if isinstance(rights, str) else " ".join(rights)
    return granting_of(standing(given_, sites=sites))


def granting_of(situation: Situation, profile: Profile | None = None) -> Granting:
    return Granting.of(CATALOGUE, situation.given_to(a_user()), profile, TODAY)


def what_changes(before: Situation | None, after: Situation, people: int = 1) -> Consequence:
    (consequence,) = consequences(CATALOGUE, TODAY, [Move(before, after, people)], {}, {})
    return consequence


# ---- granting --------------------------------------------------------------------------------------------------------

GRANTS = [
    # what it shows, granter's rights, his sites, rights to grant, on sites, reasons, source
    ("his own right", SEE, None, SEE, None, [], BEYOND_3),
    ("nothing at all", "", None, "", None, [], BEYOND_3),
    ("a right he lacks", SEE, None, f"{SEE} {RECORD}", None, ["grant-beyond-own"], BEYOND_3),
    ("two rights he lacks", "", None, f"{SEE} {RECORD}", None, ["grant-beyond-own"] * 2, BEYOND_3),
    ("a right that sleeps in him", RECORD, None, RECORD, None, ["grant-beyond-own"], BEYOND_3),
    ("a right whose plug-in is gone", GHOST, None, GHOST, None, ["grant-beyond-own"], BEYOND_3),
    ("on his site", SEE, [SCHOOL], SEE, [SCHOOL], [], BEYOND_3),
    ("on no site", SEE, [SCHOOL], SEE, [], [], BEYOND_3),
    ("on another site", SEE, [SCHOOL], SEE, [SCHOOL, TOWN_HALL], ["grant-beyond-own-sites"], BEYOND_3),
    ("on all sites, those to come included", SEE, [SCHOOL], SEE, None, ["grant-beyond-own-sites"], BEYOND_3),
    ("both beyond", "", [SCHOOL], SEE, None, ["grant-beyond-own", "grant-beyond-own-sites"], BEYOND_3),
    ("administering all sites: any right", RULES, None, f"{RECORD} {GHOST}", None, [], HOUSE),
    ("administering one site: his own only", RULES, [SCHOOL], RECORD, [SCHOOL], ["grant-beyond-own"], BEYOND_3),
    ("administering in his sleep", ADMINISTER, None, SEE, None, ["grant-beyond-own"], BEYOND_3),
]


@pytest.mark.parametrize(
    "held, at, rights, sites, reasons, source", [row[1:] for row in GRANTS], ids=[row[0] for row in GRANTS]
)
def test_nobody_grants_what_he_does_not_have(
    held: str, at: list[SiteId] | None, rights: str, sites: list[SiteId] | None, reasons: list[str], source: str
) -> None:
    reach = Reach(None if sites is None else frozenset(sites))

    assert reasons == codes_of(may_grant(granting(held, at), words(rights), reach)), source


def test_every_right_beyond_is_named() -> None:
    verdict = may_grant(granting(SEE, [SCHOOL]), words(f"{RECORD} {SEE} {EDIT}"), Reach())

    assert [
        ("grant-beyond-own", RECORD),
        ("grant-beyond-own", EDIT),
        ("grant-beyond-own-sites", f"{SEE}, {RECORD}, {EDIT}"),
    ] == [(reason.code, reason.facts["right"]) for reason in verdict.reasons]


@pytest.mark.parametrize("denied", [ADMINISTER, SEE_USERS])
def test_a_denied_administrator_grants_like_everybody_else(denied: str) -> None:
    denied_one = granting_of(standing(" ".join(CATALOGUE.every), denied))

    assert not denied_one.is_unbounded
    assert not may_grant(denied_one, frozenset({denied}), NOWHERE)


@pytest.mark.parametrize(
    "granter",
    [standing(RULES, active=False), standing(RULES, locked=True), standing(RULES, expires_on=YESTERDAY)],
    ids=["inactive", "locked", "expired"],
)
def test_who_may_not_act_grants_nothing(granter: Situation) -> None:
    assert not may_grant(granting_of(granter), frozenset({SEE}), NOWHERE)


def test_an_administrator_with_an_end_grants_everything_until_then() -> None:
    assert granting_of(standing(RULES, expires_on=TODAY)).is_unbounded


def test_what_comes_through_the_profile_may_be_granted_too() -> None:
    assert may_grant(granting_of(standing(profile=SHARED), a_profile(SEE)), frozenset({SEE}), Reach())


@given(
    situations, profiles, st.frozensets(st.sampled_from([SEE, RECORD, GHOST, ADMINISTER])), st.sampled_from(SOME_SITES)
)
def test_whoever_is_not_the_administrator_of_all_sites_gives_part_of_what_he_has(
    granter: Situation, profile: Profile, rights: frozenset[str], sites: frozenset[SiteId] | None
) -> None:
    held = naively_held(CATALOGUE, granter, profile, TODAY)
    within = rights <= held and places(sites) <= places(granter.sites)
    unbounded = granter.sites is None and ADMINISTER in held
    verdict = may_grant(granting_of(granter, shared_by(granter, profile)), rights, Reach(sites))

    assert (within or unbounded) is bool(verdict)


# ---- every change in a small world -----------------------------------------------------------------------------------


def subsets(rights: str) -> list[str]:
    codes = rights.split()
    return [" ".join(some) for some in chain.from_iterable(combinations(codes, n) for n in range(len(codes) + 1))]


STATES = [
    standing(rights, sites=sites, active=active)
    for rights, sites, active in product(subsets(f"{SEE} {RECORD}"), SOME_SITES, [True, False])
]
NOBODY = a_profile()


@cache
def every_change() -> list[tuple[Consequence, frozenset[str], frozenset[SiteId], frozenset[SiteId]]]:
    """Give each that does something else, with the rights it gives, and the sites where it gives and takes, counted."""
    changes = {}
    for before, after in product([None, *STATES], STATES):
        gains, given_at_all = at_stake(before, NOBODY, after, NOBODY)
        losses, _ = at_stake(after, NOBODY, before, NOBODY)
        rights = given_at_all | {right for right, _ in gains}
        at, away = frozenset(site for _, site in gains), frozenset(site for _, site in losses)
        change = what_changes(before, after)
        changes[change.gains, change.losses] = (change, rights, at, away)
    return [*changes.values()]


@pytest.mark.parametrize("rights", subsets(f"{RULES} {SEE} {RECORD}"), ids=lambda rights: rights or "no right")
def test_in_a_small_world_he_gives_what_he_has_and_takes_where_he_works_and_nothing_else(rights: str) -> None:
    for granter in (standing(rights, sites=sites) for sites in SOME_SITES):
        held, his = naively_held(CATALOGUE, granter, None, TODAY), places(granter.sites)
        unbounded = granter.sites is None and ADMINISTER in held
        for change, given_, at, away in every_change():
            within = {
                "grant-beyond-own": given_ <= held,
                "grant-beyond-own-sites": at <= his,
                "loss-beyond-own-sites": away <= his,
            }
            expected = {code for code, holds in within.items() if not holds and not unbounded}
            assert expected == set(codes_of(may_carry_out(granting_of(granter), [change]))), (granter, change.move)


def test_all_of_it_is_told_once_over_all_groups() -> None:
    changes = [
        what_changes(standing(sites=[SCHOOL]), standing(EDIT, sites=[SCHOOL])),
        what_changes(standing(sites=[TOWN_HALL]), standing(EDIT, sites=[TOWN_HALL])),
        what_changes(standing(RECORD), standing()),
        what_changes(standing(RECORD, sites=[TOWN_HALL]), standing(sites=[TOWN_HALL])),
    ]
    verdict = may_carry_out(granting(SEE, [SCHOOL]), changes)

    assert [
        ("grant-beyond-own", EDIT),
        ("grant-beyond-own-sites", EDIT),
        ("loss-beyond-own-sites", RECORD),
    ] == [(reason.code, reason.facts["right"]) for reason in verdict.reasons]


EMPTY, SEES = standing(sites=[SCHOOL]), standing(SEE, sites=[SCHOOL])
RECORDS, BOTH = standing(RECORD, sites=[SCHOOL]), standing(f"{SEE} {RECORD}", sites=[SCHOOL])
AT_BOTH = standing(SEE, sites=[SCHOOL, TOWN_HALL])
AT_TOWN_HALL = standing(SEE, sites=[TOWN_HALL])
ASLEEP = standing(active=False, sites=[])
AWAY, LACKS, OWN_SITES = "loss-beyond-own-sites", "grant-beyond-own", "grant-beyond-own-sites"

CARRIED_OUT = [
    # what it shows, before, after, reasons against the administrator of the school, who sees findings, source
    ("gives his own right at his school", EMPTY, SEES, [], BEYOND_3),
    ("wakes a right he lacks", RECORDS, BOTH, [LACKS], BEYOND_3),
    ("gives it to who may not act", ASLEEP, evolve(ASLEEP, grants=words(EDIT)), [LACKS], BEYOND_3),
    ("gives what its plug-in will wake", EMPTY, evolve(EMPTY, grants=words(GHOST)), [LACKS], BEYOND_3),
    ("takes what he lacks at his school", BOTH, SEES, [], BEYOND_3),
    ("takes a foreign site away", AT_BOTH, SEES, [AWAY], BEYOND_3),
    ("takes his school away", AT_BOTH, AT_TOWN_HALL, [], BEYOND_3),
    ("shuts an account elsewhere", AT_TOWN_HALL, evolve(AT_TOWN_HALL, locked=True), [AWAY], BEYOND_3),
    ("lets one elsewhere run out", AT_TOWN_HALL, evolve(AT_TOWN_HALL, expires_on=TODAY), [AWAY], BEYOND_3),
    ("prolongs one elsewhere", evolve(AT_TOWN_HALL, expires_on=TODAY), AT_TOWN_HALL, [OWN_SITES], BEYOND_3),
    ("prolongs what he lacks", evolve(BOTH, expires_on=TODAY), BOTH, [LACKS], BEYOND_3),
    ("prolongs what he has", evolve(SEES, expires_on=TODAY), SEES, [], BEYOND_3),
]


@pytest.mark.parametrize(
    "before, after, reasons, source", [row[1:] for row in CARRIED_OUT], ids=[row[0] for row in CARRIED_OUT]
)
def test_what_the_administrator_of_a_school_may_carry_out(
    before: Situation, after: Situation, reasons: list[str], source: str
) -> None:
    assert reasons == codes_of(may_carry_out(granting(f"{RULES} {SEE}", [SCHOOL]), [what_changes(before, after)])), (
        source
    )


def test_nothing_to_carry_out_is_nothing_to_refuse() -> None:
    assert may_carry_out(granting(""), [])


# ---- oneself ---------------------------------------------------------------------------------------------------------


@given(situations, situations)
def test_nobody_makes_a_change_that_gives_him_anything(before: Situation, after: Situation) -> None:
    change = what_changes(evolve(before, profile_id=None), evolve(after, profile_id=None))
    verdict = may_change_himself(change)

    assert sorted(named(change.gains)) == [reason.facts["right"] for reason in verdict.reasons], BEYOND_3
    assert {"own-rights-upward"} >= set(codes_of(verdict))
    assert bool(verdict) is not bool(change.gains)


def test_nobody_prolongs_his_own_account() -> None:
    change = what_changes(standing(SEE, expires_on=TODAY), standing(SEE, expires_on=TOMORROW))

    assert ["own-rights-upward"] == codes_of(may_change_himself(change)), BEYOND_3


def test_everybody_may_give_up_what_he_has() -> None:
    assert may_change_himself(what_changes(standing(RULES), standing()))


@pytest.mark.parametrize("himself", [True, False])
def test_nobody_erases_his_own_account(*, himself: bool) -> None:
    anne: User = a_user()
    verdict = may_erase(anne, evolve(anne, name="Renommée") if himself else a_user(name=anne.name))

    assert (["own-account"] if himself else []) == codes_of(verdict)


# ---- the last administrator ------------------------------------------------------------------------------------------

ENDS, MAKES = what_changes(standing(RULES), standing()), what_changes(standing(), standing(RULES))
STAYS = what_changes(standing(RULES), standing(f"{RULES} {SEE}"))


def of(change: Consequence, people: int) -> Consequence:
    return evolve(change, move=evolve(change.move, people=people))


LAST = [
    # what it shows, how many there were, changes, whether one is left, source
    ("nothing changes", 1, [], True, BEYOND_3),
    ("the only one goes", 1, [ENDS], False, BEYOND_3),
    ("one of two goes", 2, [ENDS], True, BEYOND_3),
    ("two of two go", 2, [of(ENDS, 2)], False, BEYOND_3),
    ("two of two go, one by one", 2, [ENDS, ENDS], False, BEYOND_3),
    ("two of three go", 3, [of(ENDS, 2)], True, BEYOND_3),
    ("the only one goes and another comes", 1, [ENDS, MAKES], True, BEYOND_3),
    ("three come and three go", 3, [of(MAKES, 3), of(ENDS, 3)], True, BEYOND_3),
    ("one comes and all go", 3, [of(ENDS, 4), MAKES], False, BEYOND_3),
    ("the only one stays and gains", 1, [STAYS], True, BEYOND_3),
    ("there was none, and that is not this change's doing", 0, [], True, HOUSE),
    ("there was none, and none is made", 0, [STAYS], True, HOUSE),
]


@pytest.mark.parametrize("there_were, changes, left, source", [row[1:] for row in LAST], ids=[row[0] for row in LAST])
def test_the_last_administrator_cannot_vanish(
    there_were: int, changes: list[Consequence], source: str, *, left: bool
) -> None:
    verdict = keeps_an_administrator(there_were, changes)

    assert ([] if left else ["last-administrator"]) == codes_of(verdict), source


def test_a_refusal_names_the_right_that_nobody_would_hold() -> None:
    (reason,) = keeps_an_administrator(1, [ENDS]).reasons

    assert {"right": ADMINISTER} == reason.facts
