"""What a permit says on paper: as it stands at that moment, with the names of everybody on it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from registre_core import permits
from registre_core.kernel.identifiers import UserId
from registre_core.permits import COLOURS, MEANS, HotWorkPermit
from registre_core.ports import PermitSheet, Sheet, WatchTold
from registre_core.ports.storage import Snapshot
from registre_core.services.signatures.naming import names


def printed(tx: Snapshot, permit: HotWorkPermit, sheet: Sheet) -> PermitSheet:
    """Give what is printed of a permit.

    Raises:
        NotFound: somebody it names is not there.
    """
    colour = permits.watch_colour(permit, sheet.printed_at)
    known = names(
        tx,
        users=_users(permit),
        contacts=permit.contractor_people,
        contractors=permit.contractors,
        people=(*permit.operator_people, permit.watcher),
    )
    return PermitSheet(
        permit,
        evolve(sheet, names=known),
        permits.french_state(permit, sheet.printed_at),
        tuple(MEANS[code].french if code in MEANS else code for code in permit.means),
        None if colour is None else WatchTold(colour, COLOURS[colour]),
        permits.warnings(permit),
    )


def _users(permit: HotWorkPermit) -> Iterator[UserId]:
    """Give the accounts that did something under it."""
    yield from (one.done_by for one in permit.measures if one.done_by)
    yield from (one.restored_by for one in permit.detectors if one.restored_by)
    yield from (one.made_by for one in permit.rounds)
    if permit.exemption:
        yield permit.exemption.by
