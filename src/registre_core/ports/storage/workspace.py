"""Questions about the workspace, its sites, contractors and contacts."""

from __future__ import annotations

from typing import Protocol

from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.ports.storage.orders import NamedOrder
from registre_core.workspace import Contact, Contractor, Site, Workspace


class WorkspaceReader(Protocol):
    """The workspace of this transaction."""

    def get(self) -> Workspace:
        """Give the workspace itself."""
        ...


class WorkspaceStore(WorkspaceReader, Protocol):
    """The same, to write."""

    def add(self, workspace: Workspace) -> Workspace:
        """Keep the workspace that this transaction founds.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``workspace-not-found``, when it is another one.
        """
        ...


class SiteReader(Protocol):
    """Sites."""

    def get(self, site: SiteId) -> Site:
        """Give one site.

        Raises:
            NotFound: ``site-not-found``.
        """
        ...

    def page(
        self,
        *,
        among: frozenset[SiteId] | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Site]:
        """List sites, only those `among` unless it is ``None``, and only those whose names begin as `named`."""
        ...

    def count(
        self, *, among: frozenset[SiteId] | None = None, named: str | None = None, cap: int = LARGEST_COUNT
    ) -> Total:
        """Count the same, up to `cap`."""
        ...


class SiteStore(SiteReader, Protocol):
    """The same, to write."""

    def add(self, site: Site) -> Site:
        """Keep a new site.

        Raises:
            Conflict: ``already-exists``.
        """
        ...

    def save(self, site: Site) -> Site:
        """Keep the changed site.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``site-not-found``.
        """
        ...


class ContractorReader(Protocol):
    """Contractors."""

    def get(self, contractor: ContractorId) -> Contractor:
        """Give one contractor.

        Raises:
            NotFound: ``contractor-not-found``.
        """
        ...

    def page(
        self,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Contractor]:
        """List contractors, those whose names begin as `named` if it is given."""
        ...

    def count(self, *, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...


class ContractorStore(ContractorReader, Protocol):
    """The same, to write."""

    def add(self, contractor: Contractor) -> Contractor:
        """Keep a new contractor.

        Raises:
            Conflict: ``already-exists``.
        """
        ...

    def save(self, contractor: Contractor) -> Contractor:
        """Keep the changed contractor and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``contractor-not-found``.
        """
        ...


class ContactReader(Protocol):
    """Contacts."""

    def get(self, contact: ContactId) -> Contact:
        """Give one contact.

        Raises:
            NotFound: ``contact-not-found``.
        """
        ...

    def page(
        self,
        *,
        contractor: ContractorId | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Contact]:
        """List contacts: of one contractor, or whose names begin as `named`, where given."""
        ...

    def count(
        self, *, contractor: ContractorId | None = None, named: str | None = None, cap: int = LARGEST_COUNT
    ) -> Total:
        """Count the same, up to `cap`."""
        ...


class ContactStore(ContactReader, Protocol):
    """The same, to write."""

    def add(self, contact: Contact) -> Contact:
        """Keep a new contact.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``contractor-not-found``, when it names a contractor that is not there.
        """
        ...

    def save(self, contact: Contact) -> Contact:
        """Keep the changed contact and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``contact-not-found`` or ``contractor-not-found``.
        """
        ...
