"""Use cases: a workspace settles who is told what."""

from __future__ import annotations

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.notices import (
    TOPICS,
    NoticeSettings,
    NoticesSettled,
    NoticeTerms,
    Topic,
    may_leave_out,
    unknown_topics,
)
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.notices.desk import Desk


@frozen
class SettledTopic:
    """A row of the table, as a workspace has it."""

    topic: Topic
    is_off: bool
    """Whether nobody of the workspace is told."""
    is_muted: bool
    """Whether whoever asks is told nothing of it, at his present address."""


@frozen
class Settling(Desk):
    """Shows who is told what, and changes it, but for what concerns safety."""

    def topics(self, actor: Actor) -> tuple[SettledTopic, ...]:
        """Give the table «who is told what», as the workspace settled it, and as whoever asks muted it for himself."""
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "notices.topics")
            off, address = tx.notice_settings.get().off, bearer.user.email if bearer.user else None
            muted = tx.mutings.of(address) if address else frozenset[str]()
        return tuple(SettledTopic(topic, kind in off, kind in muted) for kind, topic in TOPICS.items())

    def settings(self, actor: Actor) -> NoticeSettings:
        """Give what the workspace settled; where it settled nothing, what holds then.

        Raises:
            Forbidden: without ``users.administer``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "notices.settings")
            return tx.notice_settings.get()

    def settle(self, actor: Actor, settings: NoticeSettings) -> NoticeSettings:
        """Settle who is told what from now on, in place of what `settings` gave. The same again changes nothing.

        What waits to go out goes by what is settled when it does.

        Args:
            actor: who settles it.
            settings: what `settings` gave, changed.

        Raises:
            Forbidden: without ``users.administer``.
            InvalidInput: ``unknown-topic``, of each kind that the table does not have.
            RuleViolation: ``safety-notice``, with a reason for each kind of safety that was to be off.
            Conflict: ``stale-version``: somebody settled something else meanwhile.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "notices.settle")
            if unknown := tuple(unknown_topics("off", settings.off)):
                raise InvalidInput.of(unknown)
            may_leave_out(settings.off).require(RuleViolation)
            if settings == (known := tx.notice_settings.get()):
                return known
            saved = tx.notice_settings.save(settings)
            record(tx, workspace, bearer, stamp, NoticesSettled(workspace, NoticeTerms.of(saved)))
            tx.commit()
        return saved
