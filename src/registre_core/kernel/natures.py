"""What a point of a report asks of whoever keeps the building."""

from __future__ import annotations

from enum import StrEnum


class Nature(StrEnum):
    """What a point of a report asks for."""

    TO_CORRECT = "to-correct"
    """Something is wrong (*à corriger*)."""
    NOT_VERIFIED = "not-verified"
    """It could not be looked at (*non vérifié*, «NV»): a locked room, an installation out of order."""
