"""kill -9 between sending and marking: the same key goes out again, and nothing is lost, on either database."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

from tests.end_to_end.faults.grounds import NoPages
from tests.usecases.delivering import JOB, PlainWords

from registre_core import Actor, Ports, Registre, assemble
from registre_core.notices import DeliveryPolicy
from registre_core.ports import Message
from registre_core.ports.storage import Fate
from registre_core.testing.builders import a_notice
from registre_core.testing.memory import MemoryDocuments
from registre_storage_sqlalchemy import SqlStorage
from registre_system.clock import SystemClock
from registre_system.ids import Uuid7Source

FORK = get_context("fork")
LEASE = timedelta(seconds=0.4)


class Pillar:
    """A far end that is a file: whoever delivers writes a line, and dies there if he is to."""

    def __init__(self, file: Path, *, deadly: bool) -> None:
        self.file, self.deadly = file, deadly

    def deliver(self, message: Message) -> None:
        with self.file.open("a") as stream:
            stream.write(f"{message.key}\n")
        if self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def close(self) -> None:
        pass


def carried_to(file: Path, address: str, *, deadly: bool) -> Registre:
    ports = Ports(
        storage=SqlStorage.open(address),
        documents=MemoryDocuments(),
        pages=NoPages(),
        clock=SystemClock(),
        ids=Uuid7Source(),
        notifier=Pillar(file, deadly=deadly),
        wording=PlainWords(),
        deliveries=DeliveryPolicy(lease=LEASE),
    )
    return assemble(ports)


def deliver_and_die(file: Path, address: str) -> None:
    carried_to(file, address, deadly=True).deliveries.deliver(JOB)


def test_who_is_killed_between_sending_and_marking_loses_nothing_and_repeats_the_key(
    tmp_path: Path, address: str
) -> None:
    file = tmp_path / "letters"
    first, second = (a_notice(kind="anchor-failed", subject_id=UUID(int=7)) for _ in range(2))
    with carried_to(file, address, deadly=False) as registre:
        workspace = registre.workspace.found(JOB, name="Brest", administrator="Léa Maire").workspace.id
        with registre.ports.storage.begin(workspace) as tx:
            for notice in (first, second):
                tx.outbox.queue(notice)
            tx.commit()

    killed = FORK.Process(target=deliver_and_die, args=(file, address))
    killed.start()
    killed.join()
    with carried_to(file, address, deadly=False) as registre:
        early = registre.deliveries.deliver(JOB)
        registre.ports.clock.wait(LEASE.total_seconds())
        late = registre.deliveries.deliver(JOB)
        shown = registre.notices.page(Actor.operator(workspace)).items

    assert -signal.SIGKILL == killed.exitcode
    assert (0, 2) == (early.settled, late.delivered)
    assert [f"anchor-failed/{one.id}" for one in (first, first, second)] == file.read_text().split()
    assert [(Fate.DELIVERED, 1), (Fate.DELIVERED, 2)] == [(one.fate, one.attempts) for one in shown]
