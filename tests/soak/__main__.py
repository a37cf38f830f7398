"""Ten thousand notices, servers that fail a third of the time, deliverers that are killed.

``python -m tests.soak [SQLite|PostgreSQL]``: on both, unless one is named. `REGISTRE_SOAK_SEED` repeats a run as far as
chance alone decides it; `REGISTRE_SOAK_NOTICES` is for trying things out.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import randbelow

from tests.postgres_server import IN_MEMORY, programs, running
from tests.soak.running import Figures, Plan, soak

from registre_storage_sqlalchemy import migrate


def main(names: list[str]) -> int:
    """Soak each database, say what it came to, and fail if anything was lost."""
    logging.getLogger().addHandler(logging.NullHandler())  # what fails is counted
    seed = int(os.environ.get("REGISTRE_SOAK_SEED", randbelow(2**31)))
    plan = Plan(notices=int(os.environ.get("REGISTRE_SOAK_NOTICES", Plan().notices)))
    failed = False
    for name in names or DATABASES:
        database = DATABASES[name]
        with tempfile.TemporaryDirectory() as folder, database(Path(folder)) as address:
            migrate(address)
            figures = soak(address, Path(folder), plan, seed)
        _say(name, figures)
        failed |= bool(figures.wrong)
    return int(failed)


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """Give the address of a file."""
    yield f"sqlite:///{folder}/registre.db"


@contextmanager
def postgres(_folder: Path) -> Iterator[str]:
    """Give the address of a database on a server of its own."""
    found = programs()
    if found is None:
        sys.exit("soak: no PostgreSQL; Debian calls it postgresql")
    memory = Path("/dev/shm")  # noqa: S108  # the server makes a folder of its own there
    parent = memory if memory.is_dir() else Path(tempfile.gettempdir())
    with running(found, parent, IN_MEMORY) as server, server.database() as name:
        yield server.address(name)


DATABASES = {"SQLite": sqlite, "PostgreSQL": postgres}
"""Where notices wait."""


def _say(name: str, figures: Figures) -> None:
    sys.stdout.write(f"{name}: {figures.told()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
