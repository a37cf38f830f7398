"""Uses a database from another process: `other_process.py VERB URL [ARGUMENT …]`.

Says what it did in one line, or the code of the error; what it was killed in, it never says.

As `other_process.py forking LINE` it forks itself for each call that comes on a line: see `elsewhere.py`.
"""

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import alembic.command  # noqa: F401  # what a migration takes longest to load
import psycopg  # noqa: F401  # as SQLAlchemy does when it is first asked for a server

from registre_core.kernel.errors import RegistreError
from registre_core.kernel.identifiers import ProfileId, SiteId, WorkspaceId
from registre_core.ports.storage import Fate
from registre_core.testing.builders import a_profile, a_site, a_workspace, an_entry
from registre_core.testing.memory import SequentialIds
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_storage_sqlalchemy import SqlStorage, migrate

PATIENCE = 60.0


def say(what: str) -> None:
    """Say it at once: the process may be killed next."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def look(url: str) -> str:
    """Open it and leave it."""
    with SqlStorage.open(url):
        return "opened"


def write(url: str, workspace: str, start: str, count: str) -> str:
    """Commit so many changes, each a site with its entry, and name each one that is acknowledged."""
    identity, ids = WorkspaceId(UUID(workspace)), SequentialIds(int(start))
    with SqlStorage.open(url, patience=PATIENCE) as storage:
        for _ in range(int(count)):
            with storage.begin(identity) as tx:
                site = tx.sites.add(a_site(id=SiteId(ids.new())))
                entry = an_entry(identity, tx.register.head(), id=ids.new(), subject_id=site.id)
                tx.register.append(entry)
                tx.commit()
            say(str(site.id))
    return "done"


def hang(url: str, workspace: str) -> str:
    """Write without committing, and wait to be killed."""
    with SqlStorage.open(url) as storage, storage.begin(WorkspaceId(UUID(workspace))) as tx:
        for entry in range(200):
            tx.sites.add(a_site(name=f"Site {entry} " + "x" * 10_000))
        say("written")
        time.sleep(PATIENCE)
    return "left"


def add(url: str, workspace: str) -> str:
    """Commit one change."""
    with SqlStorage.open(url) as storage, storage.begin(WorkspaceId(UUID(workspace))) as tx:
        tx.sites.add(a_site())
        tx.commit()
    return "added"


def found(url: str, workspace: str) -> str:
    """Found a workspace."""
    new = a_workspace(id=WorkspaceId(UUID(workspace)))
    with SqlStorage.open(url, patience=PATIENCE) as storage, storage.found(new.id) as tx:
        tx.workspace.add(new)
        time.sleep(0.1)  # the others begin meanwhile
        tx.commit()
    return "founded"


def edit(url: str, workspace: str, profile: str, name: str) -> str:
    """Change a profile as it was when it was added."""
    with SqlStorage.open(url, patience=PATIENCE) as storage, storage.begin(WorkspaceId(UUID(workspace))) as tx:
        tx.profiles.save(a_profile(id=ProfileId(UUID(profile)), name=name))
        tx.commit()
    return "edited"


def carry(url: str) -> str:
    """Claim what is due, and name each notice before it is said to have gone out."""
    with SqlStorage.open(url, patience=PATIENCE) as storage, storage.operate() as door:
        by = uuid4()
        while claims := door.claim(by=by, at=A_MONDAY_MORNING, lease=timedelta(minutes=5), limit=2):
            for claim in claims:
                for notice in claim.notices:
                    say(notice.key)
                    if not door.settle(claim, notice, Fate.DELIVERED, at=A_MONDAY_MORNING):
                        return f"lost {notice.key}"
            by = uuid4()
    return "done"


VERBS: dict[str, Callable[..., object]] = {
    "look": look,
    "migrate": migrate,
    "write": write,
    "hang": hang,
    "add": add,
    "found": found,
    "edit": edit,
    "carry": carry,
}


def forked_for(line: socket.socket) -> list[str]:
    """Fork for every call that comes with an end of a pipe, and give the call in the fork; wait for those named."""
    while True:
        message, ends, _, _ = socket.recv_fds(line, 65_536, 1)
        if not message:
            os._exit(0)
        call = json.loads(message)
        if isinstance(call, int):
            line.send(str(os.waitpid(call, 0)[1]).encode())
        elif child := os.fork():
            os.close(ends[0])
            line.send(str(child).encode())
        else:
            signal.alarm(int(PATIENCE))
            os.dup2(ends[0], 1)
            return list(call)


if __name__ == "__main__":
    verb, *arguments = sys.argv[1:]
    if verb == "forking":
        verb, *arguments = forked_for(socket.socket(fileno=int(arguments[0])))
    try:
        say(str(VERBS[verb](*arguments)))
    except RegistreError as error:
        say(error.code)
