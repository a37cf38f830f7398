"""An entry of the logbook: written once, corrected by another one, never overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from attrs import field, frozen

from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.errors import NotFound, Problem
from registre_core.kernel.identifiers import FiledDocumentId, LogbookId, SiteId, UserId
from registre_core.kernel.people import Participant
from registre_core.kernel.validation import Checked, at_least, aware, must, not_blank
from registre_core.logbook.contents import CONTENTS, Chapter, Content, Drill, Instructions, SafetyStaff, Works


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
    """The entry that stands in for this one; the only field that ever changes, but for the name of an erased person."""
    retracted: str = ""
    """Of one that only takes another one back: why, such as ``inscrit deux fois``. It repeats what it takes back."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    def contradictions(self) -> Iterator[Problem]:
        """An entry stands in for another one; only one that does takes something back."""
        if self.id in (self.corrects, self.corrected_by):
            yield Problem("corrects", "logbook-entry-corrects-itself", "an entry corrects another one")
        if self.retracted and self.corrects is None:
            yield Problem("retracted", "nothing-to-retract", "an entry takes another one back")

    @property
    def chapter(self) -> Chapter:
        """Where it stands."""
        return next(chapter for chapter, kind in CONTENTS.items() if type(self.content) is kind)

    @property
    def day(self) -> date:
        """The day it is about: lists go by it."""
        match self.content:
            case Drill(held_on=day) | Works(started_on=day) | SafetyStaff(from_day=day) | Instructions(in_force_on=day):
                return day

    @property
    def holds(self) -> bool:
        """Whether what it says stands: no other entry stands in for it, and it does not only take one back."""
        return self.corrected_by is None and not self.retracted

    @property
    def person(self) -> Participant | None:
        """Whom it names, if anybody."""
        match self.content:
            case SafetyStaff(person=named) | Works(architect=named):
                return named
            case _:
                return None

    def document(self, digest: Digest) -> DocumentRef:
        """Give a document that belongs to it.

        Raises:
            NotFound: ``document-not-found``.
        """
        for known in self.documents:
            if known.digest == digest:
                return known
        raise NotFound.of("document", digest)


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
