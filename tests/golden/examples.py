"""One entry for each kind of fact, made of values that never change.

Every field that may be empty is filled, so that its place in the bytes is pinned; names, texts and numbers are those
that could be written in more than one way. Who adds a field fills it, and leaves the others as they are: entries of
earlier schemas, which are pinned beside, are compared with these same values.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from itertools import count
from typing import get_args
from uuid import UUID

from attrs import evolve
from tests.golden.building import BUILDING_FACTS
from tests.golden.findings import FINDING_FACTS
from tests.golden.hot_work import PERMIT_FACTS
from tests.golden.notices import NOTICE_FACTS
from tests.golden.requests import REQUEST_FACTS
from tests.golden.signatures import SIGNATURE_FACTS
from tests.golden.subscriptions import SUBSCRIPTION_FACTS
from tests.golden.town import (
    ANNE,
    AT,
    CONTACT,
    CONTRACTOR,
    INTERVENTION,
    PAUL,
    PROFILE,
    SITE,
    WORKSPACE,
    numbered,
)
from tests.spec.register.oracle import first_link, link_behind

from registre_core.access import Arrival, ArrivalState, RecordKept, RecordRefused
from registre_core.billing import (
    Cause,
    Hold,
    HoldKind,
    HoldLifted,
    Invoice,
    InvoiceCredited,
    InvoiceHeld,
    InvoiceLine,
    InvoiceRecorded,
    InvoiceWrittenOff,
    LedgerFact,
    Level,
    Movement,
    MovementKind,
    PaymentRecorded,
    PaymentRefunded,
    Standing,
    StandingChanged,
)
from registre_core.interventions import (
    InterventionCancelled,
    InterventionClosed,
    InterventionEdited,
    InterventionPlanned,
    InterventionPostponed,
    PhotoAttached,
    ReportAttached,
    SignaturesAsked,
)
from registre_core.kernel.actors import Actor, Client
from registre_core.kernel.erasure import Erasure
from registre_core.kernel.facts import Fact, Section
from registre_core.kernel.identifiers import EntryId, InvoiceId, SiteId, WorkspaceId
from registre_core.kernel.money import Money
from registre_core.register import Entry, Heading
from registre_core.rights import (
    AccountRights,
    Catalogue,
    ProfileCreated,
    ProfileDeleted,
    ProfileEdited,
    UserAttached,
    UserChanged,
    UserCreated,
    UserDetached,
    UserErased,
)
from registre_core.services.front_door import Bearer
from registre_core.services.journal import Stamp, record
from registre_core.testing.memory import MemoryStorage, SequentialIds
from registre_core.workspace import (
    ContactAdded,
    ContactErased,
    ContractorAdded,
    ContractorEdited,
    SiteAdded,
    SiteClosed,
    SiteReopened,
    WorkspaceFounded,
)

CANCELLED = evolve(
    INTERVENTION,
    done_on=None,
    closed_at=None,
    asked_at=None,
    cancelled_at=AT,
    cancellation="Contrat résilié — « sans objet »",
)
INVOICE = Invoice(
    InvoiceId(numbered(11)),
    "F-2026/017 «bis»",
    date(2026, 1, 31),
    date(2026, 2, 1),
    date(2026, 2, 28),
    Money.of("1234.50", "EUR"),
    (
        InvoiceLine("Abonnement annuel, école & piscine", Money.of("1300", "EUR")),
        InvoiceLine("Remise fidélité", Money.of("-65.50", "EUR")),
    ),
    (
        Movement(MovementKind.PAYMENT, "VIR 0001", Money.of("1000", "EUR"), date(2026, 2, 2), "acompte"),
        Movement(MovementKind.REFUND, "REJ 0001", Money.of("0.10", "EUR"), date(2026, 2, 3), "rejeté", "VIR 0001"),
    ),
    (
        Hold(
            HoldKind.DISPUTE,
            "LIT 0001",
            "comptabilité",
            "montant contesté",
            date(2026, 2, 3),
            date(2026, 3, 31),
            date(2026, 3, 1),
        ),
    ),
    4,
)
STANDING = Standing(Level.OVERDUE, date(2026, 3, 30), date(2026, 3, 30), INVOICE.id, date(2026, 3, 29))

ARRIVAL = Arrival(
    EntryId(numbered(40)),
    "interventions.close",
    {"intervention": str(INTERVENTION.id), "done_on": "2026-03-01"},
    ANNE.id,
    Client.mobile("1.9.1"),
    datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=1))),
    AT,
    "M. Petit, par téléphone",
)
REFUSED_ARRIVAL = evolve(ARRIVAL, state=ArrivalState.REFUSED, settled_at=AT, refusal="intervention-closed", version=2)
FACTS: Mapping[str, Fact] = {
    fact.KIND: fact
    for fact in (
        WorkspaceFounded(WORKSPACE),
        SiteAdded(SITE),
        SiteClosed(SITE),
        SiteReopened(evolve(SITE, closed_on=None)),
        ContractorAdded(CONTRACTOR),
        ContractorEdited(CONTRACTOR),
        ContactAdded(CONTACT),
        ContactErased(Erasure(CONTACT.id, parts=1, notices=2)),
        ProfileCreated(PROFILE),
        ProfileEdited(PROFILE),
        ProfileDeleted(PROFILE),
        UserCreated(ANNE),
        UserAttached(ANNE),
        UserDetached(ANNE),
        UserChanged(ANNE),
        UserErased(Erasure(PAUL.id, parts=17, mentions=3, notices=1)),
        InterventionPlanned(INTERVENTION),
        ReportAttached(INTERVENTION),
        InterventionClosed(INTERVENTION),
        PhotoAttached(INTERVENTION),
        InterventionEdited(INTERVENTION),
        InterventionPostponed(INTERVENTION),
        InterventionCancelled(CANCELLED),
        SignaturesAsked(evolve(INTERVENTION, closed_at=None)),
        *SIGNATURE_FACTS,
        *FINDING_FACTS,
        InvoiceRecorded(INVOICE),
        PaymentRecorded(INVOICE),
        PaymentRefunded(INVOICE),
        InvoiceCredited(INVOICE),
        InvoiceWrittenOff(INVOICE),
        InvoiceHeld(INVOICE),
        HoldLifted(INVOICE),
        StandingChanged(WORKSPACE.id, date(2026, 3, 1), Level.DUE_SOON, STANDING, Cause.HOLD_LIFTED, INVOICE.id),
        RecordKept.of(ARRIVAL),
        RecordRefused.of(REFUSED_ARRIVAL),
        *PERMIT_FACTS,
        *BUILDING_FACTS,
        *REQUEST_FACTS,
        *NOTICE_FACTS,
        *SUBSCRIPTION_FACTS,
    )
}
"""Every kind of fact by its name, as it is written today."""


def pinned_name(kind: type[Fact], schema: int) -> str:
    """Tell the name under which the bytes of a fact lie: its kind, and behind the first schema the schema's number."""
    return kind.KIND if schema == 1 else f"{kind.KIND}.{schema}"


BY_ANNE = Bearer(
    Actor.user(ANNE.id, WORKSPACE.id, client=Client.mobile("1.9.1"), on_behalf_of="M. Petit, par téléphone"),
    AccountRights.of(Catalogue(), ANNE, PROFILE, AT.date()),
)
BY_THE_OPERATOR = Bearer(Actor.operator(WORKSPACE.id))
OF_THE_OPERATOR = (WorkspaceFounded, *get_args(LedgerFact), StandingChanged, RecordRefused)
"""What users never do."""


class CountedIds(SequentialIds):
    """Salts that anybody can write down: thirty-two times 1, thirty-two times 2, …."""

    def __init__(self) -> None:
        super().__init__()
        self._salts = count(1)

    def secret(self, length: int = 32) -> bytes:
        return bytes([next(self._salts)]) * length


def entry_of(fact: Fact) -> Entry:
    """Record this fact as the first entry of a register, the way every use case does."""
    stamp = Stamp(AT, AT.date(), EntryId(numbered(9)), CountedIds())
    bearer = BY_THE_OPERATOR if isinstance(fact, OF_THE_OPERATOR) else BY_ANNE
    with MemoryStorage().found(WORKSPACE.id) as tx:
        record(tx, WORKSPACE.id, bearer, stamp, fact)
        (entry,) = tx.register.entries()
    return entry


def read_back(content: bytes) -> Entry:
    """Give the first entry of a register that holds these bytes, of whatever schema.

    The parts about persons, which lie beside the bytes, are those that today's example has: no schema so far said
    anything else of a person. One that does finds its commitments missing, and is to bring its own parts.
    """
    _, number, workspace, entry, at, section, kind, subject, site, _ = content.decode().split("\n", 9)
    subject_kind, subject_id = subject.split(" ")
    heading = Heading(
        int(number),
        WorkspaceId(UUID(workspace)),
        EntryId(UUID(entry)),
        datetime.fromisoformat(at),
        Section(section),
        kind,
        subject_kind,
        UUID(subject_id),
        None if site == "-" else SiteId(UUID(site)),
    )
    return Entry(heading, content, link_behind(first_link(workspace), content), entry_of(FACTS[kind]).personal)
