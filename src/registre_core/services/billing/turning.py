"""What time alone does to accounts: each is told of once, whoever finds it first."""

from __future__ import annotations

from attrs import frozen

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.services.billing.accounts import caught_up
from registre_core.services.billing.desk import keep
from registre_core.services.front_door import Bearer
from registre_core.services.journal import Stamp, record


@frozen
class Turn:
    """What catching up with the days came to, for one workspace."""

    changes: int
    """How many changes of its standing the register was told of."""
    notices: int
    """How many people are told of the last one."""


def turn(ports: Ports, bearer: Bearer, workspace: WorkspaceId) -> Turn:
    """Catch up with the days since the register was told of an account; nothing is written if nothing changed."""
    stamp = Stamp.of(ports)
    with ports.storage.begin(workspace) as tx:
        account = caught_up(tx, workspace, ports.billing.day_of(stamp.at), ports.billing)
        if account.record == account.told:
            return Turn(0, 0)
        told = keep(tx, account, ports, stamp)
        record(tx, workspace, bearer, stamp, *account.facts)
        tx.commit()
    return Turn(len(account.facts), told)
