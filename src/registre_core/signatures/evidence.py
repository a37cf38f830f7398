"""What was done when somebody signed: enough to judge it years later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.actors import PersonRef
from registre_core.kernel.documents import SHA_256, Digest
from registre_core.kernel.errors import Problem
from registre_core.kernel.facts import personal
from registre_core.kernel.identifiers import EntryId
from registre_core.kernel.validation import Checked, aware, must, not_blank, one_line
from registre_core.signatures.drawings import Drawing


class Level(StrEnum):
    """What a signature is worth by eIDAS, regulation (EU) 910/2014, from the least to the most."""

    SIMPLE = "simple"
    """Data beside other data, used to sign: a drawing alone is never more."""
    ADVANCED = "advanced"
    """Linked to the signer by means that he alone controls."""


REACHED: Mapping[str, Level] = {"pad": Level.SIMPLE, "ticket": Level.SIMPLE}
"""How far each channel reaches at most; one that is not named here is simple. None is advanced: on a pad and on a
telephone alike, nothing that the signer alone controls is involved."""


class TimeLevel(StrEnum):
    """Where the time of a signature comes from."""

    LOCAL = "local"
    """From the server's clock alone."""
    STAMPED = "stamped"
    """A time-stamping authority vouches for it (RFC 3161)."""


@frozen
class Consent(Checked):
    """The sentence that was agreed to."""

    version: str = field(metadata=must(not_blank, one_line))
    """Which wording."""
    text: str = field(metadata=must(not_blank))
    """To the letter, in French."""


@frozen
class Trace(Checked):
    """What a person left when he signed: erased with him."""

    id: UUID
    """The signer."""
    drawing: Drawing | None = field(default=None, metadata=personal())
    """What he drew; nothing once he was erased."""
    device: str | None = field(default=None, metadata=personal())
    """What the device says it is: the user agent."""
    address: str | None = field(default=None, metadata=personal())
    """The IP address it came from, as far as the policy of proxies trusts what is said of it."""


@frozen
class Evidence(Checked):
    """How one signature came about."""

    digest: Digest = field(metadata=must(SHA_256))
    """SHA-256 of the canonical bytes that were shown, and that are signed."""
    shown_at: datetime = field(metadata=must(aware))
    """When they were last shown to the signer, by the server's clock."""
    signed_at: datetime = field(metadata=must(aware))
    """When he signed, by the server's clock."""
    consent: Consent
    """What he agreed to."""
    channel: str = field(metadata=must(not_blank, one_line))
    """By what means: ``pad`` on a page, ``ticket`` on a telephone."""
    drawing_digest: Digest | None = field(metadata=must(SHA_256))
    """SHA-256 of the drawing's shape: it tells a drawing that is pasted twice, and stays when the drawing is erased."""
    trace: Trace
    """What names and describes him."""
    session: PersonRef | None = None
    """On whose session he signed, when it was not his own."""
    claimed_at: datetime | None = field(default=None, metadata=must(aware))
    """When, by the clock of the device; its offset is the signer's."""
    level: Level = Level.SIMPLE
    """What it is declared to be: never more than what was done."""
    time_level: TimeLevel = TimeLevel.LOCAL
    """Where `signed_at` comes from."""
    stamp: Digest | None = field(default=None, metadata=must(SHA_256))
    """SHA-256 of the time-stamp token that vouches for `signed_at`, if one does."""
    entry: EntryId | None = None
    """The entry of the register that tells of it, whose identifier is made before: a proof is found by it."""

    def contradictions(self) -> Iterator[Problem]:
        """A level is never above what was done, and nothing is signed before it was shown."""
        if self.level is Level.ADVANCED and REACHED.get(self.channel) is not Level.ADVANCED:
            yield _above("level", self.level, f"what is signed by {self.channel} is a simple signature")
        if self.time_level is TimeLevel.STAMPED and self.stamp is None:
            yield _above("time_level", self.time_level, "a time is stamped when a time-stamp token vouches for it")
        if self.signed_at < self.shown_at:
            yield Problem("signed_at", "signed-before-shown", "nobody signs what he was not shown yet")
        drawing = self.trace.drawing
        if drawing is not None and drawing.shape_digest != self.drawing_digest:
            said = "'drawing_digest' is that of the drawing's shape"
            yield Problem("drawing_digest", "drawing-digest-differs", said)


def _above(path: str, declared: str, message: str) -> Problem:
    return Problem(path, "level-above-evidence", message, {"level": declared})
