"""One reminder rather than three: whatever is late, gathered for each person, and for no thing too often.

Each thing that somebody is reminded of leaves a notice that rides with his reminder, and whose key holds the day. So
whether he was reminded within the span is asked of keys alone: nights that were missed, and a span that was changed
meanwhile, need no memory of their own. Machines are told of each thing by itself: they have no mailbox to be spared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from attrs import evolve, field, frozen

from registre_core.notices import TOPICS, Facts
from registre_core.ports.storage import Notice, Snapshot
from registre_core.services.journal import Stamp
from registre_core.services.notices.telling import Event, Reader, is_muted, is_off, machines

REMINDER = "reminder"
"""The kind of a reminder; what rides with it is of kinds of its own."""


@frozen
class Late:
    """Something that is late, and who is to be reminded of it."""

    event: Event
    """It, without a day: its occasion is its identifier."""
    readers: tuple[Reader, ...]
    """Those who can do something about it."""

    def told_on(self, day: date) -> Event:
        """Give it as it is told on a day."""
        return evolve(self.event, occasion=f"{self.event.occasion}/{day.isoformat()}")


@frozen
class _Copy:
    """What one address is to be told of one thing; several persons may share an address."""

    late: Late
    readers: list[Reader] = field(factory=list)

    def keys(self, days: Iterable[date]) -> frozenset[str]:
        """Give the keys under which it would have been told on one of some days, to whichever of them."""
        events = [self.late.told_on(day) for day in days]
        return frozenset(event.key_for(reader) for event in events for reader in self.readers)


def reminders(tx: Snapshot, late: Iterable[Late], stamp: Stamp) -> tuple[Notice, ...]:
    """Give the reminders that are due, each followed by what rides with it, and what machines are told.

    Args:
        tx: the transaction.
        late: everything that is late.
        stamp: when, and where identifiers come from.
    """
    told_of = [one for one in late if not is_off(tx, one.event.topic)]
    days = _days(stamp.today, tx.notice_settings.get().remind_again_after)
    of_people = {} if is_off(tx, TOPICS[REMINDER]) else _for_people(tx, told_of)
    of_machines = _for_machines(tx, told_of)
    asked = {address: [(one, one.keys(days)) for one in copies] for address, copies in of_people.items()}
    asked_of_machines = [(one, one.keys(days)) for one in of_machines]
    every = [keys for copies in (*asked.values(), asked_of_machines) for _, keys in copies]
    known = tx.outbox.queued_among(frozenset[str]().union(*every))
    alone = [_part(one, stamp) for one, keys in asked_of_machines if known.isdisjoint(keys)]
    due = ([one for one, keys in copies if known.isdisjoint(keys)] for copies in asked.values())
    return (*(notice for copies in due if copies for notice in _gathered(copies, stamp)), *alone)


def _days(today: date, span: int) -> tuple[date, ...]:
    """Give the days on which nobody may have been told, if he is to be told today."""
    return tuple(today - timedelta(days=ago) for ago in range(span))


def _for_people(tx: Snapshot, late: Iterable[Late]) -> Mapping[str, list[_Copy]]:
    """Put together what each address would be told, but for what it wants to hear nothing of."""
    found: dict[str, dict[str, _Copy]] = {}
    for one in late:
        for reader in one.readers:
            copies = found.setdefault(reader.address, {})
            copies.setdefault(f"{one.event.kind}/{one.event.occasion}", _Copy(one)).readers.append(reader)
    return {address: list(_wanted(tx, address, copies.values())) for address, copies in found.items()}


def _wanted(tx: Snapshot, address: str, copies: Iterable[_Copy]) -> Iterator[_Copy]:
    if is_muted(tx, TOPICS[REMINDER], address):
        return
    muted = tx.mutings.of(address)
    yield from (one for one in copies if one.late.event.kind not in muted)


def _for_machines(tx: Snapshot, late: Iterable[Late]) -> list[_Copy]:
    return [_Copy(one, [machine]) for one in late for machine in machines(tx, one.event.kind)]


def _gathered(copies: list[_Copy], stamp: Stamp) -> Iterator[Notice]:
    """Give the reminder, and what rides with it; its key is that of the first thing, which was never told of before."""
    first, reader = copies[0].late.told_on(stamp.today), copies[0].readers[0]
    facts: Facts = {"count": len(copies), "on": stamp.today.isoformat()}
    event = Event(REMINDER, f"{first.kind}/{first.occasion}", "recipient", reader.id, facts)
    head = event.notice(reader, stamp)
    yield head
    yield from (evolve(_part(one, stamp), rides=head.id) for one in copies)


def _part(copy: _Copy, stamp: Stamp) -> Notice:
    return copy.late.told_on(stamp.today).notice(copy.readers[0], stamp)
