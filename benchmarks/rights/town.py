"""A town whose rights everybody computes: the same profiles, sites and people for us and for each peer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple
from uuid import UUID

from attrs import frozen

from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.rights import MODULES, Catalogue, Module, Profile, Right, Situation

RIGHTS = 100
"""Of the catalogue, plug-ins included."""
VERBS = ("consult", "create", "edit", "close", "export")
"""What one may do in a module that a plug-in adds."""


class Question(NamedTuple):
    """May this user do this of that module on that site?"""

    user: UserId
    module: str
    verb: str
    site: SiteId

    @classmethod
    def about(cls, user: UserId, right: str, site: SiteId) -> Question:
        """Ask about a right as the catalogue writes it."""
        module, verb = right.split(".")
        return cls(user, module, verb, site)

    @property
    def right(self) -> str:
        """The right it is about."""
        return f"{self.module}.{self.verb}"


@frozen
class Town:
    """Who shares which profile, where."""

    catalogue: Catalogue
    profiles: Mapping[ProfileId, Profile]
    sites: Sequence[SiteId]
    people: Mapping[UserId, Situation]

    @property
    def rules(self) -> int:
        """How many lines it takes to write down what each profile may do on each site."""
        return sum(len(profile.rights) for profile in self.profiles.values()) * len(self.sites)

    def sites_of(self, user: UserId) -> Sequence[SiteId]:
        """Give the sites of a user, in order."""
        own = self.people[user].sites
        return self.sites if own is None else sorted(own)

    def allows(self, question: Question) -> bool:
        """Answer from the sets themselves: what all contenders are held against."""
        sites = self.people[question.user].sites
        return question.right in self.given(question.user) and (sites is None or question.site in sites)

    def given(self, user: UserId) -> frozenset[str]:
        """Unite what the profile gives with a user's exceptions."""
        situation = self.people[user]
        shared = self.profiles[situation.profile_id].rights if situation.profile_id else frozenset[str]()
        return (shared | situation.grants) - situation.denials

    def exceptions(self, user: UserId) -> str:
        """Write down a user's exceptions, for peers who copy rights and want to know what to copy."""
        situation = self.people[user]
        return json.dumps([sorted(situation.grants), sorted(situation.denials)])

    def questions(self, count: int) -> Sequence[Question]:
        """Ask so many: six in ten are answered yes, the others no for want of the right, of the site, or of both."""
        random, users, rights = Random(2), list(self.people), sorted(self.catalogue.every)  # noqa: S311  # no secret
        asked = []
        for number in range(count):
            user = random.choice(users)
            right = random.choice(sorted(self.given(user)) if number % 3 else rights)
            site = random.choice(self.sites_of(user) if number % 4 else self.sites)
            asked.append(Question.about(user, right, site))
        return asked


def with_exceptions(rights: frozenset[str], exceptions: str) -> list[str]:
    """Give what somebody with these exceptions holds if his profile gives these rights, in order."""
    grants, denials = exceptions_of(exceptions)
    return sorted((rights | grants) - denials)


@lru_cache
def exceptions_of(written: str) -> tuple[frozenset[str], frozenset[str]]:
    """Read what `Town.exceptions` wrote: grants and denials."""
    grants, denials = json.loads(written)
    return frozenset(grants), frozenset(denials)


def a_catalogue() -> Catalogue:
    """Fill the core's catalogue up with modules of plug-ins."""
    missing = RIGHTS - sum(len(module.rights) for module in MODULES)
    return Catalogue((*MODULES, *_plug_ins(missing)))


def _plug_ins(count: int) -> Iterator[Module]:
    for number in range(0, count, len(VERBS)):
        code = f"plug-in-{chr(ord('a') + number // len(VERBS))}"
        verbs = VERBS[: count - number]
        rights = (Right(f"{code}.{verb}", verb, verb, needs=_needs(code, verb)) for verb in verbs)
        yield Module(code, code, code, tuple(rights))


def _needs(code: str, verb: str) -> frozenset[str]:
    return frozenset() if verb == "consult" else frozenset({f"{code}.consult"})


def a_town(*, profiles: int, rights: int, sites: int, users: int) -> Town:
    """Found a town without exceptions, where everybody works on two sites: each peer can say that in its own way.

    Args:
        profiles: how many there are.
        rights: how many each gives.
        sites: how many there are.
        users: how many there are.
    """
    random, catalogue = Random(1), a_catalogue()  # noqa: S311  # the same town every time
    shared, places = _shared(random, catalogue, profiles, rights), _places(sites)
    people = {
        user: Situation(random.choice(shared).id, sites=frozenset(random.sample(places, min(2, sites))))
        for user in _users(users)
    }
    return Town(catalogue, {profile.id: profile for profile in shared}, places, people)


def a_city(*, profiles: int, users: int, variants: int) -> Town:
    """Found a city with exceptions: one in fifty has some of his own; one in ten works on all sites, the others on one.

    Args:
        profiles: how many there are, with 50 rights each.
        users: how many there are.
        variants: how many different exceptions there are.
    """
    random, catalogue = Random(3), a_catalogue()  # noqa: S311  # the same city every time
    shared, places = _shared(random, catalogue, profiles, 50), _places(9)
    where = [None, *(frozenset({site}) for site in places)]
    exceptions = [_exceptions(random, catalogue) for _ in range(variants)]
    people = {
        user: _situation(random.choice(shared), random.choice(where), random, exceptions) for user in _users(users)
    }
    return Town(catalogue, {profile.id: profile for profile in shared}, places, people)


Exceptions = tuple[frozenset[str], frozenset[str]]


def _situation(
    profile: Profile, sites: frozenset[SiteId] | None, random: Random, exceptions: Sequence[Exceptions]
) -> Situation:
    grants, denials = random.choice(exceptions) if not random.randrange(50) else (frozenset[str](), frozenset[str]())
    return Situation(profile.id, grants, denials, sites)


def _exceptions(random: Random, catalogue: Catalogue) -> Exceptions:
    """Deny only what no other right needs: peers know no prerequisites, and are to find what we find."""
    grants = random.sample(sorted(catalogue.every), 3)
    needed = frozenset[str]().union(*(right.needs for right in catalogue.rights.values()))
    denials = random.sample(sorted(catalogue.every - needed), 2)
    return catalogue.completed(grants), frozenset(denials)


def _users(count: int) -> Sequence[UserId]:
    return [UserId(_id("a", number)) for number in range(count)]


def _places(count: int) -> Sequence[SiteId]:
    return [SiteId(_id("5", number)) for number in range(count)]


def _shared(random: Random, catalogue: Catalogue, profiles: int, rights: int) -> Sequence[Profile]:
    return [_profile(random, catalogue, number, rights) for number in range(profiles)]


def _profile(random: Random, catalogue: Catalogue, number: int, count: int) -> Profile:
    """Give rights until there are so many; those they need come first."""
    rights: set[str] = set()
    for code in random.sample(sorted(catalogue.every), len(catalogue.every)):
        completed = catalogue.completed({code}) | rights
        if len(completed) <= count:
            rights = set(completed)
    return Profile(ProfileId(_id("b", number)), f"Profil {number}", frozenset(rights))


def _id(kind: str, number: int) -> UUID:
    """Make one of version 7, in the order of numbers."""
    return UUID(f"{number:08x}00007000800000000000000{kind}")
