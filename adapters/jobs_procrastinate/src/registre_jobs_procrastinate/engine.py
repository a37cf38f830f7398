"""The `JobEngine` port on PostgreSQL: every worker is a procrastinate worker, and they know each other by the database.

`procrastinate <https://procrastinate.readthedocs.io>`_ notes what came due and who has it; a lock of the work's name
keeps it in one hand, and a queueing lock keeps one run waiting. This module says where it is; `workers` runs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Self

import psycopg
from attrs import field, frozen
from croniter import croniter

from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.ports import Periodic, WorkStatus
from registre_core.ports.jobs import Lost, unheard
from registre_jobs_procrastinate.addresses import conninfo_of
from registre_jobs_procrastinate.errors import not_prepared, told
from registre_jobs_procrastinate.schema import is_current, prepare
from registre_jobs_procrastinate.standing import standing
from registre_jobs_procrastinate.timing import SILENT


@frozen
class ProcrastinateJobs:
    """Runs periodic work in as many processes as there are, on as many machines."""

    conninfo: str = field(repr=False)
    """Where the server is, as libpq reads it."""
    silent: float = SILENT
    """Seconds after which a worker that is not heard of counts as dead; it says six times as often that it is there."""

    @classmethod
    def at(cls, address: str) -> Self:
        """Name the place; nothing is reached yet.

        Raises:
            ConfigurationError: ``malformed-jobs-address``.
        """
        return cls(conninfo_of(address))

    def prepare(self) -> str:
        with self._connected() as connection:
            return prepare(connection)

    def work(self, works: Iterable[Periodic], *, until: Callable[[], bool], lost: Lost = unheard) -> None:
        from registre_jobs_procrastinate.workers import run_workers  # only who works loads the engine

        known = tuple(works)
        _require_crons(known)
        with self._prepared():
            pass
        run_workers(self.conninfo, known, until, self.silent, lost)

    def status(self) -> tuple[WorkStatus, ...]:
        with self._prepared() as connection:
            return standing(connection, self.silent)

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        with told(), psycopg.connect(self.conninfo, autocommit=True) as connection:
            yield connection

    @contextmanager
    def _prepared(self) -> Iterator[psycopg.Connection]:
        with self._connected() as connection:
            if not is_current(connection):
                raise not_prepared()
            yield connection


def _require_crons(works: Iterable[Periodic]) -> None:
    problems = [
        Problem(f"works.{one.name}", "malformed-cron", f"{one.cron!r} says no time of the day", {"cron": one.cron})
        for one in works
        if not croniter.is_valid(one.cron)
    ]
    if problems:
        raise InvalidInput.of(problems)
