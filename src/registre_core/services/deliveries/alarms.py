"""What a dead letter brings about: a safety notice is told of to administrators, a far end that is gone is left alone.

Both happen before the letter is marked: whoever dies in between does them again, which changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from attrs import frozen

from registre_core.kernel.identifiers import NoticeId, WorkspaceId
from registre_core.ports.storage import Notice, Snapshot
from registre_core.rights import User
from registre_core.services.deliveries.desk import Desk
from registre_core.services.deliveries.outcomes import Outcome
from registre_core.services.journal import Stamp

UNDELIVERABLE = "notice-undeliverable"
"""The kind that tells of a safety notice nobody could be given."""

_LOG = logging.getLogger(__name__)


@frozen
class Alarms(Desk):
    """Does what has to be done before a notice is given up."""

    def _raise_alarm(self, workspace: WorkspaceId, notice: Notice, outcome: Outcome) -> None:
        """Tell the administrators, if somebody's safety may hang on it; stop the subscription, if its far end is gone."""
        if outcome.is_gone:
            self._stop(workspace, notice.recipient)
        if notice.is_urgent:
            _LOG.error("safety notice %s (%s) was given up: %s", notice.id, notice.kind, outcome.failure)
            if notice.kind != UNDELIVERABLE:
                self._tell_administrators(workspace, notice, outcome.failure)

    def _tell_administrators(self, workspace: WorkspaceId, notice: Notice, failure: str | None) -> None:
        stamp = Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            for one in self._alarms(tx, notice, failure, stamp):
                tx.outbox.queue(one)
            tx.commit()

    def _alarms(self, tx: Snapshot, dead: Notice, failure: str | None, stamp: Stamp) -> Iterator[Notice]:
        """Write to everybody who administers the workspace, but at the address that takes nothing."""
        for user in self._administrators(tx, stamp):
            if user.email is not None and user.email != dead.recipient:
                yield Notice(
                    id=NoticeId(stamp.ids.new()),
                    key=f"{UNDELIVERABLE}/{dead.id}/{user.id}",
                    kind=UNDELIVERABLE,
                    recipient=user.email,
                    subject_kind="notice",
                    subject_id=dead.id,
                    queued_at=stamp.at,
                    facts={"notice": str(dead.id), "kind": dead.kind, "failure": failure},
                    is_urgent=True,
                )

    def _administrators(self, tx: Snapshot, stamp: Stamp) -> Iterator[User]:
        raise NotImplementedError

    def _stop(self, workspace: WorkspaceId, address: str) -> None:
        raise NotImplementedError
