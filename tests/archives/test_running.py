"""Work on executors: every answer comes, whatever happens to those who give them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, ParamSpec, TypeVar

import pytest
from attrs import Factory, define
from tests.archives.work import POISON, doubled, interrupted, refused, swallowed

from registre_core.archives.running import MOST_LOST, Run
from registre_core.kernel.errors import AdapterFailure

P = ParamSpec("P")
T = TypeVar("T")


@define
class FrailExecutor(Executor):
    """Loses all that is under way when it is given the poison; until then it hesitates, if it is told to."""

    hesitates: bool = False
    handed_over: list[object] = Factory(list)
    under_way: list[Future[Any]] = Factory(list)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **more: P.kwargs) -> Future[T]:
        [number] = args
        if POISON in self.handed_over:
            raise BrokenProcessPool
        self.handed_over.append(number)
        self.under_way.append(Future())
        if number == POISON:
            for one in self.under_way:
                one.set_exception(BrokenProcessPool())
        elif not self.hesitates:
            self.under_way[-1].set_result(fn(*args, **more))
        return self.under_way[-1]


class LostExecutor(Executor):
    """Has no worker left."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **more: P.kwargs) -> Future[T]:
        raise BrokenProcessPool


def pool() -> Executor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


def threads() -> Executor:
    return ThreadPoolExecutor(2)


def test_each_task_is_done_once_in_whatever_order() -> None:
    run = Run(doubled, threads, at_once=3)

    assert {number: 2 * number for number in range(50)} == {done.task: done.result for done in run.over(range(50))}


def test_no_more_tasks_are_asked_for_than_are_handed_over() -> None:
    asked: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            asked.append(number)
            yield number

    answers = Run(doubled, threads, at_once=4).over(numbers())
    next(answers)

    assert len(asked) <= 4
    answers.close()


def test_what_fails_is_an_answer_like_any_other() -> None:
    [done] = Run(refused, threads, at_once=4).over([7])

    assert isinstance(done.error, ValueError)
    assert not done.is_lost


@pytest.mark.slow
def test_who_ends_its_worker_is_found_and_all_others_are_done() -> None:
    answers = list(Run(swallowed, pool, at_once=4).over([1, 2, POISON, 3, 4, 5]))

    assert [POISON] == [done.task for done in answers if done.is_lost]
    assert {number: 2 * number for number in range(1, 6)} == {
        done.task: done.result for done in answers if not done.is_lost
    }


def test_what_was_under_way_beside_it_is_tried_again_alone() -> None:
    executors = [FrailExecutor(hesitates=True), *(FrailExecutor() for _ in range(4))]
    coming = iter(executors)

    answers = list(Run(doubled, lambda: next(coming), at_once=3).over([1, 2, POISON, 3]))

    assert [(1, False), (2, False), (3, False), (POISON, True)] == sorted((done.task, done.is_lost) for done in answers)
    assert [1, 2, POISON] == executors[0].handed_over
    assert [[1], [2], [3], [POISON]] == sorted(executor.handed_over for executor in executors[1:])


def test_workers_that_end_whatever_they_are_given_are_given_up() -> None:
    run, asked = Run(doubled, LostExecutor, at_once=1), iter(range(100))

    with pytest.raises(AdapterFailure) as given_up:
        list(run.over(asked))

    assert "workers-lost" == given_up.value.code
    assert MOST_LOST == next(asked)


def test_ctrl_c_is_no_answer_of_a_report() -> None:
    with pytest.raises(KeyboardInterrupt):
        list(Run(interrupted, threads, at_once=1).over([1]))
