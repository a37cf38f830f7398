"""Use cases: profiles are listed, shown, created and renamed."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.erasure import may_change
from registre_core.kernel.errors import Forbidden, RuleViolation
from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.kernel.pages import Page
from registre_core.ports.storage import NamedOrder, Snapshot
from registre_core.rights import (
    Attachment,
    ListedProfile,
    Profile,
    ProfileCreated,
    ProfileEdited,
    ProfileSheet,
    User,
    UserAttached,
    chosen_from_plugins,
    given_rights,
    may_grant,
    profile_sheet,
)
from registre_core.services.front_door import Bearer, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.paging import cursor, page_size
from registre_core.services.rights.desk import Desk
from registre_core.services.rights.drafts import sharing
from registre_core.services.rights.guarding import NOWHERE


@frozen
class ProfileCreation:
    """A new profile, and what came along."""

    profile: Profile
    """As it is kept."""
    added: frozenset[str] = frozenset()
    """Rights that were not asked for and were added, since others need them."""
    users: tuple[User, ...] = ()
    """Those who share it from the start."""


@frozen
class Profiles(Desk):
    """Lists, shows, creates and renames profiles."""

    def profiles(
        self,
        actor: Actor,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.NAME,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[ListedProfile]:
        """List profiles, each with the number of users who share it; else as `users` does.

        Raises:
            Forbidden: without ``users.consult``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "rights.profiles")
            page = tx.profiles.page(named=named, order=order, after=cursor(after), limit=page_size(limit))
            people = tx.users.numbers([profile.id for profile in page.items])
            listed = tuple(ListedProfile(profile, people[profile.id]) for profile in page.items)
            return Page(listed, page.next, tx.profiles.count(named=named) if counted else None)

    def profile(self, actor: Actor, profile: ProfileId) -> Profile:
        """Give one profile by itself.

        Raises:
            Forbidden: without ``users.consult``.
            NotFound: ``profile-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "rights.profile")
            return tx.profiles.get(profile)

    def profile_sheet(
        self, actor: Actor, profile: ProfileId, *, after: str | None = None, limit: int = 50
    ) -> ProfileSheet:
        """Show one profile with its modules, its rights and its users, by name.

        Args:
            actor: who asks.
            profile: which.
            after: where the page of users begins: what `next` of the last one said.
            limit: how many users at most, up to 200.

        Raises:
            Forbidden: without ``users.consult``.
            NotFound: ``profile-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "rights.profile_sheet")
            shown = tx.profiles.get(profile)
            size = page_size(limit)
            users = tx.users.page(profile=profile, order=NamedOrder.NAME, after=cursor(after), limit=size)
            return profile_sheet(self.ports.catalogue, shown, tx.users.numbers([profile])[profile], users)

    def create_profile(
        self,
        actor: Actor,
        *,
        name: str,
        rights: Iterable[str],
        description: str = "",
        users: Iterable[UserId] = (),
        keep_difference: bool = False,
    ) -> ProfileCreation:
        """Create a profile from nothing, with its users in one act; rights that others need are added.

        Args:
            actor: who creates it.
            name: unique in the workspace, accents and case aside.
            rights: what it gives; the answer says what was added since they need it.
            description: what it is for.
            users: who shares it from the start.
            keep_difference: whether what they can do so far stays, as exceptions; otherwise exceptions are dropped.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant.
            Conflict: ``name-taken``.
            InvalidInput: a blank name, an unknown right.
            NotFound: ``user-not-found``.
            RuleViolation: ``person-erased``, ``last-administrator``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        profile_id = ProfileId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.create_profile")
            asked, added = self._asked(rights, "rights")
            profile = Profile(profile_id, name, asked, description)
            self._require_granting(bearer, profile)
            people = self._attached(tx, bearer, profile, users, keep_difference=keep_difference)
            created = ProfileCreation(tx.profiles.add(profile), added, tuple(tx.users.save_all(people)))
            record(tx, workspace, bearer, stamp, ProfileCreated(profile), *map(UserAttached, created.users))
            tx.commit()
        return created

    def create_profile_from_user(
        self,
        actor: Actor,
        user: UserId,
        *,
        name: str,
        description: str = "",
        plugin_rights: Iterable[str] | None = None,
        attach: bool = False,
    ) -> ProfileCreation:
        """Create a profile with what a user holds. Attaching that very user changes nothing of what he can do.

        Args:
            actor: who creates it.
            user: the model. His sites are his own and stay out of the profile.
            name: the profile's name.
            description: what it is for.
            plugin_rights: which of the model's rights that plug-ins brought go into the profile, those that sleep
                included. Who has any must be decided about; what is left out stays his own when he is attached.
            attach: whether the model shares the new profile from now on.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant.
            Conflict: ``name-taken``.
            InvalidInput: ``plugin-rights-undecided``, ``right-not-the-model-s``.
            NotFound: ``user-not-found``.
            RuleViolation: ``person-erased``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        profile_id = ProfileId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.create_profile_from_user")
            model = tx.users.get(user)
            may_change(model).require(RuleViolation)
            given = given_rights(model, tx.profiles.get(model.profile_id) if model.profile_id else None)
            rights = chosen_from_plugins(self.ports.catalogue, given, plugin_rights)
            profile = Profile(profile_id, name, rights, description)
            self._require_granting(bearer, profile)
            people = self._attached(tx, bearer, profile, [user] if attach else [], keep_difference=True)
            created = ProfileCreation(tx.profiles.add(profile), users=tuple(tx.users.save_all(people)))
            record(tx, workspace, bearer, stamp, ProfileCreated(profile), *map(UserAttached, created.users))
            tx.commit()
        return created

    def copy_profile(
        self, actor: Actor, profile: ProfileId, *, name: str, description: str | None = None
    ) -> ProfileCreation:
        """Create a profile that gives the same rights as another; it has no users yet.

        Args:
            actor: who creates it.
            profile: the model.
            name: the new profile's name.
            description: what it is for; unless given, as the model's.

        Raises:
            Forbidden: without ``users.administer``, or for rights that the actor may not grant.
            Conflict: ``name-taken``.
            NotFound: ``profile-not-found``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        profile_id = ProfileId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.copy_profile")
            model = tx.profiles.get(profile)
            said = model.description if description is None else description
            copy = Profile(profile_id, name, model.rights, said)
            self._require_granting(bearer, copy)
            created = ProfileCreation(tx.profiles.add(copy))
            record(tx, workspace, bearer, stamp, ProfileCreated(created.profile))
            tx.commit()
        return created

    def rename_profile(
        self, actor: Actor, profile: ProfileId, *, name: str | None = None, description: str | None = None
    ) -> Profile:
        """Give a profile another name or another description; its rights stay.

        Raises:
            Forbidden: without ``users.administer``.
            Conflict: ``name-taken``.
            InvalidInput: ``blank-text``.
            NotFound: ``profile-not-found``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.rename_profile")
            found = tx.profiles.get(profile)
            renamed = evolve(
                found,
                name=found.name if name is None else name,
                description=found.description if description is None else description,
            )
            renamed = tx.profiles.save(renamed)
            record(tx, workspace, bearer, stamp, ProfileEdited(renamed))
            tx.commit()
        return renamed

    def _require_granting(self, bearer: Bearer, profile: Profile) -> None:
        """Nobody makes a profile that he could not give to anybody."""
        may_grant(bearer.grantor().granting, profile.rights, NOWHERE).require(Forbidden)

    def _attached(
        self, tx: Snapshot, bearer: Bearer, profile: Profile, users: Iterable[UserId], *, keep_difference: bool
    ) -> list[User]:
        """Give those who come to share a new profile, as they will be."""
        if not (people := frozenset(users)):
            return []
        draft = sharing(tx, profile, Attachment(profile.id, people, keep_difference))
        self._outcome(tx, bearer, draft).require()
        return draft.moved(tx)
