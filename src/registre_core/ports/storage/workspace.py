"""Questions about the workspace, its sites, contractors and contacts."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId
from registre_core.kernel.pages import Page
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

    def page(self, *, among: frozenset[SiteId] | None = None, after: UUID | None = None, limit: int = 50) -> Page[Site]:
        """List sites by identifier (the order they were made in), only those `among` unless it is ``None``."""
        ...


class SiteStore(SiteReader, Protocol):
    """The same, to write."""

    def add(self, site: Site) -> Site:
        """Keep a new site.

        Raises:
            Conflict: ``already-exists``.
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

    def page(self, *, after: UUID | None = None, limit: int = 50) -> Page[Contractor]:
        """List contractors by identifier."""
        ...


class ContractorStore(ContractorReader, Protocol):
    """The same, to write."""

    def add(self, contractor: Contractor) -> Contractor:
        """Keep a new contractor.

        Raises:
            Conflict: ``already-exists``.
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
        self, *, contractor: ContractorId | None = None, after: UUID | None = None, limit: int = 50
    ) -> Page[Contact]:
        """List contacts by identifier, those of one contractor if named."""
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
