"""A real mail server and a real HTTP server on the loopback, each a process of its own, in changing moods."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import sleep

from aiosmtpd.smtp import SMTP, Envelope, Session
from attrs import frozen
from tests.soak.moods import Arrival, Book, Mood

from registre_notification_smtp.letter import KEY_HEADER

FORK = get_context("fork")
"""Everything is loaded once, before the first fork."""

HOST = "127.0.0.1"
PATIENCE = 1.5
"""Seconds that deliverers wait."""
LONGER = 2.5
"""Seconds that a server hangs."""


@contextmanager
def serving(serve: Callable[[Book, Connection], None], log: Path, seed: str) -> Iterator[int]:
    """Let a server run in a process of its own, and give its port."""
    here, there = FORK.Pipe()
    server = FORK.Process(target=_served, args=(serve, log, seed, there), daemon=True)
    server.start()
    try:
        yield here.recv()
    finally:
        server.kill()
        server.join()


def _served(serve: Callable[[Book, Connection], None], log: Path, seed: str, told: Connection) -> None:
    with log.open("a") as stream:
        serve(Book(stream, Random(seed)), told)  # noqa: S311  # no secret


@frozen
class Office:
    """Takes mails: `aiosmtpd` calls it."""

    book: Book

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # its name
        """Take a mail, or not."""
        mood = self.book.mood()
        if mood is Mood.BUSY:
            return "451 4.3.2 busy"
        if mood is not Mood.FORGETS:
            self.book.took(_mailed(envelope))
        if mood is Mood.HANGS:
            await asyncio.sleep(LONGER)
        if mood in {Mood.CUTS, Mood.FORGETS} and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "250 OK"


def _mailed(envelope: Envelope) -> Arrival:
    """Name what a mail says, whatever its date and the borders between its parts."""
    assert isinstance(envelope.content, bytes)
    mail = message_from_bytes(envelope.content, policy=policy.default)
    parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
    said = json.dumps([str(mail["Subject"]), *parts]).encode()
    return Arrival(str(mail[KEY_HEADER]), envelope.rcpt_tos[0], sha256(said).hexdigest())


def post_office(book: Book, told: Connection) -> None:
    """Serve mail for ever."""

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Office(book), hostname="soak", enable_SMTPUTF8=True), HOST, 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


def machine(book: Book, told: Connection) -> None:
    """Serve callbacks for ever."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take a callback, or not."""
            body, mood = self.rfile.read(int(self.headers["Content-Length"])), book.mood()
            if mood not in {Mood.BUSY, Mood.FORGETS}:
                digest = sha256(body).hexdigest()
                book.took(Arrival(self.headers["webhook-id"], f"http://{self.headers['Host']}{self.path}", digest))
            if mood is Mood.HANGS:
                sleep(LONGER)
            if mood in {Mood.CUTS, Mood.FORGETS}:
                self.close_connection = True
                return
            self.send_response(503 if mood is Mood.BUSY else 204)
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            """Take it as it is when whoever calls is killed."""
            try:
                super().handle()
            except OSError:
                return

    server = ThreadingHTTPServer((HOST, 0), Handler)
    told.send(server.server_port)
    server.serve_forever()
