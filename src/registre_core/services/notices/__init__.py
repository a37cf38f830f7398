"""Use cases: who is told what, as a workspace settles it, and which machines are told."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.notices.contacts import drop_notices, move_mutings, tell_contacts
from registre_core.services.notices.gathering import Late, reminders
from registre_core.services.notices.muting import Choosing
from registre_core.services.notices.outgoing import Outgoing, ShownNotice
from registre_core.services.notices.readers import (
    ADMINISTERS,
    Stewards,
    account_reader,
    contact_readers,
    readers_of,
    readers_on,
    those_who_may,
)
from registre_core.services.notices.settling import SettledTopic, Settling
from registre_core.services.notices.subscribed import Subscribed
from registre_core.services.notices.subscribing import Subscribing
from registre_core.services.notices.telling import Event, Reader, addressed, are_people, queue, tell, untold

__all__ = [
    "ADMINISTERS",
    "Event",
    "Late",
    "NoticesService",
    "Reader",
    "SettledTopic",
    "ShownNotice",
    "Stewards",
    "account_reader",
    "addressed",
    "are_people",
    "contact_readers",
    "drop_notices",
    "move_mutings",
    "queue",
    "readers_of",
    "readers_on",
    "reminders",
    "tell",
    "tell_contacts",
    "those_who_may",
    "untold",
]


@frozen
class NoticesService(Outgoing, Settling, Choosing, Subscribing, Subscribed):
    """Shows and settles who is told what. Queueing itself is part of the changes that are told of."""
