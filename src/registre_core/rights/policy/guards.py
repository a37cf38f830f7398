"""Who may change whose rights. One rule for every path, put to what a change does and not to how it is called.

Source: mission, «Beyond the source», 3: nobody grants what he does not have, and the last administrator cannot vanish.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.rights.catalogue import Catalogue
from registre_core.rights.entities import Profile, User
from registre_core.rights.policy.holding import ADMINISTER, effective_rights
from registre_core.rights.policy.propagation import Consequence, Reach, Shift

GUARDS = Source("docs/decisions/0016-guards-of-rights")
"""Rules of this house."""


@frozen
class Granting:
    """What somebody may grant: what he holds, where he works; who administers the users of all sites, everything."""

    rights: frozenset[str]
    """What he holds."""
    sites: frozenset[SiteId] | None
    """Where; ``None`` means on all sites."""

    @classmethod
    def of(cls, catalogue: Catalogue, granter: User, profile: Profile | None, on: date) -> Granting:
        """Take it from an account as it stands before the change."""
        return cls(effective_rights(catalogue, granter, profile, on), granter.sites)

    @property
    def is_unbounded(self) -> bool:
        """Whether every right may be granted, those of modules to come included."""
        return self.sites is None and ADMINISTER in self.rights


def may_grant(granting: Granting, rights: frozenset[str], reach: Reach) -> Verdict:
    """Whether somebody may give these rights there; a profile by itself reaches no site."""
    if granting.is_unbounded:
        return YES
    beyond = [
        Reason("grant-beyond-own", f"nobody grants what he does not have: {right}", GUARDS, {"right": right})
        for right in sorted(rights - granting.rights)
    ]
    if not reach.lies_within(granting.sites):
        said = f"nobody grants rights on sites he does not have: {_listed(rights)}"
        beyond.append(Reason("grant-beyond-own-sites", said, GUARDS, {"right": _listed(rights)}))
    return Verdict(tuple(beyond))


def may_carry_out(granting: Granting, changes: Iterable[Consequence]) -> Verdict:
    """Whether somebody may do what a change does to others: give what he may grant, take away where he works."""
    against: dict[str, Reason] = {}
    for change in changes:
        verdicts = [may_grant(granting, gain.rights, gain.reach) for gain in change.gains]
        verdicts += [_may_take(granting, loss) for loss in change.losses]
        against |= {reason.message: reason for verdict in verdicts for reason in verdict.reasons}
    return Verdict(tuple(against.values()))


def may_change_himself(change: Consequence) -> Verdict:
    """Whether a change may be made by somebody it is about: not when it gives him anything."""
    gained = {right for gain in change.gains for right in gain.rights}
    return Verdict(
        tuple(
            Reason("own-rights-upward", f"nobody gives himself rights: {right}", GUARDS, {"right": right})
            for right in sorted(gained)
        )
    )


def may_erase(eraser: User, user: User) -> Verdict:
    """Whether somebody may erase this account: any but his own, which nobody could undo."""
    if eraser.id != user.id:
        return YES
    return Verdict.no(Reason("own-account", "nobody erases his own account: somebody else may", GUARDS))


def keeps_an_administrator(there_were: int, changes: Iterable[Consequence]) -> Verdict:
    """Whether somebody is left who administers the users of all sites for good.

    Args:
        there_were: how many there are before the change.
        changes: what it does.
    """
    left = there_were + sum((one.makes_administrators - one.ends_administrators) * one.move.people for one in changes)
    if left > 0 or there_were == 0:
        return YES
    said = f"nobody would be left who administers the users of all sites ({ADMINISTER}) for good"
    return Verdict.no(Reason("last-administrator", said, GUARDS, {"right": ADMINISTER}))


def _may_take(granting: Granting, shift: Shift) -> Verdict:
    if granting.is_unbounded or shift.reach.lies_within(granting.sites):
        return YES
    said = f"nobody takes rights away on sites he does not have: {_listed(shift.rights)}"
    return Verdict.no(Reason("loss-beyond-own-sites", said, GUARDS, {"right": _listed(shift.rights)}))


def _listed(rights: frozenset[str]) -> str:
    return ", ".join(sorted(rights))
