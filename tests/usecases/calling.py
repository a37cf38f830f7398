"""How a use case is called, for the scenarios of every room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from attrs import frozen
from tests.usecases.town import Town

from registre_core import Actor

Do = Callable[[Town, Actor], Any]
DoOn = Callable[[Town, Actor, Any], Any]


@frozen
class Scenario:
    """How a use case is called."""

    do: Do
    """On the town as it was founded, by somebody who may."""
    on: DoOn | None = None
    """The same on a thing that stands on a site, named by its identifier."""
    thing: Callable[[Town], UUID] | None = None
    """One that is not at the school."""
    who: Callable[[Town], Actor] | None = None
    """Makes ready what it needs beforehand, and gives somebody who may; else he follows from the action's right."""


def do_nothing_with(opened: Any) -> bytes:  # noqa: ANN401  # a context manager of a stream
    with opened as stream:
        return bytes(stream.read())
