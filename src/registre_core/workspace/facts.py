"""What can happen to a workspace."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from registre_core.kernel.erasure import Erasure
from registre_core.kernel.facts import Fact, Section
from registre_core.kernel.identifiers import SiteId
from registre_core.workspace.entities import Contact, Contractor, Site, Workspace


@frozen
class WorkspaceFounded(Fact):
    """The operator opened a workspace: the first entry of its register."""

    KIND: ClassVar[str] = "workspace-founded"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "workspace"

    workspace: Workspace


@frozen
class SiteAdded(Fact):
    """A site joined the workspace. Since schema 2 it tells of the closing, too."""

    KIND: ClassVar[str] = "site-added"
    SCHEMA: ClassVar[int] = 2
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "site"

    site: Site

    @property
    def site_id(self) -> SiteId:
        """The site itself."""
        return self.site.id


@frozen
class SiteClosed(Fact):
    """A site was closed, or is to close on a day to come.

    It belongs to the safety section: how long a site was closed decides whether the commission visits it before it
    opens again (CCH R. 143-38), and a gap between two inspections reads otherwise when there was nobody inside.
    """

    KIND: ClassVar[str] = "site-closed"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "site"

    site: Site

    @property
    def site_id(self) -> SiteId:
        """The site itself."""
        return self.site.id


@frozen
class SiteReopened(Fact):
    """A closed site was opened again, or its closing was called off; filed where its closing is."""

    KIND: ClassVar[str] = "site-reopened"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "site"

    site: Site

    @property
    def site_id(self) -> SiteId:
        """The site itself."""
        return self.site.id


@frozen
class ContractorAdded(Fact):
    """A contractor joined the workspace's address book. Since schema 2 it tells of the mail address, too."""

    KIND: ClassVar[str] = "contractor-added"
    SCHEMA: ClassVar[int] = 2
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "contractor"

    contractor: Contractor


@frozen
class ContractorEdited(Fact):
    """What the address book says of a contractor was changed."""

    KIND: ClassVar[str] = "contractor-edited"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "contractor"

    contractor: Contractor


@frozen
class ContactAdded(Fact):
    """A contact joined the workspace's address book."""

    KIND: ClassVar[str] = "contact-added"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "contact"

    contact: Contact


@frozen
class ContactErased(Fact):
    """A contact was erased."""

    KIND: ClassVar[str] = "contact-erased"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "contact"

    contact: Erasure
    """What went with the name."""


@frozen
class PersonErased(Fact):
    """Somebody was erased who had neither account nor contact: his name had been written down on the spot."""

    KIND: ClassVar[str] = "person-erased"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "person"

    person: Erasure
    """What went with the name."""
