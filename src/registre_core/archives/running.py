"""Work on any executor: so much of it at once, and what a worker takes with it when it ends is found and told.

A pool whose worker is killed fails everything that was under way: whose fault it was, nobody says. So each of those is
tried again by itself, on an executor of its own; what ends that one too is the culprit.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from itertools import islice
from typing import Generic, TypeVar

from attrs import define, frozen

from registre_core.kernel.errors import AdapterFailure

Task = TypeVar("Task")
Result = TypeVar("Result")

Workers = Callable[[], Executor]
"""Makes an executor; called again when the one before lost its workers. Whoever it makes is shut down in the end."""

MOST_LOST = 10
"""Executors that may be lost one after another without a single result: after that, no report is at fault."""


@frozen
class Done(Generic[Task, Result]):
    """What came of one task: a result, or what stood in its way."""

    task: Task
    """What was asked for."""
    result: Result | None = None
    """The answer."""
    error: Exception | None = None
    """What stood in its way."""

    @property
    def is_lost(self) -> bool:
        """Whether the worker ended with it."""
        return isinstance(self.error, (BrokenExecutor, CancelledError))


@define
class Run(Generic[Task, Result]):
    """Does one kind of work, task by task, in whatever order the answers come."""

    work: Callable[[Task], Result]
    """A function that can be named across processes."""
    workers: Workers
    """What does it."""
    at_once: int
    """How many tasks are handed over before the first of them is done."""
    _lost: int = 0

    def over(self, tasks: Iterable[Task]) -> Generator[Done[Task, Result], None, None]:
        """Do all of them. Closing it half-way cancels what did not begin.

        Raises:
            AdapterFailure: ``workers-lost``, when they end whatever they are given.
        """
        waiting = iter(tasks)
        while True:
            suspects: list[Task] = []
            with self.workers() as executor:
                yield from self._counted(self._until_broken(executor, waiting, suspects))
            if not suspects:
                return
            for suspect in suspects:
                with self.workers() as executor:
                    yield from self._counted(iter([_alone(executor, self.work, suspect)]))

    def _until_broken(
        self, executor: Executor, waiting: Iterator[Task], suspects: list[Task]
    ) -> Iterator[Done[Task, Result]]:
        """Work until all is done, or until a worker ends: then tell whose tasks were under way."""
        running: dict[Future[Result], Task] = {}
        try:
            while _handed_over(executor, self.work, waiting, running, self.at_once, suspects) or running:
                for future in wait(running, return_when=FIRST_COMPLETED).done if not suspects else list(running):
                    done = _settled(future, running.pop(future))
                    if done.is_lost:
                        suspects.append(done.task)
                    else:
                        yield done
        finally:
            for future in running:
                future.cancel()

    def _counted(self, found: Iterator[Done[Task, Result]]) -> Iterator[Done[Task, Result]]:
        for done in found:
            self._lost = self._lost + 1 if done.is_lost else 0
            if self._lost == MOST_LOST:
                raise AdapterFailure("workers-lost", "workers end whatever they are given: look at their own messages")
            yield done


def _handed_over(
    executor: Executor,
    work: Callable[[Task], Result],
    waiting: Iterator[Task],
    running: dict[Future[Result], Task],
    at_once: int,
    suspects: list[Task],
) -> bool:
    """Hand over as many tasks as there is room for, none to an executor that is lost; tell whether any was."""
    before = len(running)
    for task in islice(waiting, 0 if suspects else at_once - before):
        try:
            running[executor.submit(work, task)] = task
        except BrokenExecutor:
            suspects.append(task)
            break
    return len(running) > before


def _alone(executor: Executor, work: Callable[[Task], Result], task: Task) -> Done[Task, Result]:
    try:
        return _settled(executor.submit(work, task), task)
    except BrokenExecutor as error:
        return Done(task, error=error)


def _settled(future: Future[Result], task: Task) -> Done[Task, Result]:
    """Wait for an answer. What stops this process itself, such as Ctrl-C, is none, even if a worker heard it first."""
    try:
        return Done(task, future.result())
    except Exception as error:  # noqa: BLE001  # whatever an executor or its way home makes of it
        return Done(task, error=error)
