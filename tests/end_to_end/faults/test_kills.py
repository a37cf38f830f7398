"""kill -9: every acknowledged change is there, nothing half, nothing twice, and the next change works at once."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from tests.end_to_end.faults.auditing import audit
from tests.end_to_end.faults.forge import Forge, Writer, soon, tampered_with
from tests.end_to_end.faults.grounds import Ground, Town
from tests.end_to_end.faults.tallies import ROUNDS, SEED, Tally
from tests.end_to_end.faults.writing import Change
from tests.postgres_server import Cluster

pytestmark = pytest.mark.slow

Tell = Callable[[str], None]

CHAPTER = 10
"""Kills that one workspace survives: all of it is audited after each."""

CALLS = 200
"""System calls that a writer is killed at, one after the other or as many of them as there are rounds."""

WRITERS = 4
"""How many write while their server is killed."""


def test_a_killed_writer(ground: Ground, forge: Forge, tally: Tally, tell: Tell) -> None:
    for kill in range(ROUNDS):
        if kill % CHAPTER == 0:
            town, known = ground.found(), set[Change]()
        chance = Random(f"{SEED}/{kill}")  # noqa: S311  # no secret
        writer = forge.writer(ground, town)
        writer.hear(chance.randrange(12))
        soon(chance)
        writer.kill()
        settle(ground, town, known, [writer], tally)
        if (kill + 1) % CHAPTER == 0:
            tell(f"{kill + 1} of {ROUNDS} writers killed, {tally.told} changes acknowledged")


def test_a_writer_killed_at_a_system_call(ground: Ground, forge: Forge, strace: str, tally: Tally, tell: Tell) -> None:
    """The moments of a commit itself, which chance meets rarely: each write to the file, each word with the server."""
    calls = "pwrite64,fdatasync" if ground.storage.startswith("sqlite") else "sendto,recvfrom"
    step = max(1, CALLS // ROUNDS)
    first = Random(SEED).randrange(step)  # noqa: S311  # no secret
    for kill in range(ROUNDS):
        if kill % CHAPTER == 0:
            town, known = ground.found(), set[Change]()
        writer = forge.waiting_writer(ground, town)
        with tampered_with(writer, strace, calls, f"signal=KILL:when={1 + first + step * kill}"):
            writer.begin()
            writer.bury()
        settle(ground, town, known, [writer], tally)
        if (kill + 1) % CHAPTER == 0:
            tell(f"{kill + 1} of {ROUNDS} writers killed, {tally.told} changes acknowledged")


def test_a_killed_server(
    postgres_ground: Ground, durable_postgres: Cluster, forge: Forge, tally: Tally, tell: Tell
) -> None:
    for kill in range(ROUNDS // 10):
        town = postgres_ground.found()
        chance = Random(f"{SEED}/server/{kill}")  # noqa: S311
        writers = [forge.writer(postgres_ground, town) for _ in range(WRITERS)]
        writers[0].hear(chance.randrange(12))
        soon(chance)
        durable_postgres.kill()
        soon(chance)
        for writer in writers:
            writer.catch_up()
        durable_postgres.start()
        for writer in writers:
            writer.hear(2)
        for writer in writers:
            writer.kill()
        settle(postgres_ground, town, set(), writers, tally)
        tell(f"{kill + 1} of {ROUNDS // 10} servers killed, {tally.told} changes acknowledged")


def settle(ground: Ground, town: Town, known: set[Change], writers: list[Writer], tally: Tally) -> None:
    """Audit what the dead left; known is what was there before, and grows."""
    told = set[Change]().union(*(writer.told for writer in writers))
    found = audit(ground, town, known | told)
    tally.rounds += 1
    tally.told += len(told) + 1  # the auditor's own
    failures = [code for writer in writers for code in writer.failures]
    tally.failures += len(failures)
    tally.count(found)
    assert [] == found.troubles, f"in round {tally.rounds} of REGISTRE_FAULT_SEED={SEED}"
    assert [] == failures, "what was tried again by itself succeeded in the end"
    assert len(found.unheard) <= len(writers), "a writer does one thing at a time"
    known |= found.there
