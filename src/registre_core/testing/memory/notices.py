"""What a workspace settled of its notices, mutings and subscriptions, in memory."""

from __future__ import annotations

from collections.abc import Collection

from attrs import evolve

from registre_core.kernel.errors import Conflict
from registre_core.kernel.identifiers import SubscriptionId
from registre_core.kernel.storable import require_storable
from registre_core.notices import Muting, NoticeSettings, Subscription
from registre_core.testing.memory.rows import OnDesk, get, refuse_known, with_next_version


class MemoryNoticeSettingsReader(OnDesk):
    """What was settled, to read."""

    def get(self) -> NoticeSettings:
        return self._desk.rows.notice_settings or NoticeSettings()


class MemoryNoticeSettingsStore(MemoryNoticeSettingsReader):
    """The same, to write."""

    def add(self, settings: NoticeSettings) -> NoticeSettings:
        require_storable(settings)
        if self._desk.rows.notice_settings is not None:
            raise Conflict("already-exists", "something was settled of the notices already")
        self._desk.rows.notice_settings = settings
        return settings

    def save(self, settings: NoticeSettings) -> NoticeSettings:
        require_storable(settings)
        stored = self.get().version
        if stored != settings.version:
            said = "somebody settled something else in between: read it again"
            raise Conflict("stale-version", said, {"stored": stored, "given": settings.version})
        saved = evolve(settings, version=stored + 1)
        self._desk.rows.notice_settings = saved
        return saved


class MemoryMutingReader(OnDesk):
    """Mutings, to read."""

    def of(self, recipient: str) -> frozenset[str]:
        return self._desk.rows.mutings.get(recipient, frozenset())

    def every(self) -> tuple[Muting, ...]:
        return tuple(Muting(*one) for one in sorted(self._desk.rows.mutings.items()))


class MemoryMutingStore(MemoryMutingReader):
    """The same, to write."""

    def put(self, recipient: str, kinds: Collection[str]) -> None:
        muting = Muting(recipient, frozenset(kinds))
        require_storable(muting)
        self._desk.rows.mutings.pop(recipient, None)
        if muting.kinds:
            self._desk.rows.mutings[recipient] = muting.kinds


class MemorySubscriptionReader(OnDesk):
    """Subscriptions, to read."""

    def get(self, subscription: SubscriptionId) -> Subscription:
        return get(self._desk.rows.subscriptions, subscription, "subscription")

    def every(self, *, stopped: bool = False) -> tuple[Subscription, ...]:
        kept = sorted(self._desk.rows.subscriptions.items())
        return tuple(one for _, one in kept if stopped or one.stopped_at is None)


class MemorySubscriptionStore(MemorySubscriptionReader):
    """The same, to write."""

    def add(self, subscription: Subscription) -> Subscription:
        rows = self._desk.rows
        require_storable(subscription)
        refuse_known(rows.subscriptions, subscription.id, "subscription")
        rows.subscriptions[subscription.id] = subscription
        return subscription

    def save(self, subscription: Subscription) -> Subscription:
        rows = self._desk.rows
        require_storable(subscription)
        saved = with_next_version(rows.subscriptions, subscription.id, subscription, "subscription")
        rows.subscriptions[subscription.id] = saved
        return saved
