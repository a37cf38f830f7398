"""The workspace, its sites, contractors and contacts in memory."""

from __future__ import annotations

from collections.abc import Iterator

from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import NamedOrder
from registre_core.testing.memory.rows import (
    OnDesk,
    agrees,
    begins,
    count,
    get,
    page,
    refuse_known,
    require,
    with_next_version,
)
from registre_core.workspace import Contact, Contractor, Site, Workspace


class MemoryWorkspaceReader(OnDesk):
    """The workspace, to read."""

    def get(self) -> Workspace:
        if (workspace := self._desk.rows.workspace) is None:
            raise NotFound.of("workspace", self._desk.workspace)
        return workspace


class MemoryWorkspaceStore(MemoryWorkspaceReader):
    """The workspace, to write."""

    def add(self, workspace: Workspace) -> Workspace:
        rows = self._desk.rows
        require_storable(workspace)
        if workspace.id != self._desk.workspace:
            raise NotFound.of("workspace", workspace.id)
        refuse_known({rows.workspace.id: rows.workspace} if rows.workspace else {}, workspace.id, "workspace")
        rows.workspace = workspace
        return workspace


class MemorySiteReader(OnDesk):
    """Sites, to read."""

    def get(self, site: SiteId) -> Site:
        return get(self._desk.rows.sites, site, "site")

    def page(
        self,
        *,
        among: frozenset[SiteId] | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Site]:
        return page(self._asked_for(among, named), order, after, limit)

    def count(
        self, *, among: frozenset[SiteId] | None = None, named: str | None = None, cap: int = LARGEST_COUNT
    ) -> Total:
        return count(self._asked_for(among, named), cap)

    def _asked_for(self, among: frozenset[SiteId] | None, named: str | None) -> Iterator[Site]:
        for site in self._desk.rows.sites.values():
            if (among is None or site.id in among) and begins(site.name, named):
                yield site


class MemorySiteStore(MemorySiteReader):
    """Sites, to write."""

    def add(self, site: Site) -> Site:
        rows = self._desk.rows
        require_storable(site)
        refuse_known(rows.sites, site.id, "site")
        rows.sites[site.id] = site
        return site

    def save(self, site: Site) -> Site:
        rows = self._desk.rows
        require_storable(site)
        saved = with_next_version(rows.sites, site.id, site, "site")
        rows.sites[site.id] = saved
        return saved


class MemoryContractorReader(OnDesk):
    """Contractors, to read."""

    def get(self, contractor: ContractorId) -> Contractor:
        return get(self._desk.rows.contractors, contractor, "contractor")

    def page(
        self,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Contractor]:
        return page(self._asked_for(named), order, after, limit)

    def count(self, *, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(named), cap)

    def _asked_for(self, named: str | None) -> Iterator[Contractor]:
        return (one for one in self._desk.rows.contractors.values() if begins(one.name, named))


class MemoryContractorStore(MemoryContractorReader):
    """Contractors, to write."""

    def add(self, contractor: Contractor) -> Contractor:
        rows = self._desk.rows
        require_storable(contractor)
        refuse_known(rows.contractors, contractor.id, "contractor")
        rows.contractors[contractor.id] = contractor
        return contractor

    def save(self, contractor: Contractor) -> Contractor:
        rows = self._desk.rows
        require_storable(contractor)
        changed = with_next_version(rows.contractors, contractor.id, contractor, "contractor")
        rows.contractors[contractor.id] = changed
        return changed


class MemoryContactReader(OnDesk):
    """Contacts, to read."""

    def get(self, contact: ContactId) -> Contact:
        return get(self._desk.rows.contacts, contact, "contact")

    def page(
        self,
        *,
        contractor: ContractorId | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Contact]:
        return page(self._asked_for(contractor, named), order, after, limit)

    def count(
        self, *, contractor: ContractorId | None = None, named: str | None = None, cap: int = LARGEST_COUNT
    ) -> Total:
        return count(self._asked_for(contractor, named), cap)

    def _asked_for(self, contractor: ContractorId | None, named: str | None) -> Iterator[Contact]:
        for contact in self._desk.rows.contacts.values():
            if agrees(contractor, contact.contractor_id) and begins(contact.name, named):
                yield contact


class MemoryContactStore(MemoryContactReader):
    """Contacts, to write."""

    def add(self, contact: Contact) -> Contact:
        rows = self._desk.rows
        require_storable(contact)
        refuse_known(rows.contacts, contact.id, "contact")
        require(rows.contractors, [contact.contractor_id], "contractor")
        rows.contacts[contact.id] = contact
        return contact

    def save(self, contact: Contact) -> Contact:
        rows = self._desk.rows
        require_storable(contact)
        changed = with_next_version(rows.contacts, contact.id, contact, "contact")
        require(rows.contractors, [contact.contractor_id], "contractor")
        rows.contacts[contact.id] = changed
        return changed
