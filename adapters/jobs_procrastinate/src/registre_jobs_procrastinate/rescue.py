"""What beside its work each worker does for all: give on what the dead had in hand, and forget what is long past."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import monotonic

import psycopg
import psycopg_pool
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status

from registre_jobs_procrastinate.timing import BEATS, KEPT_HOURS, TIDY

LOST = (ConnectorException, psycopg.Error, psycopg_pool.PoolTimeout, OSError)
"""What says that the server went away: it is waited for."""

_TURN = 7_301_947_220_000_052
"""Number of the lock under which one rescues at a time: another would give on again what somebody has already taken."""


async def look_after(app: App, connector: PsycopgConnector, silent: float) -> None:
    """Look now and then, until cancelled; what fails is looked at again at the next beat."""
    tidied = -TIDY
    while True:
        with suppress(*LOST):
            await _rescue(app, connector, silent)
            if monotonic() - tidied >= TIDY:
                await _tidy(app)
                tidied = monotonic()
        await asyncio.sleep(silent / BEATS)


async def _tidy(app: App) -> None:
    """Forget the runs of long ago, however they ended."""
    await app.job_manager.delete_old_jobs(KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True)


async def _rescue(app: App, connector: PsycopgConnector, silent: float) -> None:
    """Let what was in the hands of workers that are silent be run by others."""
    async with connector.pool.connection() as connection:
        cursor = await connection.execute("SELECT pg_try_advisory_xact_lock(%s)", [_TURN])
        if await cursor.fetchone() != (True,):
            return
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent):
            await _give_on(app, job)


async def _give_on(app: App, job: Job) -> None:
    """Put it back into its queue; where the next run waits there already, that one does what this one left."""
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:
        await app.job_manager.finish_job(job, Status.ABORTED, delete_job=False)
