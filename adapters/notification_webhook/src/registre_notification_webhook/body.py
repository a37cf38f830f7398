"""What a callback says: one canonical JSON object, so that the same message has the same bytes each time it is sent."""

from __future__ import annotations

from datetime import UTC, datetime

from registre_core.codec.canonical import canonical_bytes
from registre_core.ports import Message

MESSAGE = "message"
"""The type of a message that says none."""


def body_of(message: Message) -> bytes:
    """Write a message as a machine reads it: what it tells as data, and in words for whoever sees it there."""
    return canonical_bytes(
        {
            "type": message.kind or MESSAGE,
            "timestamp": _instant(message.told_at),
            "data": {
                "workspace": message.sender,
                "subject": message.subject,
                "text": message.text,
                "facts": dict(message.facts),
            },
        }
    )


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")
