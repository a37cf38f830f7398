"""A mail server of one's own on the loopback: aiosmtpd in a thread, which a test looks into and disturbs."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from attrs import define, field, frozen

One = TypeVar("One")

PASSWORD = "été à l’école: 100 % sûr"  # noqa: S105  # of a server that ends with the test
LOGIN = "compte@exemple.fr"
SECONDS = 30
"""Then whatever is asked of the server's thread counts as never done."""


@frozen
class Arrived:
    """A mail as the server was given it."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    is_encrypted: bool
    login: str | None
    greeting: str
    """How the client named itself."""
    connection: int
    """Which: mails of one connection have the same."""


@define
class Office:
    """What becomes of mails, and how the server behaves: `aiosmtpd` asks it at each step."""

    arrived: list[Arrived] = field(factory=list)
    at_recipient: dict[str, str] = field(factory=dict)
    """What is answered to a recipient, such as ``550 5.1.1 unknown``."""
    at_sender: str = "250 OK"
    """What is answered to whoever sends."""
    at_data: str | None = None
    """What is answered to a mail, instead of taking it."""
    cuts: bool = False
    """Whether the connection is cut when a mail was taken, before that is said."""
    speaking: asyncio.Event = field(factory=asyncio.Event)

    async def handle_MAIL(  # noqa: N802  # the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self.speaking.wait()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.at_sender

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.at_recipient.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.at_data:
            return self.at_data
        login: LoginPassword | None = session.auth_data
        self.arrived.append(
            Arrived(
                sender=str(envelope.mail_from),
                recipients=tuple(map(str, envelope.rcpt_tos)),
                content=envelope.original_content or b"",
                is_encrypted=_is_encrypted(server),
                login=None if login is None else login.login.decode(),
                greeting=session.host_name or "",
                connection=id(server),
            )
        )
        if self.cuts:
            _hang_up(server)
        return "250 OK"

    def log_in(self, _server: SMTP, _session: Session, _envelope: Envelope, _by: str, login: Any) -> AuthResult:  # noqa: ANN401
        known = LoginPassword(LOGIN.encode(), PASSWORD.encode())
        return AuthResult(success=login == known, handled=False, auth_data=login)


@define
class MailServer:
    """Where mails go: at `port` with STARTTLS, which it insists on, at `tls_port` with TLS from the first byte."""

    loop: asyncio.AbstractEventLoop
    context: ssl.SSLContext
    office: Office = field(factory=Office)
    port: int = 0
    tls_port: int = 0
    plain_port: int = 0
    """Without TLS."""
    settings: dict[str, Any] = field(factory=dict)
    """Of `aiosmtpd.smtp.SMTP`, for connections that begin from now on."""
    _open: list[asyncio.Server] = field(factory=list)
    _connections: list[SMTP] = field(factory=list)

    def done(self, work: Coroutine[Any, Any, One]) -> One:
        """Have something done in the server's thread."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(SECONDS)

    def reset(self) -> None:
        """Forget what arrived, and behave."""
        self.office, self.settings = Office(), {}
        self.office.speaking.set()
        self.done(self._cut())

    @contextmanager
    def away(self) -> Iterator[None]:
        """Hang up on everybody, and do not listen meanwhile."""
        self.done(self._shut())
        try:
            yield
        finally:
            self.done(self._listen())

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Take connections, and say nothing to whoever sends."""
        self.loop.call_soon_threadsafe(self.office.speaking.clear)
        try:
            yield
        finally:
            self.loop.call_soon_threadsafe(self.office.speaking.set)

    async def _listen(self) -> None:
        asked = ((self.port, True, None), (self.tls_port, False, self.context), (self.plain_port, False, None))
        for port, switches, context in asked:
            serving = self._serving if switches else self._serving_plainly
            self._open.append(await self.loop.create_server(serving, "127.0.0.1", port, ssl=context))
        self.port, self.tls_port, self.plain_port = (one.sockets[0].getsockname()[1] for one in self._open)

    async def _shut(self) -> None:
        for listening in self._open:
            listening.close()
        self._open.clear()
        await self._cut()

    async def _cut(self) -> None:
        for connection in self._connections:
            _hang_up(connection)
        self._connections.clear()
        await asyncio.sleep(0)

    def _serving(self) -> SMTP:
        return self._made(tls_context=self.context, require_starttls=True)

    def _serving_plainly(self) -> SMTP:
        return self._made(auth_require_tls=False)

    def _made(self, **given: Any) -> SMTP:  # noqa: ANN401  # what the library takes
        usual = {"hostname": "mail.exemple.fr", "authenticator": self.office.log_in, "loop": self.loop}
        connection = SMTP(self.office, **{**usual, "enable_SMTPUTF8": True, **given, **self.settings})
        self._connections.append(connection)
        return connection


@contextmanager
def mail_server(context: ssl.SSLContext) -> Iterator[MailServer]:
    """Run a server as long as the context lasts."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    server = MailServer(loop, context)
    try:
        server.done(server._listen())  # noqa: SLF001
        server.reset()
        yield server
        server.done(server._shut())  # noqa: SLF001
        server.done(_ended())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _hang_up(server: SMTP) -> None:
    if server.transport is not None:
        server.transport.abort()  # type: ignore[attr-defined]  # every transport of a stream has it


def _is_encrypted(server: SMTP) -> bool:
    transport = server.transport
    return transport is not None and transport.get_extra_info("sslcontext") is not None


async def _ended() -> None:
    """Wait for what is still being said in the server's thread."""
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    await asyncio.wait(others, timeout=SECONDS) if others else None
