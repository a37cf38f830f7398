"""Use cases: what nothing ever referred to is swept away, beside everybody who stores and refers.

Of each document: it was last put before a moment; it is marked, in a change of its workspace, unless something refers
to it; its bytes are taken away, unless they were put again meanwhile; and the mark says so for good, or goes. A sweep
that was interrupted leaves marks behind; another one goes on with them, once whoever left them cannot be at work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice

from attrs import define, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.validation import at_least
from registre_core.ports import Lying, Ports
from registre_core.ports.storage import DocumentReferenceReader, Removal
from registre_core.services.documents.desk import Desk
from registre_core.services.everywhere import Trouble, each
from registre_core.services.front_door import admit_operator
from registre_core.services.register import Tell

A_DAY = timedelta(days=1)
"""Between storing a document and referring to it somebody fills in a form, has lunch, or is without network."""

LEFT_BEHIND = timedelta(hours=1)
"""A mark that is older was left by a sweep that is no longer at work, and so was a put that wrote nothing since."""

AT_WORK = LEFT_BEHIND / 2
"""How long a sweep takes documents away under its marks; what it did not come to by then is left for another."""

BATCH = 50
"""Documents that are marked together: as long as they are, nobody can store the same."""


@frozen
class Swept:
    """What a sweep came to, or would have."""

    workspaces: int
    """In how many it looked."""
    looked_at: int
    """How many documents were old enough."""
    removed: int
    """How many were taken away, since nothing referred to them."""
    bytes: int
    """How many bytes they had."""
    spared: int
    """How many were put again while they were to be taken away, and stay."""
    leftovers: int
    """How many puts that broke off were tidied up behind."""
    troubles: tuple[Trouble, ...] = ()
    """Where it could not be done."""


@define
class Count:
    """What was done so far in a workspace."""

    looked_at: int = 0
    """Documents that were old enough."""
    removed: int = 0
    """Those that are gone, or would be."""
    bytes: int = 0
    """How many they had."""
    spared: int = 0
    """Those that were put again meanwhile."""


def _back(now: datetime, by: timedelta) -> datetime:
    try:
        return now - by
    except OverflowError:  # nothing is so old
        return datetime.min.replace(tzinfo=UTC)


def untold(_: int) -> None:
    """Tell nobody."""


@frozen
class Sweeping(Desk):
    """Sweeps."""

    def sweep(
        self, actor: Actor, *, older_than: timedelta = A_DAY, dry_run: bool = False, tell: Tell = untold
    ) -> Swept:
        """Take away the documents that were stored some time ago, and that the register never referred to.

        What it refers to stays for ever, also what was replaced since: the register proves it. Everybody may store and
        refer meanwhile. What fails in one workspace does not hold up the others.

        Args:
            actor: the operator; nobody else may. In a workspace he sweeps that one, otherwise all of them.
            older_than: how long ago a document was put last, at least.
            dry_run: whether to take nothing away, and only tell what would be.
            tell: is told of so many more documents that were looked at.

        Raises:
            Forbidden: ``operator-only``.
            InvalidInput: ``number-too-small``, for a negative age.
        """
        admit_operator(actor, "documents.sweep")
        if problem := at_least(0)("older_than", older_than.days):
            raise InvalidInput.of([problem])
        now = self.ports.clock.now()
        before = _back(now, older_than)
        sweeper = _DrySweeper if dry_run else _Sweeper
        done = each(self._places(actor), lambda workspace: sweeper(self.ports, workspace, before, tell).run(Count()))
        return Swept(
            len(done.done) + len(done.troubles),
            sum(one.looked_at for one in done.done),
            sum(one.removed for one in done.done),
            sum(one.bytes for one in done.done),
            sum(one.spared for one in done.done),
            0 if dry_run else self.ports.documents.tidy(before=min(before, now - LEFT_BEHIND)),
            done.troubles,
        )

    def _places(self, actor: Actor) -> tuple[WorkspaceId, ...]:
        if actor.workspace is not None:
            return (actor.workspace,)
        with self.ports.storage.operate() as door:
            return tuple(workspace.id for workspace, _ in door.workspaces())


@frozen
class _DrySweeper:
    """Looks at what lies in one workspace."""

    ports: Ports
    """What it stands on."""
    workspace: WorkspaceId
    """Where."""
    before: datetime
    """What was put since is left alone."""
    tell: Tell
    """Is told of so many more documents that were looked at."""

    def run(self, count: Count) -> Count:
        """Look at every document that is old enough, some at a time."""
        lying = self.ports.documents.lying(self.workspace, before=self.before)
        while some := tuple(islice(lying, BATCH)):
            count.looked_at += len(some)
            if unreferenced := self._unreferenced(some):
                self.take(unreferenced, count)
            self.tell(len(some))
        return count

    def take(self, lying: Iterable[Lying], count: Count) -> None:
        """Count what would go."""
        for one in lying:
            count.removed += 1
            count.bytes += one.size

    def _unreferenced(self, lying: tuple[Lying, ...]) -> list[Lying]:
        with self.ports.storage.read(self.workspace) as tx:
            free = set(tx.documents.unreferenced([one.digest for one in lying]))
        return [one for one in lying if one.digest in free]


@frozen
class _Sweeper(_DrySweeper):
    """Takes away what nothing refers to."""

    def run(self, count: Count) -> Count:
        """Go on with what was left behind, then look at what lies there."""
        self._take_away(self._taken_over(), {}, count)
        return super().run(count)

    def take(self, lying: Iterable[Lying], count: Count) -> None:
        """Mark what nothing refers to, take it away, and keep what came of it."""
        sizes = {one.digest: one.size for one in lying}
        with self.ports.storage.begin(self.workspace) as tx:
            marked = tx.documents.begin_removals(sizes, by=iter(self.ports.ids.new, None), at=self.ports.clock.now())
            tx.commit()
        self._take_away(marked, sizes, count)

    def _taken_over(self) -> tuple[Removal, ...]:
        """Put marks of its own where others were left behind: of two sweeps at once one goes on with each of them."""
        with self.ports.storage.read(self.workspace) as tx:
            left = self._left_behind(tx.documents)
        if not left:
            return ()
        with self.ports.storage.begin(self.workspace) as tx:
            mine = [one.digest for one in self._left_behind(tx.documents) if tx.documents.withdraw_removal(one)]
            marked = tx.documents.begin_removals(mine, by=iter(self.ports.ids.new, None), at=self.ports.clock.now())
            tx.commit()
        return marked

    def _left_behind(self, documents: DocumentReferenceReader) -> tuple[Removal, ...]:
        latest = self.ports.clock.now() - LEFT_BEHIND
        return tuple(one for one in documents.unfinished() if one.begun_at <= latest)

    def _take_away(self, marked: Iterable[Removal], sizes: Mapping[Digest, int], count: Count) -> None:
        gone: list[Removal] = []
        spared: list[Removal] = []
        try:
            for one in marked:
                if self.ports.clock.now() >= one.begun_at + AT_WORK:
                    break
                is_gone = self.ports.documents.remove(self.workspace, one.digest, before=self.before)
                (gone if is_gone else spared).append(one)
        finally:
            self._settle(gone, spared)
            count.removed += len(gone)
            count.bytes += sum(sizes.get(one.digest, 0) for one in gone)
            count.spared += len(spared)

    def _settle(self, gone: Iterable[Removal], spared: Iterable[Removal]) -> None:
        """Keep what came of it; also when the store failed at the next one."""
        if not (gone or spared):
            return
        with self.ports.storage.begin(self.workspace) as tx:
            for one in gone:
                tx.documents.finish_removal(one, at=self.ports.clock.now())
            for one in spared:
                tx.documents.withdraw_removal(one)
            tx.commit()
