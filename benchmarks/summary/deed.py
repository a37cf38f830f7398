"""One deed about a summary, in a process that does nothing else: ``deed URL WORKSPACE MAYOR of|csv|json|print``."""

from __future__ import annotations

import json
import re
import sys
from io import RawIOBase
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import BinaryIO, cast
from uuid import UUID

from attrs import define

from registre_core import Actor, Client, Host, Registre
from registre_core.kernel.identifiers import UserId, WorkspaceId
from registre_core.services.summary import RowsFormat


class Counting(RawIOBase):
    """A file that is counted and kept nowhere."""

    size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        written = len(cast("bytes", data))
        self.size += written
        return written


@define
class Ear:
    """Hears how far it is."""

    told: int = 0
    done: int = 0

    def __call__(self, done: int, total: int) -> None:
        assert self.done <= done <= total
        self.told, self.done = self.told + 1, done


def made(registre: Registre, actor: Actor, deed: str, ear: Ear) -> int:
    """Do it, and tell the size of what came of it."""
    if deed == "of":
        return len(registre.summary.of(actor, progress=ear).sites)
    if deed == "print":
        return len(registre.summary.print(actor, progress=ear).content)
    into = Counting()
    registre.summary.rows(actor, cast("BinaryIO", into), form=RowsFormat(deed), progress=ear)
    return into.size


def greatest() -> int:
    """Give the greatest size that this process had, in bytes; of whoever started it, `getrusage` would tell, too."""
    [size] = re.findall(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"), re.MULTILINE)
    return 1024 * int(size)


def main(url: str, workspace: str, mayor: str, deed: str) -> None:
    """Print what it took, as JSON."""
    actor = Actor.user(UserId(UUID(mayor)), WorkspaceId(UUID(workspace)), client=Client.web("1.47"))
    ear = Ear()
    with (
        TemporaryDirectory() as folder,
        Host.discover().open(storage=url, documents=f"file://{folder}", renderer="typst") as registre,
    ):
        started = perf_counter()
        size = made(registre, actor, deed, ear)
        seconds = perf_counter() - started
    peak = greatest() + 1024 * getrusage(RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"seconds": seconds, "peak": peak, "size": size, "told": ear.told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
