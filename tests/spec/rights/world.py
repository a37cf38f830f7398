"""A world small enough to be counted out: three sites, of which nobody ever names one, and a handful of rights."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from attrs import evolve
from hypothesis import strategies as st

from registre_core.kernel.identifiers import ProfileId, SiteId
from registre_core.kernel.verdicts import Verdict
from registre_core.rights import MODULES, Catalogue, Module, Profile, Reach, Right, Shift, Situation

EFFECTIVE = "Mission, «Effective rights»"
S1 = "Version 1.47, Gestion des profils utilisateurs"
BEYOND_1 = "Mission, «Beyond the source», point 1"
BEYOND_2 = "Mission, «Beyond the source», point 2"
BEYOND_3 = "Mission, «Beyond the source», point 3"
HOUSE = "House rule"

TODAY = date(2026, 3, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
DAYS = (TODAY, TOMORROW, date.max)
"""Today, and days to come on either side of every expiry date."""

SCHOOL, TOWN_HALL = SiteId(UUID(int=1)), SiteId(UUID(int=2))
SPARE = SiteId(UUID(int=3))
"""A site that nobody names: who has it has all sites, those to come included."""
EVERYWHERE = frozenset({SCHOOL, TOWN_HALL, SPARE})
SOME_SITES: tuple[frozenset[SiteId] | None, ...] = (
    None,
    frozenset(),
    frozenset({SCHOOL}),
    frozenset({TOWN_HALL}),
    frozenset({SCHOOL, TOWN_HALL}),
)
"""All that can be said of the sites of an account in this world."""

SHARED, OTHER = ProfileId(UUID(int=4)), ProfileId(UUID(int=5))

SEE, RECORD, EDIT = "findings.consult", "findings.create", "findings.edit"
ADMINISTER, SEE_USERS = "users.administer", "users.consult"
GHOST = "ghosts.consult"
"""A right whose plug-in is gone."""


def consult(code: str) -> Right:
    return Right(code, "Consulter", "Consult")


CATALOGUE = Catalogue()
HAUNTED = Catalogue((*MODULES, Module("ghosts", "Fantômes", "Ghosts", (consult(GHOST),))))
"""The same once the plug-in is back."""
WIDE_AWAKE = Catalogue(
    tuple(
        evolve(module, rights=tuple(evolve(r, needs=frozenset()) for r in module.rights)) for module in HAUNTED.modules
    )
)
"""The same where no right needs another: whatever is given to an account that may act is held."""
CHAIN = Catalogue(
    (
        Module(
            "chain",
            "Chaîne",
            "Chain",
            (
                Right("chain.a", "A", "A"),
                Right("chain.b", "B", "B", needs=frozenset({"chain.a"})),
                Right("chain.c", "C", "C", needs=frozenset({"chain.b"})),
            ),
        ),
    )
)
"""Where one right needs another that needs a third."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def a_profile(rights: str | Iterable[str] = "", identifier: ProfileId = SHARED) -> Profile:
    given = words(rights) if isinstance(rights, str) else frozenset(rights)
    return Profile(identifier, "Partagé" if identifier == SHARED else "Autre", given)


def standing(
    grants: str = "",
    denials: str = "",
    *,
    profile: ProfileId | None = None,
    sites: Iterable[SiteId] | None = None,
    active: bool = True,
    locked: bool = False,
    expires_on: date | None = None,
) -> Situation:
    at = None if sites is None else frozenset(sites)
    return Situation(profile, words(grants), words(denials), at, active, locked, expires_on)


def codes_of(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def why_not(verdict: Verdict, *facts: str) -> tuple[object, ...]:
    (reason,) = verdict.reasons
    return reason.code, *(reason.facts[fact] for fact in facts)


# ---- the same said naively: sets of rights, and of rights on sites ---------------------------------------------------

Pairs = frozenset[tuple[str, SiteId]]


def places(sites: frozenset[SiteId] | None) -> frozenset[SiteId]:
    return EVERYWHERE if sites is None else sites


def reached(reach: Reach) -> frozenset[SiteId]:
    return places(reach.sites) - reach.but


def on_sites(rights: Iterable[str], sites: frozenset[SiteId]) -> Pairs:
    return frozenset((right, site) for right in rights for site in sites)


def pairs(shifts: Iterable[Shift]) -> Pairs:
    return frozenset[tuple[str, SiteId]]().union(*(on_sites(shift.rights, reached(shift.reach)) for shift in shifts))


def named(shifts: Iterable[Shift]) -> frozenset[str]:
    return frozenset[str]().union(*(shift.rights for shift in shifts))


def naively_given(situation: Situation | None, profile: Profile | None) -> frozenset[str]:
    if situation is None:
        return frozenset()
    shared = profile.rights if profile and situation.profile_id == profile.id else frozenset()
    return frozenset(right for right in shared | situation.grants if right not in situation.denials)


def naively_held(
    catalogue: Catalogue, situation: Situation | None, profile: Profile | None, on: date
) -> frozenset[str]:
    """Say it another way: a right is held when all that it needs, to the end, is given to an account that may act."""
    if situation is None or not situation.active or situation.locked:
        return frozenset()
    if situation.expires_on and on > situation.expires_on:
        return frozenset()
    had = naively_given(situation, profile)
    return frozenset(code for code in had if code in catalogue.rights and catalogue.completed({code}) <= had)


def abilities(catalogue: Catalogue, situation: Situation | None, profile: Profile | None, on: date) -> Pairs:
    sites = places(situation.sites) if situation else frozenset[SiteId]()
    return on_sites(naively_held(catalogue, situation, profile, on), sites)


def at_stake(
    less: Situation | None, poor: Profile, more: Situation | None, rich: Profile
) -> tuple[Pairs, frozenset[str]]:
    """Count out what one situation has beyond another: given, or held on any day, whether or not anything sleeps."""
    days = [(catalogue, on) for catalogue in (CATALOGUE, WIDE_AWAKE) for on in DAYS]
    on_places = given_on_sites(more, rich) - given_on_sites(less, poor)
    at_all = naively_given(more, rich) - naively_given(less, poor)
    for catalogue, on in days:
        on_places |= abilities(catalogue, more, rich, on) - abilities(catalogue, less, poor, on)
        at_all |= naively_held(catalogue, more, rich, on) - naively_held(catalogue, less, poor, on)
    return on_places, at_all


def given_on_sites(situation: Situation | None, profile: Profile) -> Pairs:
    return on_sites(naively_given(situation, profile), places(situation.sites) if situation else frozenset[SiteId]())


# ---- any of them -----------------------------------------------------------------------------------------------------

RIGHTS = (SEE, RECORD, EDIT, ADMINISTER, SEE_USERS, "register.export", GHOST)

codes = st.integers(0, 2 ** len(RIGHTS) - 1).map(
    lambda chosen: frozenset(right for place, right in enumerate(RIGHTS) if chosen >> place & 1)
)
"""Each set of them as often as any other: hypothesis by itself prefers small ones, who hold little of what is asked."""
sites = st.sampled_from(SOME_SITES)
profiles = st.builds(a_profile, codes)
situations = st.builds(
    Situation,
    profile_id=st.sampled_from([None, SHARED]),
    grants=codes,
    denials=st.builds(frozenset.intersection, codes, codes),
    sites=sites,
    active=st.sampled_from([True, True, True, False]),
    locked=st.sampled_from([False, False, False, True]),
    expires_on=st.sampled_from([None, None, YESTERDAY, TODAY, TOMORROW]),
)


def shared_by(situation: Situation | None, profile: Profile) -> Profile | None:
    return profile if situation and situation.profile_id else None
