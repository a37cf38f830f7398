"""The `TicketPrinter` port with QR codes."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Self

from attrs import frozen

from registre_core.ports import Invitation
from registre_signature_qr.address import base_of, require_secret
from registre_signature_qr.codes import Rows, as_png, as_svg, code_of
from registre_signature_qr.terminal import in_half_blocks

KEPT = 256
"""Codes kept in memory at most. A ticket lives for 15 minutes: hardly ever are so many looked at."""


@frozen
class _Printed:
    """One code, in every form."""

    rows: Rows
    invitation: Invitation


class QrPrinter:
    """What prints tickets as QR codes of one address. Open one with `at`."""

    def __init__(self, base: str) -> None:
        """Take what stands before the secret, the character between them included."""
        self.base = base
        """What every address begins with."""
        self._kept = lru_cache(maxsize=KEPT)(_printed)
        self._one_at_a_time = Lock()

    @classmethod
    def at(cls, address: str) -> Self:
        """Open it: ``qr:https://registre.exemple.fr/s``.

        Raises:
            ConfigurationError: ``malformed-ticket-address``, ``ticket-address-too-long``.
        """
        return cls(base_of(address))

    def invite(self, secret: str) -> Invitation:
        require_secret(secret)
        return self._print(self.base + secret).invitation

    def in_terminal(self, invitation: Invitation) -> str:
        return in_half_blocks(self._print(invitation.address).rows)

    def _print(self, address: str) -> _Printed:
        with self._one_at_a_time:  # of two that ask for one ticket at once, the second finds it made
            return self._kept(address)


def _printed(address: str) -> _Printed:
    code = code_of(address)
    rows = tuple(tuple(row) for row in code.matrix)
    return _Printed(rows, Invitation(address, as_svg(rows), as_png(code)))
