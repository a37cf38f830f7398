"""One HTTP request and the head of its answer: nothing of the body is read, so none can be too long, or too dense.

h11 writes and reads the protocol, and does no I/O: it refuses a head that is longer than it should be, and an answer
that is none. Interim answers (100, 103) are read over.

Source: RFC 9110 and RFC 9112 (HTTP/1.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from ssl import SSLError

import h11

from registre_core.notices import CallbackAddress
from registre_notification_webhook.line import Line

LARGEST_HEAD = 16 * 1_024
"""Bytes of the head of an answer."""
LARGEST_ANSWER = 4 * LARGEST_HEAD
"""Bytes of it together with interim answers: whoever goes on saying that he will answer does not."""

Headers = Iterable[tuple[str, str]]


def answer_to(line: Line, address: CallbackAddress, headers: Headers, body: bytes) -> h11.Response:
    """Post a body, and give the head of the answer.

    A server may answer before it has read everything, and hang up: what it said counts, where it can still be read.

    Raises:
        OSError: the connection is cut, or it takes too long.
        h11.RemoteProtocolError: what comes back is no answer.
    """
    protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=LARGEST_HEAD)
    request = protocol.send(h11.Request(method="POST", target=address.path, headers=list(_all(address, headers, body))))
    sent = b"".join(filter(None, (request, protocol.send(h11.Data(data=body)), protocol.send(h11.EndOfMessage()))))
    with suppress(ConnectionError, SSLError):
        line.send(sent)
    left = LARGEST_ANSWER
    while not isinstance(event := protocol.next_event(), h11.Response):
        if event is h11.NEED_DATA:
            received = _more(line, left)
            protocol.receive_data(received)
            left -= len(received)
    return event


def _more(line: Line, left: int) -> bytes:
    if left <= 0:
        raise h11.RemoteProtocolError("interim answers without end")
    received = line.receive(LARGEST_HEAD)
    if not received:
        raise ConnectionResetError
    return received


def _all(address: CallbackAddress, headers: Headers, body: bytes) -> Headers:
    yield "Host", address.origin.authority
    yield "Content-Type", "application/json"
    yield "Content-Length", str(len(body))
    yield "Connection", "close"
    yield "User-Agent", "registre-core"
    yield from headers
