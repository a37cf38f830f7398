"""Use cases: who may do what, where, through what, and why not."""

from __future__ import annotations

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import SiteId, UserId
from registre_core.kernel.verdicts import Verdict
from registre_core.ports.storage import Snapshot
from registre_core.rights import Explanation, explained, may
from registre_core.services.front_door import Target, workspace_of
from registre_core.services.rights.desk import Desk


@frozen
class Questions(Desk):
    """Answers who may do what."""

    def check(self, actor: Actor, user: UserId, right: str, *, site: SiteId | None = None) -> Verdict:
        """Tell whether a user may do this, here, today, and why not.

        Raises:
            Forbidden: without ``users.consult``.
            InvalidInput: ``unknown-right``.
            NotFound: ``user-not-found``, ``site-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "rights.check", place(tx, site))
            self._require_known(right)
            asked = tx.users.get(user)
            shared = tx.profiles.get(asked.profile_id) if asked.profile_id else None
            return may(self.ports.catalogue, asked, shared, right, site, on=self.ports.clock.today())

    def explain(self, actor: Actor, user: UserId, right: str, *, site: SiteId | None = None) -> Explanation:
        """Explain why a user may do this, here, today, or why not: what each layer says of it.

        Args:
            actor: who asks.
            user: about whom.
            right: its code; one that sleeps may be asked about too, if it is the user's or his profile's.
            site: where; without one, whether he may do it at all.

        Raises:
            Forbidden: without ``users.consult``.
            InvalidInput: ``unknown-right``.
            NotFound: ``user-not-found``, ``site-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "rights.explain", place(tx, site))
            asked = tx.users.get(user)
            shared = tx.profiles.get(asked.profile_id) if asked.profile_id else None
            if right not in asked.grants | asked.denials | (shared.rights if shared else frozenset()):
                self._require_known(right)
            return explained(self.ports.catalogue, asked, shared, right, site, self.ports.clock.today())

    def _require_known(self, right: str) -> None:
        if problems := self.ports.catalogue.unknown([right], "right"):
            raise InvalidInput.of(problems)


def place(tx: Snapshot, site: SiteId | None) -> Target | None:
    """Say on which site something is asked about.

    Raises:
        NotFound: ``site-not-found``.
    """
    if site is None:
        return None
    found = tx.sites.get(site)
    return Target(found.id, "site", found.id)
