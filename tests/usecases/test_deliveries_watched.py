"""Deliveries go on for as long as a host runs: until it is told to end, after the notice in hand."""

from collections.abc import Callable, Iterator
from threading import Event
from time import sleep

import pytest
from tests.usecases.delivering import JOB, PERMIT, Doing, Post, a_post

from registre_core import AdapterFailure
from registre_core.ports import Message
from registre_core.services.deliveries import Delivered
from registre_core.testing.memory import FixedClock


@pytest.fixture
def post() -> Post:
    return a_post()


def after(times: int) -> Callable[[], bool]:
    """End once it was asked so often."""
    answers: Iterator[bool] = iter([False] * times)
    return lambda: next(answers, True)


def test_it_ends_when_it_is_told_to_and_says_what_it_came_to(post: Post) -> None:
    post.queue("anne", "bruno")

    assert 2 == post.registre.deliveries.watch(JOB, until=after(20)).delivered


def test_it_ends_after_the_notice_in_hand_and_gives_the_others_back_at_once(post: Post) -> None:
    stopping: list[Message] = []
    post = post.put_on(notifier=Doing(stopping.append, post.people.open()))
    post.queue("anne", "anne", "bruno")

    done = post.registre.deliveries.watch(JOB, until=lambda: bool(stopping))

    assert (1, ["delivered", "waiting", "waiting"]) == (done.delivered, post.fates())
    assert [1, 0, 0] == [one.attempts for one in post.stands()]
    assert 2 == post.deliver().delivered


def test_what_comes_while_it_waits_goes_out(post: Post) -> None:
    def come(asked: list[bool]) -> bool:
        asked.append(True)
        if len(asked) == 5:
            post.queue("anne")
        return len(asked) > 40

    asked: list[bool] = []
    done = post.registre.deliveries.watch(JOB, until=lambda: come(asked))

    assert 1 == done.delivered


def test_while_nothing_is_due_it_looks_ever_less_often_and_at_least_every_fifteen_seconds(post: Post) -> None:
    looked: list[float] = []
    storage = post.registre.ports.storage
    log: list[str] = storage.log  # type: ignore[attr-defined]  # watched
    begun = post.clock.now()

    def until() -> bool:
        if log and log[-1] == "end":
            looked.append((post.clock.now() - begun).total_seconds())
            log.clear()
        return len(looked) == 8

    log.clear()
    post.registre.deliveries.watch(JOB, until=until)

    assert [0, 1, 3, 7, 15, 30, 45, 60] == [round(one) for one in looked]


def test_a_safety_notice_waits_for_no_slow_mail_while_another_thread_is_free(post: Post) -> None:
    came, looked = Event(), Event()

    def carry(message: Message) -> None:
        if message.recipient.startswith("anne"):
            looked.wait(5)  # until the other thread found nothing to do
            post.queue("bruno", subject=PERMIT, is_urgent=True)
            came.wait(5)
        else:
            came.set()

    clock = Resting(looked)
    post.queue("anne")
    watched = post.put_on(notifier=Doing(carry, post.people.open()), clock=clock)
    watched.registre.deliveries.watch(JOB, until=lambda: len(post.people.arrived()) > 1, workers=2)

    assert ["bruno", "anne"] == [message.recipient.partition("@")[0] for message in post.people.arrived()]


class Resting(FixedClock):
    """Lets threads pause without letting leases run out, and says that one does."""

    def __init__(self, paused: Event) -> None:
        super().__init__()
        self.paused = paused

    def wait(self, seconds: float) -> None:
        self.paused.set()
        sleep(seconds / 100)


def test_what_kills_one_thread_ends_the_others(post: Post) -> None:
    def die(_: Message) -> None:
        raise KeyboardInterrupt

    post.queue("anne")
    with pytest.raises(KeyboardInterrupt):
        post.put_on(notifier=Doing(die)).registre.deliveries.watch(JOB, until=lambda: False, workers=3)


def test_a_storage_that_fails_for_a_while_is_told_and_asked_again(post: Post) -> None:
    post.queue("anne")
    failing = Failing(post.registre.ports.storage, times=5)
    heard: list[Delivered] = []

    done = post.put_on(storage=failing).registre.deliveries.watch(JOB, until=after(40), told=heard.append)

    assert 1 == done.delivered
    assert ["storage-unreachable"] == [one.error.code for one in heard[0].troubles]


class Failing:
    """A storage whose operator's door does not open so many times."""

    def __init__(self, inner: object, times: int) -> None:
        self.inner, self.times = inner, times

    def operate(self) -> object:
        self.times -= 1
        if self.times >= 0:
            raise AdapterFailure("storage-unreachable", "nobody answers", retryable=True)
        return self.inner.operate()  # type: ignore[attr-defined]  # a storage

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)
