"""Use cases: users are created, listed, given exceptions, sites and a state, and forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.erasure import Erasure, may_change, unreserved
from registre_core.kernel.errors import Forbidden, RuleViolation
from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.kernel.pages import Page
from registre_core.ports.storage import NamedOrder, Snapshot
from registre_core.rights import (
    AccountKind,
    Move,
    Reach,
    Situation,
    User,
    UserChanged,
    UserCreated,
    UserErased,
    given_rights,
    may_erase,
    may_grant,
)
from registre_core.services.access.kept import forget_behalf
from registre_core.services.front_door import Bearer, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.notices import drop_notices, move_mutings
from registre_core.services.paging import cursor, page_size
from registre_core.services.people import forget_named
from registre_core.services.rights.desk import Desk
from registre_core.services.rights.drafts import kept_with
from registre_core.services.signatures.erasing import unask


@frozen
class SavedUser:
    """An account as it is kept, and what came along."""

    user: User
    """As it is kept."""
    added: frozenset[str] = frozenset()
    """Own grants that were not asked for and were added, since others need them."""


@frozen
class Users(Desk):
    """Keeps accounts one by one."""

    def create_user(
        self,
        actor: Actor,
        *,
        name: str,
        email: str | None = None,
        profile: ProfileId | None = None,
        grants: Iterable[str] = (),
        sites: Iterable[SiteId] | None = None,
        kind: AccountKind = AccountKind.PERSON,
        expires_on: date | None = None,
    ) -> SavedUser:
        """Create an account.

        Args:
            actor: who creates it.
            name: first and last name, or what the machine is called.
            email: where notices go.
            profile: the profile it shares.
            grants: rights of its own, beside the profile's; what they need is added, and the answer says so.
            sites: the sites it works on; ``None`` means all, those to come included.
            kind: a person's account, or a machine's.
            expires_on: the last day it may act; ``None`` for no end.

        Raises:
            Forbidden: without ``users.create``, or for rights and sites that the actor may not grant.
            InvalidInput: a blank name, a malformed mail address, an unknown right: all problems at once; or
                ``name-reserved``.
            NotFound: ``profile-not-found``, ``site-not-found``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        user_id = UserId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.create_user")
            own, added = self._asked(grants, "grants")
            at = None if sites is None else frozenset(sites)
            user = User(user_id, unreserved(name), email, profile, own, sites=at, kind=kind, expires_on=expires_on)
            if profile:
                tx.profiles.get(profile)
            self._require(tx, bearer, [Move(None, Situation.of(user))])
            created = SavedUser(tx.users.add(user), added)
            record(tx, workspace, bearer, stamp, UserCreated(created.user))
            tx.commit()
        return created

    def user(self, actor: Actor, user: UserId) -> User:
        """Give one user.

        Raises:
            Forbidden: without ``users.consult``.
            NotFound: ``user-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "rights.user")
            return tx.users.get(user)

    def users(
        self,
        actor: Actor,
        *,
        profile: ProfileId | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.NAME,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[User]:
        """List users: people are the whole workspace's, whatever sites he who asks works on.

        Args:
            actor: who asks.
            profile: only those who share it.
            named: only those whose names begin so, accents and case aside.
            order: in which order; by name unless told otherwise, since that is how people look for one.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200.
            counted: whether to tell the `total`, too.

        Raises:
            Forbidden: without ``users.consult``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "rights.users")
            page = tx.users.page(profile=profile, named=named, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.users.count(profile=profile, named=named)) if counted else page

    def set_exceptions(
        self, actor: Actor, user: UserId, *, grants: Iterable[str] = (), denials: Iterable[str] = ()
    ) -> SavedUser:
        """Give a user these rights of his own, and deny him those, whatever his profile says; both lists are whole.

        Args:
            actor: who sets them.
            user: whose.
            grants: rights beside the profile's; what they need is added, unless the profile gives it.
            denials: rights he does not have, whatever gives them.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant or take.
            InvalidInput: ``unknown-right``: all of them at once.
            NotFound: ``user-not-found``.
            RuleViolation: ``person-erased``, ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.set_exceptions")
            found = tx.users.get(user)
            given, denied, added = self._exceptions(tx, found, frozenset(grants), frozenset(denials))
            changed = self._changed(tx, bearer, found, evolve(found, grants=given, denials=denied))
            answer = SavedUser(tx.users.save(changed), added)
            record(tx, workspace, bearer, stamp, UserChanged(answer.user))
            tx.commit()
        return answer

    def set_sites(self, actor: Actor, user: UserId, sites: Iterable[SiteId] | None) -> User:
        """Let a user work on these sites; ``None`` means all, those to come included.

        Raises:
            Forbidden: without ``users.administer``, or for sites that are not the actor's.
            NotFound: ``user-not-found``, ``site-not-found``.
            RuleViolation: ``person-erased``, ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        at = None if sites is None else frozenset(sites)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.set_sites")
            found = tx.users.get(user)
            changed = tx.users.save(self._changed(tx, bearer, found, evolve(found, sites=at)))
            record(tx, workspace, bearer, stamp, UserChanged(changed))
            tx.commit()
        return changed

    def set_active(self, actor: Actor, user: UserId, *, active: bool) -> User:
        """Let an account act, or not any more: the account stays, and so does everything it did.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant or take.
            NotFound: ``user-not-found``.
            RuleViolation: ``person-erased``, ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.set_active")
            found = tx.users.get(user)
            changed = tx.users.save(self._changed(tx, bearer, found, evolve(found, active=active)))
            record(tx, workspace, bearer, stamp, UserChanged(changed))
            tx.commit()
        return changed

    def set_locked(self, actor: Actor, user: UserId, *, locked: bool) -> User:
        """Lock an account for the time being, or open it again.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant or take.
            NotFound: ``user-not-found``.
            RuleViolation: ``person-erased``, ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.set_locked")
            found = tx.users.get(user)
            changed = tx.users.save(self._changed(tx, bearer, found, evolve(found, locked=locked)))
            record(tx, workspace, bearer, stamp, UserChanged(changed))
            tx.commit()
        return changed

    def set_expiry(self, actor: Actor, user: UserId, expires_on: date | None) -> User:
        """Let an account end by itself: `expires_on` is the last day it may act; ``None`` for no end.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant or take.
            NotFound: ``user-not-found``.
            RuleViolation: ``person-erased``, ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.set_expiry")
            found = tx.users.get(user)
            changed = tx.users.save(self._changed(tx, bearer, found, evolve(found, expires_on=expires_on)))
            record(tx, workspace, bearer, stamp, UserChanged(changed))
            tx.commit()
        return changed

    def rename_user(self, actor: Actor, user: UserId, *, name: str, email: str | None) -> User:
        """Correct the name of an account and the address where its notices go.

        Whoever receives somebody's mail may soon act as him: so it takes what it takes to give him his rights, unless
        it is one's own account.

        Raises:
            Forbidden: without ``users.edit``, or for somebody with rights that the actor may not grant.
            InvalidInput: a blank name, a malformed mail address: all problems at once; or ``name-reserved``.
            NotFound: ``user-not-found``.
            RuleViolation: ``person-erased``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.rename_user")
            found = tx.users.get(user)
            may_change(found).require(RuleViolation)
            if found.id != actor.id:
                self._require_reach(tx, bearer, found)
            renamed = tx.users.save(evolve(found, name=unreserved(name), email=email))
            move_mutings(tx, found.email, email)
            record(tx, workspace, bearer, stamp, UserChanged(renamed))
            tx.commit()
        return renamed

    def erase_user(self, actor: Actor, user: UserId) -> User:
        """Forget the person behind an account, for good («Effacer un utilisateur»).

        The account stays, since the register and what he did name it, but it reads `ERASED_NAME`, cannot act, and can
        never be changed again. His name and address go from the register, from the findings he wrote down, from visits
        he attended and from the logbook; what he drew when he signed goes too, signatures that wait for him are taken
        back, and what waits for his address is dropped. The chain stays as it is; its new entry says how much went, and
        no name.

        Raises:
            Forbidden: without ``users.administer``, for somebody with rights that the actor may not grant or take, or
                ``own-account``.
            NotFound: ``user-not-found``.
            RuleViolation: ``person-erased``, ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.erase_user")
            person = tx.users.get(user)
            self._require_reach(tx, bearer, person)
            may_erase(bearer.grantor().user, person).require(Forbidden)
            changed = self._changed(tx, bearer, person, person.erased())
            stamp = unask(tx, workspace, bearer, person.id, stamp)
            taken = Erasure(
                person.id,
                parts=tx.register.forget(person.id),
                mentions=tx.findings.forget_creator(person.id)
                + forget_behalf(tx, person.id)
                + forget_named(tx, person.id),
                notices=drop_notices(tx, person.email),
            )
            erased = tx.users.save(changed)
            record(tx, workspace, bearer, stamp, UserErased(taken))
            tx.commit()
        return erased

    def _changed(self, tx: Snapshot, bearer: Bearer, user: User, changed: User) -> User:
        """Give the changed user, unless the change may not be."""
        may_change(user).require(RuleViolation)
        move = Move(Situation.of(user), Situation.of(changed))
        self._require(tx, bearer, [move], own=move if bearer.user and bearer.user.id == user.id else None)
        return changed

    def _exceptions(
        self, tx: Snapshot, user: User, grants: frozenset[str], denials: frozenset[str]
    ) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Give the grants and denials to keep, and the grants among them that were not asked for."""
        catalogue = self.ports.catalogue
        shared = tx.profiles.get(user.profile_id).rights if user.profile_id else frozenset[str]()
        given, added = kept_with(catalogue, user.grants, grants, "grants")
        denied, _ = kept_with(catalogue, user.denials, denials, "denials", with_needs=False)
        spared = added & shared
        return given - spared, denied, added - spared

    def _require_reach(self, tx: Snapshot, bearer: Bearer, person: User) -> None:
        """Nobody forgets or renames somebody whose account he could not have given."""
        shared = tx.profiles.get(person.profile_id) if person.profile_id else None
        given, reach = given_rights(person, shared), Reach(person.sites)
        may_grant(bearer.grantor().granting, given, reach).require(Forbidden)
