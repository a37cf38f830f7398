"""Use case: whoever is to look at the place is told that it is time, and that it was (S9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from registre_core import permits
from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import ContactId, NoticeId, UserId, WorkspaceId
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.permits import HotWorkPermit, Round, RoundState
from registre_core.ports.storage import Notice, Snapshot
from registre_core.services.everywhere import Trouble, each
from registre_core.services.front_door import admit_operator
from registre_core.services.permits.desk import Desk

TELLING = {RoundState.DUE: "round-due", RoundState.MISSED: "round-missed"}
"""What is told of a round that can be made, or that was not."""


@frozen
class Reminded:
    """What one look at all watches came to."""

    at: datetime
    """When."""
    workspaces: int
    """In how many workspaces a watch lacked rounds."""
    notices: int
    """How many notices are new: nobody is told the same twice."""
    troubles: tuple[Trouble, ...] = ()
    """What could not be done; the others were."""


@frozen
class Reminding(Desk):
    """Tells those who watch, and those who answer for the site. Meant to run every minute; it catches up by itself."""

    def remind(self, actor: Actor) -> Reminded:
        """Tell the watcher and the operator's people of every round that is due, or was missed.

        Each is told once of each round, when its window opens and when it has passed, by mail where he has an address.
        An end of work that is declared later counts anew.

        Args:
            actor: the operator; nobody else may.

        Raises:
            Forbidden: ``operator-only``.
        """
        admit_operator(actor, "permits.remind")
        now = self.ports.clock.now()
        with self.ports.storage.operate() as door:
            watching = tuple(door.watching(now))
        told = each(watching, lambda workspace: self._told(workspace, now))
        return Reminded(now, len(watching), sum(told.done), told.troubles)

    def _told(self, workspace: WorkspaceId, now: datetime) -> int:
        """Tell what was not told. In most minutes that is nothing: then nobody who changes something has to wait."""
        with self.ports.storage.read(workspace) as seen:
            if not self._untold(seen, now):
                return 0
        with self.ports.storage.begin(workspace) as tx:
            new = sum(map(tx.outbox.queue, self._untold(tx, now)))
            tx.commit()
        return new

    def _untold(self, tx: Snapshot, now: datetime) -> list[Notice]:
        every = (one for permit in tx.permits.watched(now) for one in self._notices(tx, permit, now))
        return [one for one in every if not tx.outbox.is_queued(one.key)]

    def _notices(self, tx: Snapshot, permit: HotWorkPermit, now: datetime) -> Iterator[Notice]:
        stand = [one for one in permits.watch_rounds(permit, now) if one.state in TELLING]
        people = list(dict.fromkeys((permit.watcher, *permit.operator_people))) if stand else []
        for person in people:
            address = address_of(tx, person)
            if address is not None:
                yield from (self._notice(permit, one, person, address, now) for one in stand)

    def _notice(self, permit: HotWorkPermit, one: Round, person: PersonKey, address: str, now: datetime) -> Notice:
        kind = TELLING[one.state]
        return Notice(
            id=NoticeId(self.ports.ids.new()),
            key=f"{kind}/{permit.id}/{permit.watched_from}/{one.minutes}/{person.id}",
            kind=kind,
            recipient=address,
            subject_kind="permit",
            subject_id=permit.id,
            queued_at=now,
            facts={
                "round": one.minutes,
                "due_at": one.due_at.isoformat() if one.due_at else None,
                "shuts_at": one.shuts_at.isoformat() if one.shuts_at else None,
                "place": permit.place,
            },
        )


def address_of(tx: Snapshot, person: PersonKey) -> str | None:
    """Tell where notices to somebody go, if anywhere: not to an account that no longer acts."""
    if person.kind is PersonKind.CONTACT:
        return tx.contacts.get(ContactId(person.id)).email
    user = tx.users.get(UserId(person.id))
    return user.email if user.active else None
