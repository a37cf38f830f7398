"""All the doors at once, as the services receive them."""

from __future__ import annotations

from attrs import frozen

from registre_core.billing import THE_SOURCES_OWN, BillingPolicy
from registre_core.clients import THE_SOURCES_VERSIONS, ClientPolicy
from registre_core.extraction import DETECTORS, Copying, Detector
from registre_core.notices import THE_HOUSES_DELIVERIES, DeliveryPolicy
from registre_core.permits import THE_SOURCES_PERMITS, PermitPolicy
from registre_core.ports.attestor import Attestor
from registre_core.ports.capture import SignatureCapture, TicketPrinter
from registre_core.ports.documents import DocumentStore
from registre_core.ports.notifier import Notifier, NullNotifier
from registre_core.ports.page_reader import PageReader
from registre_core.ports.renderer import Renderer
from registre_core.ports.sealer import Sealer
from registre_core.ports.storage import Storage
from registre_core.ports.text_recognizer import TextRecognizer
from registre_core.ports.wording import Wording
from registre_core.ports.world import Clock, IdSource
from registre_core.requests import THE_SOURCES_REQUESTS, RequestPolicy
from registre_core.rights import Catalogue
from registre_core.signatures import THE_SOURCES_SIGNATURES, SigningPolicy

MEBIBYTE = 2**20


@frozen(kw_only=True)
class Ports:
    """What a register stands on. Put together by a host, or by hand in a test."""

    storage: Storage
    """Where entities and the register are kept."""
    documents: DocumentStore
    """Where the bytes of documents are kept."""
    pages: PageReader
    """What reads PDF files."""
    clock: Clock
    """What time it is."""
    ids: IdSource
    """Where identifiers and salts come from."""
    notifier: Notifier = NullNotifier()
    """What carries messages to people; unless one is chosen, none is carried, and none is lost."""
    webhooks: Notifier = NullNotifier()
    """What carries messages to the machines that subscribed; unless one is chosen, none is carried, and none lost."""
    wording: Wording | None = None
    """What puts notices into words; whoever carries any needs one."""
    deliveries: DeliveryPolicy = THE_HOUSES_DELIVERIES
    """How notices are carried."""
    attestor: Attestor | None = None
    """The key that signs anchors, if any."""
    recognizer: TextRecognizer | None = None
    """What reads scans (OCR), if anything."""
    detectors: tuple[Detector, ...] = DETECTORS
    """What finds observations in reports: those of the core, and of plug-ins."""
    copying: Copying = Copying.REPORTED
    """What becomes of a document whose author forbids copying."""
    catalogue: Catalogue = Catalogue()
    """Every right there is."""
    billing: BillingPolicy = THE_SOURCES_OWN
    """When unpaid invoices show banners and shut doors."""
    clients: ClientPolicy = THE_SOURCES_VERSIONS
    """Which versions of the pages and of the application may still be used."""
    capture: SignatureCapture | None = None
    """What reads drawn signatures, if anything."""
    tickets: TicketPrinter | None = None
    """What prints the codes of tickets, if anything."""
    renderer: Renderer | None = None
    """What prints slips and permits, if anything."""
    sealer: Sealer | None = None
    """The key that seals what was printed, if any."""
    signing: SigningPolicy = THE_SOURCES_SIGNATURES
    """How signatures are asked for and given."""
    permits: PermitPolicy = THE_SOURCES_PERMITS
    """How hot-work permits are drawn up and signed."""
    requests: RequestPolicy = THE_SOURCES_REQUESTS
    """How many a request goes to, and for how long they may answer."""
    document_cap: int = 200 * MEBIBYTE
    """The largest document taken, in bytes: a scanned report of 300 pages has about 100 MiB."""
