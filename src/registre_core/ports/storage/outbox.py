"""Notices that wait for delivery: queued with the change they tell of, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.identifiers import NoticeId, WorkspaceId
from registre_core.kernel.reasons import FactValue
from registre_core.kernel.validation import Checked, at_least, aware, must, not_blank


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


@frozen
class Claim(Checked):
    """A notice in the hands of one deliverer, until its lease ends."""

    workspace: WorkspaceId
    """Whose notice it is."""
    notice: Notice
    """What is to be delivered, under its key."""
    attempt: int = field(metadata=must(at_least(1)))
    """How often it was claimed, this time included; it tells a deliverer who comes too late from the present one."""
    until: datetime = field(metadata=must(aware))
    """From then on somebody else may claim it."""


class OutboxReader(Protocol):
    """The waiting notices of one workspace."""

    def pending(self, *, limit: int = 50) -> tuple[Notice, ...]:
        """Give the oldest notices that neither went out nor were given up, in the order they were queued."""
        ...

    def is_queued(self, key: str) -> bool:
        """Whether a notice under this key was queued, whatever became of it: it would change nothing once more."""
        ...


class OutboxStore(OutboxReader, Protocol):
    """The same, to write."""

    def queue(self, notice: Notice) -> bool:
        """Queue a notice; one whose key is queued already changes nothing. Tell whether it is new.

        Raises:
            Conflict: ``already-exists``, when its identifier waits under another key.
        """
        ...

    def drop(self, recipient: str) -> int:
        """Take away every notice to exactly this address, also those that went out, and tell how many."""
        ...
