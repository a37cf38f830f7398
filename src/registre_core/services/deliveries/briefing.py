"""What a notice tells at the moment it goes out: names as they are now, and nothing of what is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import SiteId
from registre_core.notices import Letter
from registre_core.ports.storage import Notice, Snapshot
from registre_core.services.deliveries.briefs.found import Found, Look
from registre_core.services.deliveries.briefs.house import HOUSE
from registre_core.services.deliveries.briefs.requests import REQUESTS
from registre_core.services.deliveries.briefs.signatures import SIGNATURES
from registre_core.services.deliveries.briefs.sites import SITES

LOOKS: Mapping[str, Look] = {**SITES, **SIGNATURES, **REQUESTS, **HOUSE}
"""What is looked up of each topic, and what makes it moot."""
REMINDER = "reminder"
"""The topic that gathers others."""


def brief(
    tx: Snapshot, notice: Notice, parts: tuple[Notice, ...] = (), *, at: datetime, link: str | None = None
) -> Letter | None:
    """Look up what a notice tells of.

    Who is told too late of what was done since loses his trust in what he is told, so nothing goes out of what was
    closed, cancelled, signed, answered or erased meanwhile; nor of a day that was changed, which is told by itself.
    When in doubt it goes out: of a round that is late, and of a topic that nobody wrote down here.

    Args:
        tx: what it is looked up in, as of now.
        notice: what was queued.
        parts: what a reminder gathers.
        at: now.
        link: where whoever reads it goes on.

    Returns:
        The letter, ready to be put into words; None, when there is nothing left to tell.
    """
    if notice.kind == REMINDER:
        return _reminder(tx, notice, parts, at, link)
    try:
        look = LOOKS.get(notice.kind)
        found = look(tx, notice, at) if look else Found()
        return _letter(tx, notice, found, link) if found else None
    except NotFound:  # it is gone, and whoever is told of it finds nothing
        return None


def _reminder(tx: Snapshot, notice: Notice, parts: tuple[Notice, ...], at: datetime, link: str | None) -> Letter | None:
    """Gather what is still to be reminded of; the count is of what is left."""
    briefed = (brief(tx, part, at=at) for part in parts)
    left = tuple(part for part in briefed if part is not None)
    if not left:
        return None
    facts = {**notice.facts, "count": len(left)}
    name = tx.workspace.get().name
    return Letter(notice.kind, notice.queued_at, name, subject_id=notice.subject_id, facts=facts, link=link, parts=left)


def _letter(tx: Snapshot, notice: Notice, found: Found, link: str | None) -> Letter:
    return Letter(
        kind=notice.kind,
        told_at=notice.queued_at,
        workspace=tx.workspace.get().name,
        site=_name(tx, found.site),
        subject=found.subject,
        subject_id=notice.subject_id,
        facts={**notice.facts, **found.facts},
        link=link,
    )


def _name(tx: Snapshot, site: SiteId | None) -> str | None:
    return tx.sites.get(site).name if site else None
