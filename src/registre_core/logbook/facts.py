"""What can happen to the logbook, and to the documents of a site."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from registre_core.kernel.facts import Fact, Section
from registre_core.logbook.entities import FiledDocument, LogbookEntry


@frozen
class LogbookRecorded(Fact):
    """Something was written into the logbook."""

    KIND: ClassVar[str] = "logbook-recorded"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "logbook"

    logbook: LogbookEntry
    """What was written."""


@frozen
class LogbookCorrected(Fact):
    """An entry stands in for an earlier one."""

    KIND: ClassVar[str] = "logbook-corrected"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "logbook"

    logbook: LogbookEntry
    """The one that stands; it names the other one."""


@frozen
class LogbookRetracted(Fact):
    """An entry was taken back: it should never have been written."""

    KIND: ClassVar[str] = "logbook-retracted"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "logbook"

    logbook: LogbookEntry
    """The one that takes it back, with why."""


@frozen
class DocumentFiled(Fact):
    """A document of building management was filed on a site."""

    KIND: ClassVar[str] = "document-filed"
    SECTION: ClassVar[Section] = Section.SAFETY
    SUBJECT: ClassVar[str] = "document"

    document: FiledDocument
    """As it is filed."""
