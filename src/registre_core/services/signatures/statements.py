"""What a proof says, read back for people: who signed what, in what role, when and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import field, frozen

from registre_core.codec import from_builtins, read_entry, read_signable
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import SignatureId, WorkspaceId
from registre_core.kernel.signatories import PersonKind, SignatoryRole
from registre_core.register import Entry
from registre_core.signatures import Consent, Drawing, Level, Subject, TimeLevel


@frozen
class SignatureStatement:
    """What the entry of a signature says, and what was signed."""

    workspace: WorkspaceId
    """In whose register."""
    number: int
    """The entry that tells of it."""
    recorded_at: datetime
    """When it was appended, by the server's clock."""
    signature: SignatureId
    """Which one."""
    subject: Subject
    """Under what, and for what."""
    role: SignatoryRole
    """On whose side."""
    person_kind: PersonKind
    """How the register knows the signer: by an account, as a contact, or by a name that was written down."""
    person: UUID
    """The signer."""
    name: str
    """His name when he signed; `ERASED_NAME` when he was erased before the proof was made."""
    capacity: str
    """In what function he signed."""
    session: str | None
    """Whose session he signed on, by name, when it was not his own."""
    channel: str
    """By what means."""
    digest: Digest
    """SHA-256 of what was shown and signed."""
    shown_at: datetime
    """When it was last shown to him."""
    signed_at: datetime
    """When he signed, by the server's clock."""
    claimed_at: datetime | None
    """When, by the clock of his device, with its offset."""
    level: Level
    """What the signature is declared to be."""
    time_level: TimeLevel
    """Where `signed_at` comes from."""
    consent: Consent
    """What he agreed to."""
    reservations: str
    """What he wrote beside it."""
    drawing: Drawing | None = field(repr=False)
    """What he drew, stroke by stroke with its times; nothing when he was erased before the proof was made."""
    drawing_digest: Digest | None
    """SHA-256 of the drawing's shape; it stays when the drawing is erased."""
    device: str | None
    """What the device said it was."""
    address: str | None
    """The IP address it came from."""
    content: Mapping[str, Any] = field(repr=False)
    """What was signed, as parsed: ``content``, ``kind``, ``schema``, ``stage``."""


def statement_of(entry: Entry, content: bytes) -> SignatureStatement:
    """Read what an entry says of a signature.

    Raises:
        IntegrityBreach, InvalidInput, ValueError, LookupError, TypeError: it is not what such an entry says.
    """
    said = read_entry(entry).fact["signature"]
    signer, evidence, heading = said["signer"], said["evidence"], entry.heading
    trace, session, drawn = evidence["trace"], evidence["session"], evidence["drawing_digest"]
    return SignatureStatement(
        workspace=heading.workspace_id,
        number=heading.number,
        recorded_at=heading.recorded_at,
        signature=SignatureId(UUID(said["id"])),
        subject=from_builtins(Subject, said["subject"]),
        role=SignatoryRole(said["role"]),
        person_kind=PersonKind(signer["kind"]),
        person=UUID(signer["id"]),
        name=_text(signer["name"]),
        capacity=_text(signer["capacity"]),
        session=_text(session["name"]) if session else None,
        channel=_text(evidence["channel"]),
        digest=Digest(_text(evidence["digest"])),
        shown_at=_instant(evidence["shown_at"]),
        signed_at=_instant(evidence["signed_at"]),
        claimed_at=_instant(evidence["claimed_at"]) if evidence["claimed_at"] else None,
        level=Level(evidence["level"]),
        time_level=TimeLevel(evidence["time_level"]),
        consent=from_builtins(Consent, evidence["consent"]),
        reservations=_text(said["reservations"]),
        drawing=from_builtins(Drawing, trace["drawing"]) if trace.get("drawing") else None,
        drawing_digest=Digest(_text(drawn)) if drawn else None,
        device=_text(trace["device"]) if trace.get("device") else None,
        address=_text(trace["address"]) if trace.get("address") else None,
        content=read_signable(content),
    )


def _text(value: object) -> str:
    """Take a text; whoever made a proof up may have put anything there."""
    if type(value) is not str:
        raise TypeError(value)
    return value


def _instant(value: object) -> datetime:
    instant = datetime.fromisoformat(_text(value))
    if instant.utcoffset() is None:
        raise ValueError(value)
    return instant
