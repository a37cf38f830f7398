"""The commands that carry a workspace in, tell what is on its way, and give it up."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from cyclopts import Parameter

from registre_cli.files import opened as file_opened
from registre_cli.moving.leaving import tell_lost
from registre_cli.moving.options import Archive, Documents
from registre_cli.opening import opened, operator, without_documents
from registre_cli.options import Address, Json
from registre_cli.progress import waiting
from registre_cli.saying import plural, say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import quoted, typeset
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.services.moving import Loaded

Identifier = Annotated[UUID, Parameter(name="ID", help="L’identifiant de l’environnement.")]


def import_workspace(address: Address, file: Archive, /, *, documents: Documents, as_json: Json = False) -> None:
    """Load an archive, and open the workspace once all of it is there."""
    with opened(address, documents=documents) as registre:
        with file_opened(file, "FICHIER") as stream, waiting(typeset("Chargement de l'archive")):
            loaded = registre.moving.stage(operator(), stream)
        with waiting(loaded.name):
            registre.moving.finish(operator(loaded.workspace))
    if as_json:
        write_json(_described(loaded))
        return
    say(Words(typeset(f"{quoted(loaded.name)} est entré, registre vérifié.")))
    tell_lost(loaded.lost)


def _described(loaded: Loaded) -> dict[str, object]:
    return {
        "workspace": str(loaded.workspace),
        "name": loaded.name,
        "parts": loaded.parts,
        "documents": loaded.documents,
        "lost": list(loaded.lost),
    }


def pending(address: Address, /, *, as_json: Json = False) -> None:
    """List what is loaded of workspaces that are not there yet."""
    with without_documents(address) as registre:
        found = [str(workspace) for workspace in registre.moving.unfinished(operator())]
    if as_json:
        write_json({"pending": found})
        return
    for workspace in found:
        say(Words(workspace))
    if not found:
        say(Words(typeset("Aucune entrée n'est en cours.")))


def discard(address: Address, workspace: Identifier, /, *, as_json: Json = False) -> None:
    """Drop what was loaded of a workspace that is not there yet."""
    with without_documents(address) as registre:
        count = registre.moving.discard(operator(WorkspaceId(workspace)))
    if as_json:
        write_json({"workspace": str(workspace), "parts": count})
        return
    dropped = plural(count, "partie chargée est effacée", "parties chargées sont effacées")
    say(Words(typeset(f"{dropped}." if count else "Rien n'en était chargé.")))
