"""How servers fail, a third of the time: each failure is one that deliverers meet in the field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from random import Random
from threading import Lock
from typing import TextIO

from attrs import define, field, frozen


class Mood(StrEnum):
    """What a server does with a message."""

    TAKES = "takes"
    """It takes it, and says so."""
    BUSY = "busy"
    """It says that it is busy."""
    CUTS = "cuts"
    """It takes it, and the connection is cut before it says so."""
    FORGETS = "forgets"
    """It takes nothing, and the connection is cut."""
    HANGS = "hangs"
    """It takes it, and says nothing for longer than anybody waits."""


WEIGHTS: Mapping[Mood, int] = {Mood.TAKES: 200, Mood.BUSY: 40, Mood.CUTS: 30, Mood.FORGETS: 26, Mood.HANGS: 4}
"""Of three hundred messages a hundred meet something else than a server that takes them."""


@frozen
class Arrival:
    """A message that a server took."""

    key: str
    recipient: str
    content: str
    """The digest of what it says."""


@define
class Book:
    """Writes down what a server took, in that order, and in what mood it was. Safe to use from several threads."""

    stream: TextIO
    random: Random
    _lock: Lock = field(factory=Lock)

    def mood(self) -> Mood:
        """Choose what becomes of the next message."""
        with self._lock:
            [mood] = self.random.choices([*WEIGHTS], [*WEIGHTS.values()])
            self._write([mood.value])
            return mood

    def took(self, arrival: Arrival) -> None:
        """Write an arrival down, before anybody is told of it."""
        with self._lock:
            self._write([arrival.key, arrival.recipient, arrival.content])

    def _write(self, line: list[str]) -> None:
        self.stream.write(json.dumps(line) + "\n")
        self.stream.flush()


def arrivals_in(path: Path) -> tuple[list[Arrival], list[Mood]]:
    """Read what a server wrote down."""
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return [Arrival(*line) for line in lines if len(line) > 1], [Mood(line[0]) for line in lines if len(line) == 1]
