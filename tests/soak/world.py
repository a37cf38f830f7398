"""Notices of many workspaces, recipients and subjects, queued and ready to go; and a register that carries them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from uuid import UUID

from attrs import field, frozen
from tests.soak.servers import HOST, PATIENCE

from registre_core import Actor, Host, Registre
from registre_core.kernel.identifiers import NoticeId, SubscriptionId, WorkspaceId
from registre_core.notices import DeliveryPolicy, Subscription
from registre_core.ports.storage import Notice
from registre_notification_webhook.keys import make_key

JOB = Actor.operator()
POLICY = DeliveryPolicy(
    lease=timedelta(seconds=2.5),
    first_wait=timedelta(seconds=0.05),
    longest_wait=timedelta(seconds=1),
    tries=1_000,
    urgent_tries=1_000,
)
"""What takes hours elsewhere takes seconds here."""
PEOPLE, MACHINES, SUBJECTS = 12, 4, 3
"""Readers of each workspace, and what each is told about."""
A_DAY = "2026-11-26"
QUEUED_AT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@cache
def _host() -> Host:
    """Look for adapters once, before the first fork."""
    return Host.discover()


@frozen
class World:
    """Where everything is."""

    storage: str
    folder: Path
    mail_port: int
    machine_port: int

    @property
    def machines(self) -> str:
        """Where machines are."""
        return f"http://{HOST}:{self.machine_port}"

    def open(self) -> Registre:
        """Open the register, to carry or to look."""
        key = self.folder / "callbacks.key"
        if not key.exists():
            make_key(f"webhook:{key}")
        return _host().open(
            storage=self.storage,
            documents=f"file:{self.folder}",
            notifier=f"smtp://{HOST}:{self.mail_port}?from=registre@exemple.fr&tls=none&patience={PATIENCE}",
            webhooks=f"webhook:{key}?allow={self.machines}&patience={PATIENCE}",
            wording="french",
            deliveries=POLICY,
        )


@frozen
class Lane:
    """What goes out in its order."""

    workspace: WorkspaceId
    recipient: str
    subject: UUID
    is_urgent: bool


@frozen
class Expected:
    """A notice that was queued."""

    key: str
    """The one it goes out under."""
    lane: Lane
    place: int
    """Among all of its workspace."""


@frozen
class Filling:
    """Queues the notices of one workspace."""

    world: World
    registre: Registre
    workspace: WorkspaceId
    random: Random
    subjects: Sequence[UUID] = field(init=False)

    def __attrs_post_init__(self) -> None:
        made = [self.registre.ports.ids.new() for _ in range(SUBJECTS)]
        object.__setattr__(self, "subjects", made)

    def fill(self, number: int) -> list[Expected]:
        """Subscribe the machines, and queue so many."""
        notices = [self._notice() for _ in range(number)]
        with self.registre.ports.storage.begin(self.workspace) as tx:
            for place in range(MACHINES):
                identifier = SubscriptionId(self.registre.ports.ids.new())
                tx.subscriptions.add(Subscription(identifier, self._machine(place), frozenset(), QUEUED_AT))
            for notice in notices:
                tx.outbox.queue(notice)
            tx.commit()
        return [Expected(f"{one.kind}/{one.id}", self._lane(one), place) for place, one in enumerate(notices)]

    def _notice(self) -> Notice:
        identifier, choice = NoticeId(self.registre.ports.ids.new()), self.random.randrange(PEOPLE + MACHINES)
        return Notice(
            id=identifier,
            key=f"anchor-failed/{identifier}",
            kind="anchor-failed",
            recipient=f"lecteur-{choice}@exemple.fr" if choice < PEOPLE else self._machine(choice - PEOPLE),
            subject_kind="workspace",
            subject_id=self.random.choice(self.subjects),
            queued_at=QUEUED_AT,
            facts={"failure": "time-not-certified", "on": A_DAY},
            is_urgent=self.random.random() < 0.05,  # one in twenty
        )

    def _machine(self, place: int) -> str:
        return f"{self.world.machines}/{self.workspace}/{place}"

    def _lane(self, one: Notice) -> Lane:
        return Lane(self.workspace, one.recipient, one.subject_id, one.is_urgent)


def filled(world: World, number: int, workspaces: int, random: Random) -> list[Expected]:
    """Found workspaces, and queue notices in each."""
    expected: list[Expected] = []
    with world.open() as registre:
        for place in range(workspaces):
            founded = registre.workspace.found(JOB, name=f"Ville n° {place}", administrator="Léa Maire")
            filling = Filling(world, registre, founded.workspace.id, random)
            expected += filling.fill(number // workspaces + (place < number % workspaces))
    return expected


def waiting(world: World) -> int:
    """Count what still has to go out."""
    with world.open() as registre:
        return registre.deliveries.backlog(JOB).waiting


def fates(world: World) -> Iterator[str]:
    """Give what became of each notice."""
    with world.open() as registre:
        with registre.ports.storage.operate() as door:
            workspaces = [workspace.id for workspace, _ in door.workspaces()]
        for workspace in workspaces:
            after: str | None = None
            while True:
                page = registre.notices.page(Actor.operator(workspace), after=after, limit=200)
                yield from (one.fate.value for one in page.items)
                if (after := page.next) is None:
                    break
