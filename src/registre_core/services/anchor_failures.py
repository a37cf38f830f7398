"""An anchor that failed is told of: a register that is anchored no more looks as it did before."""

from __future__ import annotations

from contextlib import suppress

from registre_core.kernel.errors import RegistreError
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.services.everywhere import each
from registre_core.services.journal import Stamp
from registre_core.services.notices import ADMINISTERS, Event, tell, those_who_may

FAILED = "anchor-failed"
"""The kind of its notices."""
NOT_WRITTEN = "anchor-not-written"
"""What failed when the file could not be written."""


def tell_of_failed_anchor(ports: Ports, failure: Exception) -> None:
    """Tell the administrators of every workspace, once a day, that its register could not be anchored.

    What is in the way of telling them hides nothing: whoever asked for the anchor is told why it failed all the same.
    """
    code = failure.code if isinstance(failure, RegistreError) else NOT_WRITTEN
    stamp, found = Stamp.of(ports), list[WorkspaceId]()
    with suppress(RegistreError), ports.storage.operate() as door:
        for workspace, _ in door.workspaces():
            found.append(workspace.id)  # one by one: those before a register without head are told
    each(found, lambda workspace: _tell(ports, workspace, code, stamp))


def _tell(ports: Ports, workspace: WorkspaceId, failure: str, stamp: Stamp) -> None:
    on = stamp.today.isoformat()
    event = Event(FAILED, f"{workspace}/{on}", "workspace", workspace, {"failure": failure, "on": on})
    with ports.storage.begin(workspace) as tx:
        if tell(tx, event, those_who_may(tx, ports.catalogue, ADMINISTERS, None, stamp.today), stamp):
            tx.commit()
