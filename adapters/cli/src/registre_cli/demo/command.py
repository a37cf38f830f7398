"""The command that tells the story, once a folder."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from registre_cli.demo.chapters import Chapter
from registre_cli.demo.placing import DATABASE, DOCUMENTS, is_told, whole
from registre_cli.demo.scanning import recognizer
from registre_cli.demo.signing import sign_everything
from registre_cli.demo.story import Story
from registre_cli.demo.summary import already_told, summed_up
from registre_cli.demo.tampering import rewrite, tamper
from registre_cli.demo.telling import tell, tell_already, tell_end, tell_title
from registre_cli.demo.unpaid import run_up_a_debt
from registre_cli.options import Json
from registre_cli.terminal import write_json
from registre_core import Host

Into = Annotated[
    Path, Parameter(name="--into", metavar="DOSSIER", help="Où laisser le registre ; par défaut, registre-demo.")
]


def demo(*, into: Into = Path("registre-demo"), as_json: Json = False) -> None:
    """Tell how a report becomes an observation, and leave the register in a folder."""
    folder = Path(os.path.realpath(into))  # unlike `resolve`, it says nothing of links that lead in a circle
    if is_told(folder):
        write_json(already_told(into)) if as_json else tell_already(into)
        return
    told = []
    with whole(folder) as staging, closing(played(staging)) as chapters:
        if not as_json:
            tell_title()
        for chapter in chapters:
            told.append(chapter)
            if not as_json:
                tell(chapter)
    write_json(summed_up(into, told)) if as_json else tell_end(into)


def played(folder: Path) -> Generator[Chapter, None, None]:
    """Play the story in an empty folder, and give each chapter as it happens."""
    database, documents = folder / DATABASE, folder / DOCUMENTS
    documents.mkdir()
    host, address = Host.discover(), f"sqlite:///{database}"
    host.prepare(address)
    recognises, unable = recognizer(host)
    with host.open(
        storage=address,
        documents=documents.as_uri(),
        recognizer=recognises,
        renderer="typst",
        wording="french",
    ) as registre:
        journal = yield from Story(registre, folder, unable).play()
    yield tamper(database, journal.workspace.id, journal.target)
    yield rewrite(database, journal.workspace.id, journal.target)
    yield run_up_a_debt(folder)
    yield from sign_everything(folder)
