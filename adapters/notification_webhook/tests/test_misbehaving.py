"""A far end that misbehaves is never waited for beyond the patience, never followed, and never taken at half a word."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from tests.callback_server import WELL, CallbackServer, callback_server, never, saying, status, without_end

from registre_core import AdapterFailure
from registre_core.ports import Message
from registre_notification_webhook.keys import make_key
from registre_notification_webhook.notifier import WebhookNotifier

SHORT = 0.4


@pytest.fixture
def server() -> Iterator[CallbackServer]:
    with callback_server() as running:
        yield running


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    make_key(f"webhook:{tmp_path / 'callbacks.key'}")
    return tmp_path / "callbacks.key"


def a_message(recipient: str, text: str = "À faire.") -> Message:
    return Message("k-1", recipient, "Contrôle en retard", text, kind="intervention-overdue")


def failure_of(
    keys: Path, server: CallbackServer, address: str, *, patience: float = 30.0, text: str = ""
) -> tuple[str, object]:
    """Tell how a delivery fails: its code, and why."""
    notifier = WebhookNotifier.at(f"webhook:{keys}?allow={server.origin}&patience={patience}")
    with pytest.raises(AdapterFailure) as failure:
        notifier.deliver(a_message(address, text or "À faire."))
    assert failure.value.retryable == (failure.value.code == "delivery-postponed")
    return failure.value.code, failure.value.facts["cause"]


@pytest.mark.parametrize("number", [300, 302, 307, 400, 401, 403, 404, 405, 408, 409, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(number: int, server: CallbackServer, keys: Path) -> None:
    assert ("delivery-postponed", "status") == failure_of(keys, server, server.address("x", status(number)))


@pytest.mark.parametrize("number", [413, 414, 415, 422, 431])
def test_what_is_wrong_with_the_message_is_wrong_next_time_too(number: int, server: CallbackServer, keys: Path) -> None:
    assert ("delivery-refused", "status") == failure_of(keys, server, server.address("x", status(number)))


def test_who_is_gone_is_gone(server: CallbackServer, keys: Path) -> None:
    assert ("recipient-gone", "status") == failure_of(keys, server, server.address("x", status(410)))


@pytest.mark.parametrize("number", [301, 302, 307, 308])
def test_a_redirection_is_not_followed(number: int, server: CallbackServer, keys: Path) -> None:
    with callback_server() as inside:
        astray = status(number, f"Location: {inside.address('metadata')}")
        code, _ = failure_of(keys, server, server.address("x", astray))
    assert [] == inside.arrived
    assert ("delivery-refused" if number in {301, 308} else "delivery-postponed") == code


@pytest.mark.parametrize("number", [200, 201, 202, 204, 299])
def test_whatever_says_taken_is_taken(number: int, server: CallbackServer, keys: Path) -> None:
    notifier = WebhookNotifier.at(f"webhook:{keys}?allow={server.origin}")
    notifier.deliver(a_message(server.address("x", status(number))))


ANSWERS_THAT_ARE_NONE = {
    "cut in the middle of its first line": (saying(b"HTTP/1.1 20"), "connection"),
    "cut before its head ends": (saying(b"HTTP/1.1 200 OK\r\nContent-Le"), "connection"),
    "nothing at all": (saying(b""), "connection"),
    "another protocol": (saying(b"220 mx.exemple.fr ESMTP\r\n\r\n"), "nonsense"),
    "a head without end": (without_end(b"HTTP/1.1 200 OK\r\n", b"x-more: 1\r\n" * 99), "nonsense"),
    "interim answers without end": (without_end(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99), "nonsense"),
    "a line without end": (without_end(b"HTTP/1.1 200 OK\r\nx: ", b"y" * 4_096), "nonsense"),
}


@pytest.mark.parametrize("answer, cause", ANSWERS_THAT_ARE_NONE.values(), ids=ANSWERS_THAT_ARE_NONE)
def test_half_an_answer_is_none(answer: Callable[..., object], cause: str, server: CallbackServer, keys: Path) -> None:
    assert ("delivery-postponed", cause) == failure_of(keys, server, server.address("x", answer))


SLOW = {
    "that never answers": never,
    "that drips a byte at a time": without_end(b"HTTP/1.1 200 OK\r\nx: ", b"y", 0.05),
    "that says continue for ever": without_end(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05),
}


@pytest.mark.parametrize("answer", SLOW.values(), ids=SLOW)
def test_a_far_end_is_given_up_on_when_its_time_is_over(
    answer: Callable[..., object], server: CallbackServer, keys: Path
) -> None:
    begun = monotonic()
    told = failure_of(keys, server, server.address("x", answer), patience=SHORT)
    assert ("delivery-postponed", "silence") == told
    assert monotonic() - begun < SHORT * 10  # and not never


def test_a_far_end_that_does_not_read_is_given_up_on(server: CallbackServer, keys: Path) -> None:
    address = server.address("x", never, unread=True)
    told = failure_of(keys, server, address, patience=SHORT, text="lourd " * 2_000_000)
    assert ("delivery-postponed", "silence") == told


def test_an_answer_without_end_is_not_read(server: CallbackServer, keys: Path) -> None:
    huge = without_end(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", bytes(65_536))
    notifier = WebhookNotifier.at(f"webhook:{keys}?allow={server.origin}")
    notifier.deliver(a_message(server.address("x", huge)))


def test_an_answer_that_comes_before_everything_was_read_counts(server: CallbackServer, keys: Path) -> None:
    address = server.address("x", status(410), unread=True)
    assert ("recipient-gone", "status") == failure_of(keys, server, address)


def test_interim_answers_are_read_over(server: CallbackServer, keys: Path) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"
    notifier = WebhookNotifier.at(f"webhook:{keys}?allow={server.origin}")
    notifier.deliver(a_message(server.address("x", saying(hints + WELL))))


def test_nobody_there_may_pass(keys: Path) -> None:
    with callback_server() as server:
        address = server.address("x")
    assert ("delivery-postponed", "connection") == failure_of(keys, server, address)


def test_a_far_end_says_when_to_come_back(server: CallbackServer, keys: Path) -> None:
    notifier = WebhookNotifier.at(f"webhook:{keys}?allow={server.origin}")
    with pytest.raises(AdapterFailure) as failure:
        notifier.deliver(a_message(server.address("x", status(429, "Retry-After: 120"))))
    assert (429, 120) == (failure.value.facts["status"], failure.value.facts["retry_after"])


def test_a_failure_tells_where_and_why_and_never_the_whole_address(server: CallbackServer, keys: Path) -> None:
    notifier = WebhookNotifier.at(f"webhook:{keys}?allow={server.origin}")
    with pytest.raises(AdapterFailure) as failure:
        notifier.deliver(a_message(f"{server.address('x', status(500))}"))
    assert {"key": "k-1", "host": "127.0.0.1", "cause": "status", "status": 500} == failure.value.facts
    assert server.origin not in str(failure.value)
