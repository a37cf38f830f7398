"""What a user may do: (profile's rights ∪ own grants) − own denials, within his sites, and every reason why not."""

from collections.abc import Iterable
from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.rights import (
    MODULES,
    Catalogue,
    Module,
    Profile,
    Right,
    User,
    effective_rights,
    given_rights,
    may,
    may_grant,
)

EFFECTIVE = "Mission, «Effective rights»"
S1 = "Version 1.47, Gestion des profils utilisateurs"
BEYOND_3 = "Mission, «Beyond the source», point 3"

CATALOGUE = Catalogue()
SCHOOL, TOWN_HALL = SiteId(UUID(int=1)), SiteId(UUID(int=2))
SHARED = ProfileId(UUID(int=3))

SEE, RECORD, EDIT = "findings.consult", "findings.create", "findings.edit"
ADMINISTER, SEE_USERS = "users.administer", "users.consult"
GHOST = "ghosts.consult"

codes = st.frozensets(st.sampled_from([*sorted(CATALOGUE.every), GHOST]), max_size=8)
profiles = st.none() | st.builds(Profile, st.just(SHARED), st.just("Partagé"), codes)


def a_user(
    *,
    grants: Iterable[str] = (),
    denials: Iterable[str] = (),
    sites: Iterable[SiteId] | None = None,
    active: bool = True,
) -> User:
    at = None if sites is None else frozenset(sites)
    return User(
        UserId(UUID(int=9)), "Anne", grants=frozenset(grants), denials=frozenset(denials), sites=at, active=active
    )


def a_profile(*rights: str) -> Profile:
    return Profile(SHARED, "Partagé", frozenset(rights))


users = st.builds(
    a_user,
    grants=codes,
    denials=codes,
    sites=st.none() | st.frozensets(st.sampled_from([SCHOOL, TOWN_HALL])),
    active=st.booleans(),
)

HOLDINGS = [
    # what it shows, profile, grants, denials, held, source
    ("nothing gives nothing", None, "", "", "", EFFECTIVE),
    ("a profile gives its rights", f"{SEE} {RECORD}", "", "", f"{SEE} {RECORD}", S1),
    ("a grant of one's own gives a right", None, SEE, "", SEE, EFFECTIVE),
    ("grants add to the profile", SEE, RECORD, "", f"{SEE} {RECORD}", EFFECTIVE),
    ("a denial takes what the profile gives", f"{SEE} {RECORD}", "", RECORD, SEE, EFFECTIVE),
    ("a denial takes what a grant gives", None, f"{SEE} {RECORD}", RECORD, SEE, EFFECTIVE),
    ("a denial of what nothing gives takes nothing", SEE, "", RECORD, SEE, EFFECTIVE),
    ("a right without its prerequisite is not held", RECORD, "", "", "", EFFECTIVE),
    ("a denied prerequisite takes what needs it", f"{SEE} {RECORD} {EDIT}", "", SEE, "", EFFECTIVE),
    ("a grant wakes what the profile gave in vain", RECORD, SEE, "", f"{SEE} {RECORD}", EFFECTIVE),
    ("a right no module knows sleeps", f"{SEE} {GHOST}", "", "", SEE, EFFECTIVE),
]


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@pytest.mark.parametrize(
    "shared, grants, denials, held, source", [row[1:] for row in HOLDINGS], ids=[row[0] for row in HOLDINGS]
)
def test_what_a_user_holds(shared: str | None, grants: str, denials: str, held: str, source: str) -> None:
    profile = None if shared is None else a_profile(*shared.split())

    assert words(held) == effective_rights(CATALOGUE, a_user(grants=words(grants), denials=words(denials)), profile), (
        source
    )


def test_an_inactive_user_holds_nothing() -> None:
    assert frozenset() == effective_rights(CATALOGUE, a_user(grants=CATALOGUE.every, active=False), a_profile(SEE))


def test_a_right_wakes_up_when_its_module_comes_back() -> None:
    ghosts = Module("ghosts", "Fantômes", "Ghosts", (Right(GHOST, "Consulter", "Consult"),))

    assert {GHOST} == effective_rights(Catalogue((*MODULES, ghosts)), a_user(grants=[GHOST]), None)


def test_a_chain_of_prerequisites_falls_with_its_first_link() -> None:
    chain = Module(
        "chain",
        "Chaîne",
        "Chain",
        (
            Right("chain.a", "A", "A"),
            Right("chain.b", "B", "B", needs=frozenset({"chain.a"})),
            Right("chain.c", "C", "C", needs=frozenset({"chain.b"})),
        ),
    )
    user = a_user(grants=["chain.b", "chain.c"])

    assert frozenset() == effective_rights(Catalogue((chain,)), user, None)
    assert ("right-needs-another", "chain.a, chain.b") == why_not(
        may(Catalogue((chain,)), user, None, "chain.c"), "needs"
    )


@given(users, profiles)
def test_effective_rights_are_what_the_formula_says(user: User, profile: Profile | None) -> None:
    given_to_him = ((profile.rights if profile else frozenset()) | user.grants) - user.denials
    held = effective_rights(CATALOGUE, user, profile)

    assert given_to_him == given_rights(user, profile)
    assert held <= given_to_him & CATALOGUE.every
    assert held == (frozenset() if not user.active else largest_closed_part(given_to_him & CATALOGUE.every))


def largest_closed_part(codes: frozenset[str]) -> frozenset[str]:
    """Say it another way: a right is held when all that it needs, to the end, is given."""
    return frozenset(code for code in codes if CATALOGUE.completed({code}) <= codes)


def why_not(verdict: Verdict, *facts: str) -> tuple[object, ...]:
    (reason,) = verdict.reasons
    return reason.code, *(reason.facts[fact] for fact in facts)


REFUSALS = [
    # what it shows, profile, user, right, site, reason, source
    ("no layer gives it", a_profile(SEE), a_user(), RECORD, None, "right-not-held", EFFECTIVE),
    ("without a profile", None, a_user(), RECORD, None, "right-not-held", EFFECTIVE),
    (
        "he himself is denied it",
        a_profile(SEE, RECORD),
        a_user(denials=[RECORD]),
        RECORD,
        None,
        "right-denied",
        EFFECTIVE,
    ),
    ("denied and never given", None, a_user(denials=[RECORD]), RECORD, None, "right-denied", EFFECTIVE),
    ("its prerequisite is missing", a_profile(RECORD), a_user(), RECORD, None, "right-needs-another", EFFECTIVE),
    ("no module knows it", None, a_user(grants=[GHOST]), GHOST, None, "unknown-right", EFFECTIVE),
    ("the account is inactive", a_profile(SEE), a_user(active=False), SEE, SCHOOL, "account-inactive", EFFECTIVE),
    ("the site is another's", a_profile(SEE), a_user(sites=[TOWN_HALL]), SEE, SCHOOL, "site-not-assigned", EFFECTIVE),
    ("he has no site at all", a_profile(SEE), a_user(sites=[]), SEE, SCHOOL, "site-not-assigned", EFFECTIVE),
    (
        "without the right, a foreign site stays foreign",
        None,
        a_user(sites=[]),
        SEE,
        SCHOOL,
        "site-not-assigned",
        EFFECTIVE,
    ),
]


@pytest.mark.parametrize(
    "profile, user, right, site, reason, source", [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS]
)
def test_who_may_not_is_told_why(
    profile: Profile | None, user: User, right: str, site: SiteId | None, reason: str, source: str
) -> None:
    assert (reason,) == why_not(may(CATALOGUE, user, profile, right, site)), source


def test_the_reason_names_the_right_and_the_profile_that_does_not_give_it() -> None:
    assert ("right-not-held", RECORD, "Partagé") == why_not(
        may(CATALOGUE, a_user(), a_profile(SEE), RECORD), "right", "profile"
    )


def test_the_reason_names_the_missing_prerequisite() -> None:
    assert ("right-needs-another", SEE) == why_not(may(CATALOGUE, a_user(grants=[RECORD]), None, RECORD), "needs")


@pytest.mark.parametrize("sites, site", [(None, SCHOOL), ([SCHOOL], SCHOOL), ([SCHOOL], None), ([], None)])
def test_who_holds_a_right_may_use_it_on_each_of_his_sites(sites: list[SiteId] | None, site: SiteId | None) -> None:
    assert YES == may(CATALOGUE, a_user(grants=[SEE], sites=sites), None, SEE, site)


@given(users, profiles, st.sampled_from(sorted(CATALOGUE.every)), st.sampled_from([None, SCHOOL]))
def test_he_may_exactly_what_he_holds_where_he_works(
    user: User, profile: Profile | None, right: str, site: SiteId | None
) -> None:
    works_there = site is None or user.sites is None or site in user.sites

    assert (right in effective_rights(CATALOGUE, user, profile) and works_there) is bool(
        may(CATALOGUE, user, profile, right, site)
    )


GRANTS = [
    # what it shows, granter's rights, his sites, rights to grant, on sites, reasons, source
    ("his own right", SEE, None, SEE, None, [], BEYOND_3),
    ("nothing at all", "", None, "", None, [], BEYOND_3),
    ("a right he lacks", SEE, None, f"{SEE} {RECORD}", None, ["grant-beyond-own"], BEYOND_3),
    ("two rights he lacks", "", None, f"{SEE} {RECORD}", None, ["grant-beyond-own"] * 2, BEYOND_3),
    ("a right that sleeps in him", RECORD, None, RECORD, None, ["grant-beyond-own"], BEYOND_3),
    ("on his site", SEE, [SCHOOL], SEE, [SCHOOL], [], BEYOND_3),
    ("on no site", SEE, [SCHOOL], SEE, [], [], BEYOND_3),
    ("on another site", SEE, [SCHOOL], SEE, [SCHOOL, TOWN_HALL], ["grant-beyond-own-sites"], BEYOND_3),
    ("on all sites, those to come included", SEE, [SCHOOL], SEE, None, ["grant-beyond-own-sites"], BEYOND_3),
    ("both beyond", "", [SCHOOL], SEE, None, ["grant-beyond-own", "grant-beyond-own-sites"], BEYOND_3),
    (
        "an administrator of all sites, any right",
        f"{ADMINISTER} {SEE_USERS}",
        None,
        RECORD,
        None,
        [],
        "docs/explanation/front-door",
    ),
    (
        "an administrator of one site, his own only",
        f"{ADMINISTER} {SEE_USERS}",
        [SCHOOL],
        RECORD,
        [SCHOOL],
        ["grant-beyond-own"],
        BEYOND_3,
    ),
    ("administering in his sleep", ADMINISTER, None, SEE, None, ["grant-beyond-own"], BEYOND_3),
]


@pytest.mark.parametrize(
    "held, at, rights, sites, reasons, source", [row[1:] for row in GRANTS], ids=[row[0] for row in GRANTS]
)
def test_nobody_grants_what_he_does_not_have(
    held: str, at: list[SiteId] | None, rights: str, sites: list[SiteId] | None, reasons: list[str], source: str
) -> None:
    granter = a_user(grants=words(held), sites=at)
    verdict = may_grant(CATALOGUE, granter, None, words(rights), None if sites is None else frozenset(sites))

    assert reasons == [reason.code for reason in verdict.reasons], source


def test_every_right_beyond_is_named() -> None:
    verdict = may_grant(CATALOGUE, a_user(grants=[SEE]), None, words(f"{RECORD} {SEE} {EDIT}"), None)

    assert [RECORD, EDIT] == [reason.facts["right"] for reason in verdict.reasons]


@pytest.mark.parametrize("denied", [ADMINISTER, SEE_USERS])
def test_a_denied_administrator_grants_like_everybody_else(denied: str) -> None:
    granter = a_user(grants=CATALOGUE.every, denials=[denied])

    assert not may_grant(CATALOGUE, granter, None, frozenset({denied}), None)


def test_an_inactive_user_grants_nothing() -> None:
    assert not may_grant(CATALOGUE, a_user(grants=CATALOGUE.every, active=False), None, frozenset({SEE}), None)


@given(users, profiles, codes, st.none() | st.frozensets(st.sampled_from([SCHOOL, TOWN_HALL])))
def test_whoever_is_not_the_administrator_of_all_sites_gives_part_of_what_he_has(
    granter: User, profile: Profile | None, rights: frozenset[str], sites: frozenset[SiteId] | None
) -> None:
    held = effective_rights(CATALOGUE, granter, profile)
    everywhere = granter.sites is None
    within = rights <= held and (
        everywhere or (sites is not None and granter.sites is not None and sites <= granter.sites)
    )

    assert (within or (everywhere and ADMINISTER in held)) is bool(
        may_grant(CATALOGUE, granter, profile, rights, sites)
    )


@given(users, profiles, st.sampled_from([None, SCHOOL, TOWN_HALL]))
def test_a_profile_made_from_a_user_gives_him_exactly_what_he_had(
    user: User, profile: Profile | None, site: SiteId | None
) -> None:
    """S1: «créer un profil à partir d'un utilisateur». Attaching the model changes nothing of what he can do."""
    made = Profile(ProfileId(UUID(int=4)), "D'après lui", given_rights(user, profile))
    attached = user.attached_to(made.id)

    before = {right: bool(may(CATALOGUE, user, profile, right, site)) for right in CATALOGUE.every}
    assert before == {right: bool(may(CATALOGUE, attached, made, right, site)) for right in CATALOGUE.every}


@given(users, profiles)
def test_what_slept_in_the_model_sleeps_on_in_the_profile(user: User, profile: Profile | None) -> None:
    ghosts = Module("ghosts", "Fantômes", "Ghosts", (Right(GHOST, "Consulter", "Consult"),))
    later = Catalogue((*MODULES, ghosts))
    made = Profile(ProfileId(UUID(int=4)), "D'après lui", given_rights(user, profile))

    assert effective_rights(later, user, profile) == effective_rights(later, user.attached_to(made.id), made)


def test_attaching_drops_the_exceptions_and_keeps_the_sites() -> None:
    user = a_user(grants=[SEE], denials=[RECORD], sites=[SCHOOL])

    assert evolve(user, profile_id=SHARED, grants=frozenset(), denials=frozenset()) == user.attached_to(SHARED)


@pytest.mark.parametrize(
    "sites, works",
    [(None, True), ([SCHOOL], True), ([TOWN_HALL], False), ([], False)],
    ids=["all", "his", "other", "none"],
)
def test_a_user_works_on_his_sites_and_without_a_list_on_all(sites: list[SiteId] | None, *, works: bool) -> None:
    assert works is a_user(sites=sites).works_on(SCHOOL)
