"""What a user may do: (profile's rights ∪ own grants) − own denials, within his sites.

Source: mission, «Effective rights».
"""

from __future__ import annotations

from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.rights.catalogue import Catalogue
from registre_core.rights.entities import Profile, User

RIGHTS = Source("Version 1.47, Gestion des profils utilisateurs (S1)")


def given_rights(user: User, profile: Profile | None) -> frozenset[str]:
    """Compute what is given to a user, as a profile could give it: sleeping rights included."""
    return ((profile.rights if profile else frozenset()) | user.grants) - user.denials


def effective_rights(catalogue: Catalogue, user: User, profile: Profile | None) -> frozenset[str]:
    """Compute what a user holds, on each of his sites alike.

    A right whose prerequisite is missing is not held either; an inactive user holds nothing. A right that the catalogue
    does not know (its plug-in is gone) sleeps until it comes back.
    """
    if not user.active:
        return frozenset()
    held = given_rights(user, profile) & catalogue.every
    while lacking := {code for code in held if not catalogue.rights[code].needs <= held}:
        held -= lacking
    return held


def may(catalogue: Catalogue, user: User, profile: Profile | None, right: str, site: SiteId | None = None) -> Verdict:
    """Whether a user may do this, here; without a site, whether he may do it at all."""
    if not user.active:
        return Verdict.no(Reason("account-inactive", "the account is not active", RIGHTS))
    if site is not None and not user.works_on(site):
        return Verdict.no(Reason("site-not-assigned", "the site is not one of his", RIGHTS, {"site": str(site)}))
    if right in effective_rights(catalogue, user, profile):
        return YES
    return Verdict.no(_why_not(catalogue, user, profile, right))


def may_grant(
    catalogue: Catalogue,
    granter: User,
    profile: Profile | None,
    rights: frozenset[str],
    sites: frozenset[SiteId] | None,
) -> Verdict:
    """Whether a user may give these rights on these sites (``None``: on all).

    Nobody grants what he does not have; who administers the users of all sites may grant whatever the catalogue holds.
    """
    held = effective_rights(catalogue, granter, profile)
    if "users.administer" in held and granter.sites is None:
        return YES
    beyond = [
        Reason("grant-beyond-own", f"nobody grants what he does not have: {right}", RIGHTS, {"right": right})
        for right in sorted(rights - held)
    ]
    if granter.sites is not None and (sites is None or not sites <= granter.sites):
        beyond.append(Reason("grant-beyond-own-sites", "nobody grants rights on sites he does not have", RIGHTS))
    return Verdict(tuple(beyond))


def may_erase(eraser: User, user: User) -> Verdict:
    """Whether somebody may erase this account: any but his own, so whoever administers users never vanishes by it."""
    if eraser.id != user.id:
        return YES
    return Verdict.no(Reason("own-account", "nobody erases his own account: somebody else may", RIGHTS))


def _why_not(catalogue: Catalogue, user: User, profile: Profile | None, right: str) -> Reason:
    facts = {"right": right, "profile": profile.name if profile else None}
    if right in user.denials:
        return Reason("right-denied", f"{right} is denied to this user himself", RIGHTS, facts)
    if right not in given_rights(user, profile):
        return Reason("right-not-held", f"neither a profile nor a grant of his own gives {right}", RIGHTS, facts)
    if right not in catalogue.every:
        return Reason("unknown-right", f"no module that is there knows {right}: it sleeps", RIGHTS, facts)
    held = effective_rights(catalogue, user, profile)
    needs = catalogue.completed({right}) - {right} - held
    said = f"{right} needs {', '.join(sorted(needs))}"
    return Reason("right-needs-another", said, RIGHTS, {**facts, "needs": ", ".join(sorted(needs))})
