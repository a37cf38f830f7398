"""The door to what is kept: transactions of one workspace, with a store for each room."""

from registre_core.ports.storage.arrivals import ArrivalReader, ArrivalStore
from registre_core.ports.storage.billing import (
    EVERY_INVOICE,
    InvoiceFilter,
    InvoiceReader,
    InvoiceStore,
    StandingReader,
    StandingStore,
)
from registre_core.ports.storage.findings import EVERY_FINDING, FindingFilter, FindingReader, FindingStore, searchable
from registre_core.ports.storage.interventions import (
    EVERY_INTERVENTION,
    InterventionFilter,
    InterventionReader,
    InterventionStore,
)
from registre_core.ports.storage.operations import Operations
from registre_core.ports.storage.orders import (
    ArrivalOrder,
    FindingOrder,
    InterventionOrder,
    InvoiceOrder,
    NamedOrder,
    Order,
    PermitOrder,
    SignatureOrder,
)
from registre_core.ports.storage.outbox import Claim, Notice, OutboxReader, OutboxStore
from registre_core.ports.storage.permits import EVERY_PERMIT, PermitFilter, PermitReader, PermitStore
from registre_core.ports.storage.recognitions import RecognitionReader, RecognitionStore
from registre_core.ports.storage.register import EVERY_ENTRY, EntryFilter, RegisterReader, RegisterStore
from registre_core.ports.storage.rights import ProfileReader, ProfileStore, UserReader, UserStore
from registre_core.ports.storage.signatures import (
    EVERY_SIGNATURE,
    SealReader,
    SealStore,
    SignatureFilter,
    SignatureReader,
    SignatureStore,
    TicketReader,
    TicketStore,
)
from registre_core.ports.storage.transactions import Preparation, Snapshot, Storage, Transaction
from registre_core.ports.storage.workspace import (
    ContactReader,
    ContactStore,
    ContractorReader,
    ContractorStore,
    SiteReader,
    SiteStore,
    WorkspaceReader,
    WorkspaceStore,
)

__all__ = [
    "EVERY_ENTRY",
    "EVERY_FINDING",
    "EVERY_INTERVENTION",
    "EVERY_INVOICE",
    "EVERY_PERMIT",
    "EVERY_SIGNATURE",
    "ArrivalOrder",
    "ArrivalReader",
    "ArrivalStore",
    "Claim",
    "ContactReader",
    "ContactStore",
    "ContractorReader",
    "ContractorStore",
    "EntryFilter",
    "FindingFilter",
    "FindingOrder",
    "FindingReader",
    "FindingStore",
    "InterventionFilter",
    "InterventionOrder",
    "InterventionReader",
    "InterventionStore",
    "InvoiceFilter",
    "InvoiceOrder",
    "InvoiceReader",
    "InvoiceStore",
    "NamedOrder",
    "Notice",
    "Operations",
    "Order",
    "OutboxReader",
    "OutboxStore",
    "PermitFilter",
    "PermitOrder",
    "PermitReader",
    "PermitStore",
    "Preparation",
    "ProfileReader",
    "ProfileStore",
    "RecognitionReader",
    "RecognitionStore",
    "RegisterReader",
    "RegisterStore",
    "SealReader",
    "SealStore",
    "SignatureFilter",
    "SignatureOrder",
    "SignatureReader",
    "SignatureStore",
    "SiteReader",
    "SiteStore",
    "Snapshot",
    "StandingReader",
    "StandingStore",
    "Storage",
    "TicketReader",
    "TicketStore",
    "Transaction",
    "UserReader",
    "UserStore",
    "WorkspaceReader",
    "WorkspaceStore",
    "searchable",
]
