"""kill -9 of a worker in the middle of its work: another goes on, nothing is lost, and nobody is told twice by it."""

from __future__ import annotations

import os
import signal
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from attrs import evolve, field, frozen
from tests.end_to_end.faults.grounds import NoPages
from tests.end_to_end.test_killed_deliverers import Pillar
from tests.usecases.delivering import JOB, PlainWords
from tests.usecases.doubles import WatchedStorage

from registre_core import Actor, Client, Ports, Registre, assemble
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Outcome
from registre_core.ports.storage import Transaction
from registre_core.services.errands import ERRANDS, periodic
from registre_core.testing.builders import a_notice
from registre_core.testing.contracts.jobs import in_two_seconds
from registre_core.testing.memory import FixedClock, MemoryDocuments
from registre_core.workspace import Category, ErpType
from registre_jobs_procrastinate.addresses import conninfo_of
from registre_jobs_procrastinate.engine import ProcrastinateJobs
from registre_storage_sqlalchemy import SqlStorage
from registre_system.ids import Uuid7Source

pytestmark = pytest.mark.slow

FORK = get_context("fork")
AT_NIGHT = datetime(2026, 3, 3, 1, 10, tzinfo=UTC)
LATER = AT_NIGHT + timedelta(minutes=10)
SILENT = 1.0
"""Seconds, so that nobody waits for half a minute."""


class DyingStorage(WatchedStorage):
    """Kills its process when the second change begins."""

    def begin(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        if "begin" in self.log:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().begin(workspace)


@frozen
class Place:
    """A register on PostgreSQL, and what its workers share."""

    address: str
    letters: Path
    cron: str = field(factory=in_two_seconds)
    """When the one run is due that somebody is killed in; it never comes due again."""

    def opened(self, at: datetime, *, deadly: bool) -> Registre:
        storage = SqlStorage.open(self.address)
        return assemble(
            Ports(
                storage=DyingStorage(storage, []) if deadly else storage,
                documents=MemoryDocuments(),
                pages=NoPages(),
                clock=FixedClock(at),
                ids=Uuid7Source(),
                notifier=Pillar(self.letters, deadly=deadly),
                wording=PlainWords(),
            )
        )

    def work(self, name: str, at: datetime, *, deadly: bool) -> None:
        """Be a worker that knows one errand, until it was done."""
        done = Event()
        with self.opened(at, deadly=deadly) as registre:
            (work,) = periodic(registre, [one for one in ERRANDS if one.name == name])

            def run() -> Outcome:
                outcome = work.run()
                done.set()
                return outcome

            engine = ProcrastinateJobs(conninfo_of(self.address), SILENT)
            engine.work([evolve(work, cron=self.cron, run=run)], until=done.is_set)

    def killed_and_taken_over(self, name: str) -> None:
        """Have a worker die in the middle, and another one go on ten minutes later."""
        killed = FORK.Process(target=self.work, args=(name, AT_NIGHT), kwargs={"deadly": True})
        killed.start()
        killed.join()
        assert -signal.SIGKILL == killed.exitcode
        self.work(name, LATER, deadly=False)


@pytest.fixture
def place(postgres_url: str, tmp_path: Path) -> Place:
    ProcrastinateJobs.at(postgres_url).prepare()
    return Place(postgres_url, tmp_path / "letters")


def found(registre: Registre, name: str) -> Actor:
    """Found a workspace, and give its administrator."""
    made = registre.workspace.found(JOB, name=name, administrator="Léa Maire")
    return Actor.user(made.administrator.id, made.workspace.id, client=Client.web("1.47"))


def test_a_notice_that_was_being_sent_goes_out_again_under_its_key_and_the_others_once(place: Place) -> None:
    notices = [a_notice(kind="anchor-failed", subject_id=UUID(int=7)) for _ in range(3)]
    with place.opened(AT_NIGHT, deadly=False) as registre:
        workspace = registre.workspace.found(JOB, name="Brest", administrator="Léa Maire").workspace.id
        with registre.ports.storage.begin(workspace) as tx:
            for notice in notices:
                tx.outbox.queue(notice)
            tx.commit()

    place.killed_and_taken_over("deliver")

    first, *others = notices
    assert [f"anchor-failed/{one.id}" for one in (first, first, *others)] == place.letters.read_text().split()


def test_a_night_that_broke_off_is_done_to_its_end_and_reminds_everybody_once(place: Place) -> None:
    with place.opened(AT_NIGHT, deadly=False) as registre:
        mayors = [found(registre, name) for name in ("Brest", "Nantes", "Rezé")]
        for mayor in mayors:
            book = registre.workspace
            school = book.add_site(mayor, name="École", erp_type=ErpType.R, category=Category.THIRD)
            firm = book.add_contractor(mayor, name="Feu & Fils", approved=True)
            contact = book.add_contact(mayor, name="Hélène", email="helene@exemple.fr", contractor=firm.id)
            registre.interventions.plan(
                mayor, site=school.id, type_code="works", planned_on=date(2026, 3, 1), contacts=[contact.id]
            )

    place.killed_and_taken_over("night")

    with place.opened(LATER, deadly=False) as registre:
        told = [[one.notice.kind for one in registre.notices.page(mayor).items] for mayor in mayors]
    assert [1, 1, 1] == [kinds.count("reminder") for kinds in told]
