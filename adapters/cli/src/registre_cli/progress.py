"""How far something is, for people who wait at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO

from attrs import define

from registre_cli.terminal import Words
from registre_cli.typography import typeset

Tell = Callable[[int], object]
"""Is told of so much more."""

WHOLE = 100
"""Steps of a bar that is told of parts."""
STEP = 2**18
"""Bytes of a file after which the bar moves: drawing costs more than reading."""


@contextmanager
def progress(said: str, total: int) -> Iterator[Tell | None]:
    """Show a bar on standard error while something is done; where nobody looks, there is nobody to tell."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    described = TextColumn("{task.description}", markup=False)
    columns = (described, BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(Words(typeset(said)).plain, total=total)
        yield partial(bar.advance, task)


@define
class Bar:
    """Is told how much of how much is done, and draws it in hundredths."""

    tell: Tell | None
    shown: int = 0

    def __call__(self, done: int, total: int, /) -> None:
        """Hear that so many steps of so many are done."""
        part = done * WHOLE // total
        if self.tell:
            self.tell(part - self.shown)
        self.shown = part


@contextmanager
def parts(said: str) -> Iterator[Bar]:
    """Show a bar for somebody who says himself how much there is in all."""
    with progress(said, WHOLE) as tell:
        yield Bar(tell)


@contextmanager
def waiting(said: str) -> Iterator[None]:
    """Show on standard error that something is being done of which nobody knows how long it takes."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(Words(f"{typeset(said)}…")):
        yield


def counted(lines: BinaryIO, tell: Tell | None) -> Iterable[bytes]:
    """Give the lines of a file, and tell how many bytes went by."""
    return lines if tell is None else _counted(lines, tell)


def _counted(lines: BinaryIO, tell: Tell) -> Iterator[bytes]:
    passed = 0
    for line in lines:
        yield line
        passed += len(line)
        if passed >= STEP:
            tell(passed)
            passed = 0
    tell(passed)
