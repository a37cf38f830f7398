"""The command that exports registers into files that verify without the database."""

from __future__ import annotations

from collections.abc import Iterator
from os.path import lexists
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from attrs import frozen
from cyclopts import Parameter

from registre_cli.files import already_there, made_folder, new_file
from registre_cli.opening import operator, without_documents
from registre_cli.options import Address, Json
from registre_cli.progress import progress
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, terminal, write_json
from registre_cli.typography import typeset
from registre_core import NotFound, Registre
from registre_core.register import Head
from registre_core.workspace import Workspace

Into = Annotated[Path, Parameter(name="--into", metavar="DOSSIER", help="Où écrire ; créé s’il n’existe pas.")]
Only = Annotated[
    UUID | None,
    Parameter(name="--workspace", metavar="ID", help="N’exporter que cet environnement ; par défaut, tous."),
]
Everything = Annotated[
    bool,
    Parameter(
        name="--all",
        negative=(),
        show_default=False,
        help="Montrer aussi la partie « Gestion » : comptes, profils, interlocuteurs.",
    ),
]


@frozen
class Exported:
    """A register that was written to a file."""

    workspace: Workspace
    file: Path
    entries: int

    def as_json(self) -> dict[str, Any]:
        """Give it to programs."""
        identifier, name = str(self.workspace.id), self.workspace.name
        return {"workspace": identifier, "name": name, "file": str(self.file), "entries": self.entries}


def export(
    address: Address, /, *, into: Into, workspace: Only = None, everything: Everything = False, as_json: Json = False
) -> None:
    """Export registers, one file each."""
    with without_documents(address) as registre:
        chosen = list(_chosen(registre, workspace))
        made_folder(into, "--into")
        files = [into / f"{one.id}.jsonl" for one, _ in chosen]
        for file in files:  # before the first is written: all of them or none
            if lexists(file):
                raise already_there(file, "--into")
        done = [
            _exported(registre, one, head, file, everything=everything)
            for (one, head), file in zip(chosen, files, strict=True)
        ]
    if as_json:
        write_json({"address": address, "into": str(into), "exports": [one.as_json() for one in done]})
    else:
        _tell(done)


def _chosen(registre: Registre, workspace: UUID | None) -> Iterator[tuple[Workspace, Head]]:
    with registre.ports.storage.operate() as door:
        for one, head in door.workspaces():
            if workspace in {None, one.id}:
                yield one, head
            if workspace == one.id:
                return
    if workspace is not None:
        raise NotFound.of("workspace", workspace)


def _exported(registre: Registre, workspace: Workspace, head: Head, file: Path, *, everything: bool) -> Exported:
    with new_file(file, "--into") as stream, progress(workspace.name, head.number) as tell:
        entries = registre.register.export(operator(workspace.id), stream, everything=everything, tell=tell)
    return Exported(workspace, file, entries)


def _tell(done: list[Exported]) -> None:
    if not done:
        terminal().print(Words(typeset("La base ne contient aucun environnement : il n'y a rien à exporter.")))
        return
    table = headed("Environnement", "Entrées", "Fichier")
    table.columns[1].justify = "right"
    for one in done:
        add(table, one.workspace.name, str(one.entries), str(one.file))
    terminal().print(table)
