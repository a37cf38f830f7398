"""Notices that wait for delivery: queued with the change they tell of, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.identifiers import NoticeId, WorkspaceId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.reasons import FactValue
from registre_core.kernel.validation import Checked, at_least, aware, must, not_blank, not_empty
from registre_core.ports.storage.orders import NoticeOrder


@frozen
class Notice(Checked):
    """One message to one recipient. Its wording is made at delivery, from its kind and facts."""

    id: NoticeId
    key: str = field(metadata=must(not_blank))
    """Idempotency key: the same thing told to the same recipient bears the same key, and goes out once."""
    kind: str = field(metadata=must(not_blank))
    """What it tells, such as ``intervention-planned``."""
    recipient: str = field(metadata=must(not_blank))
    """Where it goes: a mail address."""
    subject_kind: str = field(metadata=must(not_blank))
    """What kind of thing it is about."""
    subject_id: UUID
    """Which one: notices about one thing reach one recipient in their order."""
    queued_at: datetime = field(metadata=must(aware))
    """When it was queued."""
    facts: Mapping[str, FactValue] = field(factory=dict)
    """What its template quotes."""
    is_urgent: bool = False
    """It goes before all that is not, and overtakes it."""
    rides: NoticeId | None = None
    """The notice it goes out with, as a part of it, since it is never claimed by itself; it is kept for its key."""


class Fate(StrEnum):
    """What became of a notice. It stays, so that its key is never queued again."""

    WAITING = "waiting"
    """It has to go out."""
    DELIVERED = "delivered"
    """It went out."""
    GIVEN_UP = "given-up"
    """It will not go out, unless somebody has it tried again: a dead letter."""
    MOOT = "moot"
    """There was nothing left to tell, or nobody to tell it to."""


@frozen
class Queued(Checked):
    """A notice, and where its delivery stands."""

    notice: Notice
    fate: Fate
    attempts: int
    """How often it was tried."""
    due_at: datetime
    """It is not tried before, by anybody else if somebody has it in hand."""
    leased_until: datetime | None = None
    """Until then somebody has it in hand, if somebody has."""
    settled_at: datetime | None = None
    """When it was, if it no longer waits."""
    failure: str | None = None
    """The code of what went wrong at the last try, if it did."""

    @property
    def id(self) -> NoticeId:
        """The notice's."""
        return self.notice.id


@frozen
class NoticeFilter:
    """Which notices are asked for: those that meet every condition."""

    fate: Fate | None = None
    """Of which this became."""
    kind: str | None = None
    """That tell this."""
    recipient: str | None = None
    """To exactly this address."""


EVERY_NOTICE = NoticeFilter()
"""No condition."""


MOST_AT_ONCE = 50
"""How many notices a claim holds at most; those behind them are claimed once these are settled."""


@frozen
class Claim(Checked):
    """What waits for one recipient about one subject, in the hands of one deliverer, until its lease ends."""

    workspace: WorkspaceId
    """Whose notices they are."""
    notices: tuple[Notice, ...] = field(metadata=must(not_empty))
    """What is to be delivered, each under its key, in this order; all of it urgent, or none."""
    by: UUID
    """The claim: it tells a deliverer who comes too late from the present one."""
    attempt: int = field(metadata=must(at_least(1)))
    """How often the first of them was tried, this time included, whatever became of who tried."""
    until: datetime = field(metadata=must(aware))
    """From then on somebody else may claim them."""


class OutboxReader(Protocol):
    """The notices of one workspace."""

    def pending(self, *, limit: int = 50) -> tuple[Notice, ...]:
        """Give the oldest notices that have to go out by themselves, in the order they were queued."""
        ...

    def get(self, notice: NoticeId) -> Queued:
        """Give a notice, and where its delivery stands; that of a part is the delivery of what it goes out with.

        Raises:
            NotFound: ``notice-not-found``.
        """
        ...

    def parts(self, notice: NoticeId) -> tuple[Notice, ...]:
        """Give those that go out with one, in the order they were queued."""
        ...

    def page(
        self, where: NoticeFilter = EVERY_NOTICE, *, order: NoticeOrder, after: Cursor | None = None, limit: int = 50
    ) -> Page[Queued]:
        """List notices, whatever became of them, without those that go out with another."""
        ...

    def count(self, where: NoticeFilter = EVERY_NOTICE, *, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...

    def is_queued(self, key: str) -> bool:
        """Whether a notice under this key was queued, whatever became of it: it would change nothing once more."""
        ...

    def queued_among(self, keys: Collection[str]) -> frozenset[str]:
        """Give those of these keys, however many, under which a notice was queued, whatever became of it."""
        ...


class OutboxStore(OutboxReader, Protocol):
    """The same, to write."""

    def queue(self, notice: Notice) -> bool:
        """Queue a notice; one whose key is queued already changes nothing. Tell whether it is new.

        Raises:
            Conflict: ``already-exists``, when its identifier waits under another key.
            NotFound: ``notice-not-found``, when what it would go out with does not wait for the same recipient, or is
                itself such a part.
        """
        ...

    def requeue(self, notice: NoticeId, *, at: datetime) -> Queued:
        """Let a dead letter wait again, behind what waits already, due then and as if it had never been tried.

        Raises:
            NotFound: ``notice-not-found``.
            Conflict: ``not-a-dead-letter``, when it was not given up, or goes out with another.
        """
        ...

    def drop(self, recipient: str) -> int:
        """Take away every notice to exactly this address, also those that went out, and tell how many.

        What was to go out with one of them is taken away likewise.
        """
        ...
