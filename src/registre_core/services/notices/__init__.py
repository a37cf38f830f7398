"""Use cases: who is told what, as a workspace settles it, and which machines are told."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.notices.contacts import drop_notices, tell_contacts
from registre_core.services.notices.outgoing import Outgoing, ShownNotice

__all__ = ["NoticesService", "ShownNotice", "drop_notices", "tell_contacts"]


@frozen
class NoticesService(Outgoing):
    """Shows and settles who is told what. Queueing itself is part of the changes that are told of."""
