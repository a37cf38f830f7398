"""Being told to end: by Ctrl-C, or by whatever runs services. Once is enough, a second time ends at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from attrs import define


@define
class Ending:
    """Answers whether somebody said so."""

    is_asked: bool = False

    def __call__(self) -> bool:
        """Tell whether to end."""
        return self.is_asked


@contextmanager
def ending() -> Iterator[Ending]:
    """Listen meanwhile: what is in hand is finished first; who asks twice does not wait for it."""
    end = Ending()

    def asked(_number: int, _frame: FrameType | None) -> None:
        if end.is_asked:
            raise KeyboardInterrupt
        end.is_asked = True

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield end
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
