"""Use case: a notice as it would go out now. Nothing is sent, and no link is issued."""

from __future__ import annotations

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import NoticeId
from registre_core.notices import Letter, Worded, is_machine
from registre_core.notices.terms import SECRET
from registre_core.ports.storage import Queued
from registre_core.services.deliveries.briefing import brief
from registre_core.services.deliveries.carriers import wording_of
from registre_core.services.deliveries.desk import Desk
from registre_core.services.front_door import workspace_of
from registre_core.services.requests.notices import SENT

PLACEHOLDER = "lien-personnel"
"""What stands where the secret of a link will."""


@frozen
class PreviewedNotice:
    """A notice, and its words."""

    queued: Queued
    """Where its delivery stands."""
    worded: Worded | None
    """What it would say now; None, when there is nothing left to tell, so that it would not go out."""


@frozen
class Previewing(Desk):
    """Shows words before they are sent, or after."""

    def preview(self, actor: Actor, notice: NoticeId) -> PreviewedNotice:
        """Put a notice into words as they would be now, whatever became of it: one that went out may have said more.

        Args:
            actor: who asks.
            notice: which one.

        Raises:
            Forbidden: without ``users.administer``.
            NotFound: ``notice-not-found``.
            ConfigurationError: ``no-words``.
            InvalidInput: ``missing-fact``, ``malformed-fact``, of a notice that an older release queued.
        """
        at = self.ports.clock.now()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "deliveries.preview")
            queued = tx.outbox.get(notice)
            letter = brief(tx, queued.notice, tx.outbox.parts(notice), at=at)
        wording = wording_of(self.ports)
        return PreviewedNotice(queued, wording.word(self._with_link(queued, letter)) if letter else None)

    def _with_link(self, queued: Queued, letter: Letter) -> Letter:
        """Give it the address of a link that opens nothing, where the real one would stand."""
        address = self.ports.deliveries.request_link
        if letter.kind != SENT or address is None or is_machine(queued.notice.recipient):
            return letter
        return evolve(letter, link=address.replace(SECRET, PLACEHOLDER))
