"""Identifiers and secrets from this machine."""

from __future__ import annotations

import secrets
from uuid import UUID

from uuid_utils.compat import uuid7


class Uuid7Source:
    """The `IdSource` port on uuid_utils and the system's source of randomness.

    uuid_utils keeps one counter per process behind a mutex of its own: identifiers ascend between threads, also when
    the clock is set back. A lock here would add nothing but a way to hang, when a process forks while another thread
    holds it. After a fork uuid_utils (0.14 or later) draws new randomness, so the two processes part ways.
    """

    def new(self) -> UUID:
        """Make an identifier."""
        return uuid7()

    def secret(self, length: int = 32) -> bytes:
        """Make that many random bytes."""
        return secrets.token_bytes(length)
