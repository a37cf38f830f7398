"""What is written to whom: people at a terminal, a file, another program."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any, TextIO, cast

from rich.console import Console
from rich.containers import Lines
from rich.text import Text

from registre_cli.typography import NARROW_NO_BREAK, NO_BREAK

WIDTH = 100
"""Columns where there is no terminal to ask: the same text everywhere."""


class Terminal(Console):
    """Standard output. A reader who went away is told by an exception, as everywhere else."""

    def on_broken_pipe(self) -> None:
        """Leave the answer to the one place that gives exit codes."""
        raise BrokenPipeError


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What commands a terminal or turns a line round: stored texts must not draw on the screen."""


class Words(Text):
    """A text that keeps together what a no-break space joins; left to itself, rich ends lines there too."""

    def __init__(self, text: str = "", *settings: Any, **more: Any) -> None:  # noqa: ANN401  # as rich calls it
        super().__init__(_UNSEEN.sub("\ufffd", text), *settings, **more)

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:  # noqa: ANN401  # as rich calls it
        """Break it into lines."""
        held = self.copy()
        held.plain = self.plain.translate(_HOLD)
        lines = held.wrap(console, width, **how)
        for line in lines:
            line.plain = line.plain.translate(_LET_GO)
        return lines


_HELD = {NO_BREAK: "\ue000", NARROW_NO_BREAK: "\ue001"}
"""What stands for no-break spaces while lines are broken: characters for private use, as wide, and no spaces."""
_HOLD = str.maketrans(_HELD)
_LET_GO = str.maketrans({held: space for space, held in _HELD.items()})


class Tidy(io.TextIOBase):
    """Standard output without the spaces that fill lines up: nobody sees them, and comparisons stumble over them."""

    def write(self, text: str, /) -> int:
        """Write it with its lines cut after their last letter."""
        return sys.stdout.write(re.sub(r" +$", "", text, flags=re.MULTILINE))


@cache
def terminal() -> Console:
    """Open standard output: colours and the real width on a terminal, neither elsewhere."""
    seen = sys.stdout.isatty()
    return Terminal(
        file=None if seen else cast("IO[str]", Tidy()),
        force_terminal=seen,
        width=None if seen else WIDTH,
        highlight=False,
        emoji=False,
    )


def write_json(value: Mapping[str, object] | Sequence[object]) -> None:
    """Write one JSON object, or a list of them, on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def flush() -> None:
    """Let whoever reads see what was said so far."""
    sys.stdout.flush()


def write_text(text: str) -> None:
    """Write a text of somebody else's as it is."""
    sys.stdout.write(text + "\n")


def silence(stream: TextIO) -> None:
    """Write no more to a stream that failed: Python would complain of it once more at exit."""
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), stream.fileno())
