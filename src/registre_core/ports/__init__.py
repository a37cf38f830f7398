"""The doors to the world: protocols with numbered obligations, which the kit in `registre_core.testing` proves."""

from registre_core.ports.attestor import Attestor
from registre_core.ports.bundle import Ports
from registre_core.ports.capture import Invitation, SignatureCapture, TicketPrinter
from registre_core.ports.documents import DocumentStore, Lying, StoredDocument, received
from registre_core.ports.jobs import JobEngine, Outcome, Periodic, WorkStatus
from registre_core.ports.notifier import Attachment, Message, Notifier, NullNotifier, SigningNotifier
from registre_core.ports.page_reader import PageReader, Reading
from registre_core.ports.renderer import (
    InterventionSlip,
    PermitSheet,
    Printable,
    Rendered,
    Renderer,
    Sheet,
    Signable,
    SummarySheet,
    WatchTold,
)
from registre_core.ports.sealer import FoundSeal, Sealed, Sealer, Stamp
from registre_core.ports.storage import Storage
from registre_core.ports.text_recognizer import TextRecognizer
from registre_core.ports.wording import Wording
from registre_core.ports.world import Clock, IdSource

__all__ = [
    "Attachment",
    "Attestor",
    "Clock",
    "DocumentStore",
    "FoundSeal",
    "IdSource",
    "InterventionSlip",
    "Invitation",
    "JobEngine",
    "Lying",
    "Message",
    "Notifier",
    "NullNotifier",
    "Outcome",
    "PageReader",
    "Periodic",
    "PermitSheet",
    "Ports",
    "Printable",
    "Reading",
    "Rendered",
    "Renderer",
    "Sealed",
    "Sealer",
    "Sheet",
    "Signable",
    "SignatureCapture",
    "SigningNotifier",
    "Stamp",
    "Storage",
    "StoredDocument",
    "SummarySheet",
    "TextRecognizer",
    "TicketPrinter",
    "WatchTold",
    "Wording",
    "WorkStatus",
    "received",
]
