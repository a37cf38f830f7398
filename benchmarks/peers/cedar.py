"""Cedar, by cedarpy: policies in its own language, evaluated by an engine written in Rust.

Set up as its documents say. Best practices: «The recommended approach to modeling roles in Cedar is to use groups of
principals to represent roles», «When possible, populate the policy scope». cedarpy: «Reusing a handle across calls
avoids re-parsing the policies on every call», and the same of entities.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cedarpy import Entities, PolicySet, is_authorized

from benchmarks.agreement import Peer
from benchmarks.rights.town import Question, Town
from registre_core.kernel.identifiers import UserId
from registre_core.rights import Profile

_HERE = "when { principal.sites.contains(resource) }"


def policy_per_profile(town: Town) -> Peer:
    """Write one policy for all rights of a profile: the best shape found."""
    return _peer("Cedar, a policy a profile", town, "\n".join(_policy(profile) for profile in town.profiles.values()))


def policy_per_right(town: Town) -> Peer:
    """Write a policy for each right of each profile."""
    given = [(profile, right) for profile in town.profiles.values() for right in sorted(profile.rights)]
    text = "\n".join(
        f'permit (principal in Profile::"{profile.id}", action == Action::"{right}", resource) {_HERE};'
        for profile, right in given
    )
    return _peer("Cedar, a policy a profile and right", town, text)


def _policy(profile: Profile) -> str:
    actions = ", ".join(f'Action::"{right}"' for right in sorted(profile.rights))
    return f'permit (principal in Profile::"{profile.id}", action in [{actions}], resource) {_HERE};'


def _peer(name: str, town: Town, text: str) -> Peer:
    policies, entities = PolicySet.from_str(text), Entities.from_json_str(json.dumps(_entities(town)))

    def ask(request: dict[str, Any]) -> bool:
        return bool(is_authorized(request, policies, entities).allowed)

    return Peer(name, ask, _request)


def _request(question: Question) -> Sequence[Mapping[str, Any]]:
    who, what, where = (_uid("User", question.user), _uid("Action", question.right), _uid("Site", question.site))
    return ({"principal": who, "action": what, "resource": where, "context": {}},)


def _entities(town: Town) -> Sequence[Mapping[str, Any]]:
    sites = [_entity(_uid("Site", site)) for site in town.sites]
    profiles = [_entity(_uid("Profile", profile)) for profile in town.profiles]
    return [*sites, *profiles, *(_user(town, user) for user in town.people)]


def _user(town: Town, user: UserId) -> Mapping[str, Any]:
    sites = [{"__entity": _uid("Site", site)} for site in town.sites_of(user)]
    return _entity(_uid("User", user), {"sites": sites}, _uid("Profile", town.people[user].profile_id))


def _entity(
    uid: Mapping[str, str], attrs: Mapping[str, Any] | None = None, *parents: Mapping[str, str]
) -> Mapping[str, Any]:
    return {"uid": uid, "attrs": attrs or {}, "parents": list(parents)}


def _uid(kind: str, identifier: object) -> Mapping[str, str]:
    return {"type": kind, "id": str(identifier)}
