"""Notices as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from registre_cli import labels
from registre_core.notices import TOPICS
from registre_core.ports.storage import Fate, Notice, Queued

FATES: Mapping[Fate, str] = {
    Fate.WAITING: "en attente",
    Fate.DELIVERED: "distribué",
    Fate.GIVEN_UP: "non distribué",
    Fate.MOOT: "sans objet",
}
"""What became of them."""


def topic(kind: str) -> str:
    """Name what a notice tells; a kind of long ago by itself."""
    return TOPICS[kind].label if kind in TOPICS else kind


def state(one: Queued) -> str:
    """Say what became of a notice, and when, or what becomes of it next."""
    if one.settled_at is not None:
        return f"{FATES[one.fate]} le {labels.instant(one.settled_at)}"
    if one.attempts:
        return f"{FATES[one.fate]}, tenté {one.attempts} fois, de nouveau le {labels.instant(one.due_at)}"
    return f"{FATES[one.fate]} depuis le {labels.instant(one.notice.queued_at)}"


def described(one: Queued) -> dict[str, Any]:
    """Give one as plain values."""
    return {
        **_of(one.notice),
        "recipient": one.notice.recipient,
        "state": one.fate.value,
        "attempts": one.attempts,
        "queued_at": one.notice.queued_at.isoformat(),
        "due_at": one.due_at.isoformat(),
        "settled_at": one.settled_at and one.settled_at.isoformat(),
        "failure": one.failure,
        "urgent": one.notice.is_urgent,
    }


def part(one: Notice) -> dict[str, Any]:
    """Give what goes out with another as plain values."""
    return _of(one)


def _of(one: Notice) -> dict[str, Any]:
    about = {"kind": one.subject_kind, "id": str(one.subject_id)}
    return {"id": str(one.id), "kind": one.kind, "about": about, "facts": dict(one.facts)}
