"""What a workspace settled of its notices, who wants none of some, and which machines are told."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from registre_core.kernel.identifiers import SubscriptionId
from registre_core.notices import Muting, NoticeSettings, Subscription


class NoticeSettingsReader(Protocol):
    """What a workspace settled."""

    def get(self) -> NoticeSettings:
        """Give it; where nothing was settled, what holds then, with version 1."""
        ...


class NoticeSettingsStore(NoticeSettingsReader, Protocol):
    """The same, to write."""

    def add(self, settings: NoticeSettings) -> NoticeSettings:
        """Keep them as they are, as of a workspace that moves in, where nothing was settled yet.

        Raises:
            Conflict: ``already-exists``.
        """
        ...

    def save(self, settings: NoticeSettings) -> NoticeSettings:
        """Keep it, its version raised by one.

        Raises:
            Conflict: ``stale-version``.
        """
        ...


class MutingReader(Protocol):
    """Who wants no notices of some kinds."""

    def of(self, recipient: str) -> frozenset[str]:
        """Tell which kinds this address, to the letter, wants nothing of."""
        ...

    def every(self) -> tuple[Muting, ...]:
        """Give all of them, by address."""
        ...


class MutingStore(MutingReader, Protocol):
    """The same, to write."""

    def put(self, recipient: str, kinds: Collection[str]) -> None:
        """Let this address have nothing of these kinds, and of no other than these any more; none forgets it."""
        ...


class SubscriptionReader(Protocol):
    """Which machines are told."""

    def get(self, subscription: SubscriptionId) -> Subscription:
        """Give one.

        Raises:
            NotFound: ``subscription-not-found``.
        """
        ...

    def every(self, *, stopped: bool = False) -> tuple[Subscription, ...]:
        """Give those that are told; with `stopped`, also the others; by identifier."""
        ...


class SubscriptionStore(SubscriptionReader, Protocol):
    """The same, to write."""

    def add(self, subscription: Subscription) -> Subscription:
        """Add one.

        Raises:
            Conflict: ``already-exists``.
        """
        ...

    def save(self, subscription: Subscription) -> Subscription:
        """Keep what it has become, its version raised by one.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``subscription-not-found``.
        """
        ...
