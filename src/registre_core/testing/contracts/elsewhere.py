"""What another thread does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Answer = TypeVar("Answer")

LONG = 60.0
"""Seconds after which a test gives up on another thread: far more than any of them needs."""


def start(ask: Callable[[], Answer]) -> Future[Answer]:
    """Ask in another thread; one that never ends holds nobody up."""
    future: Future[Answer] = Future()

    def work() -> None:
        try:
            future.set_result(ask())
        except BaseException as error:  # noqa: BLE001  # told to whoever asks for the result
            future.set_exception(error)

    Thread(target=work, daemon=True).start()
    return future


def elsewhere(ask: Callable[[], Answer]) -> Answer:
    """Ask in another thread, and wait for what it answers."""
    return start(ask).result(LONG)


def at_once(count: int, ask: Callable[[int], Answer]) -> list[Future[Answer]]:
    """Ask in so many threads at once, each told its number, and wait for all of them."""
    futures = [start(lambda number=number: ask(number)) for number in range(count)]  # type: ignore[misc]
    for future in futures:
        future.exception(LONG)
    return futures
