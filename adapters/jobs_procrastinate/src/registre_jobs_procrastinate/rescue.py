"""What beside its work each worker does for all: give on what the dead had in hand, and forget what is long past."""

from __future__ import annotations

import asyncio
from time import monotonic

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from registre_jobs_procrastinate.timing import BEATS, KEPT_HOURS, TIDY

_TURN = 7_301_947_220_000_052
"""Number of the lock under which one rescues at a time: another would give on again what somebody has already taken."""


async def look_after(app: App, connector: PsycopgConnector, silent: float) -> None:
    """Look now and then, until cancelled or the server is lost."""
    tidied = -TIDY
    while True:
        await _rescue(app, connector, silent)
        if monotonic() - tidied >= TIDY:
            await app.job_manager.delete_old_jobs(
                KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
            )
            tidied = monotonic()
        await asyncio.sleep(silent / BEATS)


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
