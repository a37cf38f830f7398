# ruff: noqa: ANN401, SLF001  # saboteurs reach into the fake, whatever they find there
"""Storages that forget too little, too much, too early, or somewhere else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.testing.memory import Medium
from registre_core.testing.memory.rows import Desk
from registre_core.testing.memory.storage import MemoryTransaction


class KeepsThePart(Saboteur):
    """Erases the salt and thinks that is enough."""

    breaks = "STO-22"

    def spoil_transaction(self, tx: Any) -> None:
        def forget(honest: Callable[[Any], int], person: Any) -> int:
            before = dict(rows_of(tx).entries)
            erased = honest(person)
            for key, entry in before.items():
                saltless = [evolve(part, salt=b"") if part.person == person else part for part in entry.personal]
                rows_of(tx).entries[key] = evolve(entry, personal=tuple(saltless))
            return erased

        instead(tx.register, "forget", forget)


class ForgetsWhoeverStandsBeside(Saboteur):
    """Empties each entry that names the person."""

    breaks = "STO-22"

    def spoil_transaction(self, tx: Any) -> None:
        def forget(honest: Callable[[Any], int], person: Any) -> int:
            for key, entry in rows_of(tx).entries.items():
                if person in {part.person for part in entry.personal}:
                    alone = tuple(part for part in entry.personal if part.person == person)
                    rows_of(tx).entries[key] = evolve(entry, personal=alone)
            return honest(person)

        instead(tx.register, "forget", forget)


class ForgetsInOneEntry(Saboteur):
    """Stops at the first entry that names the person."""

    breaks = "STO-22"

    def spoil_transaction(self, tx: Any) -> None:
        def forget(honest: Callable[[Any], int], person: Any) -> int:
            before = dict(rows_of(tx).entries)
            erased = honest(person)
            changed = [key for key, entry in before.items() if entry != rows_of(tx).entries[key]]
            for key in changed[1:]:
                rows_of(tx).entries[key] = before[key]
            return erased

        instead(tx.register, "forget", forget)


class ErasesTheCommitments(Saboteur):
    """Takes the person out of the chained bytes as well."""

    breaks = "STO-22"

    def spoil_transaction(self, tx: Any) -> None:
        def forget(honest: Callable[[Any], int], person: Any) -> int:
            for key, entry in rows_of(tx).entries.items():
                content = entry.content.replace(str(person).encode(), b"0" * 36)
                rows_of(tx).entries[key] = evolve(entry, content=content)
            return honest(person)

        instead(tx.register, "forget", forget)


class SealsTheChainAnew(Saboteur):
    """Moves the head after erasing, as if something had been appended."""

    breaks = "STO-22"

    def spoil_transaction(self, tx: Any) -> None:
        def forget(honest: Callable[[Any], int], person: Any) -> int:
            erased = honest(person)
            rows_of(tx).head = evolve(rows_of(tx).head, link=bytes(32)) if erased else rows_of(tx).head
            return erased

        instead(tx.register, "forget", forget)


class CountsNobody(Saboteur):
    """Forgets, and does not tell how much."""

    breaks = "STO-22 STO-23 STO-24"

    def spoil_transaction(self, tx: Any) -> None:
        for store, question in FORGETTING:
            instead(getattr(tx, store), question, lambda honest, whom: honest(whom) and 1)


FORGETTING = (("register", "forget"), ("findings", "forget_creator"), ("outbox", "drop"))
"""Every question that makes a storage forget."""


class ForgetsElsewhere(Saboteur):
    """Looks a person up in every workspace."""

    breaks = "STO-10"

    def spoil_transaction(self, tx: Any) -> None:
        here = tx.sites._desk.workspace
        for store, question in FORGETTING:
            instead(getattr(tx, store), question, partial(self._everywhere, here, store, question))

    def _everywhere(self, here: Any, store: str, question: str, honest: Callable[[Any], int], whom: Any) -> int:
        for workspace in self._medium.kept().keys() - {here}:
            forget_at_once(self._medium, workspace, store, question, whom)
        return honest(whom)


class ForgetsAtOnce(Saboteur):
    """Erases what is kept before the change is."""

    breaks = "STO-1"

    def spoil_transaction(self, tx: Any) -> None:
        here = tx.sites._desk.workspace
        for store, question in FORGETTING:
            instead(getattr(tx, store), question, partial(self._at_once, here, store, question))

    def _at_once(self, here: Any, store: str, question: str, honest: Callable[[Any], int], whom: Any) -> int:
        if here in self._medium.kept():
            forget_at_once(self._medium, here, store, question, whom)
        return honest(whom)


def forget_at_once(medium: Medium, workspace: Any, store: str, question: str, whom: Any) -> None:
    """Reach around every transaction."""
    rows = medium.kept()[workspace].copy()
    getattr(getattr(MemoryTransaction(Desk(workspace, rows), medium), store), question)(whom)
    medium.keep(workspace, rows)


class KeepsForWhom(Saboteur):
    """Takes the creator's name away and leaves on whose behalf it was."""

    breaks = "STO-23"

    def spoil_transaction(self, tx: Any) -> None:
        def forget_creator(honest: Callable[[Any], int], creator: Any) -> int:
            before = dict(rows_of(tx).findings)
            forgotten = honest(creator)
            for key, finding in rows_of(tx).findings.items():
                behalf = before[key].created_by.on_behalf_of
                told = evolve(finding.created_by, on_behalf_of=behalf)
                rows_of(tx).findings[key] = evolve(finding, created_by=told)
            return forgotten

        instead(tx.findings, "forget_creator", forget_creator)


class LetsTheNameComeBack(Saboteur):
    """Leaves the version as it was: who read the finding before can save it with the name."""

    breaks = "STO-23"

    def spoil_transaction(self, tx: Any) -> None:
        def forget_creator(honest: Callable[[Any], int], creator: Any) -> int:
            before = dict(rows_of(tx).findings)
            forgotten = honest(creator)
            for key, finding in rows_of(tx).findings.items():
                rows_of(tx).findings[key] = evolve(finding, version=before[key].version)
            return forgotten

        instead(tx.findings, "forget_creator", forget_creator)


class ForgetsEveryCreator(Saboteur):
    """Renames the creator of every finding."""

    breaks = "STO-23"

    def spoil_transaction(self, tx: Any) -> None:
        def forget_creator(honest: Callable[[Any], int], creator: Any) -> int:
            forgotten = honest(creator)
            for other in {one.created_by.person.id for one in rows_of(tx).findings.values()} - {creator}:
                honest(other)
            return forgotten

        instead(tx.findings, "forget_creator", forget_creator)


class DropsWhateverTheCase(Saboteur):
    """Takes two addresses for one."""

    breaks = "STO-24"

    def spoil_transaction(self, tx: Any) -> None:
        def drop(honest: Callable[[Any], int], recipient: str) -> int:
            alike = {one.recipient for one in rows_of(tx).notices.values() if one.recipient.lower() == recipient}
            return sum(honest(address) for address in sorted({*alike, recipient}))

        instead(tx.outbox, "drop", drop)


class DropsTheOldest(Saboteur):
    """Drops as many notices as are meant, from the front of the queue."""

    breaks = "STO-24"

    def spoil_transaction(self, tx: Any) -> None:
        def drop(honest: Callable[[Any], int], recipient: str) -> int:
            before = dict(rows_of(tx).notices)
            dropped = honest(recipient)
            rows_of(tx).notices = dict(list(before.items())[dropped:])
            return dropped

        instead(tx.outbox, "drop", drop)
