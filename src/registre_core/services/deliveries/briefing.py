"""A stub until words are there."""

from __future__ import annotations

from registre_core.notices import Letter
from registre_core.ports.storage import Notice, Snapshot


def brief(tx: Snapshot, notice: Notice, parts: tuple[Notice, ...], *, link: str | None) -> Letter | None:
    return Letter(notice.kind, notice.queued_at, tx.workspace.get().name, facts=notice.facts, link=link)
