"""Use cases: workspaces, sites, contractors, contacts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.erasure import Erasure, may_change, unreserved
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId, UserId, WorkspaceId
from registre_core.kernel.pages import Page
from registre_core.kernel.validation import together
from registre_core.ports.storage import NamedOrder
from registre_core.rights import User, UserCreated
from registre_core.services.books import BookImport, BookKeeping
from registre_core.services.front_door import Target, admit_operator, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.notices import drop_notices
from registre_core.services.paging import cursor, page_size
from registre_core.services.people import forget_named, is_kept
from registre_core.services.signatures.erasing import unask
from registre_core.workspace import (
    Category,
    Contact,
    ContactAdded,
    ContactErased,
    Contractor,
    ContractorAdded,
    ContractorEdited,
    ErpType,
    PersonErased,
    Site,
    SiteAdded,
    SiteClosed,
    SiteReopened,
    Workspace,
    WorkspaceFounded,
    closed,
    may_close,
    may_reopen,
    reopened,
)

__all__ = ["BookImport", "Founding", "WorkspaceService"]


@frozen
class Founding:
    """A new workspace with the one person who can let others in."""

    workspace: Workspace
    """The workspace."""
    administrator: User
    """Holds every right on all sites."""


@frozen
class WorkspaceService(BookKeeping):
    """Founds workspaces and keeps their address books."""

    def found(self, actor: Actor, *, name: str, administrator: str, email: str | None = None) -> Founding:
        """Open a workspace with its first administrator.

        Args:
            actor: the operator; nobody else may.
            name: what its users will call it.
            administrator: first and last name of the first administrator, who holds every right on all sites.
            email: where notices to him go.

        Raises:
            Forbidden: ``operator-only``.
            InvalidInput: a blank or reserved name, a malformed mail address: all problems at once.
        """
        bearer = admit_operator(actor, "workspace.found")
        stamp = Stamp.of(self.ports)
        workspace_id, user_id = WorkspaceId(self.ports.ids.new()), UserId(self.ports.ids.new())
        workspace, user = together(
            workspace=lambda: Workspace(workspace_id, name, stamp.at),
            administrator=lambda: User(user_id, unreserved(administrator), email, grants=self.ports.catalogue.every),
        )
        with self.ports.storage.found(workspace_id) as tx:
            founding = Founding(tx.workspace.add(workspace), tx.users.add(user))
            facts = (WorkspaceFounded(founding.workspace), UserCreated(founding.administrator))
            record(tx, workspace_id, bearer, stamp, *facts)
            tx.commit()
        return founding

    def show(self, actor: Actor) -> Workspace:
        """Give the workspace itself."""
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "workspace.show")
            return tx.workspace.get()

    def add_site(self, actor: Actor, *, name: str, erp_type: ErpType, category: Category, address: str = "") -> Site:
        """Add a site.

        Raises:
            Forbidden: without ``sites.create``.
            InvalidInput: ``blank-text``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        site_id = SiteId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "workspace.add_site")
            site = tx.sites.add(Site(site_id, name, erp_type, category, address))
            record(tx, workspace, bearer, stamp, SiteAdded(site))
            tx.commit()
        return site

    def close_site(self, actor: Actor, site: SiteId, *, on: date | None = None) -> Site:
        """Close a site: nobody is sent there any more, its register stays.

        It changes nobody's rights, and what is planned stays planned. Reading, attaching reports, recording findings,
        closing interventions and exporting go on.

        Args:
            actor: who closes it.
            site: which one.
            on: the first day it no longer receives the public, past or to come; today unless said otherwise.

        Raises:
            Forbidden: without ``sites.edit``.
            NotFound: ``site-not-found``, also when it is not one of his.
            RuleViolation: ``site-closed``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.sites.get(site)
            target = Target(found.id, "site", site)
            bearer = self.door.authorise(tx, actor, "workspace.close_site", target)
            may_close(found).require(RuleViolation)
            saved = tx.sites.save(closed(found, on=on or stamp.today))
            record(tx, workspace, bearer, stamp, SiteClosed(saved))
            tx.commit()
        return saved

    def reopen_site(self, actor: Actor, site: SiteId) -> Site:
        """Open a closed site again, or call off a closing that was announced.

        Raises:
            Forbidden: without ``sites.edit``.
            NotFound: ``site-not-found``, also when it is not one of his.
            RuleViolation: ``site-open``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.sites.get(site)
            target = Target(found.id, "site", site)
            bearer = self.door.authorise(tx, actor, "workspace.reopen_site", target)
            may_reopen(found).require(RuleViolation)
            saved = tx.sites.save(reopened(found))
            record(tx, workspace, bearer, stamp, SiteReopened(saved))
            tx.commit()
        return saved

    def site(self, actor: Actor, site: SiteId) -> Site:
        """Give one site.

        Raises:
            NotFound: ``site-not-found``, also when it is not one of his.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = tx.sites.get(site)
            self.door.authorise(tx, actor, "workspace.site", Target(found.id, "site", site))
            return found

    def sites(
        self,
        actor: Actor,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.NAME,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[Site]:
        """List the sites that this actor works on.

        Args:
            actor: who asks.
            named: only those whose names begin so, accents and case aside.
            order: in which order; by name unless told otherwise, since that is how people look for one.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200.
            counted: whether to tell the `total`, too.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "workspace.sites")
            page = tx.sites.page(
                among=bearer.sites, named=named, order=order, after=cursor(after), limit=page_size(limit)
            )
            return evolve(page, total=tx.sites.count(among=bearer.sites, named=named)) if counted else page

    def add_contractor(
        self, actor: Actor, *, name: str, siret: str | None = None, approved: bool = False, email: str | None = None
    ) -> Contractor:
        """Add a contractor, or an inspection body (`approved`).

        Args:
            actor: who adds it.
            name: its registered or usual name.
            siret: its number, 14 digits.
            approved: whether it is an approved inspection body.
            email: the firm's own address, where requests go when none of its people is known; never a person's.

        Raises:
            Forbidden: without ``contractors.create``.
            InvalidInput: a blank name, a SIRET that is not 14 digits, a malformed mail address.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        contractor_id = ContractorId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "workspace.add_contractor")
            contractor = tx.contractors.add(Contractor(contractor_id, name, siret, approved, email=email))
            record(tx, workspace, bearer, stamp, ContractorAdded(contractor))
            tx.commit()
        return contractor

    def edit_contractor(
        self,
        actor: Actor,
        contractor: ContractorId,
        *,
        name: str | None = None,
        approved: bool | None = None,
        siret: str | None = None,
        email: str | None = None,
    ) -> Contractor:
        """Change what the address book says of a contractor; what is not given stays as it is.

        What was planned with it, and what it signed, keep naming it.

        Args:
            actor: who changes it.
            contractor: which one.
            name: its name.
            approved: whether it is an approved inspection body.
            siret: its number; empty where it is not known any more.
            email: the firm's own address; likewise.

        Raises:
            Forbidden: without ``contractors.edit``.
            NotFound: ``contractor-not-found``.
            InvalidInput: a blank name, a SIRET that is not 14 digits, a malformed mail address: all at once.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "workspace.edit_contractor")
            found = tx.contractors.get(contractor)
            changed = evolve(
                found,
                name=found.name if name is None else name,
                approved=found.approved if approved is None else approved,
                siret=found.siret if siret is None else siret or None,
                email=found.email if email is None else email or None,
            )
            saved = tx.contractors.save(changed)
            record(tx, workspace, bearer, stamp, ContractorEdited(saved))
            tx.commit()
        return saved

    def contractor(self, actor: Actor, contractor: ContractorId) -> Contractor:
        """Give one contractor."""
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "workspace.contractor")
            return tx.contractors.get(contractor)

    def contractors(
        self,
        actor: Actor,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.NAME,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[Contractor]:
        """List contractors, as `sites` does."""
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "workspace.contractors")
            page = tx.contractors.page(named=named, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.contractors.count(named=named)) if counted else page

    def add_contact(
        self,
        actor: Actor,
        *,
        name: str,
        email: str | None = None,
        phone: str = "",
        contractor: ContractorId | None = None,
    ) -> Contact:
        """Add somebody to reach, at a contractor or on his own.

        Raises:
            Forbidden: without ``contractors.create``.
            InvalidInput: a blank name, a malformed mail address: all problems at once; or ``name-reserved``.
            NotFound: ``contractor-not-found``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        contact_id = ContactId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "workspace.add_contact")
            contact = tx.contacts.add(Contact(contact_id, unreserved(name), email, phone, contractor))
            record(tx, workspace, bearer, stamp, ContactAdded(contact))
            tx.commit()
        return contact

    def erase_contact(self, actor: Actor, contact: ContactId) -> Contact:
        """Forget a contact, for good («Effacer un interlocuteur»).

        He stays in the interventions he took part in, but reads `ERASED_NAME` and cannot be reached. His name, mail
        address and telephone go from the register, his name from visits he attended and from the logbook, and so does
        what he drew when he signed; signatures that wait for him are taken back, and what waits for his address is
        dropped. The chain stays as it is; its new entry says how much went, and no name.

        Raises:
            Forbidden: without ``contractors.edit``.
            NotFound: ``contact-not-found``.
            RuleViolation: ``person-erased``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "workspace.erase_contact")
            person = tx.contacts.get(contact)
            may_change(person).require(RuleViolation)
            stamp = unask(tx, workspace, bearer, person.id, stamp)
            taken = Erasure(
                person.id,
                parts=tx.register.forget(person.id),
                mentions=forget_named(tx, person.id),
                notices=drop_notices(tx, person.email),
            )
            erased = tx.contacts.save(person.erased())
            record(tx, workspace, bearer, stamp, ContactErased(taken))
            tx.commit()
        return erased

    def erase_named(self, actor: Actor, person: UUID) -> Erasure:
        """Forget, for good, somebody who has neither account nor contact («Effacer une personne nommée»).

        His name was written down on the spot: on a visit, in the logbook, under a signature. It goes from there and
        from the register, as a contact's does; signatures that wait for him are taken back.

        Args:
            actor: who forgets him.
            person: the identifier that was made for him, as it stands beside his name.

        Returns:
            How much went.

        Raises:
            Forbidden: without ``contractors.edit``.
            NotFound: ``person-not-found``: nobody was named under it. An account or a contact is erased as such.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "workspace.erase_named")
            if is_kept(tx, person):
                raise NotFound.of("person", person)
            stamp = unask(tx, workspace, bearer, person, stamp)
            taken = Erasure(person, parts=tx.register.forget(person), mentions=forget_named(tx, person))
            if not (taken.parts or taken.mentions):
                raise NotFound.of("person", person)
            record(tx, workspace, bearer, stamp, PersonErased(taken))
            tx.commit()
        return taken

    def contact(self, actor: Actor, contact: ContactId) -> Contact:
        """Give one contact."""
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "workspace.contact")
            return tx.contacts.get(contact)

    def contacts(
        self,
        actor: Actor,
        *,
        contractor: ContractorId | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.NAME,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[Contact]:
        """List contacts, those of one contractor if it is given, as `sites` does."""
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "workspace.contacts")
            page = tx.contacts.page(
                contractor=contractor, named=named, order=order, after=cursor(after), limit=page_size(limit)
            )
            return evolve(page, total=tx.contacts.count(contractor=contractor, named=named)) if counted else page
