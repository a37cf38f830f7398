# ruff: noqa: ANN401, SLF001  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what refers to documents, and in what a sweep takes away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from tests.contracts.saboteurs.spoiling import Saboteur, instead

from registre_core.codec import documents_named
from registre_core.kernel.documents import Digest
from registre_core.ports.storage import Removal
from registre_core.register import Entry


def known(tx: Any) -> dict[Digest, Removal | None]:
    """Give what the storage knows of documents."""
    references: dict[Digest, Removal | None] = tx.documents._desk.rows.references
    return references


class ForgetsReferencesOfMany(Saboteur):
    """Refers to what an entry names, unless several are appended."""

    breaks = "STO-95"

    def spoil_transaction(self, tx: Any) -> None:
        def append_all(honest: Callable[[Iterable[Entry]], None], entries: Iterable[Entry]) -> None:
            before = dict(known(tx))
            honest(entries)
            tx.documents._desk.rows.references = before

        instead(tx.register, "append_all", append_all)


class RefersToTheFirst(Saboteur):
    """Refers to the first document that an entry names."""

    breaks = "STO-95"

    def spoil_transaction(self, tx: Any) -> None:
        def append(honest: Callable[[Entry], None], entry: Entry) -> None:
            before = set(known(tx))
            honest(entry)
            for digest in documents_named(entry.content)[1:]:
                if digest not in before:
                    del known(tx)[digest]

        instead(tx.register, "append", append)


class RefersForAll(Saboteur):
    """Takes what anybody refers to for referred to."""

    breaks = "STO-95"

    def spoil_snapshot(self, snapshot: Any) -> None:
        def unreferenced(_: object, digests: Iterable[Digest]) -> tuple[Digest, ...]:
            everybodys = [rows.references for rows in self._medium.kept().values()]
            return tuple(one for one in digests if all(rows.get(one, True) for rows in everybodys))

        instead(snapshot.documents, "unreferenced", unreferenced)


class RefersToWhatGoes(Saboteur):
    """Refers to what a sweep takes away."""

    breaks = "STO-96"

    def spoil_transaction(self, tx: Any) -> None:
        def append(honest: Callable[[Entry], None], entry: Entry) -> None:
            for digest in documents_named(entry.content):
                known(tx).pop(digest, None)
            honest(entry)

        instead(tx.register, "append", append)


class RefersToWhatWent(Saboteur):
    """Refers to what a sweep took away, once it has."""

    breaks = "STO-96"

    def spoil_transaction(self, tx: Any) -> None:
        def refer(honest: Callable[[Iterable[Digest]], None], digests: Iterable[Digest]) -> None:
            given = tuple(digests)
            for digest in given:
                if (mark := known(tx).get(digest)) and mark.done_at:
                    del known(tx)[digest]
            honest(given)

        instead(tx.documents, "refer", refer)


class RefersToSome(Saboteur):
    """Keeps the references before the one that is refused."""

    breaks = "STO-96"

    def spoil_transaction(self, tx: Any) -> None:
        def refer(honest: Callable[[Iterable[Digest]], None], digests: Iterable[Digest]) -> None:
            for digest in digests:
                honest([digest])

        instead(tx.documents, "refer", refer)


Begin = Callable[..., tuple[Removal, ...]]


class MarksWhatIsUsed(Saboteur):
    """Marks what something refers to."""

    breaks = "STO-97"

    def spoil_transaction(self, tx: Any) -> None:
        def begin(honest: Begin, digests: Iterable[Digest], *, by: Iterable[UUID], at: datetime) -> object:
            given = tuple(digests)
            for digest in given:
                if digest in known(tx) and known(tx)[digest] is None:
                    del known(tx)[digest]
            return honest(given, by=by, at=at)

        instead(tx.documents, "begin_removals", begin)


class MarksOver(Saboteur):
    """Marks what another removal has in hand."""

    breaks = "STO-97"

    def spoil_transaction(self, tx: Any) -> None:
        def begin(honest: Begin, digests: Iterable[Digest], *, by: Iterable[UUID], at: datetime) -> object:
            given = tuple(digests)
            for digest in given:
                if known(tx).get(digest):
                    del known(tx)[digest]
            return honest(given, by=by, at=at)

        instead(tx.documents, "begin_removals", begin)


class MarksOnce(Saboteur):
    """Never marks again what was taken away."""

    breaks = "STO-97"

    def spoil_transaction(self, tx: Any) -> None:
        def begin(honest: Begin, digests: Iterable[Digest], *, by: Iterable[UUID], at: datetime) -> object:
            return honest([one for one in digests if one not in known(tx)], by=by, at=at)

        instead(tx.documents, "begin_removals", begin)


class FinishesAnyRemoval(Saboteur):
    """Finishes the removal that stands, whichever was meant."""

    breaks = "STO-98"

    def spoil_transaction(self, tx: Any) -> None:
        def finish(honest: Callable[..., bool], removal: Removal, *, at: datetime) -> bool:
            return honest(known(tx).get(removal.digest) or removal, at=at)

        instead(tx.documents, "finish_removal", finish)


class WithdrawsAnyRemoval(Saboteur):
    """Withdraws the removal that stands, whichever was meant."""

    breaks = "STO-98"

    def spoil_transaction(self, tx: Any) -> None:
        def withdraw(honest: Callable[[Removal], bool], removal: Removal) -> bool:
            return honest(known(tx).get(removal.digest) or removal)

        instead(tx.documents, "withdraw_removal", withdraw)


class WithdrawsWhatWentOn(Saboteur):
    """Withdraws a removal whose bytes are gone by now."""

    breaks = "STO-98"

    def spoil_transaction(self, tx: Any) -> None:
        def withdraw(honest: Callable[[Removal], bool], removal: Removal) -> bool:
            stands = known(tx).get(removal.digest)
            return honest(stands if stands and stands.id == removal.id else removal)

        instead(tx.documents, "withdraw_removal", withdraw)


class SaysItStood(Saboteur):
    """Says that a removal stood, whether it did or not."""

    breaks = "STO-98"

    def spoil_transaction(self, tx: Any) -> None:
        instead(tx.documents, "finish_removal", lambda honest, removal, *, at: honest(removal, at=at) or True)


class GoesOnWithWhatIsDone(Saboteur):
    """Lists removals that were finished as unfinished."""

    breaks = "STO-99"

    def spoil_snapshot(self, snapshot: Any) -> None:
        def unfinished(_: object) -> tuple[Removal, ...]:
            return tuple(sorted(filter(None, known(snapshot).values()), key=lambda one: one.begun_at))

        instead(snapshot.documents, "unfinished", unfinished)


class BeginsWithTheLast(Saboteur):
    """Lists the removals that were begun last first."""

    breaks = "STO-99"

    def spoil_snapshot(self, snapshot: Any) -> None:
        instead(snapshot.documents, "unfinished", lambda honest: tuple(reversed(honest())))


class TellsOfOthersRemovals(Saboteur):
    """Gives the removal of the same bytes in another workspace."""

    breaks = "STO-99"

    def spoil_snapshot(self, snapshot: Any) -> None:
        def removal(honest: Callable[[Digest], Removal | None], digest: Digest) -> Removal | None:
            everybodys = [rows.references.get(digest) for rows in self._medium.kept().values()]
            return honest(digest) or next(filter(None, everybodys), None)

        instead(snapshot.documents, "removal", removal)
