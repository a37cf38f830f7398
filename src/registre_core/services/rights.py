"""Use cases: users, profiles, and what somebody may do (first cut of S1)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.erasure import Erasure, may_change, unreserved
from registre_core.kernel.errors import Forbidden, InvalidInput, RuleViolation
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.kernel.pages import Page
from registre_core.kernel.verdicts import Verdict
from registre_core.ports import Ports
from registre_core.ports.storage import NamedOrder, Transaction
from registre_core.rights import (
    AccountKind,
    Profile,
    ProfileCreated,
    User,
    UserAttached,
    UserCreated,
    UserErased,
    given_rights,
    may,
    may_erase,
    may_grant,
)
from registre_core.services.front_door import Bearer, Target, authorise, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.notices import drop_notices
from registre_core.services.paging import cursor, page_size


@frozen
class RightsService:
    """Keeps users and profiles. Nobody grants what he does not have, on any path."""

    ports: Ports

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
    ) -> User:
        """Create an account.

        Args:
            actor: who creates it.
            name: first and last name, or what the machine is called.
            email: where notices go.
            profile: the profile it shares.
            grants: rights of its own, beside the profile's; what they need is added.
            sites: the sites it works on; ``None`` means all, those to come included.
            kind: a person's account, or a machine's.

        Raises:
            Forbidden: without ``users.create``, or for rights and sites that the actor may not grant.
            InvalidInput: a blank name, a malformed mail address, an unknown right: all problems at once; or
                ``name-reserved``.
            NotFound: ``profile-not-found``, ``site-not-found``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        user_id = UserId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            bearer = authorise(tx, actor, "rights.create_user", self.ports.catalogue)
            own = self._known(grants, "grants")
            at = None if sites is None else frozenset(sites)
            user = User(user_id, unreserved(name), email, profile, own, sites=at, kind=kind)
            shared = tx.profiles.get(profile) if profile else None
            self._within_grant(bearer, user, shared)
            user = tx.users.add(user)
            record(tx, workspace, bearer, stamp, UserCreated(user))
            tx.commit()
        return user

    def user(self, actor: Actor, user: UserId) -> User:
        """Give one user."""
        with self.ports.storage.read(workspace_of(actor)) as tx:
            authorise(tx, actor, "rights.user", self.ports.catalogue)
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
        """List users.

        Args:
            actor: who asks.
            profile: only those who share it.
            named: only those whose names begin so, accents and case aside.
            order: in which order; by name unless told otherwise, since that is how people look for one.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200.
            counted: whether to tell the `total`, too.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            authorise(tx, actor, "rights.users", self.ports.catalogue)
            page = tx.users.page(profile=profile, named=named, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.users.count(profile=profile, named=named)) if counted else page

    def create_profile(self, actor: Actor, *, name: str, rights: Iterable[str], description: str = "") -> Profile:
        """Create a profile from nothing; rights that others need are added.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant.
            Conflict: ``name-taken``.
            InvalidInput: a blank name, an unknown right.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        profile_id = ProfileId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            bearer = authorise(tx, actor, "rights.create_profile", self.ports.catalogue)
            profile = Profile(profile_id, name, self._known(rights, "rights"), description)
            profile = self._created(tx, bearer, profile)
            record(tx, workspace, bearer, stamp, ProfileCreated(profile))
            tx.commit()
        return profile

    def create_profile_from_user(
        self, actor: Actor, user: UserId, *, name: str, description: str = "", attach: bool = False
    ) -> Profile:
        """Create a profile with what a user holds. Attaching that very user changes nothing of what he can do.

        Args:
            actor: who creates it.
            user: the model. His sites are his own and stay out of the profile.
            name: the profile's name.
            description: what it is for.
            attach: whether the model shares the new profile from now on.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant.
            Conflict: ``name-taken``.
            RuleViolation: ``person-erased``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        profile_id = ProfileId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            bearer = authorise(tx, actor, "rights.create_profile_from_user", self.ports.catalogue)
            model = tx.users.get(user)
            may_change(model).require(RuleViolation)
            shared = tx.profiles.get(model.profile_id) if model.profile_id else None
            profile = Profile(profile_id, name, given_rights(model, shared), description)
            profile = self._created(tx, bearer, profile)
            facts: list[Fact] = [ProfileCreated(profile)]
            if attach:
                attached = model.attached_to(profile.id)
                self._within_grant(bearer, attached, profile)
                facts.append(UserAttached(tx.users.save(attached)))
            record(tx, workspace, bearer, stamp, *facts)
            tx.commit()
        return profile

    def profile(self, actor: Actor, profile: ProfileId) -> Profile:
        """Give one profile; its users come from `users`."""
        with self.ports.storage.read(workspace_of(actor)) as tx:
            authorise(tx, actor, "rights.profile", self.ports.catalogue)
            return tx.profiles.get(profile)

    def profiles(
        self,
        actor: Actor,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.NAME,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[Profile]:
        """List profiles, as `users` does."""
        with self.ports.storage.read(workspace_of(actor)) as tx:
            authorise(tx, actor, "rights.profiles", self.ports.catalogue)
            page = tx.profiles.page(named=named, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.profiles.count(named=named)) if counted else page

    def attach(self, actor: Actor, user: UserId, profile: ProfileId) -> User:
        """Give a user this profile. His exceptions are dropped: homogeneous rights are its purpose.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant.
            NotFound: ``user-not-found``, ``profile-not-found``.
            RuleViolation: ``person-erased``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = authorise(tx, actor, "rights.attach", self.ports.catalogue)
            shared, found = tx.profiles.get(profile), tx.users.get(user)
            may_change(found).require(RuleViolation)
            attached = found.attached_to(profile)
            self._within_grant(bearer, attached, shared)
            saved = tx.users.save(attached)
            record(tx, workspace, bearer, stamp, UserAttached(saved))
            tx.commit()
        return saved

    def erase_user(self, actor: Actor, user: UserId) -> User:
        """Forget the person behind an account, for good («Effacer un utilisateur»).

        The account stays, since the register and what he did name it, but it reads `ERASED_NAME`, cannot act, and can
        never be changed again. His name and address go from the register and from every finding he wrote down, and what
        waits for his address is dropped. The chain stays as it is; its new entry says how much went, and no name.

        Raises:
            Forbidden: without ``users.administer``, for somebody with rights that the actor may not grant, or
                ``own-account``.
            NotFound: ``user-not-found``.
            RuleViolation: ``person-erased``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = authorise(tx, actor, "rights.erase_user", self.ports.catalogue)
            person = tx.users.get(user)
            self._require_reach(tx, bearer, person)
            may_change(person).require(RuleViolation)
            taken = Erasure(
                person.id,
                parts=tx.register.forget(person.id),
                mentions=tx.findings.forget_creator(person.id),
                notices=drop_notices(tx, person.email),
            )
            erased = tx.users.save(person.erased())
            record(tx, workspace, bearer, stamp, UserErased(taken))
            tx.commit()
        return erased

    def check(self, actor: Actor, user: UserId, right: str, *, site: SiteId | None = None) -> Verdict:
        """Tell whether a user may do this, here, and why not.

        Raises:
            Forbidden: without ``users.consult``.
            InvalidInput: ``unknown-right``.
            NotFound: ``user-not-found``, ``site-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            place = tx.sites.get(site) if site else None
            target = Target(place.id, "site", place.id) if place else None
            authorise(tx, actor, "rights.check", self.ports.catalogue, target)
            self._known({right}, "right")
            asked = tx.users.get(user)
            shared = tx.profiles.get(asked.profile_id) if asked.profile_id else None
            return may(self.ports.catalogue, asked, shared, right, site)

    def _known(self, codes: Iterable[str], path: str) -> frozenset[str]:
        wanted = frozenset(codes)
        if problems := self.ports.catalogue.unknown(wanted, path):
            raise InvalidInput.of(problems)
        return self.ports.catalogue.completed(wanted)

    def _created(self, tx: Transaction, bearer: Bearer, profile: Profile) -> Profile:
        self._require_grant(bearer, profile.rights, frozenset())
        return tx.profiles.add(profile)

    def _within_grant(self, bearer: Bearer, user: User, shared: Profile | None) -> None:
        self._require_grant(bearer, given_rights(user, shared), user.sites)

    def _require_reach(self, tx: Transaction, bearer: Bearer, person: User) -> None:
        """Nobody takes away an account that he could not have given, nor his own."""
        shared = tx.profiles.get(person.profile_id) if person.profile_id else None
        self._within_grant(bearer, person, shared)
        if bearer.user:
            may_erase(bearer.user, person).require(Forbidden)

    def _require_grant(self, bearer: Bearer, rights: frozenset[str], sites: frozenset[SiteId] | None) -> None:
        if bearer.user is None:
            raise Forbidden("operator-grants-nothing", "only an account of the workspace can grant rights")
        may_grant(self.ports.catalogue, bearer.user, bearer.profile, rights, sites).require(Forbidden)
