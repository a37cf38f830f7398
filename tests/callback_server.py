"""A machine that subscribed: a real HTTP server on the loopback, which answers well or badly, as the path asks for."""

from __future__ import annotations

import ssl
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from attrs import field, frozen

KEY = b64encode(b"k" * 32).decode()
"""A key of callbacks as its file holds it."""
WELL = b"HTTP/1.1 204 No Content\r\n\r\n"

Answer = Callable[["_Handler"], object]
"""What a server does once it was asked."""


@frozen
class Callback:
    """What arrived."""

    host: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@frozen
class CallbackServer:
    """Where to send, what arrived, and how each path answers; whatever is not told otherwise answers well."""

    port: int
    scheme: str = "http"
    arrived: list[Callback] = field(factory=list)
    answers: dict[str, Answer] = field(factory=dict)
    unread: set[str] = field(factory=set)
    """Where it answers before it has read what it was sent."""
    speaking: threading.Event = field(factory=threading.Event)
    """Set while it answers; whoever answers waits for it."""

    @property
    def origin(self) -> str:
        """Its address, without a path."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def address(self, path: str, answer: Answer | None = None, *, unread: bool = False) -> str:
        """Give an address of it, and say how it answers there, and whether before it has read anything."""
        if answer is not None:
            self.answers[f"/{path}"] = answer
        if unread:
            self.unread.add(f"/{path}")
        return f"{self.origin}/{path}"


def saying(answer: bytes) -> Answer:
    """Answer exactly this, and hang up."""
    return lambda handler: handler.wfile.write(answer)


def status(number: int, *headers: str) -> Answer:
    """Answer with this number."""
    lines = "".join(f"{header}\r\n" for header in (*headers, "Content-Length: 0"))
    return saying(f"HTTP/1.1 {number} Voila\r\n{lines}\r\n".encode())


def without_end(head: bytes, more: bytes, pause: float = 0.0) -> Answer:
    """Begin an answer, and go on with it until whoever asked has left."""

    def answer(handler: _Handler) -> None:
        with suppress(OSError):
            handler.wfile.write(head)
            while not handler.ending.wait(pause):
                handler.wfile.write(more)

    return answer


def never(handler: _Handler) -> None:
    """Say nothing as long as the server lasts."""
    handler.ending.wait()


class _Handler(BaseHTTPRequestHandler):
    """Keeps what it is sent, and answers as it was told."""

    server_of: CallbackServer
    ending: threading.Event

    def do_POST(self) -> None:
        there = self.server_of
        there.speaking.wait()
        answer = there.answers.get(self.path, saying(WELL))
        if self.path not in there.unread:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path not in there.answers:
                there.arrived.append(Callback(self.headers["Host"], self.path, dict(self.headers), body))
        answer(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """A server whose visitors may leave in the middle of a sentence."""

    request_queue_size = 50

    def handle_error(self, *_: object) -> None:
        """Let them."""


@contextmanager
def callback_server(trust: ssl.SSLContext | None = None) -> Iterator[CallbackServer]:
    """Run a server as long as the context lasts; with TLS, if it is given what it proves itself by."""
    ending = threading.Event()
    handler: Any = type("Handler", (_Handler,), {"ending": ending})
    with _Server(("127.0.0.1", 0), handler) as server:
        if trust is not None:
            server.socket = trust.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        there = CallbackServer(server.server_port, "http" if trust is None else "https")
        there.speaking.set()
        handler.server_of = there
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield there
        finally:
            ending.set()
            there.speaking.set()
            server.shutdown()
            thread.join()
