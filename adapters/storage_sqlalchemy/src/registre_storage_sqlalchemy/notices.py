"""What a workspace settled of its notices, who wants none of some, and which machines are told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import time
from operator import attrgetter
from typing import Any

from attrs import evolve
from sqlalchemy import bindparam, delete, select, update

from registre_core.kernel.errors import Conflict
from registre_core.kernel.identifiers import SubscriptionId
from registre_core.kernel.storable import require_storable
from registre_core.notices import Muting, NoticeSettings, Subscription
from registre_storage_sqlalchemy.fields import Fields
from registre_storage_sqlalchemy.schema import notice_mutings, notice_settings, subscriptions
from registre_storage_sqlalchemy.shelves import Shelf
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

_SETTINGS = select(
    notice_settings.c.off,
    notice_settings.c.remind_again_after,
    notice_settings.c.quiet_from,
    notice_settings.c.quiet_until,
    notice_settings.c.reply_to,
    notice_settings.c.version,
).where(notice_settings.c.workspace_id == WORKSPACE)
_CHANGE = update(notice_settings).where(notice_settings.c.workspace_id == WORKSPACE)


def _settings(row: AnyRow) -> NoticeSettings:
    off, remind_again_after, quiet_from, quiet_until, reply_to, version = row
    return NoticeSettings(frozenset(off), remind_again_after, _time(quiet_from), _time(quiet_until), reply_to, version)


def _time(kept: str | None) -> time | None:
    return None if kept is None else time.fromisoformat(kept)


def _settings_row(settings: NoticeSettings) -> Mapping[str, Any]:
    return {
        "off": sorted(settings.off),
        "remind_again_after": settings.remind_again_after,
        "quiet_from": settings.quiet_from and settings.quiet_from.isoformat(),
        "quiet_until": settings.quiet_until and settings.quiet_until.isoformat(),
        "reply_to": settings.reply_to,
        "version": settings.version,
    }


class SqlNoticeSettingsReader:
    """What was settled, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self) -> NoticeSettings:
        """Give it."""
        return self._kept() or NoticeSettings()

    def _kept(self) -> NoticeSettings | None:
        return next(iter(built("notice settings", _settings, self._work.rows(_SETTINGS))), None)


class SqlNoticeSettingsStore(SqlNoticeSettingsReader):
    """The same, to write."""

    def add(self, settings: NoticeSettings) -> NoticeSettings:
        """Keep them as they are, where nothing was settled yet."""
        require_storable(settings)
        if self._kept() is not None:
            raise Conflict("already-exists", "something was settled of the notices already")
        self._work.insert(notice_settings, _settings_row(settings))
        return settings

    def save(self, settings: NoticeSettings) -> NoticeSettings:
        """Keep them, their version raised."""
        require_storable(settings)
        kept = self._kept()
        stored = 1 if kept is None else kept.version
        if stored != settings.version:
            said = "somebody settled something else in between: read it again"
            raise Conflict("stale-version", said, {"stored": stored, "given": settings.version})
        saved = evolve(settings, version=stored + 1)
        if kept is None:
            self._work.insert(notice_settings, _settings_row(saved))
        else:
            self._work.change(_CHANGE, _settings_row(saved))
        return saved


_HERE = notice_mutings.c.workspace_id == WORKSPACE
_OF = (_HERE, notice_mutings.c.recipient == bindparam("of_recipient"))
_MUTED = select(notice_mutings.c.recipient, notice_mutings.c.kinds).where(*_OF)
_MUTINGS = select(notice_mutings.c.recipient, notice_mutings.c.kinds).where(_HERE)
_UNMUTE = delete(notice_mutings).where(*_OF)


def _muting(row: AnyRow) -> Muting:
    recipient, kinds = row
    return Muting(recipient, frozenset(kinds))


class SqlMutingReader:
    """Mutings, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def of(self, recipient: str) -> frozenset[str]:
        """Tell which kinds this address wants nothing of."""
        rows = self._work.rows(_MUTED, {"of_recipient": recipient})
        return next((one.kinds for one in built("muting", _muting, rows)), frozenset())

    def every(self) -> tuple[Muting, ...]:
        """Give all of them, by address."""
        every = built("muting", _muting, self._work.rows(_MUTINGS))
        return tuple(sorted(every, key=attrgetter("recipient")))  # each database puts texts into an order of its own


class SqlMutingStore(SqlMutingReader):
    """The same, to write."""

    def put(self, recipient: str, kinds: Collection[str]) -> None:
        """Let this address have nothing of these kinds, and of no other than these any more."""
        muting = Muting(recipient, frozenset(kinds))
        require_storable(muting)
        self._work.change(_UNMUTE, {"of_recipient": recipient})
        if muting.kinds:
            self._work.insert(notice_mutings, {"recipient": recipient, "kinds": sorted(muting.kinds)})


_FIELDS = Fields(Subscription, subscriptions)
_SUBSCRIPTIONS = Shelf("subscription", subscriptions, _FIELDS.columns, read=_FIELDS.read, write=_FIELDS.write)
_EVERY = select(*_FIELDS.columns).where(subscriptions.c.workspace_id == WORKSPACE).order_by(subscriptions.c.id)
_TOLD = _EVERY.where(subscriptions.c.stopped_at.is_(None))


class SqlSubscriptionReader:
    """Subscriptions, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, subscription: SubscriptionId) -> Subscription:
        """Give one."""
        return _SUBSCRIPTIONS.get(self._work, subscription)

    def every(self, *, stopped: bool = False) -> tuple[Subscription, ...]:
        """Give those that are told, or all."""
        return tuple(built("subscription", _FIELDS.read, self._work.rows(_EVERY if stopped else _TOLD)))


class SqlSubscriptionStore(SqlSubscriptionReader):
    """The same, to write."""

    def add(self, subscription: Subscription) -> Subscription:
        """Add one."""
        return _SUBSCRIPTIONS.add(self._work, subscription)

    def save(self, subscription: Subscription) -> Subscription:
        """Keep what it has become."""
        return _SUBSCRIPTIONS.save(self._work, subscription)
