"""What somebody may do: (profile's rights ∪ own grants) − own denials, within his sites, and the reason why not."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.spec.rights.world import (
    CATALOGUE,
    CHAIN,
    EDIT,
    EFFECTIVE,
    GHOST,
    HAUNTED,
    HOUSE,
    RECORD,
    RIGHTS,
    S1,
    SCHOOL,
    SEE,
    SHARED,
    TODAY,
    TOMORROW,
    TOWN_HALL,
    YESTERDAY,
    a_profile,
    codes,
    codes_of,
    naively_given,
    naively_held,
    places,
    profiles,
    shared_by,
    situations,
    standing,
    why_not,
    words,
)

from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.verdicts import YES
from registre_core.rights import (
    ADMINISTER,
    Catalogue,
    Module,
    Profile,
    Right,
    Situation,
    User,
    effective_rights,
    given_rights,
    is_known,
    may,
    may_act,
    works_there,
)
from registre_core.rights.policy.holding import awake, missing_prerequisites
from registre_core.testing.builders import a_user

HOLDINGS = [
    # what it shows, profile, grants, denials, held, source
    ("nothing gives nothing", "", "", "", "", EFFECTIVE),
    ("a profile gives its rights", f"{SEE} {RECORD}", "", "", f"{SEE} {RECORD}", S1),
    ("a grant of one's own gives a right", "", SEE, "", SEE, EFFECTIVE),
    ("grants add to the profile", SEE, RECORD, "", f"{SEE} {RECORD}", EFFECTIVE),
    ("a denial takes what the profile gives", f"{SEE} {RECORD}", "", RECORD, SEE, EFFECTIVE),
    ("a denial takes what a grant gives", "", f"{SEE} {RECORD}", RECORD, SEE, EFFECTIVE),
    ("a denial of what nothing gives takes nothing", SEE, "", RECORD, SEE, EFFECTIVE),
    ("a right without its prerequisite is not held", RECORD, "", "", "", EFFECTIVE),
    ("a denied prerequisite takes what needs it", f"{SEE} {RECORD} {EDIT}", "", SEE, "", EFFECTIVE),
    ("a grant wakes what the profile gave in vain", RECORD, SEE, "", f"{SEE} {RECORD}", EFFECTIVE),
    ("a right no module knows sleeps", f"{SEE} {GHOST}", "", "", SEE, EFFECTIVE),
]


@pytest.mark.parametrize(
    "shared, grants, denials, held, source", [row[1:] for row in HOLDINGS], ids=[row[0] for row in HOLDINGS]
)
def test_what_is_held(shared: str, grants: str, denials: str, held: str, source: str) -> None:
    account = standing(grants, denials, profile=SHARED)

    assert words(held) == effective_rights(CATALOGUE, account, a_profile(shared), TODAY), source


STATES = [
    # what it shows, situation, reasons, source
    ("nearly everybody", standing(), [], EFFECTIVE),
    ("an inactive account", standing(active=False), ["account-inactive"], HOUSE),
    ("a locked account", standing(locked=True), ["account-locked"], HOUSE),
    ("the day after the last", standing(expires_on=YESTERDAY), ["account-expired"], HOUSE),
    ("the last day itself", standing(expires_on=TODAY), [], HOUSE),
    ("the day before the last", standing(expires_on=TOMORROW), [], HOUSE),
    ("inactive, and not ended yet", standing(active=False, expires_on=TODAY), ["account-inactive"], HOUSE),
    (
        "everything at once",
        standing(active=False, locked=True, expires_on=YESTERDAY),
        ["account-inactive", "account-locked", "account-expired"],
        HOUSE,
    ),
]


@pytest.mark.parametrize("state, reasons, source", [row[1:] for row in STATES], ids=[row[0] for row in STATES])
def test_who_may_act_at_all_and_every_reason_why_not(state: Situation, reasons: list[str], source: str) -> None:
    account = evolve(state, grants=CATALOGUE.every)

    assert reasons == codes_of(may_act(account, TODAY)), source
    assert (frozenset() if reasons else CATALOGUE.every) == effective_rights(CATALOGUE, account, None, TODAY)
    assert reasons == codes_of(may(CATALOGUE, account, None, SEE, on=TODAY))


def test_who_is_told_that_his_account_ended_is_told_when() -> None:
    assert ("account-expired", "2026-03-01") == why_not(may_act(standing(expires_on=YESTERDAY), TODAY), "on")


def test_a_right_wakes_up_when_its_module_comes_back() -> None:
    assert {GHOST} == effective_rights(HAUNTED, standing(GHOST), None, TODAY)


def test_a_chain_of_prerequisites_falls_with_its_first_link() -> None:
    account = standing("chain.b chain.c")

    assert frozenset() == effective_rights(CHAIN, account, None, TODAY)
    assert ("right-needs-another", "chain.a, chain.b") == why_not(
        may(CHAIN, account, None, "chain.c", on=TODAY), "needs"
    )


EACH_OTHER = {"ring.a": "ring.b", "ring.b": "ring.a"}

RINGS = [
    # what it shows, rights with what each needs, given, held
    ("it needs itself, and nothing else", {"ring.a": "ring.a"}, "ring.a", "ring.a"),
    ("they need each other, and both are there", EACH_OTHER, "ring.a ring.b", "ring.a ring.b"),
    ("they need each other, and one is not there", EACH_OTHER, "ring.b", ""),
]


@pytest.mark.parametrize("needs, grants, held", [row[1:] for row in RINGS], ids=[row[0] for row in RINGS])
def test_prerequisites_may_go_in_a_ring(needs: dict[str, str], grants: str, held: str) -> None:
    """A plug-in may say so; it is no contradiction, and nothing turns for ever."""
    rights = tuple(Right(code, code, code, needs=words(needed)) for code, needed in needs.items())
    catalogue = Catalogue((Module("ring", "Anneau", "Ring", rights),))

    assert words(held) == effective_rights(catalogue, standing(grants), None, TODAY)


def test_what_is_missing_is_told_after_what_the_profile_gives() -> None:
    account = standing("chain.c", profile=SHARED)

    assert ("right-needs-another", "chain.b") == why_not(
        may(CHAIN, account, a_profile("chain.a"), "chain.c", on=TODAY), "needs"
    )


MISSING = [
    # what is given, right, what is missing
    ("", "chain.a", ""),
    ("", "chain.c", "chain.a chain.b"),
    ("chain.a", "chain.c", "chain.b"),
    ("chain.b", "chain.c", "chain.a chain.b"),
    ("chain.a chain.b", "chain.c", ""),
    ("chain.a chain.b chain.c", "chain.c", ""),
    ("chain.a", GHOST, ""),
]


@pytest.mark.parametrize("grants, right, missing", MISSING)
def test_what_has_to_be_given_too_is_what_is_needed_and_not_held(grants: str, right: str, missing: str) -> None:
    assert words(missing) == missing_prerequisites(CHAIN, standing(grants), None, right)


@given(situations, profiles, st.sampled_from([YESTERDAY, TODAY, TOMORROW]))
def test_effective_rights_are_what_the_formula_says(account: Situation, profile: Profile, on: date) -> None:
    shared = shared_by(account, profile)

    assert naively_given(account, profile) == given_rights(account, shared)
    assert naively_held(CATALOGUE, account, profile, on) == effective_rights(CATALOGUE, account, shared, on)


@given(codes)
def test_what_is_awake_is_the_largest_part_that_needs_nothing_else(codes: frozenset[str]) -> None:
    held = awake(CATALOGUE, codes)

    assert held == awake(CATALOGUE, held)
    assert all(CATALOGUE.completed({code}) <= held for code in held)
    assert not any(code in CATALOGUE.rights and CATALOGUE.completed({code}) <= codes for code in codes - held)


@given(situations, profiles, st.sampled_from(RIGHTS))
def test_another_grant_never_takes_anything_away_and_another_denial_never_gives(
    account: Situation, profile: Profile, right: str
) -> None:
    shared = shared_by(account, profile)
    granted, denied = (
        evolve(account, grants=account.grants | {right}),
        evolve(account, denials=account.denials | {right}),
    )
    held, more, less = (effective_rights(CATALOGUE, one, shared, TODAY) for one in (account, granted, denied))

    assert less <= held <= more


REFUSALS = [
    # what it shows, profile, situation, right, site, reason, source
    ("no layer gives it", SEE, standing(profile=SHARED), RECORD, None, "right-not-held", EFFECTIVE),
    ("without a profile", None, standing(), RECORD, None, "right-not-held", EFFECTIVE),
    (
        "he is denied it",
        f"{SEE} {RECORD}",
        standing("", RECORD, profile=SHARED),
        RECORD,
        None,
        "right-denied",
        EFFECTIVE,
    ),
    ("denied and never given", None, standing("", RECORD), RECORD, None, "right-denied", EFFECTIVE),
    ("its prerequisite is missing", RECORD, standing(profile=SHARED), RECORD, None, "right-needs-another", EFFECTIVE),
    ("no module knows it", None, standing(GHOST), GHOST, None, "unknown-right", EFFECTIVE),
    ("no module knows it, nothing gives it", None, standing(), GHOST, None, "right-not-held", EFFECTIVE),
    ("the account is inactive", None, standing(SEE, active=False), SEE, SCHOOL, "account-inactive", EFFECTIVE),
    ("the site is another's", None, standing(SEE, sites=[TOWN_HALL]), SEE, SCHOOL, "site-not-assigned", EFFECTIVE),
    ("he has no site at all", None, standing(SEE, sites=[]), SEE, SCHOOL, "site-not-assigned", EFFECTIVE),
    ("a foreign site, without the right", None, standing(sites=[]), SEE, SCHOOL, "site-not-assigned", EFFECTIVE),
    ("locked, on a foreign site", None, standing(sites=[], locked=True), SEE, SCHOOL, "account-locked", HOUSE),
]


@pytest.mark.parametrize(
    "shared, account, right, site, reason, source", [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS]
)
def test_who_may_not_is_told_why(
    shared: str | None, account: Situation, right: str, site: SiteId | None, reason: str, source: str
) -> None:
    profile = None if shared is None else a_profile(shared)

    assert [reason] == codes_of(may(CATALOGUE, account, profile, right, site, on=TODAY)), source


@pytest.mark.parametrize(
    "account, reason",
    [
        (standing(profile=SHARED), "right-not-held"),
        (standing("", EDIT, profile=SHARED), "right-denied"),
        (standing(EDIT, SEE, profile=SHARED), "right-needs-another"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_reason_names_the_right_and_the_profile(account: Situation, reason: str) -> None:
    verdict = may(CATALOGUE, account, a_profile(SEE), EDIT, on=TODAY)

    assert (reason, EDIT, "Partagé") == why_not(verdict, "right", "profile")


def test_a_reason_says_that_there_is_no_profile() -> None:
    verdicts = [
        may(CATALOGUE, account, None, EDIT, on=TODAY) for account in (standing(), standing("", EDIT), standing(EDIT))
    ]

    assert [
        ("right-not-held", None),
        ("right-denied", None),
        ("right-needs-another", None),
    ] == [why_not(verdict, "profile") for verdict in verdicts]


def test_the_other_reasons_name_what_they_are_about() -> None:
    assert ("site-not-assigned", str(SCHOOL)) == why_not(works_there(standing(sites=[]), SCHOOL), "site")
    assert ("unknown-right", GHOST) == why_not(is_known(CATALOGUE, GHOST), "right")
    assert ("right-needs-another", SEE) == why_not(may(CATALOGUE, standing(RECORD), None, RECORD, on=TODAY), "needs")
    assert is_known(HAUNTED, GHOST)


@pytest.mark.parametrize("sites, site", [(None, SCHOOL), ([SCHOOL], SCHOOL), ([SCHOOL], None), ([], None)])
def test_who_holds_a_right_may_use_it_on_each_of_his_sites(sites: list[SiteId] | None, site: SiteId | None) -> None:
    assert YES == may(CATALOGUE, standing(SEE, sites=sites), None, SEE, site, on=TODAY)


@given(situations, profiles, st.sampled_from(RIGHTS), st.sampled_from([None, SCHOOL, TOWN_HALL]))
def test_he_may_exactly_what_he_holds_where_he_works(
    account: Situation, profile: Profile, right: str, site: SiteId | None
) -> None:
    shared = shared_by(account, profile)
    expected = right in naively_held(CATALOGUE, account, profile, TODAY) and (
        site is None or site in places(account.sites)
    )

    assert expected is bool(may(CATALOGUE, account, shared, right, site, on=TODAY))


@given(situations, profiles)
def test_an_account_holds_what_its_situation_holds(account: Situation, profile: Profile) -> None:
    user: User = account.given_to(a_user())
    shared = shared_by(account, profile)

    assert effective_rights(CATALOGUE, account, shared, TODAY) == effective_rights(CATALOGUE, user, shared, TODAY)


def test_to_administer_is_a_right_like_others() -> None:
    assert {"users.administer": ADMINISTER} == {ADMINISTER: "users.administer"}
    assert {"users.consult"} == CATALOGUE.rights[ADMINISTER].needs
