"""A register with notices that wait, and letter boxes for people and for machines: where deliveries are tried out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from attrs import evolve, field, frozen
from tests.usecases.doubles import WatchedStorage
from tests.usecases.scripted import ScriptedPages

from registre_core import Actor, Client, Ports, Registre, assemble
from registre_core.kernel.identifiers import NoticeId, SubscriptionId, WorkspaceId
from registre_core.notices import Letter, NoticeSettings, Subscription, Worded
from registre_core.ports import Message, Notifier
from registre_core.ports.storage import Notice, NoticeOrder, Queued, Transaction
from registre_core.rights import User
from registre_core.services.deliveries import Delivered
from registre_core.testing.memory import (
    FixedClock,
    LetterBox,
    MemoryDocuments,
    MemoryStorage,
    RecordingNotifier,
    SequentialIds,
)

JOB = Actor.operator()
PERMIT, FINDING = UUID(int=31), UUID(int=32)
"""What most notices here are about."""


class PlainWords:
    """Says what it is given, and remembers it."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def kinds(self) -> tuple[str, ...]:
        return ()

    def word(self, letter: Letter) -> Worded:
        self.letters.append(letter)
        return Worded(letter.kind, f"{letter.workspace}: {dict(letter.facts)} {letter.link or ''}")


@frozen
class Doing:
    """A notifier that does something before it delivers, or in place of it."""

    first: Callable[[Message], object]
    inner: Notifier = field(factory=RecordingNotifier)

    def deliver(self, message: Message) -> None:
        self.first(message)
        self.inner.deliver(message)

    def close(self) -> None:
        self.inner.close()


@frozen
class Post:
    """A workspace, and what carries its notices."""

    registre: Registre
    workspace: WorkspaceId
    mayor: User
    people: LetterBox
    machines: LetterBox
    words: PlainWords
    clock: FixedClock

    @property
    def administrator(self) -> Actor:
        return Actor.user(self.mayor.id, self.workspace, client=Client.web("1.47"))

    def put_on(self, **ports: Any) -> Post:  # noqa: ANN401  # whichever ports
        """Put the same register on other ports."""
        return evolve(self, registre=assemble(evolve(self.registre.ports, **ports)))

    @contextmanager
    def changing(self) -> Iterator[Transaction]:
        with self.registre.ports.storage.begin(self.workspace) as tx:
            yield tx
            tx.commit()

    def queue(self, *names: str, subject: UUID = FINDING, **given: Any) -> list[Notice]:  # noqa: ANN401
        """Queue a notice to each of these, a name or an address, in this order."""
        notices = [self._notice(name, subject, given) for name in names]
        with self.changing() as tx:
            for notice in notices:
                tx.outbox.queue(notice)
        return notices

    def _notice(self, name: str, subject: UUID, given: dict[str, Any]) -> Notice:
        identifier = NoticeId(self.registre.ports.ids.new())
        address = name if "://" in name or "@" in name else self.people.address(name)
        kind = "anchor-failed"
        about = {"kind": kind, "subject_kind": "finding", "queued_at": self.clock.now(), **given}
        key = f"{about['kind']}/{identifier}"
        return Notice(**{"id": identifier, "key": key, "recipient": address, "subject_id": subject, **about})

    def settle(self, **settings: Any) -> None:  # noqa: ANN401  # fields of the settings
        with self.changing() as tx:
            tx.notice_settings.save(evolve(tx.notice_settings.get(), **settings))

    def subscribe(self, address: str, *kinds: str) -> None:
        identifier = SubscriptionId(self.registre.ports.ids.new())
        with self.changing() as tx:
            tx.subscriptions.add(Subscription(identifier, address, frozenset(kinds), self.clock.now()))

    def settings(self) -> NoticeSettings:
        with self.registre.ports.storage.read(self.workspace) as tx:
            return tx.notice_settings.get()

    def deliver(self, **how: Any) -> Delivered:  # noqa: ANN401  # as it is called
        return self.registre.deliveries.deliver(JOB, **how)

    def later(self, **span: float) -> Delivered:
        """Deliver when some time has passed."""
        self.clock.advance(timedelta(**span))
        return self.deliver()

    def stands(self) -> list[Queued]:
        """Give every notice as it stands, in the order they were made."""
        return list(self.registre.notices.page(Actor.operator(self.workspace), order=NoticeOrder.CREATED).items)

    def fates(self) -> list[str]:
        return [one.fate.value for one in self.stands()]


def a_post(**ports: Any) -> Post:  # noqa: ANN401  # whichever ports
    """Found it."""
    people, machines, words, clock = LetterBox(), LetterBox(), PlainWords(), FixedClock()
    storage = WatchedStorage(MemoryStorage(), [])
    bundle = Ports(
        **{
            "storage": storage,
            "documents": MemoryDocuments(),
            "pages": ScriptedPages(storage, {}),
            "clock": clock,
            "ids": SequentialIds(),
            "notifier": people.open(),
            "webhooks": machines.open(),
            "wording": words,
            **ports,
        }
    )
    registre = assemble(bundle)
    founded = registre.workspace.found(JOB, name="Rezé", administrator="Léa Maire", email="lea@exemple.fr")
    return Post(registre, founded.workspace.id, founded.administrator, people, machines, words, clock)
