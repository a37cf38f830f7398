"""What workers of these tests do: a module of its own, since each process loads it."""

from __future__ import annotations

import os

POISON = 13


def doubled(number: int) -> int:
    return 2 * number


def swallowed(number: int) -> int:
    """Die of one number, as a worker does that the system kills for its memory."""
    if number == POISON:
        os._exit(9)
    return 2 * number


def interrupted(number: int) -> int:
    raise KeyboardInterrupt


def refused(number: int) -> int:
    raise ValueError(number)
