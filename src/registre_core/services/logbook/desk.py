"""What all use cases of the logbook share."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from registre_core.kernel.identifiers import LogbookId
from registre_core.kernel.people import Participant
from registre_core.logbook import Content, Draft, LogbookEntry, StaffDraft, WorksDraft
from registre_core.ports import Ports
from registre_core.ports.storage import Snapshot
from registre_core.services.front_door import FrontDoor, Target
from registre_core.services.journal import Stamp
from registre_core.services.people import participant_of


def target_of(entry: LogbookEntry) -> Target:
    """Tell what the front door must know of it."""
    return Target(entry.site_id, "logbook-entry", entry.id)


@frozen
class Desk:
    """Base of the use cases of the logbook."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""


def content_of(tx: Snapshot, draft: Draft, stamp: Stamp, known: Iterable[Participant] = ()) -> Content:
    """Give what somebody wants to write, with the names that storage knows.

    Args:
        tx: where names are read.
        draft: what he wants to write.
        stamp: makes an identifier for a name that is written down.
        known: whom the entry that is corrected names.

    Raises:
        InvalidInput: everything that is wrong with it at once.
        NotFound: whoever it names is not there.
        RuleViolation: ``person-erased``.
    """
    if isinstance(draft, StaffDraft):
        return draft.naming(participant_of(tx, draft.person, stamp, known))
    if isinstance(draft, WorksDraft):
        directs = draft.architect
        return draft.naming(None if directs is None else participant_of(tx, directs, stamp, known))
    return draft


def standing(tx: Snapshot, entry: LogbookEntry) -> LogbookId:
    """Follow those that stand in for an entry, one for the other, up to the last one."""
    while entry.corrected_by is not None:
        entry = tx.logbook.get(entry.corrected_by)
    return entry.id


def history(tx: Snapshot, entry: LogbookEntry) -> tuple[LogbookEntry, ...]:
    """Give an entry with all it stands in for and all that stand in for it, as they were written."""
    first = entry
    while first.corrects is not None:
        first = tx.logbook.get(first.corrects)
    told = [first]
    while (later := told[-1].corrected_by) is not None:
        told.append(tx.logbook.get(later))
    return tuple(told)
