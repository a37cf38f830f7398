"""Servers that say what no server should: a delivery ends in time all the same, and loses nothing."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import monotonic
from traceback import format_exception

import pytest
from attrs import evolve
from tests.certificates import Authority

from registre_core import AdapterFailure
from registre_core.ports import Attachment, Message
from registre_notification_smtp.notifier import SmtpNotifier

MESSAGE = Message("permit-opened/12", "helene@exemple.fr", "Permis de feu n° 12", "À signer.")
HELLO = b"220 here\r\n"
Server = Callable[[socket.socket, Event], None]


@contextmanager
def listening(serve: Server) -> Iterator[int]:
    """Serve one connection in a thread, and give its port."""
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=_serve, args=(listener, serve, over))
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            over.set()
            thread.join()


def _serve(listener: socket.socket, serve: Server, over: Event) -> None:
    sock, _ = listener.accept()
    with sock, suppress(OSError):  # whoever wrote has left
        serve(sock, over)


def postponed(port: int, scheme: str = "smtp", patience: float = 20.0, more: str = "&tls=none") -> str:
    address = f"{scheme}://127.0.0.1:{port}?from=registre@exemple.fr&patience={patience}{more}"
    notifier = SmtpNotifier.at(address)
    with pytest.raises(AdapterFailure) as failure:
        notifier.deliver(MESSAGE)
    notifier.close()
    assert ("delivery-postponed", True) == (failure.value.code, failure.value.retryable)
    return failure.value.message.partition("now: ")[2]


def said(*lines: bytes) -> Server:
    """Say these, each after something was heard, and hang up."""

    def serve(sock: socket.socket, _over: Event) -> None:
        for line in lines:
            sock.sendall(line)
            sock.recv(65_536)

    return serve


def every(seconds: float, content: bytes) -> Server:
    def serve(sock: socket.socket, over: Event) -> None:
        while not over.wait(seconds):
            sock.sendall(content)

    return serve


@pytest.mark.parametrize(
    "lines,why",
    [
        ((b"421 4.3.2 too busy\r\n",), "it answered 421"),
        ((b"554 5.7.1 we do not know you\r\n",), "it answered 554"),
        ((b"Bonjour\r\n",), "it does not speak as a mail server does"),
        ((HELLO,), "the connection was cut"),
        ((HELLO, b"250 hello\r\n"), "the connection was cut"),
        ((HELLO, b"250 hello\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 go on\r\n"), "the connection was cut"),
        ((HELLO, b"500 what?\r\n", b"502 what?\r\n"), "it answered 502"),
    ],
)
def test_whoever_greets_badly_or_hangs_up_is_asked_again_later(lines: tuple[bytes, ...], why: str) -> None:
    with listening(said(*lines)) as port:
        assert why == postponed(port)


def test_no_word_of_a_server_is_in_a_traceback_since_it_repeats_what_it_was_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REGISTRE_PASS", "s3cret")
    repeated = b"535 cannot decode AUTH PLAIN s3cret\r\n"
    asked = "from=registre@exemple.fr&tls=none&password-env=REGISTRE_PASS"
    hello = b"250-hello\r\n250 AUTH PLAIN\r\n"
    with listening(said(HELLO, hello, repeated)) as port, pytest.raises(AdapterFailure, match="let us in") as failure:
        SmtpNotifier.at(f"smtp://compte@127.0.0.1:{port}?{asked}").deliver(MESSAGE)
    assert "s3cret" not in "".join(format_exception(failure.value))


@pytest.mark.parametrize("content", [b"2", b"220-and more\r\n"], ids=["within a line", "line after line"])
def test_a_server_that_drips_does_not_hold_a_delivery_for_longer_than_its_patience(content: bytes) -> None:
    begun = monotonic()
    with listening(every(0.02, content)) as port:
        assert "it took too long" == postponed(port, patience=0.3)
    assert monotonic() - begun < 10  # not a measure: without a deadline of the whole it never ends


def test_a_server_that_reads_nothing_does_not_either() -> None:
    def serve(sock: socket.socket, over: Event) -> None:
        sock.sendall(HELLO)
        for answer in (b"250 hello\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 go on\r\n"):
            sock.recv(65_536)
            sock.sendall(answer)
        over.wait()

    large = evolve(MESSAGE, attachments=(Attachment("grand.zip", "application/zip", bytes(8_000_000)),))
    with listening(serve) as port:
        notifier = SmtpNotifier.at(f"smtp://127.0.0.1:{port}?from=registre@exemple.fr&tls=none&patience=0.5")
        with pytest.raises(AdapterFailure, match="it took too long"):
            notifier.deliver(large)


def test_a_server_that_never_comes_to_the_point_is_hung_up_on() -> None:
    with listening(every(0, b"220-" + b"a" * 4_000 + b"\r\n")) as port:
        assert "the connection was cut" == postponed(port)


def test_a_connection_that_was_dropped_without_a_word_while_it_waited_costs_the_next_mail_nothing() -> None:
    """As firewalls do with what is idle: both ends believe in it, and nothing arrives any more."""
    arrived = list[bytes]()

    def serve(sock: socket.socket) -> None:
        sock.sendall(HELLO)
        for answer in (b"250 hello\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 go on\r\n", b"250 taken\r\n"):
            arrived.append(sock.recv(65_536))
            sock.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as executor:
        address = f"smtp://127.0.0.1:{listener.getsockname()[1]}?from=registre@exemple.fr&tls=none&patience=3"
        notifier, kept = SmtpNotifier.at(address), list[socket.socket]()
        for _ in range(2):
            delivered = executor.submit(notifier.deliver, MESSAGE)
            kept.append(listener.accept()[0])
            serve(kept[-1])
            delivered.result()
        for sock in kept:
            sock.close()
        notifier.close()
    assert 10 == len(arrived)


def test_a_server_that_says_nothing_before_tls_does_not_hold_it() -> None:
    def serve(_sock: socket.socket, over: Event) -> None:
        over.wait()

    with listening(serve) as port:
        assert "it took too long" == postponed(port, "smtps", 0.3, "")


def test_what_somebody_slips_in_before_tls_begins_is_not_taken_for_the_server_s_word(town: Authority) -> None:
    heard: list[bytes] = []

    def serve(sock: socket.socket, _over: Event) -> None:
        sock.sendall(HELLO)
        sock.recv(1_000)
        sock.sendall(b"250-hello\r\n250 STARTTLS\r\n")
        sock.recv(1_000)
        sock.sendall(b"220 go on\r\n250-slipped in\r\n250 AUTH PLAIN\r\n")
        with town.server().wrap_socket(sock, server_side=True) as secured:
            heard.append(secured.recv(1_000))
            secured.sendall(b"250 the server itself\r\n")
            heard.append(secured.recv(1_000))
            secured.sendall(b"421 4.3.2 enough heard\r\n")

    with listening(serve) as port:
        assert "it answered 421" == postponed(port, more=f"&ca={town.trusted}")
    assert [b"ehlo [127.0.0.1]\r\n", b"mail FROM:<registre@exemple.fr>\r\n"] == heard
