"""Use cases: what was queued is carried to people and machines, at least once and in order."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.deliveries.previewing import PreviewedNotice, Previewing
from registre_core.services.deliveries.questions import Questions
from registre_core.services.deliveries.running import Running
from registre_core.services.deliveries.tally import Delivered, Hindrance

__all__ = ["Delivered", "DeliveriesService", "Hindrance", "PreviewedNotice"]


@frozen
class DeliveriesService(Running, Previewing, Questions):
    """Carries what waits. Any number of them may run at once, in any number of processes."""
