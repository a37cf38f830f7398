"""Linking entries, and telling which one broke and how.

This module hashes bytes and compares them; it parses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from attrs import Factory, define, evolve, frozen

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register.anchors import Anchor, attested_links, last_numbers
from registre_core.register.entities import FORMAT, SALT_LENGTH, Entry, Head, Heading, PersonalPart, genesis
from registre_core.register.erasures import Erasures, absent_persons, commitments


def sealed(head: Head, heading: Heading, body: bytes, personal: Iterable[PersonalPart] = ()) -> Entry:
    """Put an entry behind the present head. Its number must be the next one."""
    content = heading.as_bytes() + body
    return Entry(heading, content, next_link(head.link, sha256(content).digest()), tuple(personal))


def next_link(previous: bytes, digest: bytes) -> bytes:
    """Link the digest of an entry's bytes to the link before it."""
    return sha256(previous + digest).digest()


class Withheld(bytes):
    """The SHA-256 of an entry that is not shown, in place of its bytes."""

    __slots__ = ()


Row = tuple[int, bytes, bytes]
"""Number, chained bytes (or `Withheld`), link. Numbers count from 1; 0 stands for a row that cannot be read."""


class Damage(StrEnum):
    """How a register can be found broken."""

    CHANGED = "changed"
    """The entry's bytes or its link no longer follow from the entry before."""
    MISSING = "missing"
    """There is no entry of that number."""
    REORDERED = "reordered"
    """Another entry stands in its place."""
    REPEATED = "repeated"
    """The number comes twice."""
    TAIL_CUT = "tail-cut"
    """The register ends before its head says."""
    SET_BACK = "set-back"
    """The register ends before an anchor says, and its head does not tell: it was set back too."""
    REWRITTEN = "rewritten"
    """The chain is another one than an anchor attests; up to the last anchor that agrees it is the same."""
    GONE = "gone"
    """The whole register that an anchor attests is not there."""
    BEYOND_HEAD = "beyond-head"
    """The register goes on after its head says it ends."""
    HEAD_CHANGED = "head-changed"
    """The last link is not the head's."""
    UNREADABLE = "unreadable"
    """A line of an export is not what an export holds."""
    MISFILED = "misfiled"
    """The list columns differ from the bytes."""
    PERSONAL_CHANGED = "personal-changed"
    """A personal part is not the one that was committed to."""
    PERSONAL_MISSING = "personal-missing"
    """A personal part is not there, and no later entry says that its person was erased."""


@frozen
class Breach:
    """One place where a register is broken."""

    number: int
    """The entry it shows at; of a range, the first."""
    damage: Damage
    """How."""
    last: int | None = None
    """The last entry of a range, when several in a row are missing."""
    found: str | None = None
    """What stands there instead, as far as it can be said."""


@frozen
class Verification:
    """What a check of a register found."""

    count: int
    """Entries seen."""
    breaches: tuple[Breach, ...]
    """In the order of their numbers; empty when it is intact."""
    unproven: tuple[UUID, ...] = ()
    """Persons said to be erased by entries that an export does not show; a database shows them all."""

    @property
    def is_intact(self) -> bool:
        """Whether nothing was found broken."""
        return not self.breaches

    def with_breaches(self, more: Iterable[Breach]) -> Verification:
        """Add what another check of the same register found."""
        return evolve(self, breaches=tuple(sorted({*self.breaches, *more}, key=_place)))


def _place(breach: Breach) -> tuple[int, str, int, str]:
    return breach.number, breach.damage, breach.last or 0, breach.found or ""


_MOST_TRAILS = 8
"""After so many broken entries in a row, one more may be named that is not."""


@define
class _Walk:
    """A walk along a chain that tries to go on after each break, so that every break is told and only once."""

    previous: bytes | None
    """The link to follow from; unknown after a gap."""
    trails: tuple[bytes, ...] = ()
    """What it may have been, when the previous entries were broken: perhaps only their links were."""
    expected: int = 1
    count: int = 0
    unread: dict[int, int] = Factory(dict)
    """How many unreadable lines stand before an expected number."""
    gaps: dict[int, int] = Factory(dict)
    breaches: list[Breach] = Factory(list)
    agreed: int = 0
    """The last number at which anchors agree."""
    is_another: bool = False
    """Whether they disagreed since: said once, since every later link depends on it."""

    def step(self, number: int, content: bytes, link: bytes) -> None:
        self.count += 1
        digest = bytes(content) if isinstance(content, Withheld) else sha256(content).digest()
        if number == self.expected and self.previous is not None and next_link(self.previous, digest) == link:
            self.previous, self.trails = link, ()
            self.expected += 1
        elif number < 1:
            self._cannot_read()
        elif number < self.expected:
            self._comes_late(number)
        else:
            self._stumble(number, content, digest, link)

    def _cannot_read(self) -> None:
        before = self.unread.get(self.expected, 0)
        self.breaches.append(Breach(self.expected + before, Damage.UNREADABLE))
        self.unread[self.expected] = before + 1

    def _stumble(self, number: int, content: bytes, digest: bytes, link: bytes) -> None:
        if number > self.expected:
            self._leave_gap(number - 1)
        stranger = _other_number(number, content)
        followed = {next_link(start, digest) for start in (self.previous, *self.trails) if start is not None}
        if stranger is not None:
            self.breaches.append(Breach(number, Damage.REORDERED, found=stranger))
            self.previous, self.trails = None, ()
        elif self.previous is None or link in followed:
            self.previous, self.trails = link, ()
        else:
            self.breaches.append(Breach(number, Damage.CHANGED))
            trails = [next_link(start, digest) for start in (self.previous, *self.trails)]
            self.previous, self.trails = link, tuple(trails[:_MOST_TRAILS])
        self.expected = number + 1

    def _leave_gap(self, last: int) -> None:
        first = self.expected + self.unread.get(self.expected, 0)
        if first <= last:
            self.gaps[first] = last
        self.previous, self.trails = None, ()

    def _comes_late(self, number: int) -> None:
        for first, last in self.gaps.items():
            if first <= number <= last:
                del self.gaps[first]
                if first < number:
                    self.gaps[first] = number - 1
                if number < last:
                    self.gaps[number + 1] = last
                self.breaches.append(Breach(number, Damage.REORDERED))
                return
        self.breaches.append(Breach(number, Damage.REPEATED))

    def compare(self, number: int, attested: frozenset[bytes]) -> None:
        """Hold the entry that was just passed against anchors. One that is broken was named as such."""
        if self.expected != number + 1 or self.previous is None:
            return
        if attested <= {self.previous, *self.trails}:
            self.agreed, self.is_another = number, False
        elif not self.is_another:
            first = min(self.agreed + 1, number)
            self.breaches.append(Breach(first, Damage.REWRITTEN, last=number if number > first else None))
            self.is_another = True

    def missing(self, head: Head | None) -> Iterator[Breach]:
        for first, behind in self.gaps.items():
            last = min(behind, head.number) if head else behind
            if first <= last:
                yield Breach(first, Damage.MISSING, last=last if last > first else None)

    def end(self, head: Head) -> Iterator[Breach]:
        reached, cut = self.expected - 1, self._cut()
        if cut <= head.number:
            yield Breach(cut, Damage.TAIL_CUT, last=head.number if head.number > cut else None)
        elif reached > head.number:
            yield Breach(head.number + 1, Damage.BEYOND_HEAD, last=reached if reached > head.number + 1 else None)
        elif reached == head.number and self.previous is not None and head.link not in {self.previous, *self.trails}:
            yield Breach(reached, Damage.HEAD_CHANGED)

    def set_back(self, head: Head | None, attested: Iterable[int]) -> Iterator[Breach]:
        first = max(self._cut(), head.number + 1 if head else 0)
        last = max(attested, default=0)
        if first <= last:
            yield Breach(first, Damage.SET_BACK, last=last if last > first else None)

    def _cut(self) -> int:
        """Tell the first number of which there is nothing, behind the last row."""
        return self.expected + self.unread.get(self.expected, 0)


_NUMBER = re.compile(rb"[1-9][0-9]{0,17}")
"""The number of an entry, in the one form in which it is written."""


def _other_number(number: int, content: bytes) -> str | None:
    """Tell which number the bytes themselves bear, when it is not this one."""
    if isinstance(content, Withheld):
        return None
    lead, _, rest = content.partition(b"\n")
    own = rest.partition(b"\n")[0]
    if lead != FORMAT.encode() or not _NUMBER.fullmatch(own) or int(own) == number:
        return None
    return own.decode()


def verify(
    rows: Iterable[Row], *, workspace: WorkspaceId, head: Head | None = None, anchors: Iterable[Anchor] = ()
) -> Verification:
    """Check a chain from its first entry on, in one pass and constant memory.

    Args:
        rows: number, bytes and link of each entry, in the order they are kept.
        workspace: whose register it claims to be.
        head: where it should end; without one, a cut tail cannot be seen.
        anchors: where it ended before, as was kept elsewhere; those that do not know the workspace say nothing of it.

    Not covered:
        Bytes of the first entry after a missing or misplaced one: nothing is left that they should follow from. An
        entry rewritten together with its own link shows at the entry after it, or at the head. Of an attacker who
        rewrites the whole chain *and* its head, or cuts the tail and sets the head back, what he did behind the last
        anchor.
    """
    walk = _Walk(genesis(workspace).link)
    attested = attested_links(anchors, workspace)
    if 0 in attested:
        walk.compare(0, attested[0])
    for number, content, link in rows:
        walk.step(number, content, link)
        if number in attested:
            walk.compare(number, attested[number])
    found = [*walk.breaches, *walk.missing(head), *(walk.end(head) if head else ()), *walk.set_back(head, attested)]
    return Verification(walk.count, ()).with_breaches(found)


def vanished(anchors: Iterable[Anchor], present: Iterable[WorkspaceId]) -> Iterator[tuple[WorkspaceId, Verification]]:
    """Tell which workspaces anchors know that are not there any more, by identifier: no chain is left to walk along."""
    most = last_numbers(anchors)
    for workspace in sorted(most.keys() - set(present)):
        last = most[workspace]
        gone = Breach(min(1, last), Damage.GONE, last=last if last > 1 else None)
        yield workspace, Verification(0, (gone,))


def misfilings(entries: Iterable[Entry], erasures: Erasures | None = None) -> Iterator[Breach]:
    """Tell where list columns or personal parts differ from the chained bytes.

    Args:
        entries: what is kept.
        erasures: who was erased, as the whole chain says it; nobody, unless given.
    """
    told = erasures or Erasures()
    for entry in entries:
        if not entry.content.startswith(entry.heading.as_bytes()):
            yield Breach(entry.heading.number, Damage.MISFILED, found=_differing_line(entry))
        misplaced = tuple(misplaced_parts(entry.heading.number, entry.content, entry.personal))
        yield from misplaced
        if not misplaced and commitments(entry.content) == len(entry.personal):
            continue  # each is committed to, and as many are there: nobody is absent
        for person in absent_persons(entry.content, entry.personal):
            if not told.explain(entry.heading.number, person):
                yield Breach(entry.heading.number, Damage.PERSONAL_MISSING, found=person)


def misplaced_parts(number: int, content: bytes, parts: Iterable[PersonalPart]) -> Iterator[Breach]:
    """Tell which personal parts are not the ones that these chained bytes commit to."""
    persons: set[UUID] = set()
    for part in parts:  # the length of the salt is checked, or a tampered part could borrow from it
        is_committed_to = f'"{part.person}":"{part.commitment}"'.encode() in content
        if len(part.salt) != SALT_LENGTH or not is_committed_to or part.person in persons:
            yield Breach(number, Damage.PERSONAL_CHANGED, found=str(part.person))
        persons.add(part.person)


_LINES = ("format", "number", "workspace", "id", "recorded_at", "section", "kind", "subject", "site")


def _differing_line(entry: Entry) -> str:
    kept = entry.content.decode(errors="replace").split("\n")
    return next(
        (name for name, said, stands in zip(_LINES, entry.heading.lines(), kept, strict=False) if said != stands),
        "heading",
    )
