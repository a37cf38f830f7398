"""Use cases: changes of rights that are planned first, and carried out as they were shown or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.ports.storage import Snapshot
from registre_core.rights import (
    Attachment,
    Change,
    Detachment,
    Homogenisation,
    Plan,
    Profile,
    ProfileDeleted,
    ProfileDeletion,
    ProfileEdit,
    ProfileEdited,
    User,
    UserAttached,
    UserChanged,
    UserDetached,
)
from registre_core.services.front_door import Bearer, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.paging import cursor, page_size
from registre_core.services.rights.desk import Desk
from registre_core.services.rights.drafts import Draft, drafted
from registre_core.services.rights.planning import (
    affected_page,
    digest_of,
    plan_of,
    require_kind,
    require_unmoved,
)

FIRST_NAMES = 50
"""How many of those affected a plan names, unless told otherwise."""


@frozen
class Changes(Desk):
    """Plans changes of many users' rights, and carries them out.

    A plan says who gains and loses what on which sites, and whether anything speaks against it; nothing is changed.
    Committing it works everything out again: `Conflict` ``plan-outdated`` if anything moved since, or `Forbidden` and
    `RuleViolation` with the reasons that the plan showed.
    """

    def plan_edit(
        self,
        actor: Actor,
        profile: ProfileId,
        *,
        rights: Iterable[str],
        after: str | None = None,
        limit: int = FIRST_NAMES,
    ) -> Plan:
        """Show what giving a profile these rights does to its users.

        Args:
            actor: who asks.
            profile: which.
            rights: all that it will give; what they need is added. Rights that sleep since their plug-in is gone stay.
            after: where the page of names begins: what `next` of the last one said.
            limit: how many names at most, up to 200.

        Raises:
            Forbidden: without ``users.administer``.
            InvalidInput: ``unknown-right``.
            NotFound: ``profile-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "rights.plan_edit")
            return self._planned(tx, bearer, ProfileEdit(profile, frozenset(rights)), after, limit)

    def commit_edit(self, actor: Actor, plan: Plan) -> Profile:
        """Give a profile the rights that a plan of `plan_edit` shows; all its users follow at once.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant or take.
            Conflict: ``plan-outdated``.
            RuleViolation: ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.commit_edit")
            draft = self._agreed(tx, bearer, plan, ProfileEdit)
            (edited,) = draft.after.values()
            edited = tx.profiles.save(edited)
            record(tx, workspace, bearer, stamp, ProfileEdited(edited))
            tx.commit()
        return edited

    def plan_attach(
        self,
        actor: Actor,
        users: Iterable[UserId],
        profile: ProfileId,
        *,
        keep_difference: bool = False,
        after: str | None = None,
        limit: int = FIRST_NAMES,
    ) -> Plan:
        """Show what attaching these users to a profile does.

        Args:
            actor: who asks.
            users: who is to share it.
            profile: which.
            keep_difference: whether what they can do so far stays, as exceptions; otherwise exceptions are dropped.
            after: where the page of names begins: what `next` of the last one said.
            limit: how many names at most, up to 200.

        Raises:
            Forbidden: without ``users.administer``.
            InvalidInput: ``empty-collection``.
            NotFound: ``user-not-found``, ``profile-not-found``.
            RuleViolation: ``person-erased``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "rights.plan_attach")
            change = Attachment(profile, frozenset(users), keep_difference)
            return self._planned(tx, bearer, change, after, limit)

    def commit_attach(self, actor: Actor, plan: Plan) -> tuple[User, ...]:
        """Attach the users that a plan of `plan_attach` names.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant or take.
            Conflict: ``plan-outdated``.
            RuleViolation: ``person-erased``, ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.commit_attach")
            draft = self._agreed(tx, bearer, plan, Attachment)
            attached = tuple(tx.users.save_all(draft.moved(tx)))
            record(tx, workspace, bearer, stamp, *map(UserAttached, attached))
            tx.commit()
        return attached

    def attach(self, actor: Actor, user: UserId, profile: ProfileId, *, keep_difference: bool = False) -> User:
        """Attach one user to a profile, at once.

        Args:
            actor: who attaches.
            user: who.
            profile: to which.
            keep_difference: whether what he can do so far stays, as exceptions; otherwise exceptions are dropped.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant or take.
            NotFound: ``user-not-found``, ``profile-not-found``.
            RuleViolation: ``person-erased``, ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.attach")
            draft = self._allowed(tx, bearer, Attachment(profile, frozenset([user]), keep_difference))
            (attached,) = tx.users.save_all(draft.moved(tx))
            record(tx, workspace, bearer, stamp, UserAttached(attached))
            tx.commit()
        return attached

    def plan_detach(
        self,
        actor: Actor,
        users: Iterable[UserId],
        *,
        keep_rights: bool = True,
        after: str | None = None,
        limit: int = FIRST_NAMES,
    ) -> Plan:
        """Show what detaching these users from their profiles does.

        Args:
            actor: who asks.
            users: who is to share no profile any more.
            keep_rights: whether what they can do stays, as own grants; otherwise only their own grants do.
            after: where the page of names begins: what `next` of the last one said.
            limit: how many names at most, up to 200.

        Raises:
            Forbidden: without ``users.administer``.
            InvalidInput: ``empty-collection``.
            NotFound: ``user-not-found``.
            RuleViolation: ``person-erased``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "rights.plan_detach")
            return self._planned(tx, bearer, Detachment(frozenset(users), keep_rights), after, limit)

    def commit_detach(self, actor: Actor, plan: Plan) -> tuple[User, ...]:
        """Detach the users that a plan of `plan_detach` names.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not take.
            Conflict: ``plan-outdated``.
            RuleViolation: ``person-erased``, ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.commit_detach")
            draft = self._agreed(tx, bearer, plan, Detachment)
            detached = tuple(tx.users.save_all(draft.moved(tx)))
            record(tx, workspace, bearer, stamp, *map(UserDetached, detached))
            tx.commit()
        return detached

    def plan_homogenise(
        self, actor: Actor, profile: ProfileId, *, after: str | None = None, limit: int = FIRST_NAMES
    ) -> Plan:
        """Show what dropping the exceptions of all users of a profile does.

        Raises:
            Forbidden: without ``users.administer``.
            NotFound: ``profile-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "rights.plan_homogenise")
            return self._planned(tx, bearer, Homogenisation(profile), after, limit)

    def commit_homogenise(self, actor: Actor, plan: Plan) -> tuple[User, ...]:
        """Drop the exceptions of all users of the profile that a plan of `plan_homogenise` is about.

        Returns:
            Those who had any.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant or take.
            Conflict: ``plan-outdated``.
            RuleViolation: ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.commit_homogenise")
            draft = self._agreed(tx, bearer, plan, Homogenisation)
            changed = tuple(tx.users.save_all(draft.moved(tx)))
            record(tx, workspace, bearer, stamp, *map(UserChanged, changed))
            tx.commit()
        return changed

    def plan_delete(
        self,
        actor: Actor,
        profile: ProfileId,
        *,
        successor: ProfileId | None = None,
        after: str | None = None,
        limit: int = FIRST_NAMES,
    ) -> Plan:
        """Show what deleting a profile does to its users, whom another takes.

        Args:
            actor: who asks.
            profile: which goes.
            successor: which takes its users, their exceptions dropped; without one there must be none.
            after: where the page of names begins: what `next` of the last one said.
            limit: how many names at most, up to 200.

        Raises:
            Forbidden: without ``users.administer``.
            NotFound: ``profile-not-found``.
            RuleViolation: ``profile-in-use``, ``own-successor``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "rights.plan_delete")
            return self._planned(tx, bearer, ProfileDeletion(profile, successor), after, limit)

    def commit_delete(self, actor: Actor, plan: Plan) -> tuple[User, ...]:
        """Delete the profile that a plan of `plan_delete` is about.

        Returns:
            Its users, as the successor took them.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant or take.
            Conflict: ``plan-outdated``.
            RuleViolation: ``profile-in-use``, ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.commit_delete")
            draft = self._agreed(tx, bearer, plan, ProfileDeletion)
            moved = tuple(tx.users.save_all(draft.moved(tx)))
            gone = tx.profiles.get(draft.deleted)
            tx.profiles.remove(gone)
            record(tx, workspace, bearer, stamp, *map(UserAttached, moved), ProfileDeleted(gone))
            tx.commit()
        return moved

    def _planned(self, tx: Snapshot, bearer: Bearer, change: Change, after: str | None, limit: int) -> Plan:
        draft = drafted(tx, self.ports.catalogue, change)
        outcome = self._outcome(tx, bearer, draft)
        people = affected_page(tx, draft, outcome.groups, cursor(after), page_size(limit))
        return plan_of(draft, outcome, people, *self._signed(tx, bearer, change))

    def _agreed(self, tx: Snapshot, bearer: Bearer, plan: Plan, kind: type[Change]) -> Draft:
        """Refuse what is not as it was shown, then put the rule to it again: a plan is only what somebody brings."""
        require_kind(plan, kind)
        _, now = self._signed(tx, bearer, plan.change)
        require_unmoved(plan.digest, now)
        return self._allowed(tx, bearer, plan.change)

    def _signed(self, tx: Snapshot, bearer: Bearer, change: Change) -> tuple[int, str]:
        """Give the version of the rights that a change is planned for, and the digest of its plan."""
        version, today = tx.users.version() or 0, self.ports.clock.today()
        workspace = workspace_of(bearer.actor)
        return version, digest_of(workspace, change, self.ports.catalogue, today, version)

    def _allowed(self, tx: Snapshot, bearer: Bearer, change: Change) -> Draft:
        draft = drafted(tx, self.ports.catalogue, change)
        self._outcome(tx, bearer, draft).require()
        return draft
