"""Use cases: what a workspace tells, and what became of each notice; dead letters are tried again."""

from __future__ import annotations

from attrs import evolve, field, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import NoticeId
from registre_core.kernel.pages import Page
from registre_core.ports.storage import EVERY_NOTICE, Fate, Notice, NoticeFilter, NoticeOrder, Queued
from registre_core.services.front_door import workspace_of
from registre_core.services.notices.desk import Desk
from registre_core.services.paging import LARGEST_PAGE, cursor, page_size


@frozen
class ShownNotice:
    """A notice, and what goes out with it."""

    queued: Queued
    """Where it stands."""
    parts: tuple[Notice, ...] = field(default=())
    """What a reminder gathers; nothing, of any other."""


@frozen
class Outgoing(Desk):
    """Shows what is told to whom. Addresses are seen by whoever administers accounts, who sees them there too."""

    def page(
        self,
        actor: Actor,
        where: NoticeFilter = EVERY_NOTICE,
        *,
        order: NoticeOrder = NoticeOrder.NEWEST,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[Queued]:
        """List the notices of a workspace, whatever became of them; what goes out with another stands with that one.

        Args:
            actor: who asks.
            where: which ones.
            order: in which order; unless told otherwise what was queued last comes first.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200. There may be fewer although the list goes on, as `next` says.
            counted: whether to tell the `total`, too.

        Raises:
            Forbidden: without ``users.administer``.
            InvalidInput: ``malformed-cursor``, ``page-size``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "notices.page")
            page = tx.outbox.page(where, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.outbox.count(where)) if counted else page

    def show(self, actor: Actor, notice: NoticeId) -> ShownNotice:
        """Show one notice.

        Args:
            actor: who asks.
            notice: which one.

        Raises:
            Forbidden: without ``users.administer``.
            NotFound: ``notice-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "notices.show")
            return ShownNotice(tx.outbox.get(notice), tx.outbox.parts(notice))

    def replay(self, actor: Actor, notice: NoticeId) -> Queued:
        """Let a dead letter wait again, as if it had never been tried; it goes out under the key it had.

        Args:
            actor: who asks.
            notice: which one.

        Raises:
            Forbidden: without ``users.administer``.
            NotFound: ``notice-not-found``.
            Conflict: ``not-a-dead-letter``.
        """
        now = self.ports.clock.now()
        with self.ports.storage.begin(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "notices.replay")
            queued = tx.outbox.requeue(notice, at=now)
            tx.commit()
        return queued

    def replay_all(self, actor: Actor, *, kind: str | None = None) -> int:
        """Let every dead letter wait again, the oldest first, and tell how many there were.

        Done a page at a time, each in a change of its own: whoever is cut short does it again, and the others are left.

        Args:
            actor: who asks.
            kind: only those of this kind.

        Raises:
            Forbidden: without ``users.administer``.
        """
        now, done = self.ports.clock.now(), 0
        dead, after = NoticeFilter(fate=Fate.GIVEN_UP, kind=kind), None
        while True:
            with self.ports.storage.begin(workspace_of(actor)) as tx:
                self.door.authorise(tx, actor, "notices.replay_all")
                page = tx.outbox.page(dead, order=NoticeOrder.CREATED, after=after, limit=LARGEST_PAGE)
                for one in page.items:
                    tx.outbox.requeue(one.id, at=now)
                tx.commit()
            done += len(page.items)
            after = cursor(page.next)
            if after is None:
                return done
