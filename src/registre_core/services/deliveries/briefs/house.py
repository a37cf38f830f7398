"""Notices of the workspace as a whole: its account, its register, and what did not arrive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from registre_core.billing import Level
from registre_core.kernel.identifiers import NoticeId
from registre_core.ports.storage import Fate, Notice, Snapshot
from registre_core.services.deliveries.briefs.found import Found, Look, fact, identifier


def _standing(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    """Tell where the account stands now, with the words of its banner to the letter; of another level, nothing."""
    kept = tx.standing.get()
    if kept is None or kept.standing.level is not Level(fact(notice, "level")):
        return None
    shown, cut = (day.isoformat() if day else None for day in (kept.standing.shown_on, kept.standing.cut_off_on))
    banner = kept.standing.banner
    return Found(facts={"shown_on": shown, "cut_off_on": cut, "banner": banner.text if banner else None})


def _anchor(_: Snapshot, __: Notice, ___: datetime) -> Found:
    return Found()


def _undeliverable(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    """Tell to whom it did not come: an address, without which nobody can mend it.

    What still waits is told of, too: this was queued before that was marked, and whoever was to mark it may be gone.
    """
    lost = tx.outbox.get(NoticeId(identifier(notice, "notice")))
    return None if lost.fate in {Fate.DELIVERED, Fate.MOOT} else Found(facts={"recipient": lost.notice.recipient})


HOUSE: Mapping[str, Look] = {
    "standing-changed": _standing,
    "anchor-failed": _anchor,
    "notice-undeliverable": _undeliverable,
}
"""By topic."""
