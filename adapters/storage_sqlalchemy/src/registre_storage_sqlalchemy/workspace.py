"""The workspace, its sites, contractors and contacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select

from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId
from registre_core.kernel.names import sort_key
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import NamedOrder
from registre_core.workspace import Category, Contact, Contractor, ErpType, Site, Workspace
from registre_storage_sqlalchemy.conditions import Beginning, Condition, equal
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import contacts, contractors, sites, workspaces
from registre_storage_sqlalchemy.shelves import Reference, Shelf
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

WORKSPACE_COLUMNS = (workspaces.c.workspace_id, workspaces.c.name, workspaces.c.founded_at, workspaces.c.version)
"""What a workspace is made of, in its order."""

_WORKSPACE = select(*WORKSPACE_COLUMNS).where(workspaces.c.workspace_id == WORKSPACE)


def workspace_of(row: AnyRow) -> Workspace:
    """Read a workspace."""
    return Workspace(*row)


class SqlWorkspaceReader:
    """The workspace, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self) -> Workspace:
        """Give the workspace itself."""
        for workspace in built("workspace", workspace_of, self._work.rows(_WORKSPACE)):
            return workspace
        raise NotFound.of("workspace", self._work.workspace)


class SqlWorkspaceStore(SqlWorkspaceReader):
    """The workspace, to write."""

    def add(self, workspace: Workspace) -> Workspace:
        """Keep the workspace that this transaction founds."""
        require_storable(workspace)
        if workspace.id != self._work.workspace:
            raise NotFound.of("workspace", workspace.id)
        if self._work.rows(_WORKSPACE):
            said = "there is a workspace with this identifier already"
            raise Conflict("already-exists", said, {"workspace": str(workspace.id)})
        row = {"name": workspace.name, "founded_at": workspace.founded_at, "version": workspace.version}
        self._work.insert(workspaces, row)
        return workspace


_ERP_TYPES = {one.value: one for one in ErpType}
_CATEGORIES = {one.value: one for one in Category}


def _site(row: AnyRow) -> Site:
    identifier, name, erp_type, category, address, closed_on, version = row
    return Site(identifier, name, _ERP_TYPES[erp_type], _CATEGORIES[category], address, closed_on, version)


def _site_row(site: Site) -> Mapping[str, Any]:
    return {
        "name": site.name,
        "name_key": sort_key(site.name),
        "erp_type": site.erp_type.value,
        "category": site.category.value,
        "address": site.address,
        "closed_on": site.closed_on,
        "version": site.version,
    }


_SITES = Shelf(
    "site",
    sites,
    (
        sites.c.id,
        sites.c.name,
        sites.c.erp_type,
        sites.c.category,
        sites.c.address,
        sites.c.closed_on,
        sites.c.version,
    ),
    read=_site,
    write=_site_row,
)


_SITE_LISTS = Listing(_SITES, {NamedOrder.NAME: sites.c.name_key})
_SITES_NAMED = Beginning(sites.c.name_key)
_AMONG = Condition(sites.c.id.in_(bindparam("among", expanding=True)), "among", leads=True)


class SqlSiteReader:
    """Sites, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, site: SiteId) -> Site:
        """Give one site."""
        return _SITES.get(self._work, site)

    def page(
        self,
        *,
        among: frozenset[SiteId] | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Site]:
        """List sites."""
        return _SITE_LISTS.page(self._work, order, after, limit, {_AMONG: among, **_SITES_NAMED.asked(named)})

    def count(
        self, *, among: frozenset[SiteId] | None = None, named: str | None = None, cap: int = LARGEST_COUNT
    ) -> Total:
        """Count sites."""
        return _SITE_LISTS.count(self._work, cap, {_AMONG: among, **_SITES_NAMED.asked(named)})


class SqlSiteStore(SqlSiteReader):
    """Sites, to write."""

    def add(self, site: Site) -> Site:
        """Keep a new site."""
        return _SITES.add(self._work, site)

    def save(self, site: Site) -> Site:
        """Keep the changed site."""
        return _SITES.save(self._work, site)


def _contractor(row: AnyRow) -> Contractor:
    return Contractor(*row)


def _contractor_row(contractor: Contractor) -> Mapping[str, Any]:
    return {
        "name": contractor.name,
        "name_key": sort_key(contractor.name),
        "siret": contractor.siret,
        "approved": contractor.approved,
        "version": contractor.version,
        "email": contractor.email,
    }


_CONTRACTORS = Shelf(
    "contractor",
    contractors,
    (
        contractors.c.id,
        contractors.c.name,
        contractors.c.siret,
        contractors.c.approved,
        contractors.c.version,
        contractors.c.email,
    ),
    read=_contractor,
    write=_contractor_row,
)


_CONTRACTOR_LISTS = Listing(_CONTRACTORS, {NamedOrder.NAME: contractors.c.name_key})
_CONTRACTORS_NAMED = Beginning(contractors.c.name_key)


class SqlContractorReader:
    """Contractors, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, contractor: ContractorId) -> Contractor:
        """Give one contractor."""
        return _CONTRACTORS.get(self._work, contractor)

    def page(
        self,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Contractor]:
        """List contractors."""
        return _CONTRACTOR_LISTS.page(self._work, order, after, limit, _CONTRACTORS_NAMED.asked(named))

    def count(self, *, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        """Count contractors."""
        return _CONTRACTOR_LISTS.count(self._work, cap, _CONTRACTORS_NAMED.asked(named))


class SqlContractorStore(SqlContractorReader):
    """Contractors, to write."""

    def add(self, contractor: Contractor) -> Contractor:
        """Keep a new contractor."""
        return _CONTRACTORS.add(self._work, contractor)

    def save(self, contractor: Contractor) -> Contractor:
        """Keep the changed contractor."""
        return _CONTRACTORS.save(self._work, contractor)


def _contact(row: AnyRow) -> Contact:
    return Contact(*row)


def _contact_row(contact: Contact) -> Mapping[str, Any]:
    return {
        "name": contact.name,
        "name_key": sort_key(contact.name),
        "email": contact.email,
        "phone": contact.phone,
        "contractor_id": contact.contractor_id,
        "version": contact.version,
    }


_CONTACTS = Shelf(
    "contact",
    contacts,
    (contacts.c.id, contacts.c.name, contacts.c.email, contacts.c.phone, contacts.c.contractor_id, contacts.c.version),
    read=_contact,
    write=_contact_row,
    references=[
        Reference("contractor", contractors, lambda contact: (contact.contractor_id,) if contact.contractor_id else ())
    ],
)


_CONTACT_LISTS = Listing(_CONTACTS, {NamedOrder.NAME: contacts.c.name_key})
_CONTACTS_NAMED = Beginning(contacts.c.name_key)
_AT = equal(contacts.c.contractor_id, "contractor")


class SqlContactReader:
    """Contacts, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, contact: ContactId) -> Contact:
        """Give one contact."""
        return _CONTACTS.get(self._work, contact)

    def page(
        self,
        *,
        contractor: ContractorId | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Contact]:
        """List contacts."""
        return _CONTACT_LISTS.page(self._work, order, after, limit, {_AT: contractor, **_CONTACTS_NAMED.asked(named)})

    def count(
        self, *, contractor: ContractorId | None = None, named: str | None = None, cap: int = LARGEST_COUNT
    ) -> Total:
        """Count contacts."""
        return _CONTACT_LISTS.count(self._work, cap, {_AT: contractor, **_CONTACTS_NAMED.asked(named)})


class SqlContactStore(SqlContactReader):
    """Contacts, to write."""

    def add(self, contact: Contact) -> Contact:
        """Keep a new contact."""
        return _CONTACTS.add(self._work, contact)

    def save(self, contact: Contact) -> Contact:
        """Keep the changed contact."""
        return _CONTACTS.save(self._work, contact)
