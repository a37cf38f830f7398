"""People who share a profile, and what they may do."""

from __future__ import annotations

from tests.usecases.town import Town

from registre_core.kernel.identifiers import SiteId, UserId
from registre_core.rights import User

GAINED = frozenset({"findings.create", "findings.consult"})
"""What whoever may create findings holds: with what it needs."""


def someone(town: Town, name: str, **given: object) -> User:
    """Put somebody who shares the profile into storage."""
    user = User(UserId(town.ids.new()), name, **{"profile_id": town.profile.id, **given})  # type: ignore[arg-type]
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.add(user)
        tx.commit()
    return user


def allowed(town: Town, user: UserId, site: SiteId | None = None) -> frozenset[str]:
    """Give the rights that a check says yes to: anywhere, or on that site."""
    check = town.registre.rights.check
    every = town.registre.ports.catalogue.every
    return frozenset(right for right in every if check(town.mayor, user, right, site=site))
