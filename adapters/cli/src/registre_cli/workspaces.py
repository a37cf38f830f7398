"""Which workspace of a database somebody means."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from registre_cli.names import SUGGESTED, listed, the_one
from registre_core import InvalidInput, NotFound, Registre
from registre_core.workspace import Workspace


def workspace_named(registre: Registre, asked: str | None) -> Workspace:
    """Give the workspace that somebody named, or the only one.

    Raises:
        InvalidInput: ``workspace-undecided``, ``unknown-name``, ``ambiguous-name``.
        NotFound: ``workspace-not-found``.
    """
    with registre.ports.storage.operate() as door:
        there = [workspace for workspace, _ in door.workspaces()]
    if asked is not None:
        return the_one("workspace", asked, "--workspace", lambda one: _of(there, one), lambda _: there)
    if len(there) == 1:
        return there[0]
    some = listed(there[:SUGGESTED]) or None
    said = f"this database has {len(there)} workspaces: name one"
    raise InvalidInput.at("--workspace", "workspace-undecided", said, candidates=some)


def _of(there: Iterable[Workspace], identifier: UUID) -> Workspace:
    for workspace in there:
        if workspace.id == identifier:
            return workspace
    raise NotFound.of("workspace", identifier)
