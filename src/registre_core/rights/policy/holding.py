"""What a user may do: (profile's rights ∪ own grants) − own denials, within his sites.

Source: mission, «Effective rights».
"""

from __future__ import annotations

from datetime import date

from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.rights.catalogue import Catalogue
from registre_core.rights.entities import Profile
from registre_core.rights.situations import NOTHING, Situated

RIGHTS = Source("Version 1.47, Gestion des profils utilisateurs (S1)")

ADMINISTER = "users.administer"
"""The right to decide about everybody's rights («administrer les utilisateurs»)."""


def given_rights(account: Situated, profile: Profile | None) -> frozenset[str]:
    """Compute what is given to an account, as a profile could give it: sleeping rights included."""
    return ((profile.rights if profile else NOTHING) | account.grants) - account.denials


def awake(catalogue: Catalogue, given: frozenset[str]) -> frozenset[str]:
    """Compute what is held of what is given.

    A right whose prerequisite is missing is not held either. A right that the catalogue does not know (its plug-in is
    gone) sleeps until it comes back.
    """
    held = given & catalogue.every
    while lacking := {code for code in held if not catalogue.rights[code].needs <= held}:
        held -= lacking
    return held


def effective_rights(catalogue: Catalogue, account: Situated, profile: Profile | None, on: date) -> frozenset[str]:
    """Compute what an account holds on a day, on each of its sites alike; one that may not act holds nothing."""
    return awake(catalogue, given_rights(account, profile)) if may_act(account, on) else NOTHING


def may_act(account: Situated, on: date) -> Verdict:
    """Whether an account may act at all on a day."""
    if account.active and not account.locked and account.expires_on is None:  # nearly everybody
        return YES
    against = []
    if not account.active:
        against.append(Reason("account-inactive", "the account is not active", RIGHTS))
    if account.locked:
        against.append(Reason("account-locked", "the account is locked", RIGHTS))
    if account.expires_on is not None and on > account.expires_on:
        last = account.expires_on.isoformat()
        against.append(Reason("account-expired", f"the account ended on {last}", RIGHTS, {"on": last}))
    return Verdict(tuple(against))


def works_there(account: Situated, site: SiteId | None) -> Verdict:
    """Whether a site is one of his; without a site, whether he may work at all."""
    if site is None or account.sites is None or site in account.sites:
        return YES
    return Verdict.no(Reason("site-not-assigned", "the site is not one of his", RIGHTS, {"site": str(site)}))


def is_known(catalogue: Catalogue, right: str) -> Verdict:
    """Whether some module that is there knows this right."""
    if right in catalogue.rights:
        return YES
    said = f"no module that is there knows {right}: it sleeps"
    return Verdict.no(Reason("unknown-right", said, RIGHTS, {"right": right}))


def missing_prerequisites(
    catalogue: Catalogue, account: Situated, profile: Profile | None, right: str
) -> frozenset[str]:
    """Give the rights that this one needs, directly or not, and that are not held: what has to be given, too."""
    return catalogue.completed({right}) - {right} - awake(catalogue, given_rights(account, profile))


def may(
    catalogue: Catalogue,
    account: Situated,
    profile: Profile | None,
    right: str,
    site: SiteId | None = None,
    *,
    on: date,
) -> Verdict:
    """Whether an account may do this, here, on this day; without a site, whether it may do it at all."""
    if not (verdict := may_act(account, on)) or not (verdict := works_there(account, site)):
        return verdict
    if right in effective_rights(catalogue, account, profile, on):
        return YES
    return Verdict.no(_nearest(catalogue, account, profile, right))


def _nearest(catalogue: Catalogue, account: Situated, profile: Profile | None, right: str) -> Reason:
    """Tell what keeps a right from somebody who may act: the layer nearest to it."""
    if right in account.denials:
        return denied(right, profile)
    if right not in given_rights(account, profile):
        return not_held(right, profile.name if profile else None)
    if not (known := is_known(catalogue, right)):
        return known.reasons[0]
    return lacking(right, profile, missing_prerequisites(catalogue, account, profile, right))


def denied(right: str, profile: Profile | None) -> Reason:
    """Say that a right is denied to somebody himself."""
    return Reason("right-denied", f"{right} is denied to this user himself", RIGHTS, _facts(right, profile))


def not_held(right: str, profile: str | None) -> Reason:
    """Say that nothing gives a right."""
    said = f"neither a profile nor a grant of his own gives {right}"
    return Reason("right-not-held", said, RIGHTS, {"right": right, "profile": profile})


def lacking(right: str, profile: Profile | None, missing: frozenset[str]) -> Reason:
    """Say which other rights are missing."""
    needs = ", ".join(sorted(missing))
    return Reason("right-needs-another", f"{right} needs {needs}", RIGHTS, {**_facts(right, profile), "needs": needs})


def _facts(right: str, profile: Profile | None) -> dict[str, str | None]:
    return {"right": right, "profile": profile.name if profile else None}
