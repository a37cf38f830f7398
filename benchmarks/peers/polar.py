"""oso: rules in Polar over the objects of the application; no longer developed since 2024, and still in use.

Two shapes: that of its guide «Build Role-Based Access Control (RBAC) in Python with Oso», with a resource block and a
shorthand rule for each permission of each role; and the quickest found, which asks the application's own objects: «Oso
uses your data models», «your authorization policy can refer to Python properties and methods on those objects».
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, frozen
from oso import Oso

from benchmarks.agreement import Peer
from benchmarks.rights.town import Question, Town
from registre_core.kernel.identifiers import SiteId, UserId

_METHODS = """
allow(user: User, action: String, site: Site) if user.works_on(site) and user.holds(action);
"""
_HAS_ROLE = """
actor User {}
has_role(user: User, name: String, site: Site) if
    role in user.roles and role.name = name and role.site = site;
allow(actor, action, resource) if has_permission(actor, action, resource);
"""


@define(eq=False)
class Site:
    """A site, as the application knows it."""

    name: str


@frozen(eq=False)
class Role:
    """What somebody is on a site."""

    name: str
    site: Site


@define(eq=False)
class User:
    """A user, as the application knows him."""

    roles: Sequence[Role]
    rights: frozenset[str]

    def works_on(self, site: Site) -> bool:
        """Whether the site is one of his."""
        return any(role.site is site for role in self.roles)

    def holds(self, right: str) -> bool:
        """Whether his profile gives this right."""
        return right in self.rights


def methods(town: Town) -> Peer:
    """Ask the objects."""
    return _peer("oso, asking the objects", town, _METHODS)


def resource_block(town: Town) -> Peer:
    """Say in Polar what each role may do."""
    permissions = ", ".join(f'"{right}"' for right in sorted(town.catalogue.every))
    roles = ", ".join(f'"{profile}"' for profile in town.profiles)
    rules = "\n".join(
        f'"{right}" if "{profile.id}";' for profile in town.profiles.values() for right in sorted(profile.rights)
    )
    block = f"resource Site {{ permissions = [{permissions}]; roles = [{roles}]; {rules} }}"
    return _peer("oso, a rule a role and permission", town, f"{_HAS_ROLE}\n{block}")


def _peer(name: str, town: Town, policy: str) -> Peer:
    oso = Oso()
    for known in (User, Site, Role):
        oso.register_class(known)
    oso.load_str(policy)
    sites = {site: Site(str(site)) for site in town.sites}
    users = {user: _user(town, user, sites) for user in town.people}

    def words(question: Question) -> tuple[User, str, Site]:
        return users[question.user], question.right, sites[question.site]

    return Peer(name, oso.is_allowed, words)


def _user(town: Town, user: UserId, sites: Mapping[SiteId, Site]) -> User:
    profile = str(town.people[user].profile_id)
    return User([Role(profile, sites[site]) for site in town.sites_of(user)], town.given(user))
