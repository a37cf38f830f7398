"""The fifth beat of every use case: what happened goes into the register, within the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from attrs import evolve, frozen

from registre_core.codec import compose
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import EntryId, WorkspaceId
from registre_core.ports import IdSource, Ports
from registre_core.ports.storage import Transaction
from registre_core.register import Entry, Head, Heading, sealed
from registre_core.services.front_door import Bearer

AT_ONCE = 200
"""Entries that are appended together: a change of ten thousand users would ask the database thirty thousand times."""


@frozen
class Stamp:
    """When a change happens and under which identifier; made before its transaction begins.

    After a connection was cut in mid-commit, the caller can ask whether the entry arrived before he repeats.
    """

    at: datetime
    """The server's time."""
    today: date
    """The legal day."""
    entry: EntryId
    """The identifier of the first entry it will write."""
    ids: IdSource
    """Where salts and further identifiers come from."""

    @classmethod
    def of(cls, ports: Ports) -> Stamp:
        """Take the time and an identifier."""
        return cls(ports.clock.now(), ports.clock.today(), EntryId(ports.ids.new()), ports.ids)


def record(
    tx: Transaction,
    workspace: WorkspaceId,
    bearer: Bearer,
    stamp: Stamp,
    *facts: Fact,
    tell: Callable[[int], object] | None = None,
) -> None:
    """Append an entry for each fact, in their order, and tell now and then how many there are."""
    entries = _chained(tx.register.head(), workspace, bearer, stamp, facts)
    done = 0
    while some := tuple(islice(entries, AT_ONCE)):
        if len(some) == 1:
            tx.register.append(*some)
        else:
            tx.register.append_all(some)
        done += len(some)
        if tell:
            tell(done)


def as_recorded(bearer: Bearer, stamp: Stamp) -> Stamp:
    """Give the stamp with the identifier that its first entry will bear: the telephone's, of what it sends late."""
    return evolve(stamp, entry=bearer.actor.offline.id) if bearer.actor.offline else stamp


def _chained(
    head: Head, workspace: WorkspaceId, bearer: Bearer, stamp: Stamp, facts: Iterable[Fact]
) -> Iterator[Entry]:
    """Seal an entry for each fact behind the one before it."""
    first = as_recorded(bearer, stamp).entry
    for index, fact in enumerate(facts):
        body, parts = compose(fact, bearer.actor, bearer.name, stamp.ids.secret)
        heading = Heading(
            head.number + 1,
            workspace,
            first if index == 0 else EntryId(stamp.ids.new()),
            stamp.at,
            fact.SECTION,
            fact.KIND,
            fact.SUBJECT,
            fact.subject_id,
            fact.site_id,
        )
        entry = sealed(head, heading, body, parts)
        head = Head(heading.number, entry.link)
        yield entry
