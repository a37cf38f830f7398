"""Notices are carried: at least once, in their order, and each failure has its consequence."""

from datetime import timedelta

import pytest
from tests.usecases.delivering import PERMIT, Doing, Post, a_post

from registre_core import ConfigurationError, Forbidden, InvalidInput
from registre_core.notices import DeliveryPolicy
from registre_core.ports import Message, NullNotifier
from registre_core.ports.storage import Fate


@pytest.fixture
def post() -> Post:
    return a_post()


def arrived(post: Post) -> list[str]:
    return [message.recipient.partition("@")[0] for message in post.people.arrived()]


def test_what_waits_goes_out_and_is_marked(post: Post) -> None:
    [notice] = post.queue("anne")

    assert 1 == post.deliver().delivered

    [message] = post.people.arrived()
    [stands] = post.stands()
    assert (Fate.DELIVERED, 1, post.clock.now()) == (stands.fate, stands.attempts, stands.settled_at)
    assert ("anne@exemple.fr", notice.kind, notice.facts) == (message.recipient, message.kind, message.facts)
    assert str(post.workspace) == message.sender


def test_a_second_run_finds_nothing(post: Post) -> None:
    post.queue("anne")
    post.deliver()

    again = post.deliver()

    assert (0, True) == (again.settled, again.is_complete)
    assert ["anne"] == arrived(post)


def test_the_key_is_short_names_the_kind_and_is_no_other_workspace_s(post: Post) -> None:
    [notice] = post.queue("anne", key="a key of two hundred letters " + "é" * 200)
    post.deliver()

    assert [f"anchor-failed/{notice.id}"] == [message.key for message in post.people.arrived()]


def test_a_try_that_failed_is_made_again_under_the_same_key_when_its_time_has_come(post: Post) -> None:
    [notice] = post.queue("anne")
    with post.people.away():
        assert 1 == post.deliver().postponed
    assert 0 == post.deliver().settled

    assert 1 == post.later(minutes=1).delivered
    assert [f"anchor-failed/{notice.id}"] == [message.key for message in post.people.arrived()]
    assert 2 == post.stands()[0].attempts


@pytest.mark.parametrize("workers", [1, 2])
def test_why_notices_are_postponed_is_counted_by_code_whoever_carries_them(post: Post, workers: int) -> None:
    post.queue("anne", "bruno")
    with post.people.away():
        done = post.deliver(workers=workers)

    assert (2, {"delivery-postponed": 2}) == (done.postponed, done.causes)


def test_what_is_about_one_thing_reaches_its_reader_in_its_order_whatever_fails(post: Post) -> None:
    first, second = post.queue("anne", "anne")
    with post.people.away():
        assert 1 == post.deliver().postponed
    post.later(minutes=1)

    assert [f"anchor-failed/{one.id}" for one in (first, second)] == [one.key for one in post.people.arrived()]


def test_a_dead_letter_frees_the_next_one(post: Post) -> None:
    post.queue("anne", "anne")
    post.people.refuse("anne@exemple.fr")

    assert 2 == post.deliver().given_up
    assert ["given-up", "given-up"] == post.fates()


def test_after_its_last_try_it_is_a_dead_letter_with_the_last_failure(post: Post) -> None:
    post = post.put_on(deliveries=DeliveryPolicy(tries=2))
    post.queue("anne")
    with post.people.away():
        post.deliver()
        assert 1 == post.later(hours=1).given_up

    [dead] = post.stands()
    assert (Fate.GIVEN_UP, 2, "delivery-postponed") == (dead.fate, dead.attempts, dead.failure)


def test_what_is_urgent_goes_before_all_that_waits_for_longer(post: Post) -> None:
    post.queue("anne", "bruno")
    post.clock.advance(timedelta(minutes=5))
    post.queue("zoé", subject=PERMIT, is_urgent=True)

    post.deliver()

    assert ["zoé", "anne", "bruno"] == arrived(post)


def test_what_becomes_urgent_while_others_are_carried_waits_for_the_one_in_hand_only(post: Post) -> None:
    def alarm(message: Message) -> None:
        if message.recipient.startswith("anne"):
            post.queue("zoé", subject=PERMIT, is_urgent=True)

    carried = post.put_on(notifier=Doing(alarm, post.people.open()))
    carried.queue("anne", "bruno", "carla")
    carried.deliver()

    assert ["anne", "zoé", "bruno", "carla"] == arrived(post)


def test_nothing_is_called_while_a_transaction_is_open(post: Post) -> None:
    storage = post.registre.ports.storage
    seen = []
    watching = post.put_on(notifier=Doing(lambda _: seen.append(storage.open)))  # type: ignore[attr-defined]  # watched
    watching.queue("anne")
    watching.deliver()

    assert [0] == seen


@pytest.mark.parametrize(
    "lacking",
    [{"wording": None}, {"notifier": NullNotifier(), "webhooks": NullNotifier()}],
)
def test_where_nothing_could_go_out_nothing_is_claimed(post: Post, lacking: dict[str, object]) -> None:
    post.queue("anne")
    with pytest.raises(ConfigurationError):
        post.put_on(**lacking).deliver()

    assert 0 == post.stands()[0].attempts


def test_what_one_carrier_lacks_is_told_once_counts_against_no_notice_and_holds_up_no_other(post: Post) -> None:
    post.subscribe("https://gmao.exemple.fr/a")
    mute = post.put_on(notifier=NullNotifier())
    mute.queue("anne", "bruno", "https://gmao.exemple.fr/a")

    done = mute.deliver()

    assert (1, 2, ["no-notifier"]) == (done.delivered, done.postponed, [one.error.code for one in done.troubles])
    assert [0, 0, 1] == [one.attempts for one in post.stands()]


def test_a_carrier_that_breaks_in_a_way_nobody_foresaw_ends_no_run(post: Post) -> None:
    def explode(message: Message) -> None:
        if message.recipient.startswith("anne"):
            raise ZeroDivisionError(message.text)

    broken = post.put_on(notifier=Doing(explode, post.people.open()))
    broken.queue("anne", "bruno")
    done = broken.deliver()

    assert (1, 1) == (done.delivered, done.postponed)
    assert ["carrier-broken"] == [one.error.code for one in done.troubles]


def test_a_lease_that_runs_out_meanwhile_is_counted_and_is_no_error(post: Post) -> None:
    post.queue("anne")
    slow = post.put_on(notifier=Doing(lambda _: post.put_on().later(minutes=6), post.people.open()))

    done = slow.deliver()

    assert (1, 1, True) == (done.delivered, done.overtaken, done.is_complete)
    assert {1} == {len({one.key for one in post.people.arrived()})}


def test_who_dies_between_sending_and_marking_lets_the_same_key_go_out_again(post: Post) -> None:
    """As good as a kill: what it raises is no error, so that nothing catches it. See `test_killed_deliverers`."""

    def die(_: Message) -> None:
        post.people.open().deliver(_)
        raise KeyboardInterrupt

    post.queue("anne")
    with pytest.raises(KeyboardInterrupt):
        post.put_on(notifier=Doing(die)).deliver()
    assert 0 == post.later(minutes=4).settled
    assert 1 == post.later(minutes=2).delivered

    assert ["anne", "anne"] == arrived(post)
    assert 1 == len({one.key for one in post.people.arrived()})


def test_one_that_kills_whoever_carries_it_is_given_up_in_the_end(post: Post) -> None:
    def die(_: Message) -> None:
        raise KeyboardInterrupt

    post.queue("anne")
    deadly = post.put_on(notifier=Doing(die), deliveries=DeliveryPolicy(tries=2))
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            deadly.deliver()
        post.clock.advance(timedelta(minutes=6))
    done = deadly.deliver()

    assert (1, ["tries-exhausted"]) == (done.given_up, [one.error.code for one in done.troubles])


def test_no_more_go_out_than_were_asked_for_and_the_rest_is_free_at_once(post: Post) -> None:
    post.queue("anne", "anne", "anne", "bruno")

    assert 2 == post.deliver(most=2).delivered
    assert [1, 1, 0, 0] == [one.attempts for one in post.stands()]
    assert 2 == post.deliver().delivered


def test_a_safety_notice_does_not_wait_for_all_that_is_told_of_one_thing(post: Post) -> None:
    """Mails that take a second each: what is left of the batch in hand is given back, and goes out in its order."""

    def carry(message: Message) -> None:
        post.clock.advance(timedelta(seconds=1.1))
        if not post.people.arrived():
            post.queue("zoé@exemple.fr", subject=PERMIT, is_urgent=True)
        post.people.open().deliver(message)

    post.queue("anne", "anne", "anne")
    done = post.put_on(notifier=Doing(carry)).deliver()

    assert (4, ["anne", "zoé", "anne", "anne"]) == (done.delivered, arrived(post))
    assert [1, 1, 1, 1] == [one.attempts for one in post.stands()]


def test_many_threads_carry_each_notice_once(post: Post) -> None:
    post.queue(*(f"{number}" for number in range(40)))

    assert 40 == post.deliver(workers=4).delivered
    assert 40 == len(set(arrived(post))) == len(arrived(post))


def test_progress_hears_of_every_notice(post: Post) -> None:
    post.queue("anne", "bruno")
    heard: list[tuple[int, int]] = []
    post.deliver(progress=lambda done, total: heard.append((done, total)))

    assert [(1, 2), (2, 2)] == heard


@pytest.mark.parametrize("wrong", [{"most": 0}, {"workers": 0}, {"workers": 33}])
def test_nobody_carries_with_no_hands_or_too_many(post: Post, wrong: dict[str, int]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        post.deliver(**wrong)

    assert "number-out-of-range" == refusal.value.code


def test_who_is_not_the_operator_carries_nothing(post: Post) -> None:
    with pytest.raises(Forbidden):
        post.registre.deliveries.deliver(post.administrator)
