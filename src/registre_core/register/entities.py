r"""The entry of the register, byte for byte.

Format ``registre-entry/1``. The chained bytes of an entry are UTF-8 text: nine lines of heading, then one line of
canonical JSON, without a line end after it::

    registre-entry/1
    <number>
    <workspace>
    <entry>
    <recorded at, ISO 8601, UTC, microseconds>
    <section>
    <kind>
    <subject kind> <subject>
    <site, or ->
    <body>

The heading says in fixed places what lists are made of, so that verification compares stored columns with the bytes
without parsing JSON. Links::

    link(0) = SHA-256("registre-genesis/1\n" ‖ workspace)
    link(n) = SHA-256(link(n-1) ‖ SHA-256(bytes(n)))

so an entry may be withheld (its digest given instead of its bytes) and the chain still verifies.

What names a person lies beside the chain, one part for each person. The body holds only a commitment to it,
``SHA-256("registre-personal/1\n" ‖ salt ‖ part)`` with a fresh salt of 32 bytes: erase part and salt, and nobody can
tell any more whether a guessed name was meant.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import EntryId, SiteId, WorkspaceId
from registre_core.kernel.validation import Checked, at_least, matching, must

FORMAT = "registre-entry/1"
"""First line of the chained bytes; another layout gets another number."""

SALT_LENGTH = 32
"""Bytes of a salt: fixed, so that nothing can pass from the salt into the part it protects."""

_WORD = matching(r"[a-z]+(-[a-z]+)*", "finding-recorded")


def utc(name: str, value: datetime) -> Problem | None:
    """Refuse an instant that is not told in UTC."""
    if value.utcoffset() == timedelta(0):
        return None
    return Problem(name, "not-utc", f"'{name}' is kept in UTC", {"value": value.isoformat()})


@frozen
class Heading(Checked):
    """What lists are made of; the same words lead the chained bytes."""

    number: int = field(metadata=must(at_least(1)))
    """Its place in the register of its workspace, from 1, without a gap."""
    workspace_id: WorkspaceId
    """Whose register."""
    id: EntryId
    """Made before the transaction: after a cut connection one can ask whether it arrived."""
    recorded_at: datetime = field(metadata=must(utc))
    """The server's time."""
    section: Section
    """Shown to a commission, or not."""
    kind: str = field(metadata=must(_WORD))
    """The fact's stable name."""
    subject_kind: str = field(metadata=must(_WORD))
    """What it happened to."""
    subject_id: UUID
    """Which one."""
    site_id: SiteId | None = None
    """Where, if on a site."""

    def lines(self) -> tuple[str, ...]:
        """Give the nine lines that lead the chained bytes."""
        return (
            FORMAT,
            str(self.number),
            str(self.workspace_id),
            str(self.id),
            self.recorded_at.isoformat(timespec="microseconds"),
            self.section.value,
            self.kind,
            f"{self.subject_kind} {self.subject_id}",
            str(self.site_id) if self.site_id else "-",
        )

    def as_bytes(self) -> bytes:
        """Give the same lines as they lead the chained bytes."""
        return ("\n".join(self.lines()) + "\n").encode()


@frozen
class PersonalPart:
    """What an entry says of one person: kept beside the chain, erased with its salt."""

    person: UUID
    """Whom it is about."""
    salt: bytes = field(repr=False)
    """32 random bytes, used once."""
    content: bytes = field(repr=False)
    """Canonical JSON: field paths and values."""

    @property
    def commitment(self) -> str:
        """What the chained bytes say of it: SHA-256 in hexadecimal."""
        return sha256(b"registre-personal/1\n" + self.salt + self.content).hexdigest()


@frozen
class Entry:
    """A sealed entry: it has its place in the chain and can only be kept, withheld or found broken."""

    heading: Heading
    """What lists are made of."""
    content: bytes = field(repr=False)
    """The chained bytes: heading and body."""
    link: bytes
    """32 bytes that depend on every entry so far."""
    personal: tuple[PersonalPart, ...] = ()
    """What it says of persons, as far as not erased."""

    @property
    def body(self) -> bytes:
        """Give the canonical JSON behind the heading."""
        return self.content.split(b"\n", 9)[9]


@frozen
class Head:
    """Where the chain of a workspace ends, kept apart from it: without it a cut tail could not be seen."""

    number: int
    """How many entries there are."""
    link: bytes
    """The last link; the genesis of the workspace when there is none yet."""


def genesis(workspace: WorkspaceId) -> Head:
    """Compute the head of an empty register: no two workspaces start alike, so no chain passes for another's."""
    return Head(0, sha256(f"registre-genesis/1\n{workspace}".encode()).digest())
