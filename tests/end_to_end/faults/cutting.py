"""A wire to a server that can be cut at any word."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from enum import Enum
from pathlib import Path
from select import select
from threading import Event, Lock, Thread
from typing import Self

from attrs import define, field
from sqlalchemy import make_url

_SOCKET = ".s.PGSQL.5432"


class Cut(Enum):
    """When a connection is cut at a word that a client sends."""

    BEFORE = "before the server hears it"
    AT_ONCE = "as soon as the server may hear it"
    ANSWERED = "once the server has answered, before the client hears it"

    def __str__(self) -> str:
        return self.value


@define
class Wire:
    """Carries what clients and a server say to each other, until it is told otherwise."""

    folder: Path
    """Where clients find it, instead of the server."""
    server: Path
    plan: tuple[bytes, Cut] | None = None
    silent: Event = field(factory=Event)
    """Whether it takes connections and lets nothing through."""
    carried: list[socket.socket] = field(factory=list)
    guard: Lock = field(factory=Lock)

    def address(self, storage: str) -> str:
        """Give the address at which this storage is found through the wire."""
        return make_url(storage).update_query_dict({"host": str(self.folder)}).render_as_string(hide_password=False)

    def cut_at(self, word: str, when: Cut) -> None:
        """Cut the next connection that sends this word; those after it work."""
        self.plan = (word.encode(), when)

    def cut_everything(self) -> None:
        """Cut every connection that there is; those made from now on work."""
        with self.guard:
            cut, self.carried = self.carried, []
        for end in cut:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    @property
    def was_cut(self) -> bool:
        """Tell whether what was planned has happened."""
        return self.plan is None

    def serve(self, door: socket.socket) -> None:
        """Take connections for as long as the door is open."""
        while True:
            try:
                client, _ = door.accept()
            except OSError:
                return
            Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with closing(client), socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            server.connect(str(self.server / _SOCKET))
            with self.guard:
                self.carried += [client, server]
            while not self.silent.is_set() and self._passed_on(client, server):
                pass
            if self.silent.is_set():
                client.recv(1)  # until the client gives up

    def _passed_on(self, client: socket.socket, server: socket.socket) -> bool:
        """Pass on what was said next; tell whether the connection still stands."""
        [speaker, *_], _, _ = select([client, server], [], [])
        said = speaker.recv(65_536)
        if speaker is server:
            client.sendall(said)
            return bool(said)
        when = self._due(said)
        if when is not Cut.BEFORE:
            server.sendall(said)
        if when is Cut.ANSWERED:
            server.recv(65_536)
        return bool(said) and when is None

    def _due(self, said: bytes) -> Cut | None:
        with self.guard:
            if self.plan is None or self.plan[0] not in said:
                return None
            (_, when), self.plan = self.plan, None
            return when

    @classmethod
    @contextmanager
    def laid(cls, storage: str) -> Iterator[Self]:
        """Lay a wire to the server of a storage."""
        with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as door:
            door.bind(f"{folder}/{_SOCKET}")
            door.listen()
            wire = cls(Path(folder), Path(str(make_url(storage).query["host"])))
            Thread(target=wire.serve, args=(door,), daemon=True).start()
            try:
                yield wire
            finally:
                wire.cut_everything()
                door.shutdown(socket.SHUT_RDWR)
