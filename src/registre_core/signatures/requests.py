"""A signature that is asked for: of one person, in one role, under one thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.documents import SHA_256, Digest
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import SignatureId, SiteId, UserId
from registre_core.kernel.signatories import SignatoryRole, Signer
from registre_core.kernel.validation import Checked, at_least, aware, must, no_longer_than
from registre_core.signatures.evidence import Evidence

LONGEST_TEXT = 5_000
"""Characters of a reason, or of reservations: two pages. They are chained into the register for ever."""


class SubjectKind(StrEnum):
    """What can be signed."""

    INTERVENTION = "intervention"
    """An intervention: the last signature closes it (S3)."""
    PERMIT = "permit"
    """A hot-work permit: opening and closing (S8)."""


class Stage(StrEnum):
    """For what the thing is signed."""

    COMPLETION = "completion"
    """An intervention: that it was done."""
    OPENING = "opening"
    """A permit: that the work may begin, or go on."""
    CLOSING = "closing"
    """A permit: that it is over, and the place was looked after."""


@frozen
class Subject(Checked):
    """The thing that is signed, and for what."""

    kind: SubjectKind
    """An intervention or a permit."""
    id: UUID
    """Which one."""
    stage: Stage
    """For what."""
    edition: int = field(default=1, metadata=must(at_least(1)))
    """Of a permit that is signed again after a change, how often; of an intervention always 1."""


class SignatureState(StrEnum):
    """What became of it, as stored; that it expired is derived from `expires_at` and now."""

    REQUESTED = "requested"
    """Asked for (*demandée*)."""
    SHOWN = "shown"
    """What is to be signed was shown to the signer (*présentée*)."""
    SIGNED = "signed"
    """Signed (*signée*)."""
    REFUSED = "refused"
    """The signer refused, with a reason (*refusée*)."""
    EXPIRED = "expired"
    """Nobody signed in time (*expirée*). Never stored."""
    REVOKED = "revoked"
    """Taken back by whoever asked, or because another is to sign in his place (*révoquée*)."""
    DELEGATED = "delegated"
    """Handed to somebody else by the signer himself (*déléguée*)."""


@frozen
class SignatureRequest(Checked):
    """One signature that is asked for, and what became of it. It is never deleted: another one takes its place."""

    id: SignatureId
    subject: Subject
    """What is signed, and for what."""
    site_id: SiteId
    """Where that is."""
    digest: Digest = field(metadata=must(SHA_256))
    """SHA-256 of the canonical bytes that are to be signed, or were; the bytes are kept under it."""
    role: SignatoryRole
    """On whose side."""
    signer: Signer
    """Who."""
    asked_at: datetime = field(metadata=must(aware))
    """When."""
    expires_at: datetime = field(metadata=must(aware))
    """From then on nobody signs any more."""
    state: SignatureState = SignatureState.REQUESTED
    """What became of it, but for expiry."""
    shown_at: datetime | None = field(default=None, metadata=must(aware))
    """When what is to be signed was last shown to the signer."""
    settled_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was signed, refused, revoked or delegated."""
    reason: str = field(default="", metadata=must(no_longer_than(LONGEST_TEXT)))
    """Why it was refused or revoked."""
    reservations: str = field(default="", metadata=must(no_longer_than(LONGEST_TEXT)))
    """What the signer wrote beside his signature (*réserves*)."""
    replaces: SignatureId | None = None
    """The one in whose place this one was asked for: the trace of the first signer."""
    evidence: Evidence | None = None
    """How it was signed."""
    asked_by: UserId | None = None
    """On whose account it was asked for; unknown of what was kept without."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    def contradictions(self) -> Iterator[Problem]:
        """It is signed with evidence, refused with a reason, and settled once."""
        if self.expires_at <= self.asked_at:
            yield Problem("expires_at", "expires-before-asked", "a signature can be given for some time at least")
        if self.state is SignatureState.EXPIRED:
            yield Problem("state", "expiry-is-derived", "that it expired follows from 'expires_at' and now")
        if self.is_open != (self.settled_at is None):
            yield Problem("settled_at", "settled-without-moment", "it tells when it was settled, exactly when it was")
        if self.state is SignatureState.SHOWN and self.shown_at is None:
            yield Problem("shown_at", "shown-without-moment", "it tells when it was shown")
        if self.state is SignatureState.REFUSED and not self.reason.strip():
            yield Problem("reason", "reason-missing", "whoever refuses to sign says why")
        yield from self._disagreements()

    def _disagreements(self) -> Iterator[Problem]:
        """What evidence says, the request says; and without a signature there is neither evidence nor reservation."""
        is_signed = self.state is SignatureState.SIGNED
        if is_signed != (self.evidence is not None):
            yield Problem("evidence", "signed-without-evidence", "it has evidence exactly when it was signed")
        if self.reservations and not is_signed:
            yield Problem("reservations", "reservations-unsigned", "reservations stand beside a signature")
        if self.evidence is None:
            return
        if (self.evidence.digest, self.evidence.trace.id) != (self.digest, self.signer.id):
            said = "evidence is of what was to be signed, by whoever was to sign it"
            yield Problem("evidence", "evidence-of-another", said)

    @property
    def is_open(self) -> bool:
        """Whether nothing became of it yet, expiry aside."""
        return self.state in {SignatureState.REQUESTED, SignatureState.SHOWN}
