"""Whether a notice still goes out is asked when it does: what was settled, muted or stopped since counts."""

from datetime import time, timedelta

import pytest
from tests.usecases.delivering import PERMIT, Post, a_post

MACHINE = "https://gmao.exemple.fr/registre"


@pytest.fixture
def post() -> Post:
    return a_post()


def test_what_was_turned_off_since_goes_out_no_more(post: Post) -> None:
    post.queue("anne")
    post.settle(off=frozenset({"anchor-failed"}))

    assert 1 == post.deliver().moot
    assert ((), ["moot"]) == (post.people.arrived(), post.fates())


def test_what_its_reader_muted_since_goes_out_no_more_but_to_others(post: Post) -> None:
    post.queue("anne", "bruno")
    with post.changing() as tx:
        tx.mutings.put("anne@exemple.fr", ["anchor-failed"])
    post.deliver()

    assert ["bruno@exemple.fr"] == [message.recipient for message in post.people.arrived()]


def test_in_quiet_hours_nobody_is_told_and_in_the_morning_everybody_is(post: Post) -> None:
    """It is nine o'clock in Paris."""
    post.settle(quiet_from=time(8, 30), quiet_until=time(10))
    post.queue("anne")

    held_back = post.deliver()
    assert (1, {}) == (held_back.postponed, held_back.causes)
    assert 0 == post.stands()[0].attempts
    assert 0 == post.later(minutes=59).settled
    assert 1 == post.later(minutes=1).delivered


def test_what_is_of_safety_waits_for_nothing_and_is_turned_off_by_nobody(post: Post) -> None:
    post.settle(quiet_from=time(8, 30), quiet_until=time(10), off=frozenset({"anchor-failed"}))
    with post.changing() as tx:
        tx.mutings.put("zoé@exemple.fr", ["anchor-failed"])
    post.queue("zoé", subject=PERMIT, is_urgent=True)

    assert 1 == post.deliver().delivered


def test_a_machine_is_told_through_what_carries_callbacks_at_any_hour(post: Post) -> None:
    post.subscribe(MACHINE)
    post.settle(quiet_from=time(8, 30), quiet_until=time(10))
    post.queue(MACHINE)
    post.deliver()

    assert [MACHINE] == [message.recipient for message in post.machines.arrived()]
    assert () == post.people.arrived()


def test_a_machine_whose_subscription_was_stopped_since_is_told_nothing(post: Post) -> None:
    post.queue(MACHINE)

    assert (1, ()) == (post.deliver().moot, post.machines.arrived())


def test_answers_go_where_the_workspace_wants_them(post: Post) -> None:
    post.settle(reply_to="accueil@exemple.fr")
    post.queue("anne")
    post.deliver()

    assert ["accueil@exemple.fr"] == [message.reply_to for message in post.people.arrived()]


def test_what_a_reminder_gathers_and_its_reader_muted_since_falls_out(post: Post) -> None:
    [reminder] = post.queue("anne", kind="reminder", facts={"count": 1, "on": "2026-03-02"})
    post.queue("anne", rides=reminder.id)
    with post.changing() as tx:
        tx.mutings.put("anne@exemple.fr", ["anchor-failed"])

    assert 1 == post.deliver().moot


def test_where_the_clock_was_set_back_nothing_is_lost(post: Post) -> None:
    post.queue("anne")
    post.clock.advance(timedelta(hours=-1))

    assert 0 == post.deliver().settled
    assert 1 == post.later(hours=1).delivered
