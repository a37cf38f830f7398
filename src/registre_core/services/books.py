"""Use cases: sites, contractors and contacts come from files, all of one file or none."""

from __future__ import annotations

from typing import BinaryIO, Generic, TypeVar

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId
from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor, workspace_of
from registre_core.services.incoming import content_of
from registre_core.services.journal import Stamp, record
from registre_core.services.paging import every
from registre_core.services.progress import Progress, Steps, nobody
from registre_core.workspace import Contact, ContactAdded, Contractor, ContractorAdded, Site, SiteAdded
from registre_core.workspace.books import (
    CONTACT_COLUMNS,
    CONTRACTOR_COLUMNS,
    SITE_COLUMNS,
    Book,
    Firms,
    Shelf,
    contact_of,
    contractor_of,
    site_of,
)

Item = TypeVar("Item", bound=Site | Contractor | Contact)


@frozen
class BookImport(Generic[Item]):
    """What became of a file."""

    items: tuple[Item, ...]
    """What was added, in the order of its lines."""
    encoding: str
    """How its bytes were read: ``utf-8``, ``utf-16`` or ``windows-1252``."""
    separator: str
    """What stood between its cells."""

    @classmethod
    def of(cls, items: tuple[Item, ...], book: Book[Item]) -> BookImport[Item]:
        """Say so of what a table held."""
        return cls(items, book.table.encoding, book.table.separator)


@frozen
class BookKeeping:
    """Fills the address books of a workspace from files."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def import_sites(self, actor: Actor, source: BinaryIO, *, progress: Progress = nobody) -> BookImport[Site]:
        """Add a site for each line of a CSV file.

        The first line names the columns, in any order, accents and case aside: ``nom``; ``type``, the letters of the
        law; ``catégorie``, 1 to 5; ``adresse``. It may be what a French spreadsheet writes or what a program does: the
        answer says how it was read.

        Args:
            actor: who adds them.
            source: the bytes of the file, up to 16 MiB and 10,000 lines.
            progress: is told how many lines are read and then written, of twice as many as there are.

        Raises:
            Forbidden: without ``sites.create``.
            InvalidInput: what makes it no such table; or every problem of every line, its path such as
                ``line 14.category``: ``unknown-erp-type``, ``unknown-category``, ``already-listed``, ``repeated-name``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            self.door.authorise(tx, actor, "workspace.import_sites")
        book = Book[Site].read(content_of(source), SITE_COLUMNS, ["name", "erp_type", "category"])
        stamp, ids = Stamp.of(self.ports), [SiteId(self.ports.ids.new()) for _ in range(book.count)]
        steps = Steps(progress, 2 * book.count)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "workspace.import_sites")
            shelf = Shelf.of(site.name for site in every(tx.sites.page))
            new = book.each(
                lambda place, cells: site_of(ids[place], cells),
                lambda site, place: shelf.take(site.name, place, "name"),
                steps.reached,
            )
            for site in new:
                tx.sites.add(site)
            record(tx, workspace, bearer, stamp, *map(SiteAdded, new), tell=steps.behind(book.count))
            tx.commit()
        return BookImport.of(new, book)

    def import_contractors(
        self, actor: Actor, source: BinaryIO, *, progress: Progress = nobody
    ) -> BookImport[Contractor]:
        """Add a contractor for each line of a CSV file: ``nom``, ``siret``, ``courriel``, ``agréé`` (oui, non).

        Args:
            actor: who adds them.
            source: as `import_sites` takes it.
            progress: likewise.

        Raises:
            Forbidden: without ``contractors.create``.
            InvalidInput: as `import_sites`; and ``not-yes-or-no``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            self.door.authorise(tx, actor, "workspace.import_contractors")
        book = Book[Contractor].read(content_of(source), CONTRACTOR_COLUMNS, ["name"])
        stamp, ids = Stamp.of(self.ports), [ContractorId(self.ports.ids.new()) for _ in range(book.count)]
        steps = Steps(progress, 2 * book.count)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "workspace.import_contractors")
            shelf = Shelf.of(contractor.name for contractor in every(tx.contractors.page))
            new = book.each(
                lambda place, cells: contractor_of(ids[place], cells),
                lambda contractor, place: shelf.take(contractor.name, place, "name"),
                steps.reached,
            )
            for contractor in new:
                tx.contractors.add(contractor)
            record(tx, workspace, bearer, stamp, *map(ContractorAdded, new), tell=steps.behind(book.count))
            tx.commit()
        return BookImport.of(new, book)

    def import_contacts(self, actor: Actor, source: BinaryIO, *, progress: Progress = nobody) -> BookImport[Contact]:
        """Add somebody to reach for each line of a CSV file: ``nom``, ``courriel``, ``téléphone``, ``prestataire``.

        A firm is named as it stands in the address book. One name may stand at several firms, and once at each.

        Args:
            actor: who adds them.
            source: as `import_sites` takes it.
            progress: likewise.

        Raises:
            Forbidden: without ``contractors.create``.
            InvalidInput: as `import_sites`; and ``name-reserved``, ``unknown-contractor``, ``ambiguous-contractor``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            self.door.authorise(tx, actor, "workspace.import_contacts")
        book = Book[Contact].read(content_of(source), CONTACT_COLUMNS, ["name"])
        stamp, ids = Stamp.of(self.ports), [ContactId(self.ports.ids.new()) for _ in range(book.count)]
        steps = Steps(progress, 2 * book.count)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "workspace.import_contacts")
            firms = Firms.of(every(tx.contractors.page))
            shelf = Shelf.of(_known_as(contact) for contact in every(tx.contacts.page))
            new = book.each(
                lambda place, cells: contact_of(ids[place], cells, firms),
                lambda contact, place: shelf.take(_known_as(contact), place, "name"),
                steps.reached,
            )
            for contact in new:
                tx.contacts.add(contact)
            record(tx, workspace, bearer, stamp, *map(ContactAdded, new), tell=steps.behind(book.count))
            tx.commit()
        return BookImport.of(new, book)


def _known_as(contact: Contact) -> str:
    return f"{contact.name} {contact.contractor_id or ''}"
