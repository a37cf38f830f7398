"""Refusals that the story goes on from."""

from __future__ import annotations

from collections.abc import Callable

from registre_core import Refused


def refusal(call: Callable[[], object]) -> Refused:
    """Give the refusal of what must be refused."""
    try:
        call()
    except Refused as error:
        return error
    raise AssertionError("the story goes on from a refusal that did not come")
