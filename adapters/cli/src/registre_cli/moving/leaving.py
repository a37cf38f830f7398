"""The command that carries a whole workspace out."""

from __future__ import annotations

from registre_cli.files import new_file
from registre_cli.moving.options import Archive, Documents
from registre_cli.opening import opened, operator
from registre_cli.options import Address, Json, WorkspaceName
from registre_cli.progress import waiting
from registre_cli.saying import plural, say, warn
from registre_cli.terminal import Words, write_json
from registre_cli.typography import quoted, typeset
from registre_cli.workspaces import workspace_named
from registre_core.services.moving import Exported
from registre_core.workspace import Workspace


def export(
    address: Address,
    file: Archive,
    /,
    *,
    documents: Documents,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Write everything of a workspace into a file."""
    with opened(address, documents=documents) as registre:
        about = workspace_named(registre, workspace)
        with new_file(file, "FICHIER") as stream, waiting(about.name):
            done = registre.moving.export(operator(about.id), stream)
    if as_json:
        write_json(_described(about, str(file), done))
    else:
        _tell(about, done)


def _described(about: Workspace, file: str, done: Exported) -> dict[str, object]:
    return {
        "workspace": str(about.id),
        "name": about.name,
        "file": file,
        "entities": done.entities,
        "entries": done.entries,
        "documents": done.documents,
        "lost": list(done.lost),
    }


def _tell(about: Workspace, done: Exported) -> None:
    things, entries = plural(done.entities, "chose"), plural(done.entries, "entrée")
    documents = plural(done.documents, "document")
    said = f"{quoted(about.name)} est sorti : {things}, {entries} du registre, {documents}."
    say(Words(typeset(said)))
    tell_lost(done.lost)


def tell_lost(lost: tuple[str, ...]) -> None:
    """Warn of what is named and was not whole where it came from."""
    if lost:
        some = ", ".join(digest[:12] for digest in lost[:3]) + ("…" if len(lost) > len(lost[:3]) else "")
        warn(f"{plural(len(lost), 'fichier nommé manquait', 'fichiers nommés manquaient')} à l'origine : {some}")
