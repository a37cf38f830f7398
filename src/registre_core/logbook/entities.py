"""An entry of the logbook: written once, corrected by another one, never overwritten."""

from __future__ import annotations

from datetime import date, datetime

from attrs import field, frozen

from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import FiledDocumentId, LogbookId, SiteId, UserId
from registre_core.kernel.validation import Checked, at_least, aware, must, not_blank
from registre_core.logbook.contents import Chapter, Content, Drill, Instructions, SafetyStaff, Works


@frozen
class LogbookEntry(Checked):
    """Something that was written into the logbook of a site."""

    id: LogbookId
    site_id: SiteId
    """Of which site."""
    content: Content
    """What it says."""
    recorded_by: UserId
    """Whose account wrote it."""
    recorded_at: datetime = field(metadata=must(aware))
    """When."""
    documents: tuple[DocumentRef, ...] = ()
    """What belongs to it."""
    corrects: LogbookId | None = None
    """The entry that this one stands in for, which stays to be read."""
    corrected_by: LogbookId | None = None
    """The entry that stands in for this one; the only field that ever changes."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    @property
    def chapter(self) -> Chapter:
        """Where it stands."""
        return _CHAPTERS[type(self.content)]

    @property
    def day(self) -> date:
        """The day it is about: lists go by it."""
        match self.content:
            case Drill(held_on=day) | Works(started_on=day) | SafetyStaff(from_day=day) | Instructions(in_force_on=day):
                return day

    @property
    def holds(self) -> bool:
        """Whether no other entry stands in for it."""
        return self.corrected_by is None


_CHAPTERS: dict[type, Chapter] = {
    Drill: Chapter.DRILL,
    Works: Chapter.WORKS,
    SafetyStaff: Chapter.STAFF,
    Instructions: Chapter.INSTRUCTIONS,
}


@frozen
class FiledDocument(Checked):
    """A document of building management, filed on a site: a plan, a diagnosis, a contract, an inspector's letter."""

    id: FiledDocumentId
    site_id: SiteId
    """Of which site."""
    title: str = field(metadata=must(not_blank))
    """What it is."""
    document: DocumentRef
    """The file."""
    filed_by: UserId
    """Whose account filed it."""
    filed_at: datetime = field(metadata=must(aware))
    """When."""
    dated: date | None = None
    """The day it bears."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""
