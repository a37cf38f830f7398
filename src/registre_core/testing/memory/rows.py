"""What a memory storage holds of one workspace, and the few moves that all its stores make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from threading import Lock
from typing import Protocol, TypeVar
from uuid import UUID

from attrs import define, evolve, field, frozen

from registre_core.access import Arrival
from registre_core.billing import Invoice, StandingRecord
from registre_core.commissions import Visit
from registre_core.findings import Finding
from registre_core.interventions import Intervention
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure, Conflict, NotFound
from registre_core.kernel.identifiers import (
    ContactId,
    ContractorId,
    EntryId,
    FiledDocumentId,
    FindingId,
    InterventionId,
    InvoiceId,
    LinkId,
    LogbookId,
    PermitId,
    ProfileId,
    SealId,
    SignatureId,
    SiteId,
    SubscriptionId,
    TicketId,
    UserId,
    VisitId,
    WorkRequestId,
    WorkspaceId,
)
from registre_core.kernel.names import keys_of_names, sort_key
from registre_core.kernel.pages import Cursor, Page, Total
from registre_core.logbook import FiledDocument, LogbookEntry
from registre_core.notices import NoticeSettings, Subscription
from registre_core.permits import HotWorkPermit
from registre_core.ports.storage import Fate, Notice, Order, Removal
from registre_core.register import Entry, Head
from registre_core.requests import Link, WorkRequest
from registre_core.rights import Profile, User
from registre_core.signatures import Seal, SignatureRequest, Ticket
from registre_core.workspace import Contact, Contractor, Site, Workspace


@frozen
class Delivery:
    """Where the delivery of a notice stands."""

    due_at: datetime
    """While somebody has it in hand, the end of his lease."""
    fate: Fate = Fate.WAITING
    attempts: int = 0
    lease: UUID | None = None
    """The claim under which it is in hand."""
    is_begun: bool = False
    """Whether this claim counts among its attempts."""
    settled_at: datetime | None = None
    failure: str | None = None


@define
class Rows:
    """Everything of one workspace. What was committed is never written to again, so a snapshot just holds on to it."""

    head: Head
    workspace: Workspace | None = None
    sites: dict[SiteId, Site] = field(factory=dict)
    contractors: dict[ContractorId, Contractor] = field(factory=dict)
    contacts: dict[ContactId, Contact] = field(factory=dict)
    profiles: dict[ProfileId, Profile] = field(factory=dict)
    users: dict[UserId, User] = field(factory=dict)
    interventions: dict[InterventionId, Intervention] = field(factory=dict)
    findings: dict[FindingId, Finding] = field(factory=dict)
    recognitions: dict[str, bytes] = field(factory=dict)
    """As the codec writes them, by region likewise."""
    signatures: dict[SignatureId, SignatureRequest] = field(factory=dict)
    signed_contents: dict[Digest, bytes] = field(factory=dict)
    tickets: dict[TicketId, Ticket] = field(factory=dict)
    seals: dict[SealId, Seal] = field(factory=dict)
    permits: dict[PermitId, HotWorkPermit] = field(factory=dict)
    work_requests: dict[WorkRequestId, WorkRequest] = field(factory=dict)
    links: dict[LinkId, Link] = field(factory=dict)
    visits: dict[VisitId, Visit] = field(factory=dict)
    logbook: dict[LogbookId, LogbookEntry] = field(factory=dict)
    filed: dict[FiledDocumentId, FiledDocument] = field(factory=dict)
    invoices: dict[InvoiceId, Invoice] = field(factory=dict)
    standing: StandingRecord | None = None
    arrivals: dict[EntryId, Arrival] = field(factory=dict)
    entries: dict[EntryId, Entry] = field(factory=dict)
    """In the order of their numbers."""
    notices: dict[str, Notice] = field(factory=dict)
    """By key, in the order they were queued."""
    deliveries: dict[str, Delivery] = field(factory=dict)
    """By key of the notice; what rides with another has none of its own."""
    notice_settings: NoticeSettings | None = None
    mutings: dict[str, frozenset[str]] = field(factory=dict)
    """Kinds by recipient."""
    subscriptions: dict[SubscriptionId, Subscription] = field(factory=dict)
    references: dict[Digest, Removal | None] = field(factory=dict)
    """Documents that something refers to, and with their removal those that a sweep takes away."""
    rights_version: int = 1
    """Raised by each transaction that changed a profile or a user."""
    ledger_version: int = 1
    """Raised by each transaction that changed an invoice."""

    def copy(self) -> Rows:
        """Copy every collection; the entities in them are frozen."""
        return evolve(
            self,
            sites=dict(self.sites),
            contractors=dict(self.contractors),
            contacts=dict(self.contacts),
            profiles=dict(self.profiles),
            users=dict(self.users),
            interventions=dict(self.interventions),
            findings=dict(self.findings),
            recognitions=dict(self.recognitions),
            signatures=dict(self.signatures),
            signed_contents=dict(self.signed_contents),
            tickets=dict(self.tickets),
            seals=dict(self.seals),
            permits=dict(self.permits),
            work_requests=dict(self.work_requests),
            links=dict(self.links),
            visits=dict(self.visits),
            logbook=dict(self.logbook),
            filed=dict(self.filed),
            invoices=dict(self.invoices),
            arrivals=dict(self.arrivals),
            entries=dict(self.entries),
            notices=dict(self.notices),
            deliveries=dict(self.deliveries),
            mutings=dict(self.mutings),
            subscriptions=dict(self.subscriptions),
            references=dict(self.references),
        )

    def waiting(self) -> Iterator[Notice]:
        """Give the notices that have to go out by themselves, in the order they were queued."""
        for key, notice in self.notices.items():
            if notice.rides is None and self.deliveries[key].fate is Fate.WAITING:
                yield notice


class Desk:
    """What the stores of one transaction or snapshot share: its rows, for as long as it is open."""

    def __init__(self, workspace: WorkspaceId, rows: Rows, release: Callable[[], None] = lambda: None) -> None:
        self.workspace = workspace
        self.has_changed_rights = False
        self.has_changed_the_ledger = False
        self._rows = rows
        self._release = release
        self._ending = Lock()
        self._ended = False

    @property
    def rows(self) -> Rows:
        """Give the rows.

        Raises:
            AdapterFailure: ``transaction-closed``.
        """
        self.require_open()
        return self._rows

    def change_rights(self) -> None:
        """Raise the version of the rights, once a transaction."""
        if not self.has_changed_rights:
            self.rows.rights_version += 1
            self.has_changed_rights = True

    def change_the_ledger(self) -> None:
        """Raise the version of the ledger, once a transaction."""
        if not self.has_changed_the_ledger:
            self.rows.ledger_version += 1
            self.has_changed_the_ledger = True

    def require_open(self) -> None:
        """Refuse whatever is asked after the end."""
        if self._ended:
            raise AdapterFailure("transaction-closed", "the transaction or snapshot has ended: begin another")

    def end(self) -> None:
        """Refuse every further question, and let the next one begin."""
        with self._ending:
            ended, self._ended = self._ended, True
        if not ended:
            self._release()


class OnDesk:
    """A store that works on a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk


class Entity(Protocol):
    """What every entity has."""

    @property
    def id(self) -> UUID: ...


class Versioned(Entity, Protocol):
    """What every entity that can change has beside it."""

    @property
    def version(self) -> int: ...


Key = TypeVar("Key", bound=UUID)
Item = TypeVar("Item")
Kept = TypeVar("Kept", bound=Entity)
Changed = TypeVar("Changed", bound=Versioned)


def get(rows: Mapping[Key, Item], key: Key, kind: str) -> Item:
    """Give what stands under this identifier."""
    if key not in rows:
        raise NotFound.of(kind, key)
    return rows[key]


def require(rows: Mapping[Key, object], keys: Iterable[Key | None], kind: str) -> None:
    """Refuse an entity that names what is not there."""
    for key in keys:
        if key is not None and key not in rows:
            raise NotFound.of(kind, key)


def refuse_known(rows: Mapping[Key, object], key: Key, kind: str) -> None:
    """Refuse an identifier that is there already."""
    if key in rows:
        raise Conflict("already-exists", f"there is a {kind} with this identifier already", {kind: str(key)})


def with_next_version(rows: Mapping[Key, Changed], key: Key, entity: Changed, kind: str) -> Changed:
    """Give the entity with its version raised, provided that nobody changed it in between."""
    stored = get(rows, key, kind)
    if stored.version != entity.version:
        said = f"somebody changed this {kind} in between: read it again"
        raise Conflict("stale-version", said, {kind: str(key), "stored": stored.version, "given": entity.version})
    return evolve(entity, version=entity.version + 1)  # type: ignore[misc]  # entities are attrs classes


def agrees(wanted: object, actual: object) -> bool:
    """Whether a condition of a filter holds; ``None`` is no condition."""
    return wanted is None or wanted == actual


def begins(name: str, beginning: str | None) -> bool:
    """Whether a name begins so, accents and case aside; ``None`` is no condition."""
    if beginning is None:
        return True
    first, beyond = keys_of_names(beginning)
    return first <= sort_key(name) < beyond


def page(items: Iterable[Kept], order: Order, after: Cursor | None, limit: int) -> Page[Kept]:
    """Give one page of these items."""
    waiting = sorted(items, key=lambda item: _place(order.cursor(item)), reverse=order.is_descending)
    if after is not None:
        order.value_in(after)  # refuses one of another order
        waiting = [item for item in waiting if _is_behind(order, item, after)]
    shown = tuple(waiting[:limit])
    return Page(shown, str(order.cursor(shown[-1])) if len(waiting) > len(shown) else None)


def _is_behind(order: Order, item: Entity, after: Cursor) -> bool:
    place, start = _place(order.cursor(item)), _place(after)
    return place < start if order.is_descending else place > start


def _place(cursor: Cursor) -> tuple[str, UUID]:
    return cursor.key, cursor.id


def count(items: Iterable[object], cap: int) -> Total:
    """Count items up to `cap`."""
    return Total.capped(sum(1 for _ in islice(items, cap + 1)), cap)
