"""The end of the story in the main register: its summary, and all of it to take along."""

from __future__ import annotations

from pathlib import Path

from registre_cli.demo.building_chapters import Kept
from registre_cli.demo.chapters import Cast
from registre_cli.demo.people import acting
from registre_cli.demo.placing import ARCHIVE, ROWS, SUMMARY
from registre_core import Registre


def keep(registre: Registre, cast: Cast, folder: Path) -> Kept:
    """Print the summary of both sites, write its rows, and carry the workspace out."""
    administrator = acting(cast.administrator, cast.workspace.id)
    (folder / SUMMARY).write_bytes(registre.summary.print(administrator).content)
    with (folder / ROWS).open("wb") as rows:
        summary = registre.summary.rows(administrator, rows)
    with (folder / ARCHIVE).open("wb") as archive:
        exported = registre.moving.export(administrator, archive)
    sizes = {name: (folder / name).stat().st_size for name in (SUMMARY, ROWS, ARCHIVE)}
    return Kept(summary, sizes, exported)
