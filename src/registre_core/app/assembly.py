"""The composition root: ports in, use cases out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from attrs import evolve, frozen

from registre_core.access import Arrival
from registre_core.app.certainty import CertainStorage
from registre_core.app.retrying import Retries, retrying
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import RegistreError
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.services.access import AccessService
from registre_core.services.access.sendable import ANY_VERSION, sendable
from registre_core.services.billing import BillingService
from registre_core.services.commissions import CommissionsService
from registre_core.services.deliveries import DeliveriesService
from registre_core.services.documents import DocumentsService
from registre_core.services.extraction import ExtractionService
from registre_core.services.findings import FindingsService
from registre_core.services.front_door import FrontDoor
from registre_core.services.interventions import SIGNABLE as INTERVENTIONS
from registre_core.services.interventions import InterventionsService
from registre_core.services.logbook import LogbookService
from registre_core.services.moving import MovingService
from registre_core.services.nightly import NightlyService
from registre_core.services.notices import NoticesService
from registre_core.services.permits import SIGNABLE as PERMITS
from registre_core.services.permits import PermitsService
from registre_core.services.register import RegisterService
from registre_core.services.requests import RequestsService
from registre_core.services.rights import RightsService
from registre_core.services.signatures import Signables, SignaturesService
from registre_core.services.summary import SummaryService
from registre_core.services.workspace import WorkspaceService
from registre_core.signatures import SubjectKind

_PATIENT = Retries()

SIGNABLES: Signables = {SubjectKind.INTERVENTION: INTERVENTIONS, SubjectKind.PERMIT: PERMITS}
"""What can be signed, and what signing it means."""

AT_REOPENING = 100
"""So many records that waited are admitted as part of the payment that opens access again; more wait for the night.
Whoever records the payment waits for them."""


@frozen
class Registre:
    """A register that is open: its attributes are its table of contents. Thread-safe; close it when done."""

    ports: Ports
    """What it stands on."""
    workspace: WorkspaceService
    """Workspaces, sites, contractors, contacts."""
    rights: RightsService
    """Users, profiles, and what somebody may do."""
    documents: DocumentsService
    """Documents, before anything refers to them."""
    interventions: InterventionsService
    """Interventions and their reports."""
    signatures: SignaturesService
    """Signatures: asked for, given, and proven years later."""
    permits: PermitsService
    """Hot-work permits, and the fire watch after them."""
    extraction: ExtractionService
    """Passages out of reports."""
    findings: FindingsService
    """What was found wrong, and what became of it."""
    requests: RequestsService
    """Requests for interventions and quotes, to many recipients at once."""
    commissions: CommissionsService
    """Visits of safety commissions, what they think, and the orders that bind."""
    logbook: LogbookService
    """Drills, works, safety staff, instructions, and the documents of the building."""
    summary: SummaryService
    """The state of one or several sites on a day."""
    moving: MovingService
    """A whole workspace, carried out and in."""
    billing: BillingService
    """Invoices, and where the account stands."""
    register: RegisterService
    """The legal journal."""
    access: AccessService
    """How somebody is received, and what he recorded without network."""
    nightly: NightlyService
    """What the host does every night."""
    notices: NoticesService
    """Who is told what."""
    deliveries: DeliveriesService
    """What was queued is carried to people and machines."""

    def close(self) -> None:
        """Give back what the ports hold."""
        try:
            self.ports.storage.close()
        finally:
            try:
                self.ports.notifier.close()
            finally:
                self.ports.webhooks.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def assemble(ports: Ports, *, retries: Retries = _PATIENT) -> Registre:
    """Build the use cases on these ports: no plug-in is looked for, nothing is opened.

    Args:
        ports: what the register stands on.
        retries: how often a use case is tried again after a failure that may pass.
    """
    certain = evolve(ports, storage=CertainStorage(ports.storage, retries, ports.clock))
    door = FrontDoor(certain)
    access = retrying(_access(certain, door), "access", retries)
    return Registre(
        ports,
        workspace=retrying(WorkspaceService(certain, door), "workspace", retries),
        rights=retrying(RightsService(certain, door), "rights", retries),
        documents=retrying(DocumentsService(certain, door), "documents", retries),
        interventions=retrying(InterventionsService(certain, door), "interventions", retries),
        signatures=retrying(SignaturesService(certain, door, SIGNABLES), "signatures", retries),
        permits=retrying(PermitsService(certain, door), "permits", retries),
        extraction=retrying(ExtractionService(certain, door), "extraction", retries),
        findings=retrying(FindingsService(certain, door), "findings", retries),
        requests=retrying(RequestsService(certain, door), "requests", retries),
        commissions=retrying(CommissionsService(certain, door), "commissions", retries),
        logbook=retrying(LogbookService(certain, door), "logbook", retries),
        summary=retrying(SummaryService(certain, door), "summary", retries),
        moving=retrying(MovingService(certain, door), "moving", retries),
        billing=retrying(BillingService(certain, door, _admitting(access)), "billing", retries),
        register=retrying(RegisterService(certain, door), "register", retries),
        access=access,
        nightly=retrying(NightlyService(certain, _admitted_by(access), SIGNABLES), "nightly", retries),
        notices=retrying(NoticesService(certain, door), "notices", retries),
        deliveries=retrying(DeliveriesService(certain, door), "deliveries", retries),
    )


def _access(ports: Ports, door: FrontDoor) -> AccessService:
    """Build what receives people; whose record waited is not asked for a newer client when its turn comes."""
    unasked = FrontDoor(evolve(ports, clients=ANY_VERSION))
    arriving, waiting = (
        sendable(InterventionsService(ports, one), PermitsService(ports, one)) for one in (door, unasked)
    )
    return AccessService(ports, door, arriving, waiting)


def _admitted_by(access: AccessService) -> Callable[[WorkspaceId], tuple[Arrival, ...]]:
    return lambda workspace: access.admit(Actor.operator(workspace))


def _admitting(access: AccessService) -> Callable[[WorkspaceId], object]:
    """Admit what waits as soon as access is open again; what cannot be, and what is too much, waits for the night."""

    def reopened(workspace: WorkspaceId) -> None:
        with suppress(RegistreError):
            access.admit(Actor.operator(workspace), most=AT_REOPENING)

    return reopened
