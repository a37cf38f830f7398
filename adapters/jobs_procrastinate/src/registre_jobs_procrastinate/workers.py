"""A worker: procrastinate's own, run anew when the server was lost, and beside it somebody who rescues work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import psycopg
from procrastinate import App, PsycopgConnector

from registre_core.kernel.errors import AdapterFailure
from registre_core.ports import Periodic
from registre_core.ports.jobs import Lost
from registre_jobs_procrastinate.errors import unreachable
from registre_jobs_procrastinate.rescue import LOST, look_after
from registre_jobs_procrastinate.timing import BEATS, CATCH_UP, LOOK, PAUSE, POLL, ROOM

Until = Callable[[], bool]


def run_workers(conninfo: str, works: tuple[Periodic, ...], until: Until, silent: float, lost: Lost) -> None:
    """Work until told to end, however often the server comes and goes."""
    asyncio.run(_run(conninfo, works, until, silent, lost))


async def _run(conninfo: str, works: tuple[Periodic, ...], until: Until, silent: float, lost: Lost) -> None:
    is_told = False
    hands = ThreadPoolExecutor(len(works) + 2, thread_name_prefix="registre-work")
    loop = asyncio.get_running_loop()
    loop.set_default_executor(hands)
    loop.set_exception_handler(_heard)
    while not until():
        try:
            await _while_wanted(_find(conninfo), until)
            is_told = False
            await _while_wanted(_work(conninfo, works, silent), until)
        except LOST as error:
            if not is_told:
                lost(unreachable(error))
            is_told = True
        await _while_wanted(asyncio.sleep(PAUSE), until)


def _heard(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Let what nobody waited for be told, but for what a lost server broke off: `lost` was told of that."""
    if not isinstance(context.get("exception"), LOST):
        loop.default_exception_handler(context)


async def _while_wanted(work: Awaitable[None], until: Until) -> None:
    """Wait for it; told to end, let it end what it has in hand."""
    task = asyncio.ensure_future(work)
    while not task.done() and not until():
        await asyncio.wait({task}, timeout=LOOK)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _work(conninfo: str, works: tuple[Periodic, ...], silent: float) -> None:
    """Be a worker until cancelled, or until the server is lost.

    Each work has a queue of its own, so that nobody takes what another release or another host alone knows how to do.
    """
    connector = PsycopgConnector(conninfo=conninfo, min_size=1, max_size=4, timeout=ROOM)
    app = app_for(connector, works)
    try:
        await app.open_async()
        rescuer = asyncio.create_task(look_after(app, connector, silent))
        try:
            await app.run_worker_async(
                queues=[one.name for one in works],
                concurrency=len(works),
                install_signal_handlers=False,
                fetch_job_polling_interval=POLL,
                update_heartbeat_interval=silent / BEATS,
                stalled_worker_timeout=silent,
            )
        finally:
            rescuer.cancel()
            await asyncio.wait({rescuer})
    finally:
        await app.close_async()


async def _find(conninfo: str) -> None:
    """Look whether the server is there: a pool of connections would knock less and less often."""
    async with await psycopg.AsyncConnection.connect(conninfo):
        pass


def app_for(connector: PsycopgConnector, works: Iterable[Periodic]) -> App:
    """Tell procrastinate what there is to do, and when."""
    app = App(connector=connector, periodic_defaults={"max_delay": CATCH_UP})
    for one in works:
        task = app.task(name=one.name, queue=one.name, lock=one.name, queueing_lock=one.name)(_asked(one))
        app.periodic(cron=one.cron)(task)
    return app


def _asked(work: Periodic) -> Callable[[int], None]:
    def run(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says for when; what is due is due
        """Do what is due.

        Raises:
            AdapterFailure: ``work-failed``: procrastinate notes it, and goes on.
        """
        outcome = work.run()
        if outcome.failures:
            said = f"{work.name} is not done everywhere: {', '.join(outcome.failures)}"
            raise AdapterFailure("work-failed", said, {"name": work.name})

    return run
