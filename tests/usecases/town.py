"""A town with two sites and a closed inspection on each, and one that is closed: where use cases are tried out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID

from attrs import evolve, frozen
from tests.usecases.building import Building, built
from tests.usecases.doubles import WatchedAttestor, WatchedDocuments, WatchedIds, WatchedStorage
from tests.usecases.hot_work import keep, permits_of
from tests.usecases.scripted import ScriptedPages, ScriptedRecognizer, line_of

from registre_core import Actor, Client, Ports, Registre, assemble
from registre_core.access.welcomes import SEES_INVOICES
from registre_core.billing import (
    THE_SOURCES_OWN,
    Hold,
    HoldKind,
    Invoice,
    Movement,
    MovementKind,
    StandingRecord,
    standing,
    with_event,
)
from registre_core.findings import Finding
from registre_core.interventions import Intervention, with_photo
from registre_core.kernel.documents import Digest, DocumentRef, Originality
from registre_core.kernel.identifiers import InvoiceId, ProfileId, SiteId, SubscriptionId, UserId, WorkspaceId
from registre_core.kernel.money import Money
from registre_core.notices import StopReason, Subscription, stopped
from registre_core.permits import HotWorkPermit
from registre_core.ports.storage import Notice, Storage
from registre_core.register import Entry, Head
from registre_core.rights import AccountKind, Profile, User
from registre_core.testing.memory import (
    FixedClock,
    Medium,
    MemoryStorage,
    PlainCapture,
    PlainRenderer,
    PlainSealer,
    RecordingNotifier,
)
from registre_core.testing.memory.documents import Kept, Times
from registre_core.workspace import Category, Contact, Contractor, ErpType, Site

WEB = Client.web("1.47")
REPORT_BYTES = b"%PDF-1.7 rapport"
PHOTO_BYTES = b"\x89PNG\r\n\x1a\n photo"
SCRIPT: Mapping[int, tuple[str, ...]] = {
    1: ("Rapport de contrôle", "1. Bloc de secours hors service", "2. Sans observation"),
    2: ("Page deux",),
}
THE_OBSERVATION = line_of(1, 1)
"""Marks «1. Bloc de secours hors service»."""

TODAY = date(2026, 3, 2)
"""The day that a fixed clock shows."""

CLOSED_ON = date(2026, 2, 1)
"""The first day on which the theatre received nobody."""

ISSUED_ON = date(2026, 1, 15)
"""The day on which the invoices of the town were issued, recorded, paid and held."""

NOTHING_ANY_MORE = frozenset({"kind-of-another-release"})
MACHINE = Subscription(
    SubscriptionId(UUID(int=0x5B1)),
    "https://machine.exemple.fr/registre",
    NOTHING_ANY_MORE,
    datetime(2026, 1, 2, tzinfo=UTC),
)
STOPPED_MACHINE = evolve(MACHINE, id=SubscriptionId(UUID(int=0x5B2)), address="https://archives.exemple.fr/")

TRANSFER, DISPUTE = "VIR-1", "LITIGE-1"
"""Keys of what happened to them."""

THE_ACCOUNTANT = "odile@exemple.fr"
"""Who is told of the account: the only person with a mail address who may see invoices."""

ENTRIES = 19
"""How many entries the register of the town has, as it is founded."""


@frozen
class Stage:
    """A register on ports that watch."""

    registre: Registre
    medium: Medium
    storage: WatchedStorage
    documents: WatchedDocuments
    pages: ScriptedPages
    clock: FixedClock
    ids: WatchedIds
    log: list[str]


@frozen
class Town:
    """Everything that a use case can touch, and what was there before it did."""

    stage: Stage
    workspace: WorkspaceId
    mayor: Actor
    """The first administrator."""
    operator: Actor
    school: Site
    pool: Site
    firm: Contractor
    contact: Contact
    profile: Profile
    visitors: Profile
    """One user shares it, who has an exception."""
    trainees: Profile
    """It gives nothing, and nobody shares it: whoever may create users may give it."""
    at_school: Intervention
    """Closed, with a report."""
    at_pool: Intervention
    """Closed, with a report."""
    open: Intervention
    """At the school, not closed, without a report."""
    report: DocumentRef
    """Of both closed interventions."""
    photo: DocumentRef
    """Of the closed intervention at the school, and of a round."""
    permits: Mapping[str, HotWorkPermit]
    """At the school, one in each state, by its name."""
    pool_permit: HotWorkPermit
    """At the pool, where work goes on."""
    at_hand: Building
    """Visits, pages of the logbook and filed documents of the school."""
    at_the_pool: Building
    """The same of the pool."""
    finding: Finding
    """At the school."""
    pool_finding: Finding
    clerk: User
    """Somebody without exceptions, who shares the profile."""
    machine: Subscription
    """Told of nothing that happens, so that it stands in nobody's way."""
    stopped_machine: Subscription
    """Told nothing any more."""
    theatre: Site
    """Closed since `CLOSED_ON`; nothing ever happened there."""
    due: Invoice
    """Due in a week: the orange banner is there."""
    paid: Invoice
    """Due two weeks ago, and paid by `TRANSFER` in time."""
    waiting: Invoice
    """Due two weeks ago, and held as `DISPUTE`."""

    @property
    def registre(self) -> Registre:
        return self.stage.registre

    @property
    def medium(self) -> Medium:
        return self.stage.medium

    @property
    def storage(self) -> WatchedStorage:
        return self.stage.storage

    @property
    def documents(self) -> WatchedDocuments:
        return self.stage.documents

    @property
    def pages(self) -> ScriptedPages:
        return self.stage.pages

    @property
    def clock(self) -> FixedClock:
        return self.stage.clock

    @property
    def ids(self) -> WatchedIds:
        return self.stage.ids

    @property
    def log(self) -> list[str]:
        """What the ports said since the town was founded."""
        return self.stage.log

    def somebody(
        self,
        rights: Iterable[str] = (),
        *,
        denials: Iterable[str] = (),
        sites: Iterable[SiteId] | None = None,
        kind: AccountKind = AccountKind.PERSON,
        active: bool = True,
        name: str = "Anne Martin",
    ) -> Actor:
        """Put an account into storage, whatever the rules of creating one, and act with it."""
        at = None if sites is None else frozenset(sites)
        identifier = UserId(self.ids.new())
        user = User(identifier, name, None, None, frozenset(rights), frozenset(denials), at, active=active, kind=kind)
        with self.storage.inner.begin(self.workspace) as tx:
            tx.users.add(user)
            tx.commit()
        if kind is AccountKind.MACHINE:
            return Actor.service(identifier, self.workspace)
        return Actor.user(identifier, self.workspace, client=WEB)

    def holder(self, *rights: str, sites: Iterable[SiteId] | None = None, name: str = "Anne Martin") -> Actor:
        """Let somebody act who holds these rights, with what they need, and no other."""
        return self.somebody(self.registre.ports.catalogue.completed(rights), sites=sites, name=name)

    def kept(self) -> Mapping[WorkspaceId, Any]:
        """Give everything that is stored, of every workspace, to be compared."""
        return self.medium.kept()

    def entries(self, workspace: WorkspaceId | None = None) -> list[Entry]:
        with self.storage.inner.read(workspace or self.workspace) as tx:
            return list(tx.register.entries())

    def head(self) -> Head:
        with self.storage.inner.read(self.workspace) as tx:
            return tx.register.head()

    def notices(self) -> tuple[Notice, ...]:
        """Give what waits to go out, each reminder followed by what rides with it."""
        with self.storage.inner.read(self.workspace) as tx:
            waiting = tx.outbox.pending(limit=1_000)
            return tuple(one for notice in waiting for one in (notice, *tx.outbox.parts(notice.id)))

    @property
    def visitor(self) -> User:
        """Who shares the profile of visitors, and is denied all that it gives."""
        with self.storage.inner.read(self.workspace) as tx:
            (visitor,) = tx.users.page(profile=self.visitors.id, named="Zoé").items
            return visitor

    def user(self, user: UserId | None) -> User:
        assert user is not None
        with self.storage.inner.read(self.workspace) as tx:
            return tx.users.get(user)

    def on(self, storage: Storage) -> Town:
        """Put the same register on another storage."""
        return self.with_ports(storage=storage)

    def with_ports(self, **others: Any) -> Town:  # noqa: ANN401  # whichever ports
        """Put the same register on other ports."""
        return evolve(self, stage=evolve(self.stage, registre=assemble(evolve(self.registre.ports, **others))))

    def scanned(self, *pages: int) -> ScriptedRecognizer:
        """Make scans of these pages of the report, and give what would recognise them."""
        self.pages.scans = frozenset(pages)
        return ScriptedRecognizer(self.storage, self.pages.script)


def a_report(content: bytes = REPORT_BYTES) -> BytesIO:
    return BytesIO(content)


def digest_of(content: bytes) -> Digest:
    return Digest(sha256(content).hexdigest())


def found_a_town() -> Town:
    """Build it by its own use cases, all of them the mayor's."""
    stage = _stage(Medium(), {}, {}, first_identifier=1)
    registre = stage.registre
    founding = registre.workspace.found(Actor.operator(), name="Ville de Nantes", administrator="Jeanne Maire")
    workspace = founding.workspace.id
    mayor = Actor.user(founding.administrator.id, workspace, client=WEB)
    book, plan = registre.workspace, registre.interventions
    school = book.add_site(mayor, name="École Jules-Ferry", erp_type=ErpType.R, category=Category.THIRD)
    pool = book.add_site(mayor, name="Piscine", erp_type=ErpType.X, category=Category.SECOND)
    firm = book.add_contractor(mayor, name="Contrôle & Cie", siret="12345678901234", approved=True)
    contact = book.add_contact(mayor, name="Hélène Lefèvre", email="helene@exemple.fr", contractor=firm.id)
    profile = registre.rights.create_profile(mayor, name="Lecteur", rights=["sites.consult"]).profile
    report = registre.documents.store(mayor, a_report(), name="rapport.pdf", originality=Originality.COPY)
    done = [_inspected(registre, mayor, site, firm, report) for site in (school, pool)]
    passages = [registre.extraction.extract(mayor, at.id, report.digest, THE_OBSERVATION) for at in done]
    findings = [registre.findings.record(mayor, at.id, passage) for at, passage in zip(done, passages, strict=True)]
    photo = registre.documents.store(mayor, a_report(PHOTO_BYTES), name="chaufferie.png")
    done[0] = _photographed(stage, workspace, done[0], photo)
    due, paid, waiting = _invoiced(stage, workspace)
    at_hand, at_the_pool = built(stage.storage.inner, workspace, (school, pool), mayor.id, contact, report)
    permits, pool_permit = _permitted(stage, workspace, [school, pool], firm, contact, photo)
    return Town(
        stage=stage,
        workspace=workspace,
        mayor=mayor,
        operator=Actor.operator(workspace),
        school=school,
        pool=pool,
        firm=firm,
        contact=contact,
        profile=profile,
        visitors=_visited(stage, workspace),
        trainees=_for_trainees(stage, workspace),
        at_school=done[0],
        at_pool=done[1],
        open=plan.plan(mayor, site=school.id, type_code="maintenance", planned_on=TODAY),
        report=report,
        photo=photo,
        permits=permits,
        pool_permit=pool_permit,
        at_hand=at_hand,
        at_the_pool=at_the_pool,
        finding=findings[0],
        pool_finding=findings[1],
        clerk=registre.rights.create_user(mayor, name="Paul Commis", profile=profile.id).user,
        machine=_subscribed(stage, workspace, MACHINE),
        stopped_machine=_subscribed(stage, workspace, stopped(STOPPED_MACHINE, StopReason.GONE, stage.clock.now())),
        theatre=_closed_theatre(registre, mayor),
        due=due,
        paid=paid,
        waiting=waiting,
    )


def twin_of(town: Town, *, first_identifier: int = 1_000) -> Town:
    """Give a town of one's own that starts where this one stands: quicker than founding another."""
    medium = Medium()
    for workspace, rows in town.kept().items():
        medium.keep(workspace, rows)  # what was committed is never written to again
    kept, times = dict(town.documents.kept), dict(town.documents.times)
    return evolve(town, stage=_stage(medium, kept, times, first_identifier=first_identifier))


def _stage(medium: Medium, kept: Kept, times: Times, *, first_identifier: int) -> Stage:
    log: list[str] = []
    storage = WatchedStorage(MemoryStorage(medium), log)
    pages, clock, ids = ScriptedPages(storage, SCRIPT), FixedClock(), WatchedIds(log, first_identifier)
    documents = WatchedDocuments(storage, kept, times, clock.now)
    ports = Ports(
        storage=storage,
        documents=documents,
        pages=pages,
        clock=clock,
        ids=ids,
        attestor=WatchedAttestor(storage),
        capture=PlainCapture(),
        renderer=PlainRenderer(),
        sealer=PlainSealer(),
        webhooks=RecordingNotifier(),
    )
    return Stage(assemble(ports), medium, storage, documents, pages, clock, ids, log)


def _subscribed(stage: Stage, workspace: WorkspaceId, machine: Subscription) -> Subscription:
    with stage.storage.inner.begin(workspace) as tx:
        saved = tx.subscriptions.add(machine)
        tx.commit()
    return saved


def _closed_theatre(registre: Registre, mayor: Actor) -> Site:
    theatre = registre.workspace.add_site(mayor, name="Théâtre", erp_type=ErpType.L, category=Category.FIRST)
    return registre.workspace.close_site(mayor, theatre.id, on=CLOSED_ON)


def _inspected(registre: Registre, mayor: Actor, site: Site, firm: Contractor, report: DocumentRef) -> Intervention:
    plan = registre.interventions
    planned = plan.plan(mayor, site=site.id, type_code="inspection", planned_on=TODAY, contractors=[firm.id])
    plan.attach_report(mayor, planned.id, report)
    return plan.close(mayor, planned.id)


def _photographed(stage: Stage, workspace: WorkspaceId, at: Intervention, photo: DocumentRef) -> Intervention:
    """Put a picture of it into storage."""
    with stage.storage.inner.begin(workspace) as tx:
        saved = tx.interventions.save(with_photo(at, photo))
        tx.commit()
    return saved


def _permitted(
    stage: Stage, workspace: WorkspaceId, sites: Sequence[Site], firm: Contractor, watcher: Contact, photo: DocumentRef
) -> tuple[Mapping[str, HotWorkPermit], HotWorkPermit]:
    """Put permits into storage: at the first site one in each state, at the second one where work goes on."""
    school, pool = (permits_of(site, firm, watcher, photo) for site in sites)
    with stage.storage.inner.begin(workspace) as tx:
        for permit in (*school.values(), pool["active"]):
            keep(tx, permit)
        tx.commit()
    return school, pool["active"]


def _visited(stage: Stage, workspace: WorkspaceId) -> Profile:
    """Put a profile into storage, and somebody who is denied what it gives."""
    profile = Profile(ProfileId(stage.ids.new()), "Visiteur", frozenset({"findings.consult"}))
    visitor = User(UserId(stage.ids.new()), "Zoé Visiteuse", None, profile.id, denials=profile.rights)
    with stage.storage.inner.begin(workspace) as tx:
        tx.profiles.add(profile)
        tx.users.add(visitor)
        tx.commit()
    return profile


def _invoiced(stage: Stage, workspace: WorkspaceId) -> tuple[Invoice, ...]:
    """Put three invoices into storage, where the account stands with them, and somebody who may see them."""

    def invoice(number: str, due_on: date) -> Invoice:
        identifier, total = InvoiceId(stage.ids.new()), Money.of("120", "EUR")
        return Invoice(identifier, number, ISSUED_ON, ISSUED_ON, due_on, total)

    due = invoice("F-1", TODAY + timedelta(days=7))
    paid = with_event(
        invoice("F-2", TODAY - timedelta(days=14)),
        Movement(MovementKind.PAYMENT, TRANSFER, due.total, ISSUED_ON),
    )
    waiting = with_event(
        invoice("F-3", TODAY - timedelta(days=14)),
        Hold(HoldKind.DISPUTE, DISPUTE, "comptabilité", "montant contesté", ISSUED_ON, TODAY + timedelta(days=28)),
    )
    ledger = (due, paid, waiting)
    with stage.storage.inner.begin(workspace) as tx:
        tx.invoices.add_all(ledger)
        tx.standing.save(StandingRecord(TODAY, standing(ledger, on=TODAY), THE_SOURCES_OWN.fingerprint))
        rights = frozenset({SEES_INVOICES})
        tx.users.add(User(UserId(stage.ids.new()), "Odile Comptable", THE_ACCOUNTANT, grants=rights))
        tx.commit()
    return ledger


def _for_trainees(stage: Stage, workspace: WorkspaceId) -> Profile:
    """Put a profile into storage that gives nothing."""
    profile = Profile(ProfileId(stage.ids.new()), "Stagiaire", frozenset())
    with stage.storage.inner.begin(workspace) as tx:
        tx.profiles.add(profile)
        tx.commit()
    return profile
