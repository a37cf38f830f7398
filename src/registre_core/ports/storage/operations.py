"""The operator's narrow door: what keeping all workspaces running needs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from attrs import frozen

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage.outbox import Claim, Fate, Notice
from registre_core.register import Head
from registre_core.workspace import Workspace


@frozen
class Backlog:
    """What waits in all workspaces together."""

    waiting: int
    """How many notices have to go out."""
    due: int
    """How many of them a deliverer who takes all he is given would be given now."""
    dead: int
    """How many were given up."""
    oldest_due_at: datetime | None = None
    """Since when the one of these is due that has been for longest."""


class Operations(Protocol):
    """The operator's narrow door: across workspaces, and only what keeping them running needs.

    Questions are answered as of the moment the door was opened. Claiming and settling are changes of their own, each
    kept at once: sending happens in between, and no transaction waits for the world.
    """

    def workspaces(self) -> Iterator[tuple[Workspace, Head]]:
        """List every workspace with the head of its register, by identifier.

        Raises:
            IntegrityBreach: ``register-without-head``, after those that are whole: something is there of a workspace
                whose head, or which itself, was taken away.
        """
        ...

    def staged(self) -> Iterator[WorkspaceId]:
        """List the workspaces of which something was loaded and that are not there yet, by identifier."""
        ...

    def overdue(self, on: date) -> Iterator[WorkspaceId]:
        """List the workspaces in which one still to be done was planned before this day, by identifier."""
        ...

    def late_findings(self, on: date) -> Iterator[WorkspaceId]:
        """List the workspaces in which something still to be corrected was due before this day, by identifier."""
        ...

    def awaiting_signatures(self, at: datetime, *, asked_before: datetime) -> Iterator[WorkspaceId]:
        """List the workspaces in which a signature can still be given that was asked for before a moment.

        Args:
            at: the present instant: what has expired by then is not waited for.
            asked_before: since when at the latest.
        """
        ...

    def turning(self, on: date, policy: str) -> Iterator[WorkspaceId]:
        """List the workspaces whose standing no longer holds on this day, or under this policy, by identifier.

        Args:
            on: the day.
            policy: the fingerprint of the policy that is in force.
        """
        ...

    def waiting(self) -> Iterator[WorkspaceId]:
        """List the workspaces in which arrivals wait to be admitted, by identifier."""
        ...

    def ticket_of(self, secret_digest: Digest) -> WorkspaceId | None:
        """Tell in which workspace a ticket was issued whose secret has this digest, if in any."""
        ...

    def link_of(self, secret_digest: Digest) -> WorkspaceId | None:
        """Tell in which workspace a link was issued whose secret has this digest, if in any."""
        ...

    def watching(self, at: datetime) -> Iterator[WorkspaceId]:
        """List the workspaces with a permit whose fire watch has begun by this moment and lacks rounds."""
        ...

    def unsealed(self) -> Iterator[WorkspaceId]:
        """List the workspaces in which seals are pending, by identifier."""
        ...

    def dead_letters(self) -> Iterator[WorkspaceId]:
        """List the workspaces in which notices were given up, by identifier."""
        ...

    def backlog(self, at: datetime) -> Backlog:
        """Tell what waits in all workspaces together."""
        ...

    def claim(self, *, by: UUID, at: datetime, lease: timedelta, limit: int = 50) -> tuple[Claim, ...]:
        """Claim notices that are due: urgent ones first, then the longest due first.

        A claim holds what waits for one recipient about one subject: the first of it that waits, which counts as tried
        now, and those behind it that are due, up to `MOST_AT_ONCE`. What is urgent waits for nothing that is not; what
        is not waits for whatever is before it.

        Args:
            by: names what is claimed now, and nothing else.
            at: the present instant.
            lease: for how long nobody else is given them. Then they are due again.
            limit: how many recipients and subjects at most.
        """
        ...

    def hold(self, claim: Claim, notice: Notice, *, until: datetime) -> int | None:
        """Begin to carry a notice of a claim, or go on: its lease ends then, for all that is left of it.

        A notice counts as tried once under one claim, however often it is held.

        Args:
            claim: under which it is carried.
            notice: which one of it: the first that is not settled yet.
            until: when the lease ends now.

        Returns:
            How often this notice was tried, this time included; None, when the claim no longer holds.
        """
        ...

    def settle(self, claim: Claim, notice: Notice, fate: Fate, *, at: datetime, failure: str | None = None) -> bool:
        """Say what became of a notice, which frees the next one; tell whether the claim still held.

        Args:
            claim: under which it was carried.
            notice: which one of it: the first that is not settled yet.
            fate: anything but waiting.
            at: when.
            failure: the code of what went wrong, if it did.
        """
        ...

    def postpone(self, claim: Claim, notice: Notice, *, until: datetime, failure: str | None = None) -> bool:
        """Give a notice back, to be claimed again from then on, and those behind it; tell whether the claim held.

        Args:
            claim: under which it was carried.
            notice: which one of it: the first that is not settled yet.
            until: when it is due, and the soonest that anything behind it is.
            failure: the code of what went wrong; None, if nothing was tried, and then this time does not count.
        """
        ...
