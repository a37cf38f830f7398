"""One of everything that can stand in a workspace, and ways to look at all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import zip_longest
from operator import attrgetter
from typing import Any, Self

from attrs import evolve, field, frozen

from registre_core.access import Arrival, ArrivalState
from registre_core.billing import Invoice, StandingRecord
from registre_core.commissions import Visit
from registre_core.extraction import PageText
from registre_core.findings import Finding, State
from registre_core.interventions import Intervention
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.pages import Cursor, Page
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.logbook import FiledDocument, LogbookEntry
from registre_core.notices import Muting, NoticeSettings, StopReason, Subscription
from registre_core.permits import HotWorkPermit
from registre_core.ports.storage import Notice, NoticeOrder, Snapshot, Storage, Transaction
from registre_core.register import Entry
from registre_core.requests import Link, Recipient, WorkRequest
from registre_core.rights import Profile, User
from registre_core.signatures import Seal, SealState, SignatureRequest, Ticket
from registre_core.testing.builders import (
    IDS,
    a_contact,
    a_contractor,
    a_document,
    a_finding,
    a_hold,
    a_line,
    a_notice,
    a_payment,
    a_personal_part,
    a_profile,
    a_recognised_region,
    a_recognised_text,
    a_site,
    a_standing,
    a_user,
    a_workspace,
    an_arrival,
    an_entry,
    an_intervention,
    an_invoice,
)
from registre_core.testing.building import a_drill_entry, a_filed_document, a_participant, a_visit, an_opinion
from registre_core.testing.correcting import standing_at
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.requesting import a_link, a_request_line, a_work_request
from registre_core.testing.signing import (
    a_digest,
    a_permit,
    a_round,
    a_seal,
    a_signature_request,
    a_signer,
    a_ticket,
    an_evidence,
    an_open_permit,
    signed,
)
from registre_core.testing.telling import a_muting, a_subscription, some_notice_settings
from registre_core.workspace import Contact, Contractor, Site, Workspace

CONTENT = b'registre-signable/1\n{"content":"what was shown","kind":"intervention"}'
"""What somebody is asked to sign."""


@frozen
class Furnished:
    """A workspace with one of everything, each naming the others."""

    workspace: Workspace
    site: Site
    contractor: Contractor
    contact: Contact
    profile: Profile
    user: User
    intervention: Intervention
    finding: Finding
    invoice: Invoice
    standing: StandingRecord
    arrival: Arrival
    entry: Entry
    notice: Notice
    recognised: PageText
    signature: SignatureRequest
    ticket: Ticket
    seal: Seal
    permit: HotWorkPermit
    request: WorkRequest
    link: Link
    visit: Visit
    logbook_entry: LogbookEntry
    filed_document: FiledDocument
    notice_settings: NoticeSettings
    muting: Muting
    subscription: Subscription

    @classmethod
    def new(cls) -> Self:
        """Make one; nothing is stored yet."""
        workspace, site, contractor, profile = a_workspace(), a_site(), a_contractor(), a_profile()
        contact = a_contact(contractor_id=contractor.id)
        user = a_user(profile_id=profile.id, sites=frozenset({site.id}), grants=frozenset({"findings.consult"}))
        intervention = an_intervention(
            site, contractors=(contractor.id,), contacts=(contact.id,), reports=(a_document(),)
        )
        asked, finding = _asked_of(intervention, user), a_finding(intervention)
        line = a_request_line(recipient=Recipient(contractor.id, (contact.id,)), sent_at=A_MONDAY_MORNING)
        request = a_work_request(finding, lines=(line,), created_by=user.id)
        invoice = an_invoice(lines=(a_line(),), movements=(a_payment(),), holds=(a_hold(),))
        return cls(
            workspace,
            site,
            contractor,
            contact,
            profile,
            user,
            intervention,
            finding,
            invoice,
            a_standing(invoice),
            an_arrival(user),
            an_entry(workspace.id, personal=[a_personal_part()]),
            a_notice(subject_id=intervention.id),
            a_recognised_text(),
            asked,
            a_ticket(asked, issued_by=user.id),
            a_seal(asked, state=SealState.PENDING),
            an_open_permit(
                site,
                contractors=(contractor.id,),
                watcher=PersonKey(PersonKind.USER, user.id),
                operator_people=(PersonKey(PersonKind.CONTACT, contact.id),),
            ),
            request,
            a_link(request),
            a_visit(site, attendees=(a_participant(user), a_participant(contact)), recorded_by=user.id),
            a_drill_entry(site, recorded_by=user.id),
            a_filed_document(site, filed_by=user.id),
            some_notice_settings(),
            a_muting(),
            a_subscription(),
        )

    def add_to(self, tx: Transaction) -> None:
        """Keep everything but the workspace itself."""
        tx.sites.add(self.site)
        tx.contractors.add(self.contractor)
        tx.contacts.add(self.contact)
        tx.profiles.add(self.profile)
        tx.users.add(self.user)
        tx.interventions.add(self.intervention)
        tx.findings.add(self.finding)
        tx.invoices.add(self.invoice)
        tx.standing.save(self.standing)
        tx.arrivals.add(self.arrival)
        tx.register.append(self.entry)
        tx.outbox.queue(self.notice)
        tx.recognitions.keep(a_recognised_region(), self.recognised, at=A_MONDAY_MORNING)
        tx.signatures.keep_content(a_digest(CONTENT), CONTENT)
        tx.signatures.add(self.signature)
        tx.tickets.add(self.ticket)
        tx.seals.add(self.seal)
        tx.permits.add(self.permit)
        tx.requests.add(self.request)
        tx.links.add(self.link)
        tx.visits.add(self.visit)
        tx.logbook.add(self.logbook_entry)
        tx.filed.add(self.filed_document)
        tx.documents.refer([self.report])
        tx.notice_settings.add(self.notice_settings)
        tx.mutings.put(self.muting.recipient, self.muting.kinds)
        tx.subscriptions.add(self.subscription)

    @property
    def report(self) -> Digest:
        """The file in which its finding was read."""
        assert self.finding.passage is not None
        return self.finding.passage.document

    def of(self, kind: Kind) -> Any:  # noqa: ANN401  # whichever entity it is
        """Give its entity of this kind."""
        return getattr(self, kind.name.replace("-", "_"))


def found(storage: Storage, furnished: Furnished) -> Furnished:
    """Found the workspace with everything in it."""
    with storage.found(furnished.workspace.id) as tx:
        tx.workspace.add(furnished.workspace)
        furnished.add_to(tx)
        tx.commit()
    return furnished


def founded(storage: Storage) -> WorkspaceId:
    """Found a workspace with nothing in it."""
    workspace = a_workspace()
    with storage.found(workspace.id) as tx:
        tx.workspace.add(workspace)
        tx.commit()
    return workspace.id


@frozen
class Kind:
    """A kind of entity: how to make one, and how to change one if that can be done."""

    name: str
    """What its errors call it."""
    build: Callable[[Furnished], Any]
    """Makes another one that names only what stands there."""
    change: Callable[[Any], Any] | None = None
    """Makes a changed copy of one."""
    room: str = ""
    """What its store is called, where that is not the plural."""

    def __str__(self) -> str:
        return self.name

    def store(self, tx: Any) -> Any:  # noqa: ANN401  # whichever store it is
        """Give its store or reader."""
        return getattr(tx, self.room or f"{self.name}s")


def _another_user(there: Furnished) -> User:
    return a_user(profile_id=there.profile.id, sites=frozenset({there.site.id}))


def _another_intervention(there: Furnished) -> Intervention:
    return an_intervention(there.site, contractors=(there.contractor.id,), contacts=(there.contact.id,))


def _asked_of(intervention: Intervention, user: User) -> SignatureRequest:
    return a_signature_request(intervention, signer=a_signer(id=user.id, name=user.name), digest=a_digest(CONTENT))


def _another_permit(there: Furnished) -> HotWorkPermit:
    watcher = PersonKey(PersonKind.USER, there.user.id)
    return a_permit(
        there.site, contractors=(there.contractor.id,), watcher=watcher, contractor_people=(there.contact.id,)
    )


def _another_request(there: Furnished) -> WorkRequest:
    return a_work_request(there.finding, lines=(a_request_line(there.contractor.id),), created_by=there.user.id)


def _planned(finding: Finding) -> Finding:
    return evolve(finding, due_on=date(2026, 7, 1), **standing_at(State.PLANNED))


_ADMITTED, _LATER = ArrivalState.ADMITTED, A_MONDAY_MORNING + timedelta(days=3)

KINDS = (
    Kind("site", lambda _: a_site(), lambda one: evolve(one, address="", closed_on=date(2026, 7, 1))),
    Kind("contractor", lambda _: a_contractor(), lambda one: evolve(one, name="Renommée", email="bureau@exemple.fr")),
    Kind(
        "contact",
        lambda there: a_contact(contractor_id=there.contractor.id),
        lambda one: evolve(one, name="Renommé", email=None, contractor_id=None),
    ),
    Kind("profile", lambda _: a_profile(name=f"Profil {IDS.new()}"), lambda one: evolve(one, description="Modifié")),
    Kind("user", _another_user, lambda one: evolve(one, name="Renommée", active=False)),
    Kind("intervention", _another_intervention, lambda one: evolve(one, reports=(*one.reports, a_document(b"%PDF-2")))),
    Kind("finding", lambda there: a_finding(there.intervention), _planned),
    Kind("invoice", lambda _: an_invoice(), lambda one: evolve(one, movements=(*one.movements, a_payment()))),
    Kind("arrival", lambda there: an_arrival(there.user), lambda one: evolve(one, state=_ADMITTED, settled_at=_LATER)),
    Kind(
        "signature",
        lambda there: _asked_of(there.intervention, there.user),
        lambda one: signed(one, an_evidence(one), reservations="Sous réserve de la levée de l’observation n° 3"),
    ),
    Kind("permit", _another_permit, lambda one: evolve(one, rounds=(*one.rounds, a_round()))),
    Kind("request", _another_request, lambda one: evolve(one, message="Merci de passer avant l’été")),
    Kind(
        "visit",
        lambda there: a_visit(there.site, recorded_by=there.user.id),
        lambda one: evolve(one, report=a_document(b"%PDF-pv"), opinions=(an_opinion(),)),
    ),
    Kind(
        "logbook-entry",
        lambda there: a_drill_entry(there.site, recorded_by=there.user.id),
        lambda one: one,  # which raises its version: only what stands in for it can be written down
        room="logbook",
    ),
    Kind("filed-document", lambda there: a_filed_document(there.site, filed_by=there.user.id), room="filed"),
)
"""Every kind of entity that is listed."""

SEAL = Kind(
    "seal",
    lambda there: a_seal(there.signature),
    lambda one: evolve(one, state=SealState.SEALED, document=a_document(b"%PDF-scelle"), sealed_at=_LATER),
)
"""Seals are not listed, but asked for by what they seal."""

SUBSCRIPTION = Kind(
    "subscription",
    lambda _: a_subscription(address="https://autre.exemple.fr/"),
    lambda one: evolve(one, kinds=frozenset(), stopped_at=_LATER, stopped_for=StopReason.GONE),
)
"""Subscriptions are given all at once: a workspace has few."""

UNLISTED = (SEAL, SUBSCRIPTION)
"""Kinds of which there is no page."""

CHANGING = tuple(kind for kind in KINDS if kind.change)
"""Those that can be saved again."""


@frozen
class Everything:
    """All that can be seen of a workspace."""

    items: dict[str, tuple[object, ...]] = field(factory=dict)
    """By store."""

    @classmethod
    def in_(cls, tx: Snapshot) -> Self:
        """Look at everything."""
        stores: dict[str, tuple[Any, ...]] = {f"{kind.name}s": tuple(every(kind.store(tx).page)) for kind in KINDS}
        return cls(
            {
                **stores,
                "standing": (tx.standing.get(),),
                "unpaid": tuple(sorted(tx.invoices.unpaid(), key=attrgetter("id"))),
                "totals": tx.invoices.totals(),
                "head": (tx.register.head(),),
                "chain": tuple(tx.register.chain()),
                "entries": tuple(tx.register.entries()),
                "notices": tx.outbox.pending(limit=10_000),
                "deliveries": tuple(every(tx.outbox.page, order=NoticeOrder.CREATED)),
                "notice settings": (tx.notice_settings.get(),),
                "mutings": tx.mutings.every(),
                "subscriptions": tx.subscriptions.every(stopped=True),
                "recognised": (tx.recognitions.find(a_recognised_region()),),
                "situations": (frozenset(tx.users.situations()),),
                "everybody": tuple(tx.users.everybody()),
                "links": tuple(link for one in stores["requests"] for link in tx.links.of_request(one.id)),
            }
        )


def everything(storage: Storage, furnished: Furnished) -> Everything:
    """Look at everything that was committed of a workspace."""
    with storage.read(furnished.workspace.id) as tx:
        return Everything.in_(tx)


def pages(page: Callable[..., Page[Any]], **conditions: object) -> Iterator[Page[Any]]:
    """Follow ``next`` from the first page to the last, but not for ever."""
    after: Cursor | None = None
    for _ in range(10_000):
        shown = page(after=after, **conditions)
        yield shown
        if shown.next is None:
            return
        after = Cursor.read(shown.next)
    raise AssertionError("the pages never end")


def every(page: Callable[..., Page[Any]], **conditions: object) -> list[Any]:
    """Give the items of all pages."""
    return [item for shown in pages(page, **conditions) for item in shown.items]


def assert_alike(found: Iterable[object], expected: Iterable[object]) -> None:
    """Compare long lists item by item: to write out how thousands differ from thousands takes pytest minutes."""
    for place, (one, other) in enumerate(zip_longest(found, expected)):
        assert one == other, f"item {place}"
