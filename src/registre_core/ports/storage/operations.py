"""The operator's narrow door: what keeping all workspaces running needs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Protocol

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage.outbox import Claim
from registre_core.register import Head
from registre_core.workspace import Workspace


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

    def claim(self, *, at: datetime, lease: timedelta, limit: int = 50) -> tuple[Claim, ...]:
        """Claim notices that are due, the longest due first.

        Args:
            at: the present instant.
            lease: for how long nobody else is given them.
            limit: how many at most.
        """
        ...

    def delivered(self, claim: Claim) -> bool:
        """Say that it went out; tell whether the claim still held."""
        ...

    def postpone(self, claim: Claim, *, until: datetime) -> bool:
        """Give it back, to be claimed again from then on; tell whether the claim still held."""
        ...

    def give_up(self, claim: Claim) -> bool:
        """Say that it will never go out, which frees the next one; tell whether the claim still held."""
        ...
