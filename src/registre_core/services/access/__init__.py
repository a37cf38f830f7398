"""Use cases: how somebody is received, and what he recorded without network."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.access.admitting import Admitting
from registre_core.services.access.sendable import Sendable
from registre_core.services.access.sending import Sending, Sent
from registre_core.services.access.welcoming import Welcoming

__all__ = ["AccessService", "Sendable", "Sent"]


@frozen
class AccessService(Welcoming, Sending, Admitting):
    """Receives people, and takes what their telephones send late: at once, or when access is open again."""
