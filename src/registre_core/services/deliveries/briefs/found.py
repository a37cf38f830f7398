"""What was found of the thing a notice is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.identifiers import SiteId
from registre_core.notices import Facts
from registre_core.ports.storage import Notice, Snapshot


@frozen
class Found:
    """What a letter says beside the notice."""

    site: SiteId | None = None
    """Where it is."""
    subject: str | None = None
    """What it is, in the words of who named it."""
    facts: Facts = field(factory=dict)
    """What `notices.LOOKED_UP` promises of its topic."""


Look = Callable[[Snapshot, Notice, datetime], Found | None]
"""Looks up what a notice tells of, as of a moment; None, when that is over. Raises `NotFound` of what is gone."""


def fact(notice: Notice, name: str) -> str:
    """Give a fact that its topic promises."""
    return str(notice.facts[name])


def identifier(notice: Notice, name: str) -> UUID:
    """Give a fact that is an identifier."""
    return UUID(fact(notice, name))


def address(tx: Snapshot, site: SiteId) -> str | None:
    """Give where a site stands, if that was written down."""
    return tx.sites.get(site).address or None
