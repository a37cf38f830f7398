"""The one way to queue: what happened, to whom it is told, and what a workspace and its people left out.

Called within the transaction of the change it tells of. Machines that subscribed are told beside people: of each event
once, whether or not a person could be reached. Nothing else calls the outbox, so that nobody is told by a side door
what he, or his workspace, wants to hear nothing of, and nobody is left out of what concerns safety.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.identifiers import NoticeId
from registre_core.notices import TOPICS, Facts, Topic, is_machine
from registre_core.ports.storage import Notice, Snapshot, Transaction
from registre_core.services.journal import Stamp


@frozen
class Reader:
    """Whoever is told."""

    id: UUID
    """The person, the firm or the subscription: part of the key, so that it tells nothing about anybody."""
    address: str
    """Where he is reached."""


@frozen
class Event:
    """What happened, as everybody is told who is."""

    kind: str
    """Its topic."""
    occasion: str
    """What tells it from all others of its kind, such as ``{permit}/{begun}/30``: told once to each reader."""
    subject_kind: str
    """What kind of thing it is about."""
    subject_id: UUID
    """Which one."""
    facts: Facts = field(factory=dict)
    """What its topic promises."""

    @property
    def topic(self) -> Topic:
        """Its row of the table."""
        return TOPICS[self.kind]

    def key_for(self, to: Reader) -> str:
        """Name what one reader is told of it."""
        return f"{self.kind}/{self.occasion}/{to.id}"

    def notice(self, to: Reader, stamp: Stamp) -> Notice:
        """Address it."""
        return Notice(
            id=NoticeId(stamp.ids.new()),
            key=self.key_for(to),
            kind=self.kind,
            recipient=to.address,
            subject_kind=self.subject_kind,
            subject_id=self.subject_id,
            queued_at=stamp.at,
            facts=self.facts,
            is_urgent=self.topic.is_safety,
        )


def tell(tx: Transaction, event: Event, readers: Iterable[Reader], stamp: Stamp) -> tuple[Notice, ...]:
    """Tell people and the machines that subscribed, and give the notices that are new: nobody is told one thing twice.

    Args:
        tx: the transaction of the change it tells of.
        event: what happened.
        readers: who is told, as far as he can be reached; not asked for where nobody is told of such things.
        stamp: when, and where identifiers come from.
    """
    return queue(tx, addressed(tx, event, readers, stamp))


def addressed(tx: Snapshot, event: Event, readers: Iterable[Reader], stamp: Stamp) -> Iterator[Notice]:
    """Give a notice for everybody who wants to be told, or has to be; some of them may have been told already.

    At one address one notice is enough, however many read it there.
    """
    if is_off(tx, event.topic):
        return
    people = (reader for reader in _by_address(readers) if not is_muted(tx, event.topic, reader.address))
    for reader in (*people, *machines(tx, event.kind)):
        yield event.notice(reader, stamp)


def _by_address(readers: Iterable[Reader]) -> Iterable[Reader]:
    """Give one reader for each address: who is a contact and has an account is told once."""
    found: dict[str, Reader] = {}
    for reader in readers:
        found.setdefault(reader.address, reader)
    return found.values()


def queue(tx: Transaction, notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Queue what nobody was told yet, and give it."""
    return tuple(notice for notice in notices if tx.outbox.queue(notice))


def untold(tx: Snapshot, notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Give what would be new: in most minutes that is nothing, and then nothing needs to be changed."""
    return tuple(notice for notice in notices if not tx.outbox.is_queued(notice.key))


def is_off(tx: Snapshot, topic: Topic) -> bool:
    """Whether a workspace tells nobody of such things; of safety everybody is told, whatever was kept."""
    return not topic.is_safety and topic.kind in tx.notice_settings.get().off


def is_muted(tx: Snapshot, topic: Topic, address: str) -> bool:
    """Whether somebody wants to hear nothing of such things; of safety he does, whatever was kept."""
    return not topic.is_safety and topic.kind in tx.mutings.of(address)


def machines(tx: Snapshot, kind: str) -> Iterator[Reader]:
    """Give the machines that subscribed to a kind; who named none subscribed to all."""
    for one in tx.subscriptions.every():
        if not one.kinds or kind in one.kinds:
            yield Reader(one.id, one.address)


def are_people(notices: Iterable[Notice]) -> int:
    """Count the notices that go to people."""
    return sum(not is_machine(notice.recipient) for notice in notices)
