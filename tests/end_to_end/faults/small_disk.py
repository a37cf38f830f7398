"""A register in a file on a disk that fills up: `small_disk.py FOLDER DOCUMENTS`, the disk of a few megabytes.

Says in JSON what became of each call; the same register stays open all the while.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.end_to_end.faults.grounds import Ground, Town
from tests.end_to_end.faults.writing import story

from registre_core import Registre, RegistreError
from registre_core.app import NO_RETRIES
from registre_storage_sqlalchemy import migrate

BALLAST = 1_000_000
"""Bytes that an administrator can free."""


def outcome(call: Callable[[], object]) -> str:
    """Tell what became of a call."""
    try:
        call()
    except RegistreError as error:
        return error.code
    return "done"


def outcomes(registre: Registre, town: Town, ballast: Path) -> dict[str, object]:
    """Write until the disk is full, free some of it, and write on."""

    def write_on() -> None:
        for chapter in count():
            list(story(registre, town.mayor, str(chapter)))

    full = [outcome(write_on), outcome(write_on)]
    reading = outcome(lambda: registre.workspace.sites(town.mayor))
    ballast.unlink()
    freed = outcome(lambda: list(story(registre, town.mayor, "freed")))
    intact = registre.register.verify(town.mayor).is_intact
    return {"full": full, "reading": reading, "freed": freed, "intact": intact}


def main(folder: Path, documents: str) -> None:
    """Make a register there, and see."""
    ballast = folder / "ballast"
    ballast.write_bytes(b"x" * BALLAST)
    ground = Ground(f"sqlite:///{folder}/registre.db", documents)
    migrate(ground.storage)
    town = ground.found()
    with ground.open(NO_RETRIES) as registre:
        sys.stdout.write(json.dumps(outcomes(registre, town, ballast)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
