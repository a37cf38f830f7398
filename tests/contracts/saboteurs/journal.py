# ruff: noqa: ANN401, SLF001  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in register and outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.kernel.errors import Conflict
from registre_core.register import Head
from registre_core.testing.memory.rows import Delivery


class AppendsAnyEntry(Saboteur):
    """Believes whoever brings an entry."""

    breaks = "STO-12"

    def spoil_transaction(self, tx: Any) -> None:
        def append(honest: Callable[[Any], None], entry: Any) -> None:
            try:
                honest(entry)
            except Conflict as error:
                if error.code != "not-the-next-entry":
                    raise
                rows_of(tx).entries[entry.heading.id] = entry
                rows_of(tx).head = Head(entry.heading.number, entry.link)

        instead(tx.register, "append", append)


class LooksAtTheNumberOnly(Saboteur):
    """Takes an entry of the right number whatever it links to."""

    breaks = "STO-12"

    def spoil_transaction(self, tx: Any) -> None:
        def append(honest: Callable[[Any], None], entry: Any) -> None:
            try:
                honest(entry)
            except Conflict as error:
                if error.code != "not-the-next-entry" or entry.heading.number != rows_of(tx).head.number + 1:
                    raise
                rows_of(tx).entries[entry.heading.id] = entry
                rows_of(tx).head = Head(entry.heading.number, entry.link)

        instead(tx.register, "append", append)


class AppendsUpToTheWrongOne(Saboteur):
    """Keeps those of many entries that came before one it refuses."""

    breaks = "STO-37"

    def spoil_transaction(self, tx: Any) -> None:
        def append_all(_honest: Callable[[Any], None], entries: Any) -> None:
            for entry in entries:
                tx.register.append(entry)

        instead(tx.register, "append_all", append_all)


class LosesPartsOfMany(Saboteur):
    """Keeps what names a person of single entries only."""

    breaks = "STO-37"

    def spoil_transaction(self, tx: Any) -> None:
        def append_all(honest: Callable[[Any], None], entries: Any) -> None:
            honest([evolve(entry, personal=()) for entry in entries])

        instead(tx.register, "append_all", append_all)


class LeavesTheHead(Saboteur):
    """Forgets to move the head when it commits."""

    breaks = "STO-12"

    def spoil_transaction(self, tx: Any) -> None:
        before = rows_of(tx).head

        def commit(honest: Callable[[], None]) -> None:
            rows_of(tx).head = before
            honest()

        instead(tx, "commit", commit)


class StripsLineEnds(Saboteur):
    """Keeps the bytes of an entry as a line of text."""

    breaks = "STO-13"

    def spoil_snapshot(self, snapshot: Any) -> None:
        def chain(honest: Callable[[], Iterator[Any]]) -> Iterator[Any]:
            return ((number, content.rstrip(b"\r\n"), link) for number, content, link in honest())

        instead(snapshot.register, "chain", chain)


class GivesTheNewestFirst(Saboteur):
    """Lists entries as a page shows them."""

    breaks = "STO-13"

    def spoil(self, tx: Any) -> None:
        instead(tx.register, "entries", lambda honest, *args, **named: reversed(list(honest(*args, **named))))


class GivesTheFirstThousand(Saboteur):
    """Streams one batch."""

    breaks = "STO-13"

    def spoil(self, tx: Any) -> None:
        instead(tx.register, "chain", lambda honest: (row for row in honest() if row[0] <= 1_000))


class FindsTheFirstEntry(Saboteur):
    """Knows that an entry is there, and gives another."""

    breaks = "STO-13"

    def spoil(self, tx: Any) -> None:
        instead(tx.register, "find", lambda honest, entry: honest(entry) and next(tx.register.entries()))


class HidesEntriesWithoutASite(Saboteur):
    """Filters by site what stands on none."""

    breaks = "STO-13"

    def spoil(self, tx: Any) -> None:
        def entries(honest: Callable[..., Iterator[Any]], where: Any = None, **named: Any) -> Iterator[Any]:
            shown = honest(where, **named) if where else honest(**named)
            return (one for one in shown if not where or where.among is None or one.heading.site_id)

        instead(tx.register, "entries", entries)


class QueuesTwice(Saboteur):
    """Looks at no key."""

    breaks = "STO-14"

    def spoil_transaction(self, tx: Any) -> None:
        def queue(honest: Callable[[Any], bool], notice: Any) -> bool:
            rows = rows_of(tx)
            if rows.notices.get(notice.key, notice) == notice:
                return honest(notice)
            rows.notices[f"{notice.key} once more"] = notice
            rows.deliveries[f"{notice.key} once more"] = Delivery(notice.queued_at)
            return False

        instead(tx.outbox, "queue", queue)


class QueuesAtOnce(Saboteur):
    """Hands a notice over before its change is certain."""

    breaks = "STO-14 STO-1"

    def spoil_transaction(self, tx: Any) -> None:
        def queue(honest: Callable[[Any], bool], notice: Any) -> bool:
            is_new = honest(notice)
            workspace = tx.sites._desk.workspace
            if kept := self._medium.kept().get(workspace):
                now = rows_of(tx)
                self._medium.keep(workspace, evolve(kept, notices=dict(now.notices), deliveries=dict(now.deliveries)))
            return is_new

        instead(tx.outbox, "queue", queue)


class KnowsWhatWaitsAlone(Saboteur):
    """Takes the key of what went out for one that was never queued."""

    breaks = "STO-28"

    def spoil(self, tx: Any) -> None:
        def is_queued(_: object, key: str) -> bool:
            return any(one.key == key for one in rows_of(tx).waiting())

        instead(tx.outbox, "is_queued", is_queued)


class SortsTheQueue(Saboteur):
    """Delivers by identifier."""

    breaks = "STO-14"

    def spoil(self, tx: Any) -> None:
        def pending(honest: Callable[..., Any], *, limit: int = 50) -> Any:
            return tuple(sorted(honest(limit=10_000), key=lambda notice: notice.id))[:limit]

        instead(tx.outbox, "pending", pending)
