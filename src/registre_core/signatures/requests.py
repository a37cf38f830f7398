"""A signature that is asked for: of one person, in one role, under one thing."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.documents import SHA_256, Digest
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import SignatureId, SiteId
from registre_core.kernel.signatories import SignatoryRole, Signer
from registre_core.kernel.validation import Checked, at_least, aware, must
from registre_core.signatures.evidence import Evidence


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
    reason: str = ""
    """Why it was refused or revoked."""
    reservations: str = ""
    """What the signer wrote beside his signature (*réserves*)."""
    replaces: SignatureId | None = None
    """The one in whose place this one was asked for: the trace of the first signer."""
    evidence: Evidence | None = None
    """How it was signed."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    def contradictions(self) -> list[Problem]:
        """It is signed with evidence, refused with a reason, and settled once."""
        return []

    @property
    def is_open(self) -> bool:
        """Whether nothing became of it yet, expiry aside."""
        return self.state in {SignatureState.REQUESTED, SignatureState.SHOWN}
