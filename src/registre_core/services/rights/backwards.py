"""Use cases that ask backwards: who may do something, on any day, and who may what on one sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from attrs import frozen

from registre_core.access import OPENED
from registre_core.codec import read_rights
from registre_core.kernel.actors import Actor
from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.pages import Cursor, Page
from registre_core.ports import Clock
from registre_core.ports.storage import EntryFilter, NamedOrder, Snapshot
from registre_core.rights import (
    Holder,
    Matrix,
    NamedSituation,
    Past,
    Profiles,
    Question,
    Situation,
    WhoCan,
    replayed,
    rights_matrix,
)
from registre_core.services.front_door import workspace_of
from registre_core.services.paging import cursor, page_size, paged
from registre_core.services.rights.questions import Questions, place
from registre_core.services.situations import people_in

FILED = EntryFilter(section=Section.ADMINISTRATION)
"""Where the register tells of rights."""
ORDER = NamedOrder.NAME


@frozen
class Backwards(Questions):
    """Answers who may do something, instead of what somebody may do."""

    def who_can(
        self,
        actor: Actor,
        right: str,
        *,
        site: SiteId | None = None,
        on: date | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> WhoCan:
        """Tell who may do this, here, and through what: his profile, by name, or a grant of his own.

        Of a day that is past it tells what the register says: profiles, exceptions, sites and names as they were
        recorded when that day ended, each entry counting from the legal day of its own time on; before the founding,
        nobody. Of a day to come: who may then if nothing is changed until then, since accounts expire. The modules are
        those that are there today, whatever the day: which plug-ins there were, nobody wrote down.

        The register is read as it is kept. Where a lot depends on the answer, `register.verify` tells whether it can
        be relied upon.

        Args:
            actor: who asks.
            right: its code.
            site: where; without one, who may do it at all. Who works on all sites works on this one, even on a day
                before it was added.
            on: on which legal day; today unless told otherwise.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200.

        Raises:
            Forbidden: without ``users.consult``.
            InvalidInput: ``unknown-right``.
            IntegrityBreach: ``entry-unreadable``, of a day that is past: an answer without that entry would be a guess.
            NotFound: ``site-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "rights.who_can", place(tx, site))
            self._require_known(right)
            today = self.ports.clock.today()
            question = Question(self.ports.catalogue, right, site, on or today)
            crowd = _Present(tx) if question.on >= today else _Bygone(_past(tx, self.ports.clock, question.on))
            return _answer(question, crowd, cursor(after), page_size(limit))

    def matrix(self, actor: Actor) -> Matrix:
        """Put every right against every profile, each with the number of its users and with what the right opens.

        Raises:
            Forbidden: without ``users.consult``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "rights.matrix")
            profiles = tx.profiles.every()
            numbers = tx.users.numbers(profiles.keys())
            shared = [(profile, numbers[profile.id]) for profile in profiles.values()]
            return rights_matrix(self.ports.catalogue, shared, OPENED)


class _Crowd(Protocol):
    """Everybody there is on a day."""

    def profiles(self) -> Profiles: ...
    def situations(self) -> Iterable[tuple[Situation, int]]: ...
    def page(self, among: Collection[Situation], after: Cursor | None, limit: int) -> Page[NamedSituation]: ...


@frozen
class _Present:
    """As storage knows them."""

    tx: Snapshot

    def profiles(self) -> Profiles:
        return self.tx.profiles.every()

    def situations(self) -> Iterable[tuple[Situation, int]]:
        return self.tx.users.situations()

    def page(self, among: Collection[Situation], after: Cursor | None, limit: int) -> Page[NamedSituation]:
        page = people_in(self.tx, among, order=ORDER, after=after, limit=limit)
        return Page(tuple(NamedSituation(user.id, user.name, Situation.of(user)) for user in page.items), page.next)


@frozen
class _Bygone:
    """As the register tells."""

    past: Past

    def profiles(self) -> Profiles:
        return self.past.profiles

    def situations(self) -> Iterable[tuple[Situation, int]]:
        return self.past.situations()

    def page(self, among: Collection[Situation], after: Cursor | None, limit: int) -> Page[NamedSituation]:
        return paged((user for user in self.past.users.values() if user.situation in among), ORDER, after, limit)


def _past(tx: Snapshot, clock: Clock, on: date) -> Past:
    """Replay what was recorded by the end of a day."""
    return replayed(read_rights(tx.register.entries(FILED), lambda recorded_at: clock.day_of(recorded_at) <= on))


def _answer(question: Question, crowd: _Crowd, after: Cursor | None, limit: int) -> WhoCan:
    profiles = crowd.profiles()
    held = question.holding(crowd.situations(), profiles)
    page = crowd.page(held.keys(), after, limit)
    holders = tuple(Holder(one.id, one.name, question.through(one.situation, profiles)) for one in page.items)
    return WhoCan(question.right, question.site, question.on, sum(held.values()), Page(holders, page.next))
